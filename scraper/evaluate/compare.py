"""One page's article before and after, and the tally of many: what replay reports. Pure."""

import heapq
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from scraper.evaluate.diff import paragraph_diff
from scraper.evaluate.report import TextTable

Outcome = Literal[
    "same",
    "gained",  # had no text, has one now
    "lost",  # had a text, has none now
    "changed",  # text, status or metadata differ
    "new",  # nothing was kept to compare with
    "failed",  # could not be extracted
]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
DIFFERENT: tuple[Outcome, ...] = ("lost", "changed", "gained")

COMPARED = (
    "text", "status", "title", "authors", "date", "modified", "language", "site_name", "url",
    "description", "image", "tags",
)  # fmt: skip
"""Fields of an article that are compared; `confidence` and `sources` only say how sure we are."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How an article differs from an earlier one of the same page."""

    outcome: Outcome
    fields: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()  # paragraphs that came out before and do not now
    gained: tuple[str, ...] = ()


def difference(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> Difference:
    """Compare the fields of two articles, as `Article.to_dict` gives them."""
    if before is None:
        return Difference("new")
    fields = tuple(name for name in COMPARED if before.get(name) != after.get(name))
    if not fields:
        return Difference("same")
    had, has = (bool(article["text"]) for article in (before, after))
    outcome: Outcome = "lost" if had and not has else "gained" if has and not had else "changed"
    if "text" not in fields:
        return Difference(outcome, fields)
    diff = paragraph_diff(after["text"], before["text"])
    return Difference(outcome, fields, diff.lost, diff.leaked)


@dataclass(frozen=True, slots=True)
class PageDifference:
    """The difference of one stored page. `message` says why one failed."""

    id: str
    url: str
    site: str
    found: Difference
    message: str = ""

    @property
    def weight(self) -> tuple[int, int]:
        """How bad it is: a lost article first, then by paragraphs lost and gained."""
        rank = {"lost": 2, "changed": 1, "gained": 1}.get(self.found.outcome, 0)
        return rank, len(self.found.lost) + len(self.found.gained) + len(self.found.fields)


@dataclass(slots=True)
class ReplayTally:
    """Counts by site and by field, and the worst pages; memory grows with sites only."""

    keep_worst: int = 0
    sites: dict[str, dict[str, int]] = field(default_factory=dict)
    fields: dict[str, int] = field(default_factory=dict)
    _worst: list[tuple[tuple[int, int], int, PageDifference]] = field(default_factory=list)
    pages: int = 0

    def add(self, page: PageDifference) -> None:
        """Count one page in."""
        self.pages += 1
        counts = self.sites.setdefault(page.site, dict.fromkeys(OUTCOMES, 0))
        counts[page.found.outcome] += 1
        for name in page.found.fields:
            self.fields[name] = self.fields.get(name, 0) + 1
        if page.found.outcome in DIFFERENT and self.keep_worst:
            heapq.heappush(self._worst, (page.weight, -self.pages, page))
            if len(self._worst) > self.keep_worst:
                heapq.heappop(self._worst)

    @property
    def worst(self) -> list[PageDifference]:
        """Worst first; of equally bad pages the earlier one first."""
        return [page for *_, page in sorted(self._worst, key=lambda w: w[:2], reverse=True)]

    def count(self, outcome: Outcome) -> int:
        """Return the pages of one outcome, over all sites."""
        return sum(counts[outcome] for counts in self.sites.values())

    def share(self) -> float:
        """Return the share of the compared pages that differ; 0 if no page was compared."""
        different = sum(map(self.count, DIFFERENT))
        compared = different + self.count("same")
        return different / compared if compared else 0.0


def sites_table(tally: ReplayTally) -> TextTable:
    """Return a table with one row a site, the one with the most lost and changed pages first."""

    def order(item: tuple[str, dict[str, int]]) -> tuple[float, str]:
        counts = item[1]
        different = sum(counts[name] for name in DIFFERENT)
        return -(2 * counts["lost"] + different) / max(different + counts["same"], 1), item[0]

    rows = [
        (site, str(sum(counts.values())), *(str(counts[name]) for name in OUTCOMES))
        for site, counts in sorted(tally.sites.items(), key=order)
    ]
    total = ("all", str(tally.pages), *(str(tally.count(name)) for name in OUTCOMES))
    return TextTable("Replayed", ("site", "pages", *OUTCOMES), (*rows, total), labels=1)
