"""What a run that fetches pages is asked for, and what it gives for each URL."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from scraper.fetch import FetchSettings
from scraper.models.failure import Failure
from scraper.models.times import utc_now
from scraper.pipelines.clean_task import Cleaned, CleanSettings
from scraper.workers import Limits


@dataclass(frozen=True, slots=True)
class ScrapePlan:
    """How a run fetches and cleans. `jobs` is the number of processes, None for one per core.

    A URL whose stored content is younger than `max_age` is not requested; with `only_due`, a URL in
    quarantine is not requested before its time; with `refetch`, no request asks for changes only.
    """

    fetch: FetchSettings
    settings: CleanSettings
    limits: Limits
    jobs: int | None = None
    sites: Path | None = None  # rules and knowledge of sites; None for `sites/` in the store
    max_age: timedelta = timedelta()
    only_due: bool = False
    refetch: bool = False
    join: frozenset[str] = frozenset()  # URLs whose articles are joined from their parts
    clock: Callable[[], datetime] = utc_now  # for the quarantine and `max_age`


@dataclass(frozen=True, slots=True)
class Scraped:
    """The result of one URL."""

    url: str
    id: str  # its key in the store, "" if it is not stored
    result: Cleaned | Failure
    request: dict[str, Any] | None = None  # how the page was fetched; None if none came
    rendered: str = ""  # digest of what was read in place of the stored page alone: what scripts made of it, or its parts
    index: int = 0  # its place among the URLs
