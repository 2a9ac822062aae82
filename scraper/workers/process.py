"""One child process and the pipe to it, seen from the parent."""

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from multiprocessing.connection import Connection, Pipe
from typing import IO, Any, Protocol, TypeVar

from scraper.errors import PageError
from scraper.models.failure import Failure
from scraper.workers.batch import Batch
from scraper.workers.child import READY, WORN, Orders
from scraper.workers.limits import died, hanging

LONGEST_WAIT = 3600.0
"""Seconds of one wait, after which the next begins: the system counts milliseconds in 31 bits."""
START_SECONDS = 60.0  # to import the parsers on a busy machine

_ALLOCATION = {"MALLOC_MMAP_THRESHOLD_": str(1 << 20), "MALLOC_TRIM_THRESHOLD_": str(4 << 20)}
"""For glibc, unless the user has set them: what a large page took goes back to the system after it. By
default it keeps ever more, since it takes the sizes that it sees for those that will be wanted again."""

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


class Child:
    """A child process with its orders. It starts with the first task, and again with the next one
    after it died or was killed."""

    def __init__(self, orders: Orders, *, piped: bool = False) -> None:
        """Prepare a process; if `piped`, its standard input is a pipe, `stdin`."""
        self.deadline = 0.0
        """The moment (`time.monotonic`) when the task under way is overdue."""
        self._orders, self._piped = orders, piped
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection | None = None
        self._batch: Batch | None = None
        self._answered = 0  # tasks of the batch
        self._ready = False

    @property
    def due(self) -> int:
        """How many answers are still to come."""
        return len(self._batch.tasks) - self._answered if self._batch is not None else 0

    @property
    def connection(self) -> Connection:
        """Readable (for `multiprocessing.connection.wait`) once the child has something to say."""
        assert self._connection is not None, "no task was sent"  # noqa: S101  # a bug in the caller
        return self._connection

    @property
    def stdin(self) -> IO[bytes]:
        """The pipe to the child's standard input."""
        assert self._process is not None and self._process.stdin is not None  # noqa: S101  # as above
        return self._process.stdin

    def send(self, batch: Batch) -> None:
        """Start on some tasks."""
        if self._process is None or self._process.poll() is not None:
            self._start()
        self._batch, self._answered = batch, 0
        if self._ready:
            self._hand_over()
        else:
            # Sent once it is ready: a page is more than a pipe holds, and waiting for one child
            # to start would keep the next one from starting.
            self.deadline = time.monotonic() + START_SECONDS

    def receive(self) -> bytes | Failure | None:
        """Return a message of the child, a `Failure` of the task under way where it died or is overdue,
        None if there is nothing yet. After a failure, and after `WORN`, the process has ended."""
        try:
            if not readable([self.connection], 0):
                return self._overdue()
            message = self.connection.recv_bytes()
        except (EOFError, OSError):
            return self._bury()
        if message == READY:
            self._ready = True
            self._hand_over()
            return None
        if message == WORN:
            self.close()
        elif not self._orders.several:
            self._answered += 1
            self.renew()
        return message

    def wait(self) -> bytes | Failure:
        """Wait for the next message, or failure."""
        while True:
            readable([self.connection], max(0.0, self.deadline - time.monotonic()))
            message = self.receive()
            if message is not None:
                return message

    def renew(self) -> None:
        """Give the child its full time again, for the next result."""
        self.deadline = time.monotonic() + self._orders.limits.patience

    def kill(self) -> None:
        """End the task under way, from any thread: what waits for it gets a failure."""
        process = self._process
        if process is not None:
            process.kill()

    def close(self) -> None:
        """End the process at once."""
        process, connection = self._process, self._connection
        self._process = self._connection = self._batch = None
        self._ready = False
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
                stdin=subprocess.PIPE if self._piped else subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,  # what a parser prints is no article
                env=_ALLOCATION | os.environ,
                process_group=0,  # a terminal's Ctrl-C is the parent's to answer
            )
        self._connection.send(self._orders)

    def _hand_over(self) -> None:
        assert self._batch is not None  # noqa: S101  # it was sent
        self.renew()
        try:
            self.connection.send_bytes(self._batch.message)
        except OSError:
            return  # the process has ended: `receive` finds the closed pipe and says why

    def _overdue(self) -> Failure | None:
        if time.monotonic() < self.deadline or not self.due:
            return None
        failure = hanging(self._under_way(), self._orders.limits)
        self.close()
        return failure

    def _bury(self) -> Failure:
        """Return what the process died of."""
        assert self._process is not None  # noqa: S101  # it was sent to
        try:
            status = self._process.wait(1.0)
        except subprocess.TimeoutExpired:  # it closed its pipe, but still runs
            status = None
        if not self._ready and (status or 0) > 0:
            self.close()
            # Not this page's fault, and every other page would meet the same.
            raise PageError("worker process", f"can't start (exit status {status})", "crash")
        failure = died(self._under_way(), status, self._orders.limits)
        self.close()
        return failure

    def _under_way(self) -> str:
        """Return the name of the task that the child works on."""
        assert self._batch is not None  # noqa: S101  # it was sent
        name: str = self._batch.tasks[self._answered].name
        return name


def readable(connections: Iterable[Connection], seconds: float) -> set[int]:
    """Return the descriptors of connections that have something to say, or have ended, once there are
    any; none after so many seconds. `multiprocessing.connection.wait` takes ten times as long."""
    poll = select.poll()
    for connection in connections:
        poll.register(connection.fileno(), select.POLLIN)
    return {descriptor for descriptor, _ in poll.poll(min(seconds, LONGEST_WAIT) * 1000)}


def importable(work: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that workers can import. Raises ValueError where they can't."""
    if work.__module__ == "__main__":
        raise ValueError(f"{work.__name__}() must live in a module that workers can import")
    return work
