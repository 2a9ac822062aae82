"""One child process, seen from the parent."""

import multiprocessing
import pickle
import time
from collections.abc import Callable
from functools import cache
from multiprocessing.context import BaseContext
from typing import Any, Generic, Protocol, TypeVar

from scraper.models import Failure
from scraper.workers.child import READY, serve
from scraper.workers.limits import Limits, died, overtime

START_SECONDS = 60.0  # for the first worker to import the parsers on a busy machine
_PRELOAD = ("scraper.workers.child", "scraper.extract.engine", "scraper.extract.plain")


class Task(Protocol):
    """Anything picklable with a name for messages."""

    @property
    def name(self) -> str:
        """What failures of this task are about."""


T = TypeVar("T", bound=Task)
R = TypeVar("R")


class Worker(Generic[T, R]):
    """A child process that does one task at a time: `send`, wait for `connection`, `receive`.

    A worker that died or was killed starts again with the next task. Not thread-safe; give each
    thread its own.
    """

    def __init__(self, work: Callable[[T], R], limits: Limits) -> None:
        self._work = work
        self._limits = limits
        self._process: Any = None
        self._connection: Any = None
        self._task: T | None = None
        self._ready = False
        self._deadline = 0.0
        self._done = 0

    @property
    def connection(self) -> Any:
        """Readable (for `multiprocessing.connection.wait`) once the worker has something to say."""
        return self._connection

    @property
    def busy(self) -> bool:
        """Whether a task is under way."""
        return self._task is not None

    @property
    def deadline(self) -> float:
        """When (`time.monotonic`) the task under way is overdue."""
        return self._deadline

    def send(self, task: T) -> None:
        """Start on a task, in a fresh process where there is none. Failures come by `receive`."""
        if self._process is None or not self._process.is_alive():
            self._start()
        self._task = task
        self._set_deadline()
        try:
            self._connection.send(task)
        except OSError:
            return  # the process is gone: `receive` finds the closed pipe and says why

    def receive(self) -> R | Failure | None:
        """The result, a `Failure` where the page broke or is overdue, None if there is none yet."""
        assert self._task is not None, "receive() without send()"  # noqa: S101  # a bug in the caller
        try:
            if not self._connection.poll():
                return self._overdue()
            message = self._connection.recv_bytes()
            if message == READY:
                self._ready = True
                self._set_deadline()
                if not self._connection.poll():
                    return None
                message = self._connection.recv_bytes()
        except (EOFError, OSError):
            return self._bury()
        return self._finish(message)

    def call(self, task: T) -> R | Failure:
        """Do one task and wait for it."""
        self.send(task)
        while True:
            self._connection.poll(max(0.0, self._deadline - time.monotonic()))
            result = self.receive()
            if result is not None:
                return result

    def close(self) -> None:
        """End the process at once."""
        process, connection = self._process, self._connection
        self._process = self._connection = self._task = None
        if process is not None:
            process.kill()
            connection.close()
            process.join()
            process.close()

    def _start(self) -> None:
        self.close()
        context = _context()
        self._connection, theirs = context.Pipe()
        self._process = context.Process(  # type: ignore[attr-defined]  # contexts are typed loosely
            target=serve, args=(theirs, self._work, self._limits), daemon=True
        )
        self._process.start()
        theirs.close()
        self._ready, self._done = False, 0

    def _set_deadline(self) -> None:
        allowed = self._limits.wall if self._ready else START_SECONDS
        self._deadline = time.monotonic() + allowed

    def _overdue(self) -> Failure | None:
        if time.monotonic() < self._deadline or self._task is None:
            return None
        failure = overtime(self._task.name, self._limits)
        self.close()
        return failure

    def _bury(self) -> Failure:
        """Say what the process died of."""
        self._process.join(1.0)
        if self._process.is_alive():  # it closed its pipe, but still runs
            self._process.kill()
            self._process.join()
        failure = (
            died(self._task.name, self._process.exitcode, self._limits) if self._task else None
        )
        self.close()
        assert failure is not None  # noqa: S101  # receive() checked the task
        return failure

    def _finish(self, message: bytes) -> R | Failure:
        result: R | Failure = pickle.loads(message)  # noqa: S301  # from our own child
        self._task = None
        self._done += 1
        # After a lack of memory the parsers' state is anyone's guess, and the heap stays full.
        worn = isinstance(result, Failure) and result.kind == "memory"
        if worn or self._done >= self._limits.recycle:
            self.close()
        return result


@cache
def _context() -> BaseContext:
    """Workers fork from a small server that has the parsers loaded; elsewhere they start afresh."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(_PRELOAD))
    return context
