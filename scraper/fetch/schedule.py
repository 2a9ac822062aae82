"""Which request may start when: a pure schedule over hosts, without clock or sleep."""

import heapq
from collections import deque
from dataclasses import dataclass, field
from typing import Generic, TypeVar

J = TypeVar("J")


@dataclass(slots=True)
class _Host(Generic[J]):
    waiting: deque[J] = field(default_factory=deque)
    active: int = 0
    not_before: float = 0.0
    listed: bool = False  # in the heap


class Schedule(Generic[J]):
    """Jobs by host. At most `per_host` of a host run at once, `delay` seconds between starts.

    `now` is any clock that only moves forward, in seconds.
    """

    def __init__(self, per_host: int, delay: float) -> None:
        self._per_host = per_host
        self._delay = delay
        self._hosts: dict[str, _Host[J]] = {}
        self._ready: list[tuple[float, int, str]] = []  # heap of hosts that have a job to start
        self._turn = 0  # equals go in turn
        self._waiting = 0

    def __len__(self) -> int:
        """Number of jobs that have not started."""
        return self._waiting

    def add(self, host: str, job: J, *, first: bool = False) -> None:
        """Queue a job; `first` puts it before the others of its host."""
        state = self._hosts.setdefault(host, _Host())
        if first:
            state.waiting.appendleft(job)
        else:
            state.waiting.append(job)
        self._waiting += 1
        self._list(host, state)

    def take(self, now: float) -> tuple[str, J] | None:
        """The next job that may start, and its host; None where none may yet."""
        if not self._ready or self._ready[0][0] > now:
            return None
        host = heapq.heappop(self._ready)[2]
        state = self._hosts[host]
        state.listed = False
        state.active += 1
        state.not_before = now + self._delay
        self._waiting -= 1
        job = state.waiting.popleft()
        self._list(host, state)
        return host, job

    def done(self, host: str, now: float) -> None:
        """A job of this host has ended."""
        state = self._hosts[host]
        state.active -= 1
        if state.waiting:
            self._list(host, state)
        elif not state.active and state.not_before <= now:
            del self._hosts[host]

    def wait(self, now: float) -> float | None:
        """Seconds until a job may start; None where that takes one to end or to be added."""
        return max(0.0, self._ready[0][0] - now) if self._ready else None

    def _list(self, host: str, state: _Host[J]) -> None:
        if state.waiting and not state.listed and state.active < self._per_host:
            state.listed = True
            self._turn += 1
            heapq.heappush(self._ready, (state.not_before, self._turn, host))
