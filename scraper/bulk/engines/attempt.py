"""One call of `clean_archive` as an engine makes it: an expected failure is a value."""

from dataclasses import dataclass

from scraper.bulk.archive import clean_archive
from scraper.bulk.work import Report, Work
from scraper.errors import InputError, ScraperError
from scraper.models.failure import Failure


@dataclass(frozen=True, slots=True)
class ArchiveTask:
    """One archive for an engine."""

    source: str
    out: str
    work: Work

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.source


def attempt(task: ArchiveTask) -> Report | Failure:
    """Clean one archive; return why it has no part where it has none."""
    try:
        return clean_archive(task.source, task.out, task.work)
    except ScraperError as error:
        kind = error.kind if isinstance(error, InputError) else "unreadable"
        return Failure(error.subject, kind, error.message)
