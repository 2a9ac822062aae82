"""Several sites looked at side by side: one that is slow or down holds up no other.

The threads are daemons and are never waited for: a run that is told to end ends, whatever a server
does just then. Their processes end with ours.
"""

import contextlib
import queue
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from functools import partial
from urllib.parse import urlsplit

from scraper.config import SiteConfig
from scraper.fetch import FetchSettings
from scraper.models.page import Failure
from scraper.pipelines.discover import (
    DiscoveredUrl,
    EmptySource,
    RobotsFiles,
    UrlPatterns,
    explore,
    reader,
)
from scraper.workers import Limits

AT_ONCE = 4  # sites; each has a process for its parsers
PATIENCE = 0.5  # seconds between two looks at the clock

Seen = list[DiscoveredUrl | Failure]
_Results = Generator[DiscoveredUrl | Failure | EmptySource, None, None]
_Look = tuple[SiteConfig, Seen | BaseException | None]  # None: it was cut short


def look_around(
    sites: Sequence[SiteConfig],
    settings: FetchSettings,
    ended: Callable[[], bool],
    known: RobotsFiles | None = None,
) -> Iterator[tuple[SiteConfig, Seen]]:
    """What each site leads to, the site that is done first first. Stops where `ended` says so.

    `known` spares requests for a robots.txt that was read a short time ago.
    """
    waiting: queue.SimpleQueue[list[SiteConfig]] = queue.SimpleQueue()
    done: queue.SimpleQueue[_Look] = queue.SimpleQueue()
    for group in _by_host(sites):
        waiting.put(group)

    def work() -> None:
        with contextlib.suppress(queue.Empty), closing(reader(Limits())) as worker:
            while True:
                for site in waiting.get_nowait():
                    try:
                        around = partial(explore, settings=settings, worker=worker, known=known)
                        done.put((site, _look_at(site, around, ended)))
                    except BaseException as error:  # noqa: BLE001  # raised where results are read
                        done.put((site, error))

    for _ in sites[:AT_ONCE]:
        threading.Thread(target=work, name="look", daemon=True).start()
    for _ in sites:
        look = _next_of(done, ended)
        if look is None:
            return
        yield look


def _next_of(
    done: queue.SimpleQueue[_Look], ended: Callable[[], bool]
) -> tuple[SiteConfig, Seen] | None:
    """The next site that was looked at; None where the run ended before, or during the look."""
    while not ended():
        with contextlib.suppress(queue.Empty):
            site, seen = done.get(timeout=PATIENCE)
            if isinstance(seen, BaseException):
                raise seen
            return None if seen is None else (site, seen)
    return None


def _by_host(sites: Sequence[SiteConfig]) -> list[list[SiteConfig]]:
    """Sites of one host stand in one list, to be looked at one after the other: each look keeps
    the host's pace for itself."""
    groups: dict[str, list[SiteConfig]] = {}
    for site in sites:
        groups.setdefault(urlsplit(site.start[0]).netloc, []).append(site)
    return list(groups.values())


def _look_at(
    site: SiteConfig, around: Callable[..., _Results], ended: Callable[[], bool]
) -> Seen | None:
    """What a site leads to; None where the look was cut short: half of it, taken for all, would keep
    the other half from being looked for until the site is due again."""
    seen: Seen = []
    selection = UrlPatterns(site.include, site.exclude)
    for start in site.start:
        with closing(around(start, patterns=selection)) as results:
            for found in results:
                if not isinstance(found, EmptySource):
                    seen.append(found)
                if ended():
                    return None
    return seen
