"""The processes that extract fetched pages: as many as there are cores, each watched by a thread."""

from collections.abc import Sequence
from dataclasses import replace

from scraper.models.document import document_of
from scraper.models.failure import Failure
from scraper.models.page import Page
from scraper.pipelines.clean import clean, outline
from scraper.pipelines.clean_task import Cleaned, CleanSettings, CleanTask
from scraper.render import request_dict
from scraper.workers import Limits
from scraper.workers.threads import WorkerThreads


class Extractors:
    """Extract pages, several at a time, for an event loop that must not wait."""

    def __init__(self, jobs: int, settings: CleanSettings, limits: Limits) -> None:
        self._settings = settings
        self._workers: WorkerThreads[CleanTask, Cleaned] = WorkerThreads(
            jobs, clean, limits, outline
        )

    async def of(self, page: Page) -> Cleaned | Failure:
        """Return a page's article as it is written out, or why there is no article."""
        document = replace(document_of(page), name=page.url)
        return await self.of_task(CleanTask(document, self._settings, request_dict(page)))

    async def of_task(self, task: CleanTask) -> Cleaned | Failure:
        """Return the article of a document, or why there is no article."""
        return await self._workers.call(task)

    async def joined(self, pages: Sequence[Page], missing: str) -> Cleaned | Failure:
        """Return the article whose parts these pages are; `missing` says why a part is not among them."""
        first, *more = (replace(document_of(page), name=page.url) for page in pages)
        task = CleanTask(first, self._settings, request_dict(pages[0]), tuple(more), missing)
        return await self._workers.call(task)

    def close(self) -> None:
        """End the processes, also in the middle of a page."""
        self._workers.close()
