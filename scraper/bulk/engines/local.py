"""Archives in processes of this machine."""

from collections.abc import Iterator, Sequence

from scraper.bulk.engines.attempt import ArchiveTask, attempt
from scraper.bulk.work import Report, Work
from scraper.models.failure import Failure
from scraper.workers import Limits, run_long

ARCHIVE_LIMITS = Limits(cpu=7 * 86_400.0, wall=14 * 86_400.0, memory=8 << 30)
"""For an archive as a whole: pages have limits of their own, and these only end what hangs. To read an
archive takes some hundred megabytes; the memory counts address space, of which threads take much."""


def run_local(
    sources: Sequence[str], out: str, work: Work, jobs: int | None
) -> Iterator[Report | Failure]:
    """Yield the reports of sources, each archive read in one of `jobs` processes."""
    tasks = (ArchiveTask(source, out, work) for source in sources)
    return run_long(tasks, attempt, ARCHIVE_LIMITS, jobs)
