"""The start points of several sites, read side by side: a slow site holds up no other.

A thread for each site that is read now, which mostly waits for a server. Their parsers are a few processes
that they take in turn. The threads are daemons and are never waited for: a run that is to end ends,
whatever a server does just then. Their processes end with ours.
"""

import contextlib
import queue
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from datetime import datetime
from functools import partial
from urllib.parse import urlsplit

from scraper.config import SITES_AT_ONCE, SiteConfig
from scraper.discovery import FetchedSource, SourceLinks
from scraper.fetch import FetchSettings
from scraper.models.failure import Failure
from scraper.models.times import utc_now
from scraper.pipelines.discover import (
    DiscoveredUrl,
    EmptySource,
    Reader,
    UrlPatterns,
    explore,
    reader,
)
from scraper.pipelines.sources import RobotsFiles
from scraper.workers import Limits
from scraper.workers.pool import cores

PATIENCE = 0.5  # seconds between two questions whether the run ended

Clock = Callable[[], datetime]
Discovered = list[DiscoveredUrl | Failure]
_Results = Generator[DiscoveredUrl | Failure | EmptySource, None, None]
_Read = tuple[SiteConfig, Discovered | BaseException | None]  # None: it was cut short


def read_start_points(  # noqa: PLR0913  # the last three are what a run adds
    sites: Sequence[SiteConfig],
    settings: FetchSettings,
    ended: Callable[[], bool],
    *,
    known: RobotsFiles | None = None,
    clock: Clock = utc_now,
    at_once: int = SITES_AT_ONCE,
) -> Iterator[tuple[SiteConfig, Discovered]]:
    """Yield each site with what it leads to, in the order in which sites are done, until `ended`
    says so. `at_once` sites are read side by side; those of one host one after the other.

    `known` spares requests for a robots.txt that was read a short time ago; `clock` gives the time
    of day.
    """
    waiting: queue.SimpleQueue[list[SiteConfig]] = queue.SimpleQueue()
    done: queue.SimpleQueue[_Read] = queue.SimpleQueue()
    groups = _by_host(sites)
    for group in groups:
        waiting.put(group)
    parsers = _SharedReaders(min(len(groups), at_once, cores()))
    around = partial(explore, settings=settings, worker=parsers, known=known, clock=clock)

    def work() -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                for site in waiting.get_nowait():
                    try:
                        done.put((site, _read(site, around, ended)))
                    except BaseException as error:  # noqa: BLE001  # raised where results are read
                        done.put((site, error))

    with closing(parsers):
        for _ in groups[:at_once]:
            threading.Thread(target=work, name="start points", daemon=True).start()
        for _ in sites:
            read = _next_of(done, ended)
            if read is None:
                return
            yield read


class _SharedReaders:
    """Processes that read sources, for any number of threads: one that is free is taken for each source."""

    def __init__(self, count: int) -> None:
        # The last one back is taken first, so that what is not needed does not start.
        self._free: queue.LifoQueue[Reader] = queue.LifoQueue()
        for _ in range(count):
            self._free.put(reader(Limits()))
        self._guard = threading.Lock()
        self._closed = False

    def call(self, source: FetchedSource) -> SourceLinks | Failure:
        """Read a source once a process is free; return its links, or why it can't be read."""
        taken = self._free.get()
        try:
            return taken.call(source)
        finally:
            with self._guard:
                if self._closed:
                    taken.close()
                self._free.put(taken)

    def close(self) -> None:
        """End the processes that are free; one that reads ends after its source, or with ours."""
        free: list[Reader] = []
        with self._guard, contextlib.suppress(queue.Empty):
            self._closed = True
            while True:
                free.append(self._free.get_nowait())
        for each in free:
            each.close()
            self._free.put(each)


def _next_of(
    done: queue.SimpleQueue[_Read], ended: Callable[[], bool]
) -> tuple[SiteConfig, Discovered] | None:
    """Return the next site that was read; None where the run ended before, or meanwhile."""
    while not ended():
        with contextlib.suppress(queue.Empty):
            site, found = done.get(timeout=PATIENCE)
            if isinstance(found, BaseException):
                raise found
            return None if found is None else (site, found)
    return None


def _by_host(sites: Sequence[SiteConfig]) -> list[list[SiteConfig]]:
    """Return lists of sites of one host, to be read one after the other: each reading keeps the
    host's pace for itself."""
    groups: dict[str, list[SiteConfig]] = {}
    for site in sites:
        groups.setdefault(urlsplit((*site.start, *site.pages)[0]).netloc, []).append(site)
    return list(groups.values())


def _read(
    site: SiteConfig, around: Callable[..., _Results], ended: Callable[[], bool]
) -> Discovered | None:
    """Return what a site leads to; None where the reading was cut short: half of it, taken for all,
    would keep the other half from being found until the site is due again."""
    found: Discovered = []
    selection = UrlPatterns(site.include, site.exclude)
    for start in site.start:
        with closing(around(start, patterns=selection)) as results:
            for each in results:
                if not isinstance(each, EmptySource):
                    found.append(each)
                if ended():
                    return None
    return found
