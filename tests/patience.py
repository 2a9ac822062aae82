"""How long a test waits for what has to come: so long that only what hangs takes longer."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 300.0  # seconds; what is waited for takes a few, and a tenth of this on a loaded machine


def wait_until(condition: Callable[[], T], hopeless: Callable[[], str] = str) -> T:
    """Return the value of a condition once it is true.

    Fails after `PATIENCE`, and where `hopeless()` says why it will never be.
    """
    end = time.monotonic() + PATIENCE
    while not (value := condition()):
        assert not (why := hopeless()), why
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.02)
    return value
