"""Which request may start when: jobs queued by host. Pure, without clock or sleep."""

import heapq
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

J = TypeVar("J")


@dataclass(slots=True)
class _Host(Generic[J]):
    waiting: deque[J] = field(default_factory=deque)
    active: int = 0
    not_before: float = 0.0
    listed: bool = False  # in the heap


class HostQueue(Generic[J]):
    """Jobs by host. At most `per_host(host)` of a host run at once, `delay(host)` seconds between
    two starts; both are asked at each start.

    `now` is any clock that only moves forward, in seconds.
    """

    def __init__(self, per_host: Callable[[str], int], delay: Callable[[str], float]) -> None:
        self._per_host = per_host
        self._delay = delay
        self._hosts: dict[str, _Host[J]] = {}
        self._ready: list[tuple[float, int, str]] = []  # heap of hosts that have a job to start
        self._turn = 0  # equals go in turn
        self._waiting = 0

    def __len__(self) -> int:
        """Return the number of jobs that have not started."""
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
        """Return the next job that may start, and its host; None if none may yet."""
        while self._ready and self._ready[0][0] <= now:
            host = heapq.heappop(self._ready)[2]
            state = self._hosts[host]
            state.listed = False
            full = state.active >= self._per_host(host)
            if full or state.not_before > now or not state.waiting:  # has changed since listed
                self._list(host, state)
                continue
            state.active += 1
            state.not_before = now + self._delay(host)
            self._waiting -= 1
            job = state.waiting.popleft()
            self._list(host, state)
            return host, job
        return None

    def done(self, host: str, now: float) -> None:
        """Count a job of this host as ended."""
        state = self._hosts[host]
        state.active -= 1
        if state.waiting:
            self._list(host, state)
        elif not state.active and not state.listed and state.not_before <= now:
            del self._hosts[host]

    def hold(self, host: str, until: float) -> None:
        """Start nothing of this host before a time."""
        state = self._hosts.setdefault(host, _Host())
        state.not_before = max(state.not_before, until)

    def empty(self, host: str) -> list[J]:
        """Take out all jobs of a host that have not started."""
        state = self._hosts.get(host)
        if state is None:
            return []
        jobs = list(state.waiting)
        state.waiting.clear()
        self._waiting -= len(jobs)
        return jobs

    def clear(self) -> list[J]:
        """Take out all jobs that have not started."""
        return [job for host in self._hosts for job in self.empty(host)]

    def wait(self, now: float) -> float | None:
        """Return the seconds until a job may start, or a little less; None if one has to end or to be
        added first."""
        return max(0.0, self._ready[0][0] - now) if self._ready else None

    def _list(self, host: str, state: _Host[J]) -> None:
        if state.waiting and not state.listed and state.active < self._per_host(host):
            state.listed = True
            self._turn += 1
            heapq.heappush(self._ready, (state.not_before, self._turn, host))
