"""Applications served in one process until SIGINT or SIGTERM.

listening socket --> accept_connections --> BoundedConnection --> application
"""

import asyncio
import contextlib
import errno
import resource
import signal
import socket
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import uvicorn

from scraper.errors import ConfigError, reason_of
from scraper.listening.connections import (
    MOST_OPEN,
    SHARE_OF_FILES,
    BoundedConnection,
    OpenConnections,
    accept_connections,
    end_idle_connections,
)

BACKLOG = 128  # connections that wait for a place
GRACE = 2  # seconds that requests may still take when the server has to end
MOST_HEAD = 32 * 1024  # bytes of a request's head
KEEP_ALIVE = 30  # seconds

Application = Callable[..., Any]
"""An ASGI application."""


@dataclass(frozen=True, slots=True)
class ServerEvents:
    """What the server calls: `started` once requests are answered, `ending` in a thread, as soon as
    it has to end, so that work under way can be stopped."""

    started: Callable[[], None]
    ending: Callable[[], None]


def bound(host: str, port: int) -> socket.socket:
    """Return a socket that listens. Raises ConfigError if the address can't be used."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (socket.gaierror, UnicodeError) as error:
        raise ConfigError(f"host {host}", f"can't be listened on: {reason_of(error)}") from error
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(BACKLOG)
        listening.setblocking(False)
    except OSError as error:
        listening.close()
        why = (
            "is in use" if error.errno == errno.EADDRINUSE else f"can't be used: {reason_of(error)}"
        )
        message = f"{why}; give another with --port, or 0 for any that is free"
        raise ConfigError(f"port {port}", message) from error
    return listening


async def serve_applications(
    applications: Sequence[tuple[Application, socket.socket]], events: ServerEvents
) -> None:
    """Answer requests on the sockets until a signal ends it."""
    servers = [_Server(app) for app, _ in applications]
    helpers: list[asyncio.Task[None]] = []  # what ends with the servers
    loop = asyncio.get_running_loop()

    def end() -> None:
        loop.run_in_executor(None, events.ending)  # else the requests there are waited for
        for helper in helpers:
            helper.cancel()
        for server in servers:
            server.should_exit = True

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, end)
    async with asyncio.TaskGroup() as group:
        for server in servers:
            group.create_task(server.serve([]))
        while not all(server.started or server.should_exit for server in servers):
            await asyncio.sleep(0.01)
        connections = OpenConnections(_most_connections(), loop.time)
        helpers.append(group.create_task(end_idle_connections(connections)))
        for server, (_, listening) in zip(servers, applications, strict=True):
            connection = partial(server.connection, connections)
            accepting = accept_connections(listening, connections, connection)
            helpers.append(group.create_task(accepting))
        events.started()


class _Server(uvicorn.Server):
    """A server that leaves signals and sockets to `serve_applications`: there may be several."""

    def __init__(self, app: Application) -> None:
        super().__init__(_config(app))

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    def connection(self, connections: OpenConnections) -> BoundedConnection:
        """Make the protocol of one accepted connection."""
        return BoundedConnection(
            connections,
            config=self.config,
            server_state=self.server_state,
            app_state=self.lifespan.state,
        )


def _most_connections() -> int:
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return min(MOST_OPEN, int(files * SHARE_OF_FILES)) if files > 0 else MOST_OPEN


def _config(app: Application) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,  # errors go to standard error, where Python's logging puts them by itself
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        h11_max_incomplete_event_size=MOST_HEAD,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=GRACE,
    )
