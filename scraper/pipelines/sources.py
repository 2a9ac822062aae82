"""The sources of one discovery: a page or feed, what it leads to, and the sitemaps that robots.txt names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from scraper.discovery import ArticleLink
from scraper.models.page import RobotsFile, Validators
from scraper.urls import canonical, join, page_key

MAX_SOURCES = 60  # fetched for one URL: a page, its feeds, an index and its newest sitemaps


class RobotsFiles(Protocol):
    """The robots.txt of sites, as they were last read, such as `Store.visits`."""

    def robots(self, origin: str) -> RobotsFile | None:
        """Return the last robots.txt of a site, None if none is known."""

    def keep_robots(self, file: RobotsFile) -> None:
        """Remember a robots.txt."""


@dataclass(slots=True)
class RobotsFilesOfRun:
    """The robots.txt files of one discovery, whether known before or fetched by it: their sitemaps
    are sources too. A `scraper.fetch.KnownPages`."""

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

    def sitemaps(self) -> list[ArticleLink]:
        """Return the sitemaps that these files name, each once."""
        found = (
            join(name, f"{file.origin}/")
            for file in self.files.values()
            for name in sitemaps_in(file.body)
        )
        return [
            ArticleLink(url, "a sitemap robots.txt names") for url in dict.fromkeys(found) if url
        ]


class Sources(Iterator[str]):
    """The URLs to fetch, to which more are added while the first are read."""

    def __init__(self, first: str) -> None:
        self.links = [ArticleLink(first, "")]
        self.left_out = 0
        self._asked = {page_key(first)}
        self._next = 0

    def add(self, links: Iterable[ArticleLink]) -> bool:
        """Add URLs, as many as there is room for; say whether any was new."""
        new = False
        for link in links:
            key = page_key(link.url)
            if canonical(link.url) is None or key in self._asked:
                continue
            new = True
            if len(self.links) >= MAX_SOURCES:
                self.left_out += 1
                continue
            self._asked.add(key)
            self.links.append(link)
        return new

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


def newest_first(links: tuple[ArticleLink, ...]) -> list[ArticleLink]:
    """Return an index's sitemaps, the last changed first; those of one date in their order."""
    return sorted(links, key=lambda link: link.date, reverse=True)
