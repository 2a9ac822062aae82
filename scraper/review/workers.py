"""Work for a request that a page could make hang or crash, done in processes that can be killed.

A few at a time; when the queue is full, the request fails at once.
"""

import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from scraper.errors import PageError
from scraper.models.failure import Failure
from scraper.workers import Limits, Worker

AT_ONCE = 2  # processes; each holds a model, some 150 MB
MOST_WAITING = 6  # requests; of the server's 40 threads
PATIENCE = 30.0  # seconds a request waits for a process
CLOSING = 5.0  # seconds for the processes to end

Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class WorkerCall:
    """A function of a module that workers can import, and its argument."""

    name: str
    function: Callable[[Any], Any]
    task: Any


def perform(call: WorkerCall) -> Any:
    """Make a call. Runs in a worker."""
    return call.function(call.task)


class WorkerPool:
    """The processes, started when they are needed."""

    def __init__(self, limits: Limits) -> None:
        self._workers: list[Worker[WorkerCall, Any]] = [
            Worker(perform, limits) for _ in range(AT_ONCE)
        ]
        self._idle: queue.LifoQueue[Worker[WorkerCall, Any]] = queue.LifoQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._places = threading.BoundedSemaphore(AT_ONCE + MOST_WAITING)
        self._closed = False

    def call(self, name: str, function: Callable[[Task], Result], task: Task) -> Result:
        """Return the function's result for the task; `name` is what messages call it.

        Raises PageError if it failed or overran its limits, and one of the kind "busy" if no
        worker is free.
        """
        if self._closed or not self._places.acquire(blocking=False):
            raise _busy(name)
        try:
            worker = self._take(name)
            try:
                result: Result | Failure = worker.call(WorkerCall(name, function, task))
            finally:
                self._idle.put(worker)
        finally:
            self._places.release()
        if isinstance(result, Failure):
            raise PageError(result.subject, result.message, result.kind)
        return result

    def close(self) -> None:
        """End the processes, also in the middle of a page."""
        self._closed = True
        until = time.monotonic() + CLOSING
        while self._idle.qsize() < AT_ONCE and time.monotonic() < until:
            for worker in self._workers:  # one may just be starting: ask again
                worker.kill()
            time.sleep(0.02)
        for worker in self._workers:
            worker.close()

    def _take(self, name: str) -> Worker[WorkerCall, Any]:
        try:
            return self._idle.get(timeout=PATIENCE)
        except queue.Empty:
            raise _busy(name) from None


def _busy(name: str) -> PageError:
    return PageError(name, "other pages are being worked on; try again in a moment", "busy")
