"""Pages to Markdown for a model: fetched by the rules of `scraper.fetch`, extracted in limited processes."""

import asyncio
from collections import OrderedDict
from types import TracebackType
from typing import Self

from scraper.errors import FetchError, PageError
from scraper.fetch import Fetcher, FetchSettings
from scraper.models.page import Document, Failure, Include, Page
from scraper.models.times import utc_now
from scraper.pipelines.clean_task import Cleaned, CleanSettings, CleanTask
from scraper.pipelines.extractors import Extractors
from scraper.pipelines.refusal import refusal
from scraper.sites.directory import SitesDirectory
from scraper.workers import Limits

PATIENCE = 60.0  # seconds for a page to come, with the wait for its host
REMEMBERED = 16  # pages read last, so that page 2 of a text is of the same answer as page 1
AT_ONCE = 2  # extractions
LIMITS = Limits(cpu=10.0)


class ArticleReading:
    """An asynchronous context manager that gives pages as Markdown."""

    def __init__(self, network: FetchSettings, sites: SitesDirectory | None = None) -> None:
        settings = CleanSettings("markdown", Include(links=True), sites=sites)
        self._settings = settings
        self._fetcher = Fetcher(network)
        self._extractors = Extractors(AT_ONCE, settings, LIMITS)
        self._read: OrderedDict[str, str] = OrderedDict()

    async def __aenter__(self) -> Self:
        await self._fetcher.__aenter__()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._fetcher.__aexit__(kind, error, trace)
        self._extractors.close()

    async def of_url(self, url: str, *, again: bool) -> str:
        """Return the article of a URL; unless `again`, the one that was read before, if it is still
        known. Raises FetchError or PageError."""
        if not again and url in self._read:
            self._read.move_to_end(url)
            return self._read[url]
        page = await self._fetch(url)
        text = _text_of(await self._extractors.of(page), page.final_url)
        self._read[url] = text
        while len(self._read) > REMEMBERED:
            self._read.popitem(last=False)
        return text

    async def of_document(self, document: Document) -> str:
        """Return the article of a page that is here already. Raises PageError."""
        cleaned = await self._extractors.of_task(CleanTask(document, self._settings))
        return _text_of(cleaned, document.url or "")

    async def _fetch(self, url: str) -> Page:
        try:
            async with asyncio.timeout(PATIENCE):
                found = await self._fetcher.fetch(url)
        except TimeoutError:
            found = Failure(url, "timeout", f"did not come within {PATIENCE:g} s")
        if isinstance(found, Page):
            found = refusal(found, utc_now()) or found
        if isinstance(found, Failure):
            raise FetchError(found.subject, found.message, found.kind)
        return found


def _text_of(cleaned: Cleaned | Failure, url: str) -> str:
    """Return the text for a model: where it comes from, and the article. Raises PageError where there is
    none."""
    if isinstance(cleaned, Failure):
        raise PageError(cleaned.subject, cleaned.message, cleaned.kind)
    if not cleaned.is_content:
        reason = f"no article ({cleaned.status}): {cleaned.status_reason}"
        raise PageError(cleaned.name, reason, cleaned.status)
    source = f"Source: {url}\n\n" if url else ""
    return f"{source}{cleaned.output}"
