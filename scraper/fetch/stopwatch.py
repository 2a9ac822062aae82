"""How long the steps of one request take, noted by the layers that take them.

Connections are made far below the code that asks for a page: they find the watch of their request
in `CURRENT`.
"""

import time
from contextvars import ContextVar

from scraper.models.page import Trace

_DIGITS = 4  # of a second: tenths of a millisecond


class Stopwatch:
    """One request's times."""

    def __init__(self) -> None:
        self._start = self._ready = time.monotonic()
        self._dns = self._connect = self._tls = self._first_byte = 0.0

    def connected(self, dns: float, connect: float) -> None:
        """Note that a connection was made for this request; times in seconds."""
        self._dns, self._connect, self._ready = dns, connect, time.monotonic()

    def secured(self, seconds: float) -> None:
        """Note that TLS has begun on it."""
        self._tls, self._ready = seconds, time.monotonic()

    def answered(self) -> None:
        """Note that the head of the answer has come."""
        self._first_byte = time.monotonic() - self._ready

    def elapsed(self) -> float:
        """Return the seconds since the request began."""
        return time.monotonic() - self._start

    @property
    def first_byte(self) -> float:
        """Seconds from sending the request to the answer's head, 0.0 where there was none."""
        return self._first_byte

    def trace(self, attempts: int) -> Trace:
        """Return the times until now."""
        return Trace(
            dns=round(self._dns, _DIGITS),
            connect=round(self._connect, _DIGITS),
            tls=round(self._tls, _DIGITS),
            first_byte=round(self._first_byte, _DIGITS),
            total=round(self.elapsed(), _DIGITS),
            attempts=attempts,
        )


CURRENT: ContextVar[Stopwatch | None] = ContextVar("stopwatch", default=None)
