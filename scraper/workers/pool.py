"""Many workers over a stream of tasks, results in order, memory flat."""

import os
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from scraper.models.failure import Failure
from scraper.workers.batch import MOST_TASKS, Batch, next_size
from scraper.workers.limits import Limits
from scraper.workers.process import Task, readable
from scraper.workers.worker import Worker

T = TypeVar("T", bound=Task)
R = TypeVar("R")

FILL_SECONDS = 0.01
"""Seconds in which a batch is filled: the tasks that are there wait no longer for others."""
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
    on in its place. Processes start as tasks come, so a single task starts one. At most `AHEAD`
    tasks and results are held at a time. Closing the iterator, or an exception in it, ends the
    processes.
    """
    return _results(tasks, partial(Worker, work, limits or Limits(), outline), jobs, MOST_TASKS)


def run_long(
    tasks: Iterable[T | Failure], work: Callable[[T], R], limits: Limits, jobs: int | None
) -> Generator[R | Failure, None, None]:
    """Yield what `run` yields, for tasks that take minutes: no process is given one ahead."""
    return _results(tasks, partial(Worker, work, limits), jobs, 1)


def _results(
    tasks: Iterable[T | Failure],
    new_worker: Callable[[], Worker[T, R]],
    jobs: int | None,
    together: int,
) -> Generator[R | Failure, None, None]:
    pool: _Pool[T, R] = _Pool(new_worker, jobs or cores(), together)
    try:
        yield from pool.results(iter(tasks))
    finally:
        pool.close()


class _Member(Generic[T, R]):
    """A worker of the pool, and the places of the results that it is to give."""

    def __init__(self, worker: Worker[T, R]) -> None:
        self.worker = worker
        self.size = 1  # tasks of its next batch
        self._slots: deque[_Slot[R]] = deque()
        self._sent, self._since = 0, 0.0

    def send(self, batch: Batch, slots: Iterable[_Slot[R]]) -> None:
        """Start on some tasks."""
        self._slots.extend(slots)
        self._sent, self._since = len(self._slots), time.monotonic()
        self.worker.send(batch)

    def collect(self) -> bool:
        """Take what the worker has to say; return whether it has done all its tasks."""
        while self._slots and (result := self.worker.receive()) is not None:
            self._slots.popleft().result = result
        if self._slots:
            return False
        if self._sent == self.size:  # a smaller batch says nothing
            self.size = next_size(self.size, time.monotonic() - self._since)
        return True


class _Pool(Generic[T, R]):
    def __init__(self, new_worker: Callable[[], Worker[T, R]], jobs: int, most: int) -> None:
        self._new_worker = new_worker
        self._jobs, self._most = jobs, most
        self._idle: list[_Member[T, R]] = []
        self._busy: list[_Member[T, R]] = []
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
        for member in (*self._busy, *self._idle):
            member.worker.close()
        self._busy.clear()
        self._idle.clear()

    def _full(self) -> bool:
        return len(self._busy) >= self._jobs or len(self._slots) >= AHEAD

    def _take(self, tasks: Iterator[T | Failure]) -> bool:
        """Start on the next tasks; return False if none are left."""
        batch, slots = Batch(), []
        most = min(self._idle[-1].size if self._idle else 1, self._most, AHEAD - len(self._slots))
        until = time.monotonic() + FILL_SECONDS
        more = True
        while batch.takes_more(most):
            task = next(tasks, None)
            if task is None:
                more = False
                break
            slot: _Slot[R] = _Slot()
            self._slots.append(slot)
            if isinstance(task, Failure):
                slot.result = task
                break
            batch.add(task)
            slots.append(slot)
            if time.monotonic() >= until:
                break
        if slots:
            member = self._idle.pop() if self._idle else _Member(self._new_worker())
            self._busy.append(member)
            member.send(batch, slots)
        return more

    def _collect(self, *, block: bool) -> None:
        """Take what the workers have to say; with `block`, wait for the first of them."""
        if not self._busy:
            return
        now = time.monotonic()
        patience = max(0.0, min(m.worker.deadline for m in self._busy) - now) if block else 0.0
        ready = readable((m.worker.connection for m in self._busy), patience)
        now = time.monotonic()
        for member in tuple(self._busy):
            worker = member.worker
            spoke = worker.connection.fileno() in ready or worker.deadline <= now
            if spoke and member.collect():
                self._busy.remove(member)
                self._idle.append(member)
