"""Both servers in one process: bound to this machine only, ended by Ctrl-C."""

import asyncio
import contextlib
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from scraper.listening.server import ServerEvents, bound, serve_applications
from scraper.review.app import main_app, stored_app
from scraper.review.context import ReviewContext, ReviewPaths, ReviewPorts
from scraper.review.jobs import BackgroundJobs
from scraper.review.security import ADDRESS, EntryToken, ServerSecrets
from scraper.review.workers import WorkerPool
from scraper.store.search.indexing import Indexer
from scraper.workers import Limits

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
        sockets = [stack.enter_context(bound(ADDRESS, wanted)) for wanted in (port, 0)]
        yield ListeningSockets(*sockets)


async def _serve(
    context: ReviewContext, sockets: ListeningSockets, announcements: Announcements
) -> None:
    main = main_app(context, lambda: announcements.entered(context.entry_address))
    events = ServerEvents(
        started=lambda: announcements.started(context.entry_address), ending=context.workers.close
    )
    await serve_applications([(main, sockets.main), (stored_app(context), sockets.stored)], events)
