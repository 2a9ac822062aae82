"""A real HTTP server on 127.0.0.1 that misbehaves on demand (its handlers write the bytes of their
answers), and the fetcher on each HTTP library there is."""

import asyncio
import contextlib
import importlib
import importlib.util
import ssl
import sys
import threading
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass, field
from types import ModuleType, TracebackType
from typing import Any, Self

import pytest

from scraper.fetch import FetchSettings, fetch_pages, retries
from scraper.models.failure import Failure
from scraper.models.page import Page
from tests.patience import PATIENCE

Fetch = Callable[..., Page | Failure]

# One request and no more: tests of manners and of retries ask for them.
LOCAL: dict[str, Any] = {"allow_private": True, "delay": 0.0, "robots": False, "attempts": 1}


@dataclass
class Exchange:
    """One request, and the connection to answer on."""

    path: str
    headers: dict[str, str]
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def answer(
        self, body: bytes = b"", status: str = "200 OK", headers: tuple[str, ...] = ()
    ) -> None:
        lines = (f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", "")
        await self.send("\r\n".join(lines).encode() + body)

    def reset(self) -> None:
        """Drop the connection without good-bye."""
        self.writer.transport.abort()


Handler = Callable[[Exchange], Awaitable[None]]


@dataclass
class Server:
    """Serves `routes` from a thread of its own. `seen` lists the paths asked for."""

    routes: dict[str, Handler] = field(default_factory=dict)
    tls: ssl.SSLContext | None = None
    seen: list[str] = field(default_factory=list)
    requests: list[Exchange] = field(default_factory=list)
    connections: int = 0
    active: int = 0
    most_active: int = 0
    port: int = 0

    def route(self, path: str, handler: Handler) -> str:
        self.routes[path] = handler
        return self.url(path)

    def body(self, path: str, body: bytes, *headers: str, status: str = "200 OK") -> str:
        """A plain answer."""
        return self.route(path, lambda x: x.answer(body, status, headers))

    def raw(self, path: str, data: bytes) -> str:
        """These bytes, then the end of the connection."""

        async def handler(exchange: Exchange) -> None:
            await exchange.send(data)
            exchange.writer.close()

        return self.route(path, handler)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        scheme = "https" if self.tls else "http"
        return f"{scheme}://{host}:{self.port}{path}"

    def __enter__(self) -> Self:
        started = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, args=(started,), daemon=True)
        self._thread.start()
        assert started.wait(PATIENCE)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _serve(self, started: threading.Event) -> None:
        loop = self._loop
        asyncio.set_event_loop(loop)
        server = loop.run_until_complete(
            asyncio.start_server(self._connection, "127.0.0.1", 0, ssl=self.tls)
        )
        self.port = server.sockets[0].getsockname()[1]
        started.set()
        loop.run_forever()
        server.close()
        tasks = asyncio.all_tasks(loop)
        for task in tasks:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                lines = head.decode("latin-1").split("\r\n")
                path = lines[0].split(" ")[1]
                pairs = (line.split(": ", 1) for line in lines[1:] if ": " in line)
                headers = {name.lower(): value for name, value in pairs}
                exchange = Exchange(path, headers, reader, writer)
                self.seen.append(path)
                self.requests.append(exchange)
                self.active += 1
                self.most_active = max(self.most_active, self.active)
                try:
                    await self.routes.get(path, _not_found)(exchange)
                finally:
                    self.active -= 1
                if writer.is_closing():
                    break
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the client has left, or the test is over
        finally:
            writer.transport.abort()


async def _not_found(exchange: Exchange) -> None:
    await exchange.answer(b"<p>nothing here", "404 Not Found")


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


@pytest.fixture(params=["httpx", "httpx2"])
def client_module(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """`scraper.fetch.client` and what it stands on, loaded on one of the two libraries."""
    if request.param == "httpx":
        return importlib.import_module("scraper.fetch.client")
    pytest.importorskip("httpx2")
    monkeypatch.setitem(sys.modules, "httpx", importlib.import_module("httpx2"))
    monkeypatch.setitem(sys.modules, "httpcore", importlib.import_module("httpcore2"))
    connections = _on_httpx2("scraper.fetch.connections")
    monkeypatch.setitem(sys.modules, "scraper.fetch.connections", connections)
    return _on_httpx2("scraper.fetch.client")


def _on_httpx2(original: str) -> ModuleType:
    """A module under another name, loaded while httpx2 stands in httpx's place."""
    name = f"{original}_on_httpx2"
    if name in sys.modules:
        return sys.modules[name]
    found = importlib.util.find_spec(original)
    assert found is not None and found.origin is not None
    spec = importlib.util.spec_from_file_location(name, found.origin)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def fetch(client_module: ModuleType) -> Fetch:
    """Fetch one URL from the local server, quickly; settings as keywords."""

    def one(url: str, **settings: Any) -> Page | Failure:
        chosen = LOCAL | {"timeout": PATIENCE, "read_timeout": PATIENCE} | settings

        async def run() -> Page | Failure:
            results = fetch_pages([url], FetchSettings(**chosen), make_client=client_module.Client)
            async with contextlib.aclosing(results):
                return (await anext(results))[1]

        return asyncio.run(run())

    return one


@pytest.fixture
def cut_short(fetch: Fetch) -> Callable[[str, str], Page | Failure]:
    """`cut_short(url, limit)`: a page that does not end before a limit in seconds, by its name: the
    first in which the answer began, which takes a while on a busy machine."""

    def cut(url: str, limit: str) -> Page | Failure:
        for seconds in (1.0, 5.0, 25.0):
            page = fetch(url, **{limit: seconds})
            if isinstance(page, Page):
                break
        return page

    return cut


@pytest.fixture
def fetch_many(client_module: ModuleType) -> Callable[..., list[Page | Failure]]:
    """Fetch URLs with all manners and no delay; what became of each, in their order."""

    def many(urls: Iterable[str], known: Any = None, **settings: Any) -> list[Page | Failure]:
        chosen = FetchSettings(**({"allow_private": True, "delay": 0.0} | settings))

        async def run() -> list[tuple[int, Page | Failure]]:
            results = fetch_pages(urls, chosen, make_client=client_module.Client, known=known)
            return [result async for result in results]

        return [outcome for _, outcome in sorted(asyncio.run(run()), key=lambda pair: pair[0])]

    return many


@pytest.fixture
def quick_retries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries wait for no more than what the server asks for."""
    monkeypatch.setattr(retries, "LONGEST_WAIT", 0.0)


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """Start servers with settings of their own, such as `tls`."""
    with contextlib.ExitStack() as stack:
        yield lambda **settings: stack.enter_context(Server(**settings))
