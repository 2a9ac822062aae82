"""A child process that does one task after another."""

import pickle
from collections import deque
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import Generic

from scraper.models.failure import Failure
from scraper.workers.batch import Batch
from scraper.workers.child import WORN, Orders
from scraper.workers.limits import Limits, ended
from scraper.workers.process import Child, R, T, importable


class Worker(Generic[T, R]):
    """A child process that does the tasks of one batch at a time: `send`, wait for `connection`,
    `receive` as often as there are tasks.

    A worker that died or was killed starts again with the next task. Of a task that ran out of
    time or memory, `outline(task, failure)` says in a fresh process what is known. Not
    thread-safe; give each thread its own.
    """

    def __init__(
        self,
        work: Callable[[T], R],
        limits: Limits,
        outline: Callable[[T, Failure], R | Failure] | None = None,
    ) -> None:
        self._child = Child(Orders(importable(work), limits, outline))
        self._outlines = outline is not None
        self._tasks: deque[T] = deque()  # without a result yet; the first one is under way
        self._failed: Failure | None = None  # of the first one, while it is outlined
        self._killed = False

    @property
    def connection(self) -> Connection:
        """Readable (for `scraper.workers.process.readable`) once the worker has something to say."""
        return self._child.connection

    @property
    def deadline(self) -> float:
        """The moment (`time.monotonic`) when the task under way is overdue."""
        return self._child.deadline

    def send(self, batch: Batch) -> None:
        """Start on some tasks, in a fresh process if it has none. Failures come by `receive`."""
        self._tasks, self._failed, self._killed = deque(batch.tasks), None, False
        self._child.send(batch)

    def receive(self) -> R | Failure | None:
        """Return the next result in the order of the tasks, a `Failure` where the page broke or is
        overdue, None if it is not finished."""
        message = self._child.receive()
        return None if message is None else self._finish(message)

    def call(self, task: T) -> R | Failure:
        """Do one task and wait for it."""
        return next(self.results(Batch([task])))

    def results(self, batch: Batch) -> Iterator[R | Failure]:
        """Start on some tasks, and yield the result of each when it is there, in their order. Closing
        the iterator early ends the process."""
        self.send(batch)
        try:
            while self._tasks:
                result = self._finish(self._child.wait())
                if result is not None:
                    yield result
        finally:
            if self._tasks:  # their answers would be taken for those of the next tasks
                self.close()

    def kill(self) -> None:
        """End the task under way, from any thread: its `call` returns a failure."""
        self._killed = True
        self._child.kill()

    def close(self) -> None:
        """End the process at once."""
        self._tasks.clear()
        self._child.close()

    def _finish(self, message: bytes | Failure) -> R | Failure | None:
        """Return the result in a message; None where it has none, or the task is outlined first."""
        if message == WORN:
            self._go_on()
            return None
        result: R | Failure = (
            message if isinstance(message, Failure) else pickle.loads(message)  # noqa: S301  # from our own child
        )
        if self._killed and isinstance(message, Failure):  # it is not known what else it died of
            result = ended(message.subject)
        if isinstance(result, Failure):
            if result.kind == "memory":
                # The parsers' state is anyone's guess, and the heap stays full.
                self._child.close()
            if self._failed is not None:  # this is what is known, unless its process died as well
                result = self._failed if message is result else result
            elif self._is_outlined(result):
                self._failed = result
                self._child.send(Batch([self._tasks[0]], result))
                return None
        self._tasks.popleft()
        self._failed = None
        self._go_on()
        return result

    def _is_outlined(self, failure: Failure) -> bool:
        return self._outlines and not self._killed and failure.kind in ("timeout", "memory")

    def _go_on(self) -> None:
        """Send the tasks that are left to a new process, where the last one has ended."""
        if self._tasks and not self._child.due:
            self._child.send(Batch(self._tasks))
