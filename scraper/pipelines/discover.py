"""Discovery, wired: a URL in, the articles it leads to out.

    URL -> fetch -> read (in a worker) -> links
                        +-> feeds of a page, sitemaps of an index -> fetch -> read -> links

Orders the steps. A home page names its feeds, and its robots.txt the sitemaps.
"""

import asyncio
import fnmatch
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Protocol
from urllib.parse import urlsplit

from scraper.discovery import (
    ArticleLink,
    FetchedSource,
    SourceLinks,
    read,
)
from scraper.fetch import FetchSettings, fetch_pages, retry_after
from scraper.models.page import (
    Failure,
    Page,
    RobotsFile,
    Validators,
    document_of,
)
from scraper.urls import canonical, join, page_key
from scraper.workers import Limits, Worker

MAX_SOURCES = 60  # fetched for one URL: a page, its feeds, an index and its newest sitemaps
MAX_SITEMAP_BYTES = 50 * 1024 * 1024  # what sitemaps.org allows, decompressed


@dataclass(frozen=True, slots=True)
class UrlPatterns:
    """Which URLs are wanted: by patterns with * and ?, of which one of `include` has to match,
    if there are any, and none of `exclude`."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def wants(self, url: str) -> bool:
        if any(fnmatch.fnmatchcase(url, pattern) for pattern in self.exclude):
            return False
        return not self.include or any(fnmatch.fnmatchcase(url, p) for p in self.include)


EVERY_URL = UrlPatterns()


@dataclass(frozen=True, slots=True)
class DiscoveredUrl:
    """One article's URL, in canonical form: where it was found and what speaks for it."""

    url: str
    why: str
    title: str
    date: str
    source: str


class RobotsFiles(Protocol):
    """The robots.txt of sites, as they were last read; a store's `visits` are such."""

    def robots(self, origin: str) -> RobotsFile | None:
        """The last one of a site."""

    def keep_robots(self, file: RobotsFile) -> None:
        """Remember one."""


@dataclass(slots=True)
class _Sitemaps:
    """The memory of one look around: what robots.txt names, whether asked for now or known."""

    known: RobotsFiles | None = None
    files: dict[str, RobotsFile] = field(default_factory=dict)

    def recall(self, url: str) -> None:  # noqa: ARG002  # nothing is known before
        return None

    def validators(self, url: str) -> Validators | None:  # noqa: ARG002
        return None

    def robots(self, origin: str) -> RobotsFile | None:
        file = self.known.robots(origin) if self.known and origin not in self.files else None
        if file is not None:
            self.files[origin] = file
        return self.files.get(origin)

    def keep_robots(self, file: RobotsFile) -> None:
        self.files[file.origin] = file
        if self.known is not None:
            self.known.keep_robots(file)

    def named(self) -> list[ArticleLink]:
        found = (
            join(name, f"{file.origin}/")
            for file in self.files.values()
            for name in sitemaps_in(file.body)
        )
        return [
            ArticleLink(url, "a sitemap robots.txt names") for url in dict.fromkeys(found) if url
        ]


class _Sources(Iterator[str]):
    """The URLs to look at, to which more are added while the first are read."""

    def __init__(self, first: str) -> None:
        self.links = [ArticleLink(first, "")]
        self.left_out = 0
        self._asked = {page_key(first)}
        self._next = 0

    def add(self, link: ArticleLink) -> None:
        if canonical(link.url) is None or page_key(link.url) in self._asked:
            return
        if len(self.links) >= MAX_SOURCES:
            self.left_out += 1
            return
        self._asked.add(page_key(link.url))
        self.links.append(link)

    def __next__(self) -> str:
        if self._next >= len(self.links):
            raise StopIteration  # until one more is added
        self._next += 1
        return self.links[self._next - 1].url


def sitemaps_in(robots: bytes) -> Iterator[str]:
    """Yield the sitemaps that a robots.txt names, as it writes them."""
    for line in robots.decode("utf-8", "replace").splitlines():
        key, _, value = line.partition(":")
        if key.strip(" \t\ufeff").lower() == "sitemap" and value.strip():
            yield value.split(maxsplit=1)[0]


Reader = Worker[FetchedSource, SourceLinks]


def reader(limits: Limits) -> Reader:
    """A process that reads sources; it starts with the first of them."""
    return Worker(read, limits)


def discover(
    url: str,
    settings: FetchSettings | None = None,
    selection: UrlPatterns = EVERY_URL,
    worker: Reader | Limits = Limits(),  # noqa: B008  # a frozen value
    known: RobotsFiles | None = None,
) -> Generator[DiscoveredUrl | Failure, None, None]:
    """Yield the articles a page, feed or sitemap leads to, each once; failures of sources in between.

    `worker` is the process that reads sources: given limits, one is started and closed here.
    `known` are robots.txt files read earlier.
    """
    settings = settings or FetchSettings()
    if isinstance(worker, Limits):
        with closing(reader(worker)) as own:
            yield from discover(url, settings, selection, own, known)
        return
    settings = replace(settings, max_bytes=max(settings.max_bytes, MAX_SITEMAP_BYTES))
    memory, sources, seen = _Sitemaps(known), _Sources(url), set[str]()
    for number, page in _fetched(sources, settings, memory):
        reading = page if isinstance(page, Failure) else _read(page, worker)
        if isinstance(reading, Failure):
            yield reading
            continue
        address = page.final_url if isinstance(page, Page) else url
        if reading.problem:
            yield Failure(address, "unreadable", reading.problem)
        yield from _new(reading, sources.links[number], address, (selection, seen))
        for link in _newest_first(reading.more):
            sources.add(link)
        if number == 0 and reading.kind == "page" and urlsplit(address).path == "/":
            for link in memory.named():
                sources.add(link)
    if sources.left_out:
        message = f"{sources.left_out} more feeds and sitemaps were left out after {MAX_SOURCES}"
        yield Failure(url, "too_large", message)


def _fetched(
    sources: _Sources, settings: FetchSettings, memory: _Sitemaps
) -> Iterator[tuple[int, Page | Failure]]:
    """All sources by one run, which keeps each host's pace."""
    results = fetch_pages(sources, settings, memory=memory)

    async def following() -> tuple[int, Page | Failure] | None:
        return await anext(results, None)

    with asyncio.Runner() as runner:
        try:
            while (result := runner.run(following())) is not None:
                yield result
        finally:
            runner.run(results.aclose())


def _read(page: Page, worker: Reader) -> SourceLinks | Failure:
    if page.status != 200 or page.truncated:
        state = f"is cut ({page.truncated})" if page.truncated else f"HTTP status {page.status}"
        rest = retry_after(page.header("retry-after"), page.fetched_at)
        until = page.fetched_at + timedelta(seconds=rest) if rest else None
        return Failure(page.url, "http_status", state, not_before=until)
    document = document_of(page)
    return worker.call(FetchedSource(page.final_url, document.body, document.charset))


def _new(
    reading: SourceLinks, source: ArticleLink, address: str, wanted: tuple[UrlPatterns, set[str]]
) -> Iterator[DiscoveredUrl]:
    selection, seen = wanted
    for link in reading.links:
        url = canonical(link.url)
        if url is None or not url.startswith(("http:", "https:")) or not selection.wants(url):
            continue
        key = page_key(url)
        if key not in seen:
            seen.add(key)
            why = f"{link.why} ({source.why})" if source.why else link.why
            yield DiscoveredUrl(url, why, link.title, link.date, address)


def _newest_first(links: tuple[ArticleLink, ...]) -> list[ArticleLink]:
    """Of an index's sitemaps the ones that changed last; equal ones in their order."""
    return sorted(links, key=lambda link: link.date, reverse=True)
