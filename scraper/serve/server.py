"""The server: one socket, until SIGINT or SIGTERM."""

import asyncio
import socket
from collections.abc import Callable
from dataclasses import replace

from scraper.fetch import Fetcher
from scraper.listening.server import ServerEvents, bound, serve_applications
from scraper.serve.app import application
from scraper.serve.service import ExtractionService
from scraper.serve.settings import ServeSettings


def serve(host: str, port: int, settings: ServeSettings, started: Callable[[str], None]) -> None:
    """Serve until SIGINT or SIGTERM; `started` is called with the address once requests are answered.
    Raises ConfigError if the address can't be used."""
    with bound(host, port) as listening:
        asyncio.run(_serve(listening, settings, started))


async def _serve(
    listening: socket.socket, settings: ServeSettings, started: Callable[[str], None]
) -> None:
    fetcher = Fetcher(replace(settings.network, max_bytes=settings.max_bytes))
    service = ExtractionService(settings, fetcher)
    try:
        async with fetcher:
            events = ServerEvents(lambda: started(_address(listening)), service.close)
            await serve_applications([(application(service), listening)], events)
    finally:
        service.close()


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"
