"""Both servers in one process: bound to this machine only, ended by Ctrl-C."""

import asyncio
import contextlib
import errno
import signal
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import uvicorn
from starlette.types import ASGIApp

from scraper.errors import ConfigError
from scraper.review.app import main_app, stored_app
from scraper.review.context import ReviewContext, ReviewPaths, ReviewPorts
from scraper.review.jobs import BackgroundJobs
from scraper.review.security import ADDRESS, ServerSecrets
from scraper.review.workers import WorkerPool
from scraper.store.search.indexing import Indexer
from scraper.workers import Limits

BACKLOG = 128
GRACE = 2  # seconds for requests under way when the server is told to end
MOST_HEAD = 32 * 1024  # bytes of a request's head
LIMITS = Limits(wall=20.0, cpu=20.0)  # of the work on one page


@dataclass(frozen=True, slots=True)
class Listening:
    """The sockets of the two servers."""

    main: socket.socket
    stored: socket.socket

    @property
    def ports(self) -> ReviewPorts:
        """Where they listen."""
        return ReviewPorts(self.main.getsockname()[1], self.stored.getsockname()[1])


def serve(places: ReviewPaths, port: int, started: Callable[[str], None]) -> None:
    """Serve until SIGINT or SIGTERM. `started` is told the address with the token once requests are
    answered. Raises ConfigError where the port can't be had."""
    keys = ServerSecrets()
    with _listening(port) as sockets:
        setting = ReviewContext(
            places, sockets.ports, keys, Indexer(places.store), WorkerPool(LIMITS), BackgroundJobs()
        )
        setting.indexer.start()
        try:
            asyncio.run(_serve(setting, sockets, started))
        finally:
            setting.jobs.stop()
            setting.desk.close()
            setting.indexer.close()


@contextlib.contextmanager
def _listening(port: int) -> Iterator[Listening]:
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(_bound(wanted)) for wanted in (port, 0)]
        yield Listening(*sockets)


def _bound(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((ADDRESS, port))
        listening.listen(BACKLOG)
    except OSError as error:
        listening.close()
        why = "is in use" if error.errno == errno.EADDRINUSE else f"can't be had: {error.strerror}"
        message = f"{why}; give another with --port, or 0 for any that is free"
        raise ConfigError(f"port {port}", message) from error
    return listening


class _Server(uvicorn.Server):
    """A server that leaves signals to whoever runs it: there are two in one process."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def _serve(
    setting: ReviewContext, sockets: Listening, started: Callable[[str], None]
) -> None:
    pairs = ((main_app(setting), sockets.main), (stored_app(setting), sockets.stored))
    servers = [_Server(_config(app)) for app, _ in pairs]

    def end() -> None:
        loop.run_in_executor(
            None, setting.desk.close
        )  # else requests under way would be waited for
        for server in servers:
            server.should_exit = True

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, end)
    async with asyncio.TaskGroup() as group:
        for server, (_, listening) in zip(servers, pairs, strict=True):
            group.create_task(server.serve([listening]))
        while not all(server.started or server.should_exit for server in servers):
            await asyncio.sleep(0.01)
        started(f"http://{ADDRESS}:{setting.ports.main}/?token={setting.keys.token}")


def _config(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,  # what is wrong goes to standard error, as Python's last resort has it
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        h11_max_incomplete_event_size=MOST_HEAD,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=GRACE,
    )
