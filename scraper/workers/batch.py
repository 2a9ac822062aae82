"""Tasks that go to a worker in one message, and how many of them.

A message costs as much as a tenth of a page, so tasks that are done quickly go together. Each still
has its own limits and its own answer: if one of them ends the process, the next ones go to a new one.
"""

import io
import pickle
from collections.abc import Iterable
from typing import Any

from scraper.models.failure import Failure

MOST_TASKS = 16  # of a message: with 16 pages of 5 ms, messages cost less than 1 %
MOST_BYTES = 1 << 20  # after which no task is added: what waits in a worker counts as its memory
SECONDS = 0.1  # that a batch may take: so long another worker may have to wait at the end


class Batch:
    """Tasks in one message. What several of them have in common, such as settings, is in it once."""

    def __init__(self, tasks: Iterable[Any] = (), failed: Failure | None = None) -> None:
        self.tasks: list[Any] = []
        self._stream = io.BytesIO()
        self._pickler = pickle.Pickler(self._stream, pickle.HIGHEST_PROTOCOL)
        for task in tasks:
            self.add(task, failed)

    def add(self, task: Any, failed: Failure | None = None) -> None:
        """Add a task; with `failed`, only what is known of a task that failed so is asked for."""
        self._pickler.dump((task, failed))
        self.tasks.append(task)

    def takes_more(self, most: int) -> bool:
        """Say whether another task may be added, of at most so many."""
        return len(self.tasks) < most and self._stream.tell() < MOST_BYTES

    @property
    def message(self) -> memoryview:
        """The tasks as bytes, one pickle after the other."""
        return self._stream.getbuffer()


def next_size(size: int, seconds: float) -> int:
    """Return how many tasks a worker gets after a batch of `size` took it so long: twice as many while
    they are done quickly, half as many when they are not."""
    if seconds > SECONDS:
        return max(1, size // 2)
    return min(MOST_TASKS, size * 2) if seconds < SECONDS / 2 else size
