"""Processes that are killed at a line of the package's code, for drivers that look what is left.

A driver is a script that a test runs, so that it forks in a process without threads.
"""

import os
import signal
import sys
from collections.abc import Callable


def count_lines(of: str, limit: int = 0) -> list[int]:
    """Count the lines that are run of files whose path has `of` in it, from now on; SIGKILL at the
    `limit`-th, if that is not 0. The one number of the list grows."""
    count = [0]

    def trace(frame, event, argument):
        if of not in frame.f_code.co_filename:
            return None
        count[0] += event == "line"
        if limit and count[0] >= limit:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace

    sys.settrace(trace)
    return count


def lines_of(work: Callable[[], None], of: str) -> int:
    """How many lines of such files some work runs."""
    total, _ = lines_and_swaps(work, of)
    return total


def lines_and_swaps(work: Callable[[], None], of: str) -> tuple[int, list[int]]:
    """How many lines of such files some work runs, and at which of them it renames or removes a
    file."""
    count, swaps = count_lines(of), []
    _watchers.append(lambda: swaps.append(count[0]))
    try:
        work()
    finally:
        sys.settrace(None)
        _watchers.clear()
    return count[0], swaps


_watchers: list[Callable[[], None]] = []


def _audit(event: str, arguments: object) -> None:
    if event in ("os.rename", "os.remove"):
        for each in _watchers:
            each()


sys.addaudithook(_audit)  # for the life of the process: there is no way to take one away


def killed(work: Callable[[], None], of: str, line: int) -> bool:
    """Do some work in a child that is killed at a line; False if it ended before, well.

    Raises SystemExit where the child ended otherwise: then the driver proves nothing."""
    child = os.fork()
    if child == 0:
        status = 3
        try:
            count_lines(of, line)
            work()
            status = 0
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status) and status:
        raise SystemExit(f"the child was not killed but ended with {status}")
    return os.WIFSIGNALED(status)
