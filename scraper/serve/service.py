"""Pages to answers: places for so many extractions and fetches, and none beyond."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from scraper.fetch import Fetcher
from scraper.models.document import document_of
from scraper.models.failure import Failure
from scraper.models.page import Page
from scraper.pipelines.fetch_within import fetch_within
from scraper.serve.failures import NOT_CONTENT, RequestError, busy, of_failure
from scraper.serve.metrics import ServiceMetrics
from scraper.serve.settings import ServeSettings
from scraper.serve.work import ServedPage, ServeTask, serve_page
from scraper.workers.threads import WorkerThreads


class ExtractionService:
    """Fetches, by a fetcher that was entered, and extracts for the views."""

    def __init__(self, settings: ServeSettings, fetcher: Fetcher) -> None:
        self.settings = settings
        self.metrics = ServiceMetrics()
        self._under_way = 0
        self._places = asyncio.Semaphore(settings.at_once)
        self._fetcher = fetcher
        self._workers: WorkerThreads[ServeTask, ServedPage] = WorkerThreads(
            settings.at_once, serve_page, settings.limits
        )

    def close(self) -> None:
        """End the worker processes; requests under way fail."""
        self._workers.close()

    @contextmanager
    def request(self) -> Iterator[None]:
        """Hold a place for a request with its page in memory. Raises RequestError if there is none."""
        if self._under_way >= self.settings.requests_at_once:
            raise busy()
        self._under_way += 1
        self.metrics.under_way.set(self._under_way)
        try:
            yield
        finally:
            self._under_way -= 1
            self.metrics.under_way.set(self._under_way)

    async def extract(self, task: ServeTask) -> ServedPage:
        """Return the answer to a page that came with the request. Raises RequestError, also if as many
        extractions as may be are under way."""
        if self._places.locked():
            raise busy()
        await self._places.acquire()
        return await self._work_on(task)

    async def fetch_and_extract(self, url: str, format_name: str) -> ServedPage:
        """Return the answer to a URL. Raises RequestError. A page that was fetched waits for its
        extraction: it is not thrown away for a moment's rush."""
        page = await self._fetch(url)
        task = ServeTask(replace(document_of(page), name=page.url), format_name)
        try:
            await asyncio.wait_for(self._places.acquire(), self.settings.patience)
        except TimeoutError:
            raise busy() from None
        return await self._work_on(task)

    async def _fetch(self, url: str) -> Page:
        found = await fetch_within(self._fetcher, url, self.settings.patience)
        if isinstance(found, Failure):
            raise of_failure(found)
        return found

    async def _work_on(self, task: ServeTask) -> ServedPage:
        """Extract a page for which a place was taken, and give the place back."""
        self.metrics.extracting.inc()
        try:
            result = await self._workers.call(task)
        finally:
            self.metrics.extracting.dec()
            self._places.release()
        if isinstance(result, Failure):
            raise of_failure(result)
        return result


def content_of(url: str, served: ServedPage) -> str:
    """Return the text of an answer. Raises RequestError where the page is no content."""
    if not served.is_content:
        raise RequestError(NOT_CONTENT, served.status, f"{url}: {served.status_reason}")
    return served.text
