"""Workers for an event loop that must not wait: each process is watched by a thread."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Generic

from scraper.models.failure import Failure
from scraper.workers.limits import Limits
from scraper.workers.process import R, T
from scraper.workers.worker import Worker

KILL_PAUSE = 0.02  # seconds between two attempts to end processes that are just starting


class WorkerThreads(Generic[T, R]):
    """So many processes that do one task each at a time; further tasks wait for their turn."""

    def __init__(
        self,
        jobs: int,
        work: Callable[[T], R],
        limits: Limits,
        outline: Callable[[T, Failure], R | Failure] | None = None,
    ) -> None:
        self._workers: list[Worker[T, R]] = [Worker(work, limits, outline) for _ in range(jobs)]
        self._idle = list(self._workers)
        self._threads = ThreadPoolExecutor(jobs, "extract")

    async def call(self, task: T) -> R | Failure:
        """Return the result of a task, a `Failure` where it broke or overran its limits."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._call, task)

    def close(self) -> None:
        """End the processes, also in the middle of a task."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        while len(self._idle) < len(self._workers):  # one may just be starting: ask again
            for worker in self._workers:
                worker.kill()
            time.sleep(KILL_PAUSE)
        for worker in self._workers:
            worker.close()

    def _call(self, task: T) -> R | Failure:
        worker = self._idle.pop()  # there are as many as threads
        try:
            return worker.call(task)
        finally:
            self._idle.append(worker)
