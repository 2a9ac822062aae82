"""The pages of a command that takes many: each is counted, and said where it gave no article."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from scraper.errors import ExitCode
from scraper.models.document import left_out_words
from scraper.models.failure import Failure
from scraper.pipelines.clean_task import Cleaned


@dataclass(slots=True)
class Tally:
    """How pages ended. The other counters are by what a summary calls them."""

    verb: str  # of an article in the summary: "cleaned", "fetched"
    articles: int = 0
    empty: int = 0
    failed: int = 0
    of_them: Counter[str] = field(default_factory=Counter)  # articles that are special
    spared: Counter[str] = field(default_factory=Counter)  # needed no work
    refused: Counter[str] = field(default_factory=Counter)  # could not be worked on
    left_out: Counter[str] = field(default_factory=Counter)  # are no pages, by their reason

    @property
    def done(self) -> int:
        """Pages that are finished with."""
        return self.articles + self.empty + self.failed + self.spared.total() + self.refused.total()

    def failure(self, failure: Failure, say: Callable[[str], None]) -> None:
        """Count a page that failed, and say why."""
        self.failed += 1
        say(f"{failure.subject}: {failure.message}")

    def page(self, result: Cleaned, say: Callable[[str], None], *, is_article: bool) -> None:
        """Count a page that was read, and say why it is no article."""
        if is_article:
            self.articles += 1
            return
        self.empty += 1
        reason = f": {result.status_reason}" if result.status_reason else ""
        say(f"{result.name}: nothing extracted, {result.status}{reason}")

    def exit_code(self) -> ExitCode:
        """Return 1 where anything failed, 3 where nothing failed and nothing was found."""
        if self.failed or self.refused:
            return ExitCode.SOME_FAILED
        return ExitCode.OK if self.articles or self.spared else ExitCode.NOTHING_EXTRACTED

    def summary(self) -> str:
        """Return the counts in one line, those of nothing left out."""
        counts = [
            *((count, words) for words, count in self.of_them.items()),
            *((count, words) for words, count in self.spared.items()),
            (self.empty, "without content"),
            (self.failed, "failed"),
            *((count, words) for words, count in self.refused.items()),
            *((n, left_out_words(reason, n)) for reason, n in sorted(self.left_out.items())),
        ]
        parts = [f"{count} {words}" for count, words in counts if count]
        return ", ".join([f"{self.articles} {self.verb}", *parts])
