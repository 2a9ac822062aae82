"""What a draft of site rules does to the stored pages of its host: a job, and the values that it fills."""

from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from scraper.models.failure import Failure
from scraper.pipelines.replay import CaptureChoice, TriedPage, chosen
from scraper.pipelines.rule_trial import (
    DeadSelector,
    MonthOfTrial,
    RulesDraft,
    by_month,
    check_draft,
    dead_selectors,
    drafted,
    tried,
)
from scraper.review.jobs import JobProgress
from scraper.sites.trial import inline_faults
from scraper.store import Store
from scraper.views.safe_text import Clipped, clipped, clipped_lines
from scraper.workers import Limits

SHOWN_PAGES, SHOWN_LINES, MOST_LINE = 30, 30, 1_000
SHOWN_TEXTS = 12  # paragraphs that most pages lose or gain


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """A stored page that a draft changes."""

    id: str
    url: str
    outcome: str
    lost: tuple[Clipped, ...]
    gained: tuple[Clipped, ...]


@dataclass(frozen=True, slots=True)
class RepeatedText:
    """A paragraph, and how many pages it goes from or comes on."""

    text: Clipped
    pages: int


@dataclass(slots=True)
class RulesTrial:
    """What a draft does to the stored pages of its host."""

    pages: int = 0
    changes: int = 0  # pages that change
    removed: Counter[str] = field(default_factory=Counter)  # paragraphs by the pages they go from
    added: Counter[str] = field(default_factory=Counter)
    months: dict[str, MonthOfTrial] = field(default_factory=dict)
    dead: list[DeadSelector] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    changed: list[ChangedPage] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def add(self, result: TriedPage | Failure) -> None:
        """Take one page in; of those that change the first are kept to be shown."""
        if isinstance(result, Failure):
            self.failures.append(f"{result.subject}: {result.message}")
            return
        self.pages += 1
        if result.found.outcome == "same":
            return
        self.changes += 1
        self.removed.update(set(result.found.lost))
        self.added.update(set(result.found.gained))
        if len(self.changed) < SHOWN_PAGES:
            self.changed.append(_changed(result))

    @property
    def most_removed(self) -> list[RepeatedText]:
        """The paragraphs that go from the most pages."""
        return _most(self.removed)

    @property
    def most_added(self) -> list[RepeatedText]:
        """The paragraphs that come on the most pages."""
        return _most(self.added)


def _most(texts: Counter[str]) -> list[RepeatedText]:
    return [
        RepeatedText(clipped(text, MOST_LINE), pages)
        for text, pages in texts.most_common(SHOWN_TEXTS)
    ]


def try_draft(
    store: Path, sites: Path, draft: RulesDraft, sample: int, progress: JobProgress
) -> RulesTrial:
    """Return what a draft does to a sample of the stored pages of its host, or to those for which the job has time.
    Raises ConfigError where the draft is wrong, StoreError where the store can't be read."""
    trial = RulesTrial()
    pages: list[TriedPage] = []
    tables = check_draft(draft)
    trial.inline = [fault for table in tables for fault in inline_faults(table)]
    choice = CaptureChoice(site=draft.host, sample=sample)
    with Store.reader(store) as opened:
        progress.total = sum(1 for _ in chosen(opened, choice))
    with (
        drafted(sites, draft) as directory,
        closing(tried(store, directory, choice, Limits(), 1)) as results,
    ):
        for result in results:
            progress.advance()
            trial.add(result)
            progress.found = trial.changes
            if isinstance(result, TriedPage):
                pages.append(result)
            if progress.is_over():
                break
    trial.months = by_month(pages)
    trial.dead = list(dead_selectors(tables, pages))
    return trial


def _changed(result: TriedPage) -> ChangedPage:
    found = result.found
    return ChangedPage(
        result.entry.id,
        result.entry.final_url,
        found.outcome,
        clipped_lines(found.lost, SHOWN_LINES, MOST_LINE),
        clipped_lines(found.gained, SHOWN_LINES, MOST_LINE),
    )
