"""How rules do: on their own inline tests, and selector by selector on pages. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.dom.parse import parse
from scraper.extraction.dom.select import Selected, field_selector
from scraper.extraction.dom.walk import read
from scraper.models.site import SiteRules

CHANCE = 0.05  # a selector is dead if it misses its newest pages by chance less often than this


@dataclass(frozen=True, slots=True)
class SelectorLife:
    """On which pages, newest first, a selector matched anything."""

    selector: str
    matched: tuple[bool, ...]
    days: tuple[str, ...]

    @property
    def is_dead(self) -> bool:
        """Whether it has stopped matching: never did, or has missed too many of the newest pages.

        With m matches on n older pages a page is missed with probability 1 - (m + 1) / (n + 2).
        """
        if not any(self.matched):
            return bool(self.matched)
        missed = self.matched.index(True)
        older = self.matched[missed:]
        miss = 1 - (sum(older) + 1) / (len(older) + 2)
        return missed > 0 and miss**missed < CHANCE

    @property
    def last_day(self) -> str:
        """The day of the newest page that it matched, "" if it matched none."""
        return next((day for day, yes in zip(self.days, self.matched, strict=True) if yes), "")


def selectors_of(rules: SiteRules) -> list[str]:
    """Return all CSS selectors of a table, those of fields too."""
    css = [*rules.keep, *rules.drop, *rules.stop_at, *rules.protect]
    return list(dict.fromkeys([*css, *map(field_selector, rules.fields.values())]))


def matching(html: str, selectors: Iterable[str]) -> frozenset[str]:
    """Return the selectors that match anything on a page."""
    wanted = list(selectors)
    selected = Selected(parse(html), wanted, FlatPage())
    return frozenset(one for one in wanted if selected.found(one))


def lives(
    pages: Sequence[tuple[str, frozenset[str]]], selectors: Iterable[str]
) -> list[SelectorLife]:
    """Return the life of each selector, from (day, matching selectors) of pages, newest first."""
    days = tuple(day for day, _ in pages)
    return [SelectorLife(one, tuple(one in found for _, found in pages), days) for one in selectors]


def inline_faults(rules: SiteRules) -> list[str]:
    """Return the faults that the rules' own tests find in what the rules leave of their HTML."""
    found = []
    for number, test in enumerate(rules.tests, 1):
        left = _left(test.html, rules)
        found += [f"test {number}: lost {text!r}" for text in test.present if text not in left]
        found += [f"test {number}: leaked {text!r}" for text in test.absent if text in left]
    return found


def _left(html: str, rules: SiteRules) -> str:
    """Return the text of a piece of HTML without what the rules remove."""
    tree = parse(html)
    if tree.body is None:
        return ""
    page = read(tree.body)
    selected = Selected(tree, selectors_of(rules), page)
    gone = selected.inside(rules.drop) | selected.behind(rules.stop_at)
    gone -= selected.inside(rules.protect)
    return "\n".join(text for i, text in enumerate(page.b_text) if i not in gone)
