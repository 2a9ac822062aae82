"""Discovery, wired: a URL in, the articles it leads to out.

    URL -> fetch -> read (in a worker) -> links
                        +-> feeds of a page, sitemaps of an index -> fetch -> read -> links

`discover` is for programs, `explore` for commands and scheduled runs, which bring a worker and a
store. Orders the steps; a home page names its feeds, and its robots.txt the sitemaps.
"""

import asyncio
import fnmatch
import logging
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit

from scraper.arguments import several, url_text
from scraper.discovery import (
    ArticleLink,
    FetchedSource,
    SourceLinks,
    read,
)
from scraper.fetch import FetchSettings, fetch_pages, retry_after
from scraper.models.document import document_of
from scraper.models.failure import Failure
from scraper.models.page import Page
from scraper.models.times import utc_now
from scraper.pipelines.sources import (
    MAX_SOURCES,
    RobotsFiles,
    RobotsFilesOfRun,
    Sources,
    newest_first,
)
from scraper.urls import canonical, page_key
from scraper.workers import Limits, Worker

MAX_SITEMAP_BYTES = 50 * 1024 * 1024  # what sitemaps.org allows, unpacked
_LOG = logging.getLogger("scraper.pipelines")


@dataclass(frozen=True, slots=True)
class UrlPatterns:
    """Which URLs are wanted, by patterns with * and ?: no pattern of `exclude` may match, and one
    of `include` has to, if there are any."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def wants(self, url: str) -> bool:
        """Say whether a URL is wanted."""
        if any(fnmatch.fnmatchcase(url, pattern) for pattern in self.exclude):
            return False
        return not self.include or any(fnmatch.fnmatchcase(url, p) for p in self.include)


@dataclass(frozen=True, slots=True)
class DiscoveredUrl:
    """One article's URL, in canonical form: where it was found and what speaks for it."""

    url: str
    why: str
    title: str
    date: str
    source: str


@dataclass(frozen=True, slots=True)
class EmptySource:
    """A page, feed or sitemap that was read and gave no article, and why."""

    url: str
    reason: str


Reader = Worker[FetchedSource, SourceLinks]
Clock = Callable[[], datetime]
OnSource = Callable[[str, str, int], None]


class LinkReader(Protocol):
    """What reads sources for `explore`: a `Reader`, or several of them."""

    def call(self, source: FetchedSource, /) -> SourceLinks | Failure:
        """Return the links of a source, or why it can't be read."""


def reader(limits: Limits) -> Reader:
    """Return a process that reads sources; it starts with the first of them."""
    return Worker(read, limits)


def discover(
    url: str,
    settings: FetchSettings | None = None,
    *,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
) -> Generator[DiscoveredUrl | Failure, None, None]:
    """Yield the articles that a page, feed, sitemap or list of URLs leads to, each once, and a
    `Failure` for each source that can't be fetched or read.

    `include` and `exclude` are patterns with * and ?, such as "*/news/*": a URL must match one of
    `include`, if there are any, and none of `exclude`. Sources are read in a process of their own,
    which ends with the generator. Raises ConfigError for settings that make no sense, and TypeError for
    a URL that is no text, or for one pattern in place of a list of them.
    """
    patterns = UrlPatterns(
        tuple(several(include, "the patterns of include")),
        tuple(several(exclude, "the patterns of exclude")),
    )
    url = url_text(url)
    with closing(reader(Limits())) as worker:
        results = explore(url, settings or FetchSettings(), patterns, worker)
        with closing(results):
            yield from (each for each in results if not isinstance(each, EmptySource))


def explore(  # noqa: PLR0913  # what a run has of its own comes by name
    url: str,
    settings: FetchSettings,
    patterns: UrlPatterns,
    worker: LinkReader,
    *,
    known: RobotsFiles | None = None,
    clock: Clock = utc_now,
    on_source: OnSource | None = None,
) -> Generator[DiscoveredUrl | Failure | EmptySource, None, None]:
    """Yield what `discover` does, and for each source without articles the reason. `on_source` gets the
    address and the kind of each source, and how many articles it has, known or not.

    `worker` is the process that reads sources, `known` are robots.txt files read earlier, `clock`
    gives the time of day.
    """
    settings = replace(settings, max_bytes=max(settings.max_bytes, MAX_SITEMAP_BYTES))
    robots, sources = RobotsFilesOfRun(known), Sources(url)
    wanted = _Wanted(patterns)
    for number, page in _fetched(sources, settings, robots, clock):
        found = page if isinstance(page, Failure) else _read(page, worker)
        if isinstance(found, Failure):
            yield found
            continue
        address = page.final_url if isinstance(page, Page) else url
        _LOG.debug("%s: %s with %d links", address, found.kind, len(found.links))
        if found.problem:
            yield Failure(address, "unreadable", found.problem)
        elif reason := wanted.nothing_in(found):
            yield EmptySource(address, reason)
        if on_source is not None:
            on_source(address, found.kind, wanted.count(found.links))
        yield from wanted.new(found.links, sources.links[number], address)
        if not sources.add(newest_first(found.more)) and found.more and not found.links:
            yield EmptySource(address, "leads only to what was read already")
        if number == 0 and found.kind == "page" and urlsplit(address).path == "/":
            sources.add(robots.sitemaps())
    if sources.left_out:
        message = f"only the first {MAX_SOURCES} feeds and sitemaps were read, {sources.left_out} more were found"
        yield Failure(url, "too_large", message)


def _fetched(
    sources: Sources, settings: FetchSettings, robots: RobotsFilesOfRun, clock: Clock
) -> Iterator[tuple[int, Page | Failure]]:
    """Fetch all sources by one run, which keeps each host's pace."""
    results = fetch_pages(sources, settings, known=robots, clock=clock)

    async def following() -> tuple[int, Page | Failure] | None:
        return await anext(results, None)

    with asyncio.Runner() as runner:
        try:
            while (result := runner.run(following())) is not None:
                yield result
        finally:
            runner.run(results.aclose())


def _read(page: Page, worker: LinkReader) -> SourceLinks | Failure:
    if page.status != 200 or page.truncated:
        state = f"is cut ({page.truncated})" if page.truncated else f"HTTP status {page.status}"
        rest = retry_after(page.header("retry-after"), page.fetched_at)
        until = page.fetched_at + timedelta(seconds=rest) if rest else None
        return Failure(page.url, "http_status", state, not_before=until)
    document = document_of(page)
    return worker.call(FetchedSource(page.final_url, document.body, document.charset))


class _Wanted:
    """The articles that are wanted, each once."""

    def __init__(self, patterns: UrlPatterns) -> None:
        self._patterns = patterns
        self._seen: set[str] = set()

    def nothing_in(self, found: SourceLinks) -> str:
        """Say why a source gives no article, "" if it gives one or leads to other sources."""
        if found.nothing or found.more:
            return found.nothing
        if any(self._url(link) for link in found.links):
            return ""
        links = (
            "its only link is not"
            if len(found.links) == 1
            else f"none of its {len(found.links)} links is"
        )
        return f"{links} wanted (--include, --exclude)"

    def count(self, links: Sequence[ArticleLink]) -> int:
        """Return how many articles a source has that are wanted."""
        return len({page_key(url) for link in links if (url := self._url(link))})

    def new(
        self, links: Sequence[ArticleLink], source: ArticleLink, address: str
    ) -> Iterator[DiscoveredUrl]:
        """Yield the links of a source that are wanted and were not found before."""
        for link in links:
            url = self._url(link)
            key = page_key(url)
            if url and key not in self._seen:
                self._seen.add(key)
                why = f"{link.why} ({source.why})" if source.why else link.why
                yield DiscoveredUrl(url, why, link.title, link.date, address)

    def _url(self, link: ArticleLink) -> str:
        """Return a link's canonical URL, "" if it is not wanted."""
        url = canonical(link.url) or ""
        return url if url.startswith(("http:", "https:")) and self._patterns.wants(url) else ""
