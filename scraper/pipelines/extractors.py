"""The processes that extract fetched pages: as many as there are cores, each watched by a thread."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from scraper.models.page import Failure, Page, document_of
from scraper.pipelines.clean import clean, outline
from scraper.pipelines.clean_task import Cleaned, CleanSettings, CleanTask
from scraper.render import request_dict
from scraper.workers import Limits, Worker

KILL_PAUSE = 0.02  # seconds between two attempts to end processes that are just starting


class Extractors:
    """Extract pages, several at a time, for an event loop that must not wait."""

    def __init__(self, jobs: int, settings: CleanSettings, limits: Limits) -> None:
        self._settings = settings
        self._workers: list[Worker[CleanTask, Cleaned]] = [
            Worker(clean, limits, outline) for _ in range(jobs)
        ]
        self._idle = list(self._workers)
        self._threads = ThreadPoolExecutor(jobs, "extract")

    async def of(self, page: Page) -> Cleaned | Failure:
        """Return a page's article as it is written out, or why there is no article."""
        document = replace(document_of(page), name=page.url)
        task = CleanTask(document, self._settings, request_dict(page))
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._call, task)

    def close(self) -> None:
        """End the processes, also in the middle of a page."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        while len(self._idle) < len(self._workers):  # one may just be starting: ask again
            for worker in self._workers:
                worker.kill()
            time.sleep(KILL_PAUSE)
        for worker in self._workers:
            worker.close()

    def _call(self, task: CleanTask) -> Cleaned | Failure:
        worker = self._idle.pop()  # there are as many as threads
        try:
            return worker.call(task)
        finally:
            self._idle.append(worker)
