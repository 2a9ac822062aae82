"""Pages to answers: places for so many extractions and fetches, and none beyond."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from types import TracebackType
from typing import Self

from scraper.fetch import Fetcher
from scraper.models.page import Failure, Page, document_of
from scraper.models.times import utc_now
from scraper.pipelines.refusal import refusal
from scraper.serve.failures import RequestError, busy, of_failure
from scraper.serve.metrics import ServiceMetrics
from scraper.serve.settings import ServeSettings
from scraper.serve.work import ServedPage, ServeTask, serve_page
from scraper.workers import WorkerThreads


class ExtractionService:
    """An asynchronous context manager that fetches and extracts for the views."""

    def __init__(self, settings: ServeSettings) -> None:
        self.settings = settings
        self.metrics = ServiceMetrics()
        self._under_way = 0
        self._places = asyncio.Semaphore(settings.at_once)
        self._fetcher = Fetcher(replace(settings.network, max_bytes=settings.max_bytes))
        self._workers: WorkerThreads[ServeTask, ServedPage] = WorkerThreads(
            settings.at_once, serve_page, settings.limits
        )

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
        try:
            async with asyncio.timeout(self.settings.patience):
                found = await self._fetcher.fetch(url)
        except TimeoutError:
            message = f"did not come within {self.settings.patience:g} s"
            found = Failure(url, "timeout", message)
        if isinstance(found, Page):
            found = refusal(found, utc_now()) or found
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
        raise RequestError(422, served.status, f"{url}: {served.status_reason}")
    return served.text
