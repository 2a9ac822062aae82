"""The child's side: limits of the kernel around each page, one message back for each."""

import os
import pickle
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from scraper.errors import FetchError, PageError, ScraperError
from scraper.models.page import Failure
from scraper.workers.limits import MEMORY_EXIT, Limits, out_of_memory

# One page is one core's work: a thread pool inside each worker only costs memory and start time.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

READY = b""
GRACE = 2.0  # seconds the parent has to end an overdue worker before the kernel does
NEARLY = 0.9  # of the memory limit: a failure up there is one of memory, whatever it calls itself


def main(descriptor: int) -> None:
    """The body of a worker process; `descriptor` is its end of the pipe to the parent."""
    # A worker whose parent was killed must not outlive its page: no handler, the signal ends it.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    with Connection(descriptor) as connection:
        try:
            work, limits = connection.recv()
        except (EOFError, OSError):
            return  # the parent has changed its mind
        serve(connection, work, limits)


def serve(connection: Connection, work: Callable[[Any], Any], limits: Limits) -> None:
    """Answer tasks until the parent hangs up."""
    ceiling = _limit_memory(limits.memory)
    try:
        connection.send_bytes(READY)
    except OSError:
        return  # the parent has ended meanwhile
    while True:
        try:
            task = connection.recv()
        except (EOFError, OSError):
            return
        except MemoryError:  # the page alone is too large; its name never arrived
            sys.exit(MEMORY_EXIT)
        _limit_time(limits)
        answer = _answer(task, work, limits, ceiling)
        signal.setitimer(signal.ITIMER_REAL, 0)
        try:
            connection.send_bytes(answer)
        except OSError:
            return
        del task, answer


def _answer(task: Any, work: Callable[[Any], Any], limits: Limits, ceiling: int) -> bytes:
    """The pickled result or failure."""
    try:
        result = work(task)
        if result is None:
            raise TypeError("the work returned None, which stands for no result yet")
        return pickle.dumps(result, pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        failure = out_of_memory(task.name, limits)
    except ScraperError as error:
        kind = error.kind if isinstance(error, PageError | FetchError) else "unreadable"
        failure = Failure(task.name, kind, error.message)
    except Exception as error:  # noqa: BLE001  # reported as a bug of this page, with its place
        if _near(ceiling):
            failure = out_of_memory(task.name, limits)
        else:
            failure = Failure(task.name, "bug", _describe(error))
    return pickle.dumps(failure, pickle.HIGHEST_PROTOCOL)


def _describe(error: Exception) -> str:
    """The error and the line that raised it."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({os.path.basename(frames[-1].filename)}:{frames[-1].lineno})" if frames else ""  # noqa: PTH119
    return f"{type(error).__name__}: {error}{place}"


def _limit_memory(extra: int) -> int:
    """Cap the address space at today's size plus `extra` bytes; 0 where that is not possible."""
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
    usage = resource.getrusage(resource.RUSAGE_SELF)
    allowed = int(usage.ru_utime + usage.ru_stime + limits.cpu) + 1
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    if hard == resource.RLIM_INFINITY or allowed < hard:
        resource.setrlimit(resource.RLIMIT_CPU, (allowed, hard))
    signal.setitimer(signal.ITIMER_REAL, limits.wall + GRACE)


def _near(ceiling: int) -> bool:
    return bool(ceiling) and _address_space("VmPeak:") > ceiling * NEARLY


def _address_space(field: str) -> int:
    """Bytes of address space, from the kernel; 0 where it does not tell."""
    if not sys.platform.startswith("linux"):
        return 0
    with open("/proc/self/status", "rb") as status:  # noqa: PTH123  # memory may be short here
        for line in status:
            if line.startswith(field.encode()):
                return int(line.split()[1]) * 1024
    return 0
