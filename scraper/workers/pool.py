"""Many workers over a stream of tasks, results in order, memory flat."""

import os
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import wait
from typing import Generic, TypeVar

from scraper.models.page import Failure
from scraper.workers.limits import Limits
from scraper.workers.process import Task
from scraper.workers.worker import Worker

T = TypeVar("T", bound=Task)
R = TypeVar("R")

AHEAD = 256  # results that may wait for a slow page before them; each is one page's text


@dataclass(slots=True)
class _Slot(Generic[R]):
    """The place of one result in the order of the tasks."""

    result: R | Failure | None = None


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def run(
    tasks: Iterable[T | Failure],
    work: Callable[[T], R],
    limits: Limits | None = None,
    jobs: int | None = None,
    outline: Callable[[T, Failure], R | Failure] | None = None,
) -> Generator[R | Failure, None, None]:
    """Yield `work(task)` or a `Failure` for each task, in the order of the tasks.

    `outline(task, failure)` says what is known of a task that ran out of time or memory.

    `work` is a module-level function that never returns None, `jobs` the number of processes
    (default: every core). A `Failure` among the tasks (an input that could not be read) is passed
    on in its place. Processes start as tasks come, so a single task starts one. At most `jobs`
    tasks and `AHEAD` results are held at a time. Closing the iterator, or an exception in it,
    ends the processes.
    """
    pool: _Pool[T, R] = _Pool(partial(Worker, work, limits or Limits(), outline), jobs or cores())
    try:
        yield from pool.results(iter(tasks))
    finally:
        pool.close()


class _Pool(Generic[T, R]):
    def __init__(self, new_worker: Callable[[], Worker[T, R]], jobs: int) -> None:
        self._new_worker = new_worker
        self._jobs = jobs
        self._idle: list[Worker[T, R]] = []
        self._busy: dict[Worker[T, R], _Slot[R]] = {}
        self._slots: deque[_Slot[R]] = deque()

    def results(self, tasks: Iterator[T | Failure]) -> Iterator[R | Failure]:
        more = True
        while more or self._slots:
            self._collect(block=not more or self._full())
            while self._slots and self._slots[0].result is not None:
                yield self._slots.popleft().result  # type: ignore[misc]  # just seen not to be None
            if more and not self._full():
                more = self._take(tasks)

    def close(self) -> None:
        for worker in (*self._busy, *self._idle):
            worker.close()
        self._busy.clear()
        self._idle.clear()

    def _full(self) -> bool:
        return len(self._busy) >= self._jobs or len(self._slots) >= AHEAD

    def _take(self, tasks: Iterator[T | Failure]) -> bool:
        """Start on the next task; return False if no task is left."""
        task = next(tasks, None)
        if task is None:
            return False
        slot: _Slot[R] = _Slot()
        self._slots.append(slot)
        if isinstance(task, Failure):
            slot.result = task
            return True
        worker = self._idle.pop() if self._idle else self._new_worker()
        self._busy[worker] = slot
        worker.send(task)
        return True

    def _collect(self, *, block: bool) -> None:
        """Take what the workers have to say; with `block`, wait for the first of them."""
        if not self._busy:
            return
        by_connection = {worker.connection: worker for worker in self._busy}
        now = time.monotonic()
        patience = max(0.0, min(w.deadline for w in self._busy) - now) if block else 0.0
        ready = set(wait(list(by_connection), patience))
        spoken = {worker for connection, worker in by_connection.items() if connection in ready}
        now = time.monotonic()
        for worker in [w for w in self._busy if w in spoken or w.deadline <= now]:
            result = worker.receive()
            if result is not None:
                self._busy.pop(worker).result = result
                self._idle.append(worker)
