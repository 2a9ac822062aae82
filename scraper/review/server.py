"""Both servers in one process: bound to this machine only, ended by Ctrl-C."""

import asyncio
import contextlib
import errno
import resource
import signal
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import uvicorn
from starlette.types import ASGIApp

from scraper.errors import ConfigError
from scraper.review.app import main_app, stored_app
from scraper.review.connections import (
    MOST_OPEN,
    SHARE_OF_FILES,
    BoundedConnection,
    OpenConnections,
    accept_connections,
    end_idle_connections,
)
from scraper.review.context import ReviewContext, ReviewPaths, ReviewPorts
from scraper.review.jobs import BackgroundJobs
from scraper.review.security import ADDRESS, EntryToken, ServerSecrets
from scraper.review.workers import WorkerPool
from scraper.store.search.indexing import Indexer
from scraper.workers import Limits

BACKLOG = 128
GRACE = 2  # seconds that requests may still take when the server has to end
MOST_HEAD = 32 * 1024  # bytes of a request's head
LIMITS = Limits(cpu=20.0)  # of the work on one page


@dataclass(frozen=True, slots=True)
class Announcements:
    """What the server calls with the address that opens a session: `started` once requests are
    answered, `entered` with a new one each time a browser has used the last."""

    started: Callable[[str], None]
    entered: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class ListeningSockets:
    """The sockets of the two servers."""

    main: socket.socket
    stored: socket.socket

    @property
    def ports(self) -> ReviewPorts:
        """Where they listen."""
        return ReviewPorts(self.main.getsockname()[1], self.stored.getsockname()[1])


def serve(paths: ReviewPaths, port: int, announcements: Announcements) -> None:
    """Serve until SIGINT or SIGTERM. Raises ConfigError if the port can't be used."""
    with _listening(port) as sockets:
        context = ReviewContext(
            paths, sockets.ports, EntryToken(), ServerSecrets(), Indexer(paths.store),
            WorkerPool(LIMITS), BackgroundJobs(),
        )  # fmt: skip
        context.indexer.start()
        try:
            asyncio.run(_serve(context, sockets, announcements))
        finally:
            context.jobs.stop()
            context.workers.close()
            context.indexer.close()


@contextlib.contextmanager
def _listening(port: int) -> Iterator[ListeningSockets]:
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(_bound(wanted)) for wanted in (port, 0)]
        yield ListeningSockets(*sockets)


def _bound(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((ADDRESS, port))
        listening.listen(BACKLOG)
        listening.setblocking(False)
    except OSError as error:
        listening.close()
        why = "is in use" if error.errno == errno.EADDRINUSE else f"can't be used: {error.strerror}"
        message = f"{why}; give another with --port, or 0 for any that is free"
        raise ConfigError(f"port {port}", message) from error
    return listening


class _Server(uvicorn.Server):
    """A server that leaves signals and sockets to `_serve`: there are two in one process."""

    def __init__(self, app: ASGIApp) -> None:
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


async def _serve(
    context: ReviewContext, sockets: ListeningSockets, announcements: Announcements
) -> None:
    main = _Server(main_app(context, lambda: announcements.entered(context.entry_address)))
    stored = _Server(stored_app(context))
    servers = (main, stored)
    helpers: list[asyncio.Task[None]] = []  # what ends with the servers
    loop = asyncio.get_running_loop()

    def end() -> None:
        loop.run_in_executor(None, context.workers.close)  # else the requests there are waited for
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
        for server, listening in ((main, sockets.main), (stored, sockets.stored)):
            connection = partial(server.connection, connections)
            accepting = accept_connections(listening, connections, connection)
            helpers.append(group.create_task(accepting))
        announcements.started(context.entry_address)


def _most_connections() -> int:
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return min(MOST_OPEN, int(files * SHARE_OF_FILES)) if files > 0 else MOST_OPEN


def _config(app: ASGIApp) -> uvicorn.Config:
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
        timeout_keep_alive=30,
        timeout_graceful_shutdown=GRACE,
    )
