"""Processes that stand still while a test looks: what is under way then stays so, whatever the load."""

import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Protocol


class Listed(Protocol):
    """A process as `processes()` lists it."""

    @property
    def pid(self) -> int: ...
    @property
    def parent(self) -> int: ...
    @property
    def state(self) -> str: ...


Listing = Callable[[], Sequence[Listed]]


def children_of(parent: int, processes: Listing) -> list[int]:
    """The ids of what a process has started and what still runs."""
    return [each.pid for each in processes() if each.parent == parent]


def tree_of(root: int, processes: Listing) -> list[Listed]:
    """A process and all below it, whatever their session, as they run at one listing."""
    running = processes()
    tree = [each for each in running if each.pid == root]
    for above in tree:  # which grows meanwhile
        tree += [each for each in running if each.parent == above.pid]
    return tree


def kill_tree(root: int, processes: Listing) -> None:
    """Kill a process and all below it, as a machine that loses its power does.

    Each is stopped first, until two listings say the same: then none can end or start another.
    """
    before: list[Listed] = []
    while (tree := tree_of(root, processes)) != before or any(each.state != "T" for each in tree):
        _signal(tree, signal.SIGSTOP)
        before = tree
    _signal(tree, signal.SIGKILL)


def _signal(listed: Iterable[Listed], number: int) -> None:
    for each in listed:
        with suppress(ProcessLookupError):  # it ended after it was listed
            os.kill(each.pid, number)


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
