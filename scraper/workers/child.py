"""The child's side: limits of the kernel around each page, one message back for each result."""

import io
import os
import pickle
import resource
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from functools import cache, partial
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

from scraper.errors import ConfigError, FetchError, InputError, PageError, ScraperError
from scraper.models.failure import Failure
from scraper.workers.limits import MEMORY_EXIT, Limits, out_of_memory

# One page is one core's work: a thread pool inside each worker only costs memory and start time.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

READY = b""
ENDED = b"\0"  # no pickle begins so
WORN = b"\1"  # the process has grown, and ends
GRACE = 2.0  # seconds the parent has to end an overdue worker before the kernel does
OUTLINE_CPU = 5.0  # seconds for what is said of a page that could not be done
NEARLY = 0.9  # of the memory limit: a failure up there is one of memory, whatever it calls itself


_NO_MORE = object()  # stands behind the last result
_WITH_KIND = (PageError, FetchError, InputError)


class Orders(NamedTuple):
    """What a worker is for.

    `outline(task, failure)` is what is said of a page on which the work ran out of time or
    memory. `several`: the work yields any number of results, each within the limits.
    """

    work: Callable[[Any], Any]
    limits: Limits
    outline: Callable[[Any, Failure], Any] | None = None
    several: bool = False


def main(descriptor: int) -> None:
    """Run a worker process; `descriptor` is its end of the pipe to the parent."""
    # No handler: the kernel ends the process, also within a call of C that never comes back, and
    # where the parent was killed. What the parent's starter ignored or blocked is inherited.
    for number in (signal.SIGALRM, signal.SIGPROF):
        signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, (number,))
    with Connection(descriptor) as connection:
        try:
            orders = connection.recv()
        except (EOFError, OSError):
            return  # the parent has changed its mind
        serve(connection, orders)


def serve(connection: Connection, orders: Orders) -> None:
    """Answer tasks until the parent hangs up."""
    ceiling = _limit_memory(orders.limits.memory)
    growth = Growth(orders.limits.recycle)
    try:
        connection.send_bytes(READY)
        while True:
            for task, failed in _received(connection):
                for answer in _answers(task, failed, orders, ceiling):
                    connection.send_bytes(answer)
                del task, answer
                if growth.exceeds(_resident()):
                    connection.send_bytes(WORN)
                    return
    except (EOFError, OSError):
        return  # the parent has ended meanwhile


def _received(connection: Connection) -> Iterator[tuple[Any, Failure | None]]:
    """Yield the tasks of the next message, each made when its turn comes."""
    try:
        message = connection.recv_bytes()
        stream, size = io.BytesIO(message), len(message)
        del message
        unpickler = pickle.Unpickler(stream)  # noqa: S301  # from our own parent
        while stream.tell() < size:
            yield unpickler.load()
    except MemoryError:  # the page alone is too large; its name never arrived
        sys.exit(MEMORY_EXIT)


class Growth:
    """By how much a process grew since its first page, with which all is loaded."""

    def __init__(self, most: int) -> None:
        self._most, self._first = most, 0

    def exceeds(self, resident: int) -> bool:
        """Say whether it is more than `most` bytes, by the memory that is in use after a page."""
        self._first = self._first or resident
        return resident - self._first > self._most


def _answers(task: Any, failed: Failure | None, orders: Orders, ceiling: int) -> Iterator[bytes]:
    """Yield the answers to a task, each made within the limits."""
    limits = orders.limits
    if failed is not None and orders.outline is not None:
        short = Limits(cpu=min(limits.cpu, OUTLINE_CPU), memory=limits.memory)
        yield _answer(task, partial(orders.outline, task, failed), short, ceiling, failed)
        return
    if not orders.several:
        yield _answer(task, partial(orders.work, task), limits, ceiling)
        return
    results = orders.work(task)
    answer = READY
    while answer != ENDED:
        answer = _answer(task, partial(next, results, _NO_MORE), limits, ceiling)
        yield answer


def _answer(
    task: Any,
    step: Callable[[], Any],
    limits: Limits,
    ceiling: int,
    instead: Failure | None = None,
) -> bytes:
    """Return the pickled result of a step, or its failure; `instead` of that, where it is given."""
    _limit_time(limits)
    try:
        result = step()
        if result is None:
            raise TypeError("the work returned None, which stands for no result yet")
        if result is _NO_MORE:
            return ENDED
        return pickle.dumps(result, pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        failure = out_of_memory(task.name, limits)
    except ScraperError as error:
        kind = error.kind if isinstance(error, _WITH_KIND) else "unreadable"
        # A configuration that is wrong is another file than the page.
        message = str(error) if isinstance(error, ConfigError) else error.message
        failure = Failure(task.name, kind, message)
    except Exception as error:  # noqa: BLE001  # reported as a bug of this page, with its place
        if _near(ceiling):
            failure = out_of_memory(task.name, limits)
        else:
            failure = Failure(task.name, "bug", _describe(error))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)
    return pickle.dumps(instead or failure, pickle.HIGHEST_PROTOCOL)


def _describe(error: Exception) -> str:
    """Return the error and the line that raised it."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({os.path.basename(frames[-1].filename)}:{frames[-1].lineno})" if frames else ""  # noqa: PTH119
    return f"{type(error).__name__}: {error}{place}"


def _limit_memory(extra: int) -> int:
    """Cap the address space at today's size plus `extra` bytes, and return the cap; 0 where that
    is not possible."""
    size = _address_space("VmSize:")
    if not size:
        return 0
    ceiling = size + extra
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    if hard != resource.RLIM_INFINITY:
        ceiling = min(ceiling, hard)
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return ceiling


def _limit_time(limits: Limits) -> None:
    """Let the kernel end this process after that much processor time, and where it hangs."""
    signal.setitimer(signal.ITIMER_PROF, limits.cpu)
    signal.setitimer(signal.ITIMER_REAL, limits.patience + GRACE)


def _resident() -> int:
    """Return the bytes of memory that this process has in use; 0 where the kernel does not tell."""
    if not sys.platform.startswith("linux"):
        return 0
    return int(os.pread(_sizes(), 128, 0).split()[1]) * resource.getpagesize()


@cache
def _sizes() -> int:
    """Open what the kernel tells of this process's memory: it is asked after each page."""
    return os.open("/proc/self/statm", os.O_RDONLY)


def _near(ceiling: int) -> bool:
    return bool(ceiling) and _address_space("VmPeak:") > ceiling * NEARLY


def _address_space(field: str) -> int:
    """Return bytes of address space, from the kernel; 0 where it does not tell."""
    if not sys.platform.startswith("linux"):
        return 0
    with open("/proc/self/status", "rb") as status:  # noqa: PTH123  # memory may be short here
        for line in status:
            if line.startswith(field.encode()):
                return int(line.split()[1]) * 1024
    return 0
