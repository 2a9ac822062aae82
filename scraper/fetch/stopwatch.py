"""How long the steps of one request take, told by the layers that take them.

The HTTP library reports its own steps (`note` is given to it as a trace). Resolving a name is
ours, two layers further down: it finds the watch of its request in `CURRENT`.
"""

import time
from contextvars import ContextVar
from typing import Any

from scraper.models import Trace

_DIGITS = 4  # of a second: tenths of a millisecond


class Stopwatch:
    """One request's times."""

    def __init__(self) -> None:
        self._start = time.monotonic()
        self._begun: dict[str, float] = {}
        self._taken: dict[str, float] = {}
        self.dns = 0.0

    async def note(self, event: str, _info: dict[str, Any]) -> None:
        """An event of httpcore's, such as "connection.start_tls.started"."""
        step, _, moment = event.rpartition(".")
        step = step.partition(".")[2]
        if moment == "started":
            self._begun.setdefault(step, time.monotonic())
        elif step in self._begun:
            self._taken[step] = time.monotonic() - self._begun[step]

    def elapsed(self) -> float:
        return time.monotonic() - self._start

    def trace(self) -> Trace:
        """The times until now."""
        connect = max(0.0, self._taken.get("connect_tcp", 0.0) - self.dns)
        steps = (self.dns, connect, self._taken.get("start_tls", 0.0), self._first_byte())
        dns, connect, tls, first_byte = (round(step, _DIGITS) for step in steps)
        return Trace(dns, connect, tls, first_byte, round(self.elapsed(), _DIGITS))

    def _first_byte(self) -> float:
        sent = self._begun.get("send_request_headers")
        received = self._begun.get("receive_response_headers")
        if sent is None or received is None:
            return 0.0
        return received - sent + self._taken.get("receive_response_headers", 0.0)


CURRENT: ContextVar[Stopwatch | None] = ContextVar("stopwatch", default=None)
