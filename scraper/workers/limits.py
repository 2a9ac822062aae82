"""What one page may take, and what is said when it took more."""

import signal
from dataclasses import dataclass

from scraper.models.page import Failure

MEMORY_EXIT = 77  # a worker's exit status when memory ran out before it knew its task


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of the work on one page.

    Real news pages of up to 5 MB take well under a second and 150 MB. `memory` counts address
    space on top of what the worker needs for itself; it is enforced on Linux, and on other
    systems as far as they honour RLIMIT_AS.
    """

    wall: float = 20.0  # seconds
    cpu: float = 20.0  # seconds of processor time
    memory: int = 1 << 30  # bytes
    recycle: int = 500  # pages after which a worker is replaced, against slow leaks


def overtime(name: str, limits: Limits) -> Failure:
    """The page took too long."""
    return Failure(name, "timeout", f"took longer than {limits.wall:g} s (--timeout allows more)")


def out_of_memory(name: str, limits: Limits) -> Failure:
    """The page needed too much memory."""
    megabytes = limits.memory >> 20
    return Failure(name, "memory", f"needed more than {megabytes} MB (--memory allows more)")


def died(name: str, exit_code: int | None, limits: Limits) -> Failure:
    """The worker is gone; `exit_code` is negative for a signal, as in `multiprocessing`."""
    if exit_code == MEMORY_EXIT:
        return out_of_memory(name, limits)
    number = -(exit_code or 0)
    if number in (_number("SIGXCPU"), _number("SIGALRM")):
        return overtime(name, limits)
    if number == _number("SIGKILL"):  # not ours: the system's last answer to a lack of memory
        return Failure(name, "memory", "the worker was killed from outside, as by a lack of memory")
    if number > 0:
        return Failure(name, "crash", f"crashed its worker ({_signal_name(number)})")
    return Failure(name, "crash", f"its worker ended early (exit status {exit_code})")


def _number(name: str) -> int:
    """A signal's number; 0, which no worker dies of, where the system lacks it."""
    return int(getattr(signal, name, 0))


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
