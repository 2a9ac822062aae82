"""One child process, seen from the parent."""

import json
import pickle
import subprocess
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection, Pipe
from typing import Generic, Protocol, TypeVar

from scraper.errors import PageError
from scraper.models.page import Failure
from scraper.workers.child import READY
from scraper.workers.limits import Limits, died, overtime

START_SECONDS = 60.0  # to import the parsers on a busy machine

# Not `multiprocessing.Process`: spawn and forkserver run the caller's main script again in every
# worker, and start two helper processes besides, which doubles the time to a single page.
_BOOT = """
import json, sys
sys.path[:] = json.loads(sys.argv[2])
from scraper.workers.child import main
main(int(sys.argv[1]))
"""


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
        if work.__module__ == "__main__":
            raise ValueError(f"{work.__name__}() must live in a module that workers can import")
        self._work = work
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection | None = None
        self._task: T | None = None
        self._ready = False
        self._deadline = 0.0
        self._done = 0

    @property
    def connection(self) -> Connection:
        """Readable (for `multiprocessing.connection.wait`) once the worker has something to say."""
        assert self._connection is not None, "no task was sent"  # noqa: S101  # a bug in the caller
        return self._connection

    @property
    def deadline(self) -> float:
        """When (`time.monotonic`) the task under way is overdue."""
        return self._deadline

    def send(self, task: T) -> None:
        """Start on a task, in a fresh process where there is none. Failures come by `receive`."""
        if self._process is None or self._process.poll() is not None:
            self._start()
        self._task = task
        if self._ready:
            self._hand_over()
        else:
            # Sent once it is ready: a page is more than a pipe holds, and waiting for one worker
            # to start would keep the next one from starting.
            self._deadline = time.monotonic() + START_SECONDS

    def receive(self) -> R | Failure | None:
        """The result, a `Failure` where the page broke or is overdue, None if there is none yet."""
        try:
            if not self.connection.poll():
                return self._overdue()
            message = self.connection.recv_bytes()
        except (EOFError, OSError):
            return self._bury()
        if message == READY:
            self._ready = True
            self._hand_over()
            return None
        return self._finish(message)

    def call(self, task: T) -> R | Failure:
        """Do one task and wait for it."""
        self.send(task)
        while True:
            self.connection.poll(max(0.0, self._deadline - time.monotonic()))
            result = self.receive()
            if result is not None:
                return result

    def kill(self) -> None:
        """End the task under way, from any thread: its `call` returns a failure."""
        process = self._process
        if process is not None:
            process.kill()

    def close(self) -> None:
        """End the process at once."""
        process, connection = self._process, self._connection
        self._process = self._connection = self._task = None
        self._ready, self._done = False, 0
        if connection is not None:
            connection.close()
        if process is not None:
            process.kill()
            process.wait()

    def _start(self) -> None:
        self.close()
        self._connection, theirs = Pipe()
        with theirs:
            descriptor = theirs.fileno()
            self._process = subprocess.Popen(  # noqa: S603  # our own interpreter and code
                [sys.executable, "-P", "-c", _BOOT, str(descriptor), json.dumps(sys.path)],
                pass_fds=(descriptor,),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,  # what a parser prints is no article
                process_group=0,  # a terminal's Ctrl-C is the parent's to answer
            )
        self._connection.send((self._work, self._limits))

    def _hand_over(self) -> None:
        self._deadline = time.monotonic() + self._limits.wall
        try:
            self.connection.send(self._task)
        except OSError:
            return  # the process is gone: `receive` finds the closed pipe and says why

    def _overdue(self) -> Failure | None:
        if time.monotonic() < self._deadline or self._task is None:
            return None
        failure = overtime(self._task.name, self._limits)
        self.close()
        return failure

    def _bury(self) -> Failure:
        """Say what the process died of."""
        assert self._process is not None and self._task is not None  # noqa: S101  # it was sent to
        try:
            status = self._process.wait(1.0)
        except subprocess.TimeoutExpired:  # it closed its pipe, but still runs
            status = None
        if not self._ready and (status or 0) > 0:
            self.close()
            # Not this page's fault, and every other page would meet the same.
            raise PageError("worker process", f"can't start (exit status {status})", "crash")
        failure = died(self._task.name, status, self._limits)
        self.close()
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
