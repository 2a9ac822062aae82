"""Connections of a server: how many may be open, and how long one may stay without asking.

    listening socket -> accept_connections: waits for a free place -> BoundedConnection
    OpenConnections: all of a process; knows those that have asked for nothing yet

Any program that reaches the port can connect. One that never finishes a request is disconnected after
`WAIT`, and much sooner while others wait for its place, so that the server never comes to the
limit of open files and always answers.
"""

import asyncio
import logging
import socket
from collections.abc import Callable
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

from scraper.errors import reason_of

MOST_OPEN = 256  # a browser opens 6 to each server
SHARE_OF_FILES = 0.5  # of the files the process may open; the work on answers needs the rest
WAIT = 20.0  # seconds until a whole request has come; a browser sends one in milliseconds
CROWDED_WAIT = 1.0  # seconds, the same while all places are taken
RETRY = 0.05  # seconds between two tries to find a place

_LOG = logging.getLogger("scraper.listening")


class OpenConnections:
    """The connections of all servers of a process, and since when each has waited for a request."""

    def __init__(self, most: int, clock: Callable[[], float]) -> None:
        self._most, self._clock = most, clock
        self._open: set[BoundedConnection] = set()
        self._waiting: dict[BoundedConnection, float] = {}  # the longest waiting first

    @property
    def count(self) -> int:
        """How many are open."""
        return len(self._open)

    def add(self, connection: "BoundedConnection") -> None:
        """Count a connection that was just opened."""
        self._open.add(connection)

    def remove(self, connection: "BoundedConnection") -> None:
        """Forget a connection that is closed."""
        self._open.discard(connection)
        self._waiting.pop(connection, None)

    def set_waiting(self, connection: "BoundedConnection", *, waits: bool) -> None:
        """Note that a connection waits for its next request, or has sent it."""
        self._waiting.pop(connection, None)
        if waits and connection in self._open:
            self._waiting[connection] = self._clock()

    def is_full(self) -> bool:
        """Say whether another connection has to wait."""
        return len(self._open) >= self._most

    def end_idle(self, seconds: float) -> None:
        """End the connections that have waited longer than that."""
        latest = self._clock() - seconds
        for connection in [one for one, since in self._waiting.items() if since <= latest]:
            connection.transport.abort()
            self.remove(connection)


class BoundedConnection(H11Protocol):
    """An HTTP/1.1 connection that is counted and ended when it asks for nothing."""

    def __init__(self, connections: OpenConnections, **arguments: Any) -> None:
        super().__init__(**arguments)
        self._all = connections

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._all.add(self)
        self._all.set_waiting(self, waits=True)

    def connection_lost(self, exc: Exception | None) -> None:
        """Free the place of this connection."""
        self._all.remove(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take bytes in; the wait is over with the end of a request's head."""
        super().data_received(data)
        if self._is_answering():
            self._all.set_waiting(self, waits=False)

    def on_response_complete(self) -> None:
        """Begin to wait for the next request, unless it has come already."""
        super().on_response_complete()
        self._all.set_waiting(self, waits=not self._is_answering())

    def _is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete


async def accept_connections(
    listening: socket.socket, connections: OpenConnections, connection: Callable[[], H11Protocol]
) -> None:
    """Accept connections, each when there is a place for it, until cancelled.

    `asyncio.Server` accepts all at once, and logs each refusal of the system without a pause.
    """
    loop = asyncio.get_running_loop()
    warned = False
    while True:
        while connections.is_full():
            connections.end_idle(CROWDED_WAIT)
            await asyncio.sleep(RETRY)
        try:
            accepted, _ = await loop.sock_accept(listening)
        except OSError as error:  # no more open files, or the client has gone already
            if not warned:
                _LOG.warning("a connection can't be accepted: %s", reason_of(error))
            warned = True
            connections.end_idle(CROWDED_WAIT)
            await asyncio.sleep(RETRY)
            continue
        await loop.connect_accepted_socket(connection, accepted)


async def end_idle_connections(connections: OpenConnections) -> None:
    """End connections that have asked for nothing within `WAIT`, until cancelled."""
    while True:
        await asyncio.sleep(1.0)
        connections.end_idle(WAIT)
