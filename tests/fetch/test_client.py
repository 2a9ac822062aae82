"""What the one module that knows the HTTP library promises about it."""

import asyncio
import importlib
import inspect
import socket
import ssl
import sys

import pytest

from scraper.errors import FetchError
from scraper.fetch import FetchSettings
from scraper.fetch.stream import CheckedNetwork
from scraper.fetch.urls import parse
from scraper.models.failure import FAILURE_KINDS
from tests.patience import PATIENCE

LOCAL = FetchSettings(allow_private=True, delay=0.0)


def exceptions_of(name):
    module = importlib.import_module(name)
    found = (value for value in vars(module).values() if inspect.isclass(value))
    return {value for value in found if issubclass(value, Exception)}


def instance(cls, module):
    """One of a class, by whatever its constructor asks for."""
    request = module.httpx.Request("GET", "http://example.org/")
    for arguments in (
        ("broken",),
        (),
        ("broken", {"request": request, "response": module.httpx.Response(500)}),
    ):
        *plain, keywords = (
            arguments
            if arguments and isinstance(arguments[-1], dict)
            else (
                *arguments,
                {},
            )
        )
        try:
            return cls(*plain, **keywords)
        except TypeError:
            continue
    raise AssertionError(f"cannot make a {cls}")


def test_every_exception_of_the_libraries_has_a_kind(client_module):
    names = [
        client_module.httpx.__name__,
        sys.modules[client_module.Connections.__module__].httpcore.__name__,
    ]
    classes = {cls for name in names for cls in exceptions_of(name)}
    assert len(classes) > 30
    for cls in classes:
        error = instance(cls, client_module)
        assert isinstance(error, client_module._KNOWN), cls
        failure = client_module.failure_of("http://example.org/", error)
        assert failure.kind in FAILURE_KINDS
        assert "http://example.org/: " in str(failure)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (ExceptionGroup("all attempts", [OSError("a")]), "network"),
        (ssl.SSLCertVerificationError("expired"), "tls"),
        (TimeoutError(), "timeout"),
        (ConnectionResetError("reset"), "network"),
        (UnicodeError("label too long"), "bad_url"),
    ],
)
def test_exceptions_from_below_the_libraries_have_a_kind(client_module, error, kind):
    assert client_module.failure_of("http://example.org/", error).kind == kind


def test_a_message_is_one_line_of_bounded_length(client_module):
    error = client_module.httpx.ReadError("broken\n" * 900)
    message = client_module.failure_of("http://example.org/", error).message
    assert "\n" not in message
    assert len(message) < 400


async def get(client, url):
    async with client.get(parse(url)) as response:
        return b"".join([chunk async for chunk in response.chunks])


async def all_ended(client):
    """Wait until the client's connections can't be used: what the server did to them has come."""
    kept = [each for open_ in client._connections._open.values() for each in open_]
    while not all(each.http.has_expired() for each in kept):
        await asyncio.sleep(0.01)


def test_1200_requests_cancelled_half_way_leave_the_client_able_to_serve(server, client_module):
    async def slow(exchange):
        await exchange.send(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n<p")
        await asyncio.sleep(0.05)
        await exchange.send(b">a")

    url = server.route("/slow", slow)
    quick = server.body("/quick", b"<p>b")

    async def impatient(client, number):
        try:
            async with asyncio.timeout(0.002 * (number % 40)):
                await get(client, url)
        except (TimeoutError, FetchError):
            return

    async def run():
        async with client_module.Client(LOCAL) as client:
            for start in range(0, 1200, 60):
                batch = (impatient(client, number) for number in range(start, start + 60))
                await asyncio.gather(*batch)
            async with asyncio.timeout(PATIENCE):
                assert [await get(client, quick) for _ in range(20)] == [b"<p>b"] * 20
            lines = client._connections._open.values()
            assert 1 <= sum(map(len, lines)) <= LOCAL.per_host

    asyncio.run(run())


def test_a_connection_serves_several_requests(server, client_module):
    url = server.body("/", b"<p>a")

    async def run():
        async with client_module.Client(LOCAL) as client:
            for _ in range(5):
                await get(client, url)

    asyncio.run(run())
    assert (len(server.seen), server.connections) == (5, 1)


def test_a_connection_the_server_dropped_meanwhile_is_replaced(server, client_module):
    async def answers_and_leaves(exchange):
        await exchange.answer(b"<p>a")
        exchange.writer.close()

    url = server.route("/", answers_and_leaves)

    async def run():
        async with client_module.Client(LOCAL) as client:
            for _ in range(5):
                assert await get(client, url) == b"<p>a"
                await all_ended(client)

    asyncio.run(run())


def test_many_hosts_keep_few_connections(serve, client_module, monkeypatch):
    module = sys.modules[client_module.Connections.__module__]
    monkeypatch.setattr(module, "MAX_IDLE", 3)
    servers = [serve() for _ in range(8)]
    urls = [server.body("/", b"<p>a") for server in servers]

    async def run():
        async with client_module.Client(LOCAL) as client:
            for url in urls:
                await get(client, url)
            assert len(client._connections._open) == 3

    asyncio.run(run())


def test_a_server_that_never_begins_tls_is_left_in_time(client_module):
    async def run(port):
        settings = FetchSettings(allow_private=True, connect_timeout=0.2)
        async with client_module.Client(settings) as client:
            with pytest.raises(FetchError, match="no connection in time") as caught:
                await get(client, f"https://127.0.0.1:{port}/")
        return caught.value.kind

    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert asyncio.run(run(silent.getsockname()[1])) == "timeout"


def test_bytes_nobody_asked_for_end_a_connection(server, client_module):
    async def talks_on(exchange):
        await exchange.answer(b"<p>a")
        await exchange.send(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n<p>b")

    url, other = server.route("/", talks_on), server.body("/other", b"<p>c")

    async def run():
        async with client_module.Client(LOCAL) as client:
            assert await get(client, url) == b"<p>a"
            await all_ended(client)
            assert await get(client, other) == b"<p>c"

    asyncio.run(run())
    assert server.connections == 2


def test_a_name_with_one_private_address_is_refused(monkeypatch):
    """A resolver that mixes them is how DNS rebinding starts. The resolver is the test's own:
    none on this machine answers so."""

    async def run():
        guard = CheckedNetwork(allow_private=False)
        loop = asyncio.get_running_loop()

        async def answers(host, port, **_):
            return [(2, 1, 6, "", ("8.8.8.8", port)), (2, 1, 6, "", ("10.0.0.1", port))]

        monkeypatch.setattr(loop, "getaddrinfo", answers)
        with pytest.raises(FetchError, match=r"10\.0\.0\.1 is not a public address"):
            await guard.connect_tcp("rebind.example", 80)

    asyncio.run(run())
