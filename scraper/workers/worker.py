"""A child process that does one task after another."""

import pickle
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Generic

from scraper.models.page import Failure
from scraper.workers.child import Orders
from scraper.workers.limits import Limits
from scraper.workers.process import Child, R, T, importable


class Worker(Generic[T, R]):
    """A child process that does one task at a time: `send`, wait for `connection`, `receive`.

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
        self._recycle = limits.recycle
        self._task: T | None = None
        self._failed: Failure | None = None  # of the task under way, while it is outlined
        self._killed = False
        self._done = 0

    @property
    def connection(self) -> Connection:
        """Readable (for `multiprocessing.connection.wait`) once the worker has something to say."""
        return self._child.connection

    @property
    def deadline(self) -> float:
        """The moment (`time.monotonic`) when the task under way is overdue."""
        return self._child.deadline

    def send(self, task: T) -> None:
        """Start on a task, in a fresh process if it has none. Failures come by `receive`."""
        self._task, self._failed, self._killed = task, None, False
        self._child.send(task)

    def receive(self) -> R | Failure | None:
        """Return the result, a `Failure` where the page broke or is overdue, None if it is not
        finished."""
        message = self._child.receive()
        return None if message is None else self._finish(message)

    def call(self, task: T) -> R | Failure:
        """Do one task and wait for it."""
        self.send(task)
        while True:
            result = self._finish(self._child.wait())
            if result is not None:
                return result

    def kill(self) -> None:
        """End the task under way, from any thread: its `call` returns a failure."""
        self._killed = True
        self._child.kill()

    def close(self) -> None:
        """End the process at once."""
        self._child.close()
        self._done = 0

    def _finish(self, message: bytes | Failure) -> R | Failure | None:
        """Return the result in a message; None where the task is outlined first."""
        result: R | Failure = (
            message if isinstance(message, Failure) else pickle.loads(message)  # noqa: S301  # from our own child
        )
        self._done += 1
        # After a lack of memory the parsers' state is anyone's guess, and the heap stays full.
        worn = isinstance(result, Failure) and result.kind == "memory"
        if worn or self._done >= self._recycle:
            self.close()
        if not isinstance(result, Failure):
            return result
        if self._failed is not None:  # this is what is known, unless its process died as well
            return self._failed if message is result else result
        if not self._outlines or self._killed or result.kind not in ("timeout", "memory"):
            return result
        assert self._task is not None  # noqa: S101  # it was sent
        self._failed = result
        self._child.send(self._task, result)
        return None
