"""Processes that stand still while a test looks: what is under way then stays so, whatever the load."""

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Protocol


class HasParent(Protocol):
    """A process as `processes()` lists it."""

    @property
    def pid(self) -> int: ...
    @property
    def parent(self) -> int: ...


def children_of(parent: int, processes: Callable[[], Iterable[HasParent]]) -> list[int]:
    """The ids of what a process has started and what still runs."""
    return [each.pid for each in processes() if each.parent == parent]


@contextmanager
def paused(pids: Iterable[int]) -> Iterator[None]:
    """Stop processes for as long as the block takes; those that were killed meanwhile stay so."""
    stopped = list(pids)
    assert stopped, "there is no process to stop"
    try:
        for pid in stopped:
            os.kill(pid, signal.SIGSTOP)
        yield
    finally:
        for pid in stopped:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)
