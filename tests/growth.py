"""Whether work takes time in proportion to its input, asked in a way that no load can break.

Other work on the machine makes a measurement longer, never shorter. So two sizes are measured
until their least times are in proportion, and only work that never gets there has failed: what is
linear passes on any machine, what grows with the square on none.
"""

import gc
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

TIMES = 16  # the larger input is so many times as large: the square of that is 256
ATTEMPTS = 8  # until work counts as slow
NOISE = 0.001  # seconds of processor time, of which nothing can be told


def assert_linear(
    work: Callable[[T], object], make: Callable[[int], T], size: int, times: int = TIMES
) -> None:
    """Fail if `work(make(size))` takes so much longer than an input `times` smaller that it grows
    with the square."""
    found = growth(work, make, size, times)
    assert found <= allowed(times), f"{times} times the input took {found:.0f} times as long"


def growth(
    work: Callable[[T], object], make: Callable[[int], T], size: int, times: int = TIMES
) -> float:
    """Return how many times as long `work(make(size))` takes as with an input `times` smaller.

    It is measured again while that is more than `allowed(times)`.
    """
    return ratio(
        lambda: seconds(work, make(size // times)),
        lambda: seconds(work, make(size)),
        allowed(times),
    )


def allowed(times: int) -> float:
    """Return a growth between linear, `times`, and the square of it; nearer to the square, since a
    large input is linear in more than its size where it no longer fits the caches."""
    return float(times**1.6)


def assert_costs(times: float, than: Callable[[], object], work: Callable[[], object]) -> None:
    """Fail if work takes more than `times` as long as other work."""
    found = ratio(lambda: seconds(_call, than), lambda: seconds(_call, work), times)
    assert found <= times, f"{found:.1f} times as long"


def takes_longer(limit: float, work: Callable[[T], object], value: T) -> bool:
    """Say whether work takes more than `limit` seconds each time that it is tried."""
    return all(seconds(work, value) > limit for _ in range(ATTEMPTS))


def seconds(work: Callable[[T], object], value: T) -> float:
    """Return the processor time of this thread that `work(value)` takes. Garbage is not collected:
    that would add the time for what other tests have left."""
    gc.disable()
    try:
        started = time.thread_time()
        work(value)
        return time.thread_time() - started
    finally:
        gc.enable()


def ratio(less: Callable[[], float], more: Callable[[], float], most: float) -> float:
    """Return the larger of two times as a multiple of the smaller one, measured until it is `most`."""
    small, large = min(less() for _ in range(3)), more()
    for _ in range(ATTEMPTS - 1):
        if large <= most * max(small, NOISE):
            break
        small, large = min(small, less()), min(large, more())
    return large / max(small, NOISE)


def _call(work: Callable[[], object]) -> None:
    work()
