"""Pages to Markdown for a model: fetched by the rules of `scraper.fetch`, extracted in limited processes."""

from collections import OrderedDict

from scraper.errors import FetchError, PageError
from scraper.fetch import Fetcher
from scraper.models.article import Include
from scraper.models.document import Document
from scraper.models.failure import Failure
from scraper.models.page import Page
from scraper.pipelines.clean_task import Cleaned, CleanSettings, CleanTask
from scraper.pipelines.extractors import Extractors
from scraper.pipelines.fetch_within import fetch_within
from scraper.sites.directory import SitesDirectory
from scraper.workers import Limits

PATIENCE = 60.0  # seconds for a page to come, with the wait for its host
REMEMBERED = 16  # pages read last, so that page 2 of a text is of the same answer as page 1
AT_ONCE = 2  # extractions
LIMITS = Limits(cpu=10.0)


class ArticleReading:
    """Gives pages as Markdown, those of a URL by a fetcher that was entered."""

    def __init__(self, fetcher: Fetcher, sites: SitesDirectory | None = None) -> None:
        settings = CleanSettings("markdown", Include(links=True), sites=sites)
        self._settings = settings
        self._fetcher = fetcher
        self._extractors = Extractors(AT_ONCE, settings, LIMITS)
        self._read: OrderedDict[str, str] = OrderedDict()

    def close(self) -> None:
        """End the processes that extract."""
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
        found = await fetch_within(self._fetcher, url, PATIENCE)
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
