"""Connections that ask for nothing: they end, and they keep nobody out."""

import asyncio
import contextlib
import socket
from collections.abc import Awaitable, Callable
from functools import partial

import uvicorn
from uvicorn.server import ServerState

from scraper.listening.connections import BoundedConnection, OpenConnections, accept_connections
from scraper.review import middleware
from scraper.review.middleware import RequestCheck
from scraper.review.security import FORM, ServerSecrets, cookie_name
from tests.patience import PATIENCE

HALF = b"GET / HTTP/1.1\r\nHost: a\r\n"


class Clock:
    """A clock that stands still until it is moved; `step` moves it at each reading."""

    def __init__(self, step: float = 0.0) -> None:
        self.now, self.step = 100.0, step

    def __call__(self) -> float:
        self.now += self.step
        return self.now


class Answering:
    """An application that answers when it may, and the connections that its clients keep open."""

    def __init__(self) -> None:
        self.clients: list[asyncio.StreamWriter] = []
        self.asked, self.may = asyncio.Event(), asyncio.Event()

    async def __call__(self, scope, receive, send) -> None:
        self.asked.set()
        await self.may.wait()
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})


def with_server(
    connections: OpenConnections, test: Callable[[Answering, int], Awaitable[None]]
) -> None:
    """Run a test beside a listening server."""

    async def both() -> None:
        app = Answering()
        config = uvicorn.Config(app, lifespan="off", log_config=None)
        made = partial(
            BoundedConnection, connections, config=config, server_state=ServerState(), app_state={}
        )
        with socket.create_server(("127.0.0.1", 0)) as listening:
            listening.setblocking(False)
            accepting = asyncio.create_task(accept_connections(listening, connections, made))
            try:
                await test(app, listening.getsockname()[1])
            finally:
                accepting.cancel()
                for client in app.clients:
                    client.close()
                await asyncio.gather(*(closed(client) for client in app.clients))

    asyncio.run(asyncio.wait_for(both(), PATIENCE))


async def closed(client: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError):
        await client.wait_closed()


async def half_open(app: Answering, port: int, rest: bytes = b"") -> asyncio.StreamReader:
    """Send a request without its end; `rest` may be that."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(HALF + rest)
    app.clients.append(writer)
    return reader


async def ended(reader: asyncio.StreamReader) -> bool:
    """Read to the end, which never comes where the connection stays."""
    with contextlib.suppress(ConnectionError):
        return await reader.read() == b""
    return True


def test_a_request_that_is_never_finished_is_ended():
    clock = Clock()
    connections = OpenConnections(8, clock)

    async def test(app: Answering, port: int) -> None:
        readers = [await half_open(app, port) for _ in range(3)]
        while connections.count < 3:
            await asyncio.sleep(0.01)
        connections.end_idle(5)
        assert connections.count == 3
        clock.now += 5
        connections.end_idle(5)
        assert [await ended(reader) for reader in readers] == [True] * 3
        assert connections.count == 0

    with_server(connections, test)


def test_a_request_that_is_being_answered_is_not_ended():
    clock = Clock()
    connections = OpenConnections(8, clock)

    async def test(app: Answering, port: int) -> None:
        reader = await half_open(app, port, b"\r\n")
        await app.asked.wait()
        clock.now += 1000
        connections.end_idle(5)
        app.may.set()
        assert (await reader.readline()).split()[1] == b"204"

    with_server(connections, test)


def test_a_connection_is_ended_after_its_answer_too():
    clock = Clock()
    connections = OpenConnections(8, clock)

    async def test(app: Answering, port: int) -> None:
        app.may.set()
        reader = await half_open(app, port, b"\r\n")
        await reader.readuntil(b"\r\n\r\n")
        clock.now += 5
        connections.end_idle(5)
        assert await ended(reader)

    with_server(connections, test)


def test_a_full_server_ends_those_that_ask_for_nothing():
    connections = OpenConnections(2, Clock(step=0.1))

    async def test(app: Answering, port: int) -> None:
        app.may.set()
        for _ in range(9):
            await half_open(app, port)
        reader = await half_open(app, port, b"\r\n")
        assert (await reader.readline()).split()[1] == b"204"

    with_server(connections, test)


def test_half_open_requests_leave_files_and_messages_alone(tools, serve, tmp_path):
    """More connections than the process may open files: everybody is answered, nothing is logged."""
    tools.fill(tmp_path / "store", [tools.Story("A story")])
    server = serve(files=64)
    with contextlib.ExitStack() as stack:
        for _ in range(80):
            link = stack.enter_context(socket.create_connection(("127.0.0.1", server.port)))
            link.sendall(HALF)
        assert server.get("/fixtures").status_code == 200
    assert len(server.messages.read_text().splitlines()) == 1


def test_a_form_that_never_comes_is_ended(monkeypatch):
    monkeypatch.setattr(middleware, "FORM_SECONDS", 0.01)
    secrets, sent = ServerSecrets(), []
    headers = {
        "host": "127.0.0.1:1", "origin": "http://127.0.0.1:1", "content-type": FORM,
        "content-length": "10", "cookie": f"{cookie_name(1)}={secrets.session}",
    }  # fmt: skip
    scope = {
        "type": "http", "method": "POST", "path": "/",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }  # fmt: skip

    async def nothing() -> dict:
        return await asyncio.Future()

    async def send(message: dict) -> None:
        sent.append(message)

    asyncio.run(RequestCheck(None, secrets, 1, {})(scope, nothing, send))
    assert sent[0]["status"] == 408
