"""The limits of the work on one page, and the failures where it took more."""

import signal
from dataclasses import dataclass

from scraper.models.failure import Failure

MEMORY_EXIT = 77  # a worker's exit status when memory ran out before it knew its task
HANGING = 6  # times the processor time: longer is no work, and a busy machine is not that slow
SHORTEST_PATIENCE = 30.0  # seconds: half a second of work can take longer where many processes run


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of the work on one page.

    Real news pages of up to 5 MB take well under a second and 150 MB. Time is processor time, so
    that a busy machine changes no result; `wall` only ends what hangs. `memory` counts address
    space on top of what the worker needs for itself; it is enforced on Linux, and on other
    systems as far as they honour RLIMIT_AS.
    """

    cpu: float = 20.0  # seconds of processor time
    wall: float = 0.0  # seconds that pass meanwhile; 0 for `HANGING` times `cpu`, at least `SHORTEST_PATIENCE`
    memory: int = 1 << 30  # bytes
    recycle: int = (
        128 << 20
    )  # bytes by which a worker may grow before it is replaced, against leaks

    @property
    def patience(self) -> float:
        """Seconds after which the work on a page hangs."""
        return self.wall or max(self.cpu * HANGING, SHORTEST_PATIENCE)


def overtime(name: str, limits: Limits) -> Failure:
    """Return the failure of a page that took too much processor time."""
    return Failure(name, "timeout", f"took longer than {limits.cpu:g} s (--timeout allows more)")


def hanging(name: str, limits: Limits) -> Failure:
    """Return the failure of a page on which work did not end, whatever processor time it took."""
    message = f"took longer than {limits.patience:g} s, most of it waiting"
    return Failure(name, "timeout", message)


def out_of_memory(name: str, limits: Limits) -> Failure:
    """Return the failure of a page that needed too much memory."""
    megabytes = limits.memory >> 20
    return Failure(name, "memory", f"needed more than {megabytes} MB (--memory allows more)")


def ended(name: str) -> Failure:
    """Return the failure of a page whose worker was ended because the program has to end."""
    return Failure(name, "ended", "the program ended while it worked on this; try again")


def died(name: str, exit_code: int | None, limits: Limits) -> Failure:
    """Return the failure of a page whose worker ended; `exit_code` is negative for a signal, as
    in `multiprocessing`."""
    if exit_code == MEMORY_EXIT:
        return out_of_memory(name, limits)
    number = -(exit_code or 0)
    if number in (_number("SIGXCPU"), _number("SIGPROF")):
        return overtime(name, limits)
    if number == _number("SIGALRM"):
        return hanging(name, limits)
    if number == _number("SIGKILL"):  # not ours: the system's last answer to a lack of memory
        return Failure(name, "memory", "the worker was killed from outside, as by a lack of memory")
    if number > 0:
        return Failure(name, "crash", f"crashed its worker ({_signal_name(number)})")
    return Failure(name, "crash", f"its worker ended early (exit status {exit_code})")


def _number(name: str) -> int:
    """Return a signal's number; 0, which no worker dies of, where the system lacks it."""
    return int(getattr(signal, name, 0))


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
