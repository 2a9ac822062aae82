"""Work for a request that a page could hang or crash: done in processes that can be killed.

A few at a time; who finds the queue full is told so at once, and everything else goes on.
"""

import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from scraper.errors import PageError
from scraper.models.page import Failure
from scraper.workers import Limits, Worker

AT_ONCE = 2  # processes; each holds a model, some 150 MB
MOST_WAITING = 6  # requests; of the server's 40 threads
PATIENCE = 30.0  # seconds a request waits for a process

O = TypeVar("O")  # noqa: E741  # the object of the work
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class WorkerTask:
    """A function of a module that workers can import, and what it is to work on."""

    name: str
    work: Callable[[Any], Any]
    of: Any


def perform(errand: WorkerTask) -> Any:
    """Do an errand. Runs in a worker."""
    return errand.work(errand.of)


class WorkerPool:
    """The processes, started as they are needed."""

    def __init__(self, limits: Limits) -> None:
        self._workers: list[Worker[WorkerTask, Any]] = [
            Worker(perform, limits) for _ in range(AT_ONCE)
        ]
        self._idle: queue.LifoQueue[Worker[WorkerTask, Any]] = queue.LifoQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._waiting = threading.BoundedSemaphore(AT_ONCE + MOST_WAITING)
        self._closed = False

    def do(self, name: str, work: Callable[[O], R], of: O) -> R:
        """The result of the work. PageError where it broke, overran its limits, or nobody is free:
        then its kind is "busy"."""
        if self._closed or not self._waiting.acquire(blocking=False):
            raise _busy(name)
        try:
            worker = self._take(name)
            try:
                result: R | Failure = worker.call(WorkerTask(name, work, of))
            finally:
                self._idle.put(worker)
        finally:
            self._waiting.release()
        if isinstance(result, Failure):
            raise PageError(result.subject, result.message, result.kind)
        return result

    def close(self) -> None:
        """End the processes, also in the middle of a page."""
        self._closed = True
        until = time.monotonic() + 5
        while self._idle.qsize() < AT_ONCE and time.monotonic() < until:
            for worker in self._workers:  # one may just be starting: ask again
                worker.kill()
            time.sleep(0.02)
        for worker in self._workers:
            worker.close()

    def _take(self, name: str) -> Worker[WorkerTask, Any]:
        try:
            return self._idle.get(timeout=PATIENCE)
        except queue.Empty:
            raise _busy(name) from None


def _busy(name: str) -> PageError:
    return PageError(name, "other pages are being worked on; try again in a moment", "busy")
