"""Which pages of an article in several parts are joined: decided without network or clock.

    first part -> its next page -> fetched, stored, extracted -> its next page -> ... -> one article

A part that does not come ends the article; what is there stays, and says what is missing.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

from scraper.models.article import is_article
from scraper.models.failure import Failure
from scraper.models.page import Page
from scraper.pipelines.clean_task import Cleaned
from scraper.pipelines.order import UrlsInLines
from scraper.pipelines.scrape_plan import Scraped
from scraper.urls import host_of, page_key

MAX_PARTS = 20
"""Pages of one article. Galleries of one picture a page go on for longer; texts do not."""


@dataclass(frozen=True, slots=True)
class PartsSoFar:
    """The parts of one article that have come. `index` is its place among the URLs of the run."""

    index: int
    first: Scraped
    pages: tuple[Page, ...]
    known: frozenset[str]  # the texts, and the addresses by their keys, of all parts
    next_url: str = ""  # the part to fetch
    missing: str = ""  # why the part to fetch is not there

    @property
    def is_complete(self) -> bool:
        """Whether no other part is to be fetched."""
        return not self.next_url or bool(self.missing)


def first_part(index: int, scraped: Scraped, page: Page) -> PartsSoFar | None:
    """Return an article as the first of its parts; None where it does not go on at another page."""
    result = scraped.result
    if isinstance(result, Failure) or not is_article(result.status) or not result.next_page:
        return None
    known = frozenset((page_key(page.url), page_key(page.final_url)))
    parts = _with_page(PartsSoFar(index, scraped, (), known), result, page)
    return parts if parts.next_url else None


def with_part(parts: PartsSoFar, scraped: Scraped, page: Page | None) -> PartsSoFar:
    """Return the parts with the one that was fetched for `next_url`, or with why it is missing."""
    result, number = scraped.result, len(parts.pages) + 1
    if isinstance(result, Failure):
        return replace(parts, missing=f"part {number}, {parts.next_url}: {result.message}")
    if page is None or not is_article(result.status):
        reason = result.status_reason or result.status
        return replace(parts, missing=f"part {number}, {parts.next_url}: {reason}")
    if host_of(page.final_url) != host_of(parts.pages[0].final_url):
        return replace(parts, missing=f"part {number}, {parts.next_url}: it is on another host")
    if page_key(page.final_url) in parts.known or result.text_digest in parts.known:
        return replace(parts, next_url="")  # what the server gives for a part that there is not
    return _with_page(parts, result, page)


def _with_page(parts: PartsSoFar, result: Cleaned, page: Page) -> PartsSoFar:
    known = parts.known | {page_key(page.final_url), result.text_digest}
    pages = (*parts.pages, page)
    following = result.next_page
    if (
        not following
        or page_key(following) in known
        or host_of(following) != host_of(page.final_url)
    ):
        return replace(parts, pages=pages, known=known, next_url="")
    missing = ""
    if len(pages) >= MAX_PARTS:
        missing = f"the article has more than {MAX_PARTS} parts; the next is {following}"
    return replace(parts, pages=pages, known=known, next_url=following, missing=missing)


class UrlsAndParts:
    """The URLs of a run, each with its place, and before them the parts that its articles go on with.

    An iterator that ended gives more once a part was added, or a result of a line without room was
    taken. Iterated again, when all its results were, it begins to count again.
    """

    def __init__(self, urls: UrlsInLines) -> None:
        self._urls = urls
        self._parts: deque[PartsSoFar] = deque()
        self._given: dict[int, int | PartsSoFar] = {}
        self._count = 0

    def __iter__(self) -> Iterator[str]:
        self._given, self._count = {}, 0
        return self

    def __next__(self) -> str:
        wanted: int | PartsSoFar
        if self._parts:
            wanted = self._parts.popleft()
            url = wanted.next_url
            self._urls.begin(wanted.index, self._count)
        elif (found := self._urls.take(self._count)) is not None:
            wanted, url = found
        else:
            raise StopIteration
        self._given[self._count] = wanted
        self._count += 1
        return url

    def add(self, parts: PartsSoFar) -> None:
        """Let the next part of an article be fetched."""
        self._parts.append(parts)

    def taken(self, position: int) -> int | PartsSoFar:
        """Return what was given at a position, whose result is taken: the place of a URL, or the article whose
        part it is."""
        wanted = self._given.pop(position)
        self._urls.finish(wanted if isinstance(wanted, int) else wanted.index, position)
        return wanted

    @property
    def is_waiting(self) -> bool:
        """Whether parts wait to be fetched."""
        return bool(self._parts)
