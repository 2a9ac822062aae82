"""One task that gives many results, each made within the limits of a page."""

import pickle
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import IO, Protocol

from scraper.models.failure import Failure
from scraper.workers.batch import Batch
from scraper.workers.child import ENDED, Orders
from scraper.workers.limits import Limits
from scraper.workers.process import Child, R, T, importable

_PIECE = 64 * 1024  # bytes read at a time


class Source(Protocol):
    """What is handed to the child's standard input."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes, none at the end."""


def stream(
    task: T, work: Callable[[T], Iterator[R]], limits: Limits, stdin: Source | None = None
) -> Iterator[R | Failure]:
    """Yield what `work(task)` yields in a process of its own; a `Failure` last, where it broke.

    Each result may take the time and memory that `limits` gives to a page. The process is never
    more than a result ahead of its reader. `stdin` is what it reads as its standard input.
    """
    child = Child(Orders(importable(work), limits, several=True), piped=stdin is not None)
    try:
        child.send(Batch([task]))
        if stdin is not None:
            threading.Thread(target=_pump, args=(stdin, child.stdin), daemon=True).start()
        while (message := child.wait()) != ENDED:
            if isinstance(message, Failure):
                yield message
                return
            yield pickle.loads(message)  # noqa: S301  # from our own child
            child.renew()
    finally:
        child.close()


def _pump(source: Source, pipe: IO[bytes]) -> None:
    """Copy a stream into a pipe until either ends."""
    with suppress(BrokenPipeError, ValueError), pipe:
        while piece := source.read(_PIECE):
            pipe.write(piece)
