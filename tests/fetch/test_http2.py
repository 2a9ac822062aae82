"""HTTP/2 from a real server (h2 over TLS)."""

import asyncio
import shutil
import ssl
import subprocess
import threading

import h2.config
import h2.connection
import h2.events
import pytest

from scraper.fetch import FetchSettings
from scraper.fetch.urls import parse

BODY = b"<p>" + b"The night train had two engines. " * 3000  # more than a flow-control window


@pytest.fixture
def http2_server(tmp_path):
    """Yields its URL and its certificate; every path answers BODY, /reset resets the stream."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl command to make a certificate with")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext",
         "subjectAltName=IP:127.0.0.1", "-keyout", "key.pem", "-out", "cert.pem"],
        cwd=tmp_path, check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    context.set_alpn_protocols(["h2"])
    loop, started, ports = asyncio.new_event_loop(), threading.Event(), []

    def serve():
        asyncio.set_event_loop(loop)
        listening = loop.run_until_complete(asyncio.start_server(talk, "127.0.0.1", 0, ssl=context))
        ports.append(listening.sockets[0].getsockname()[1])
        started.set()
        loop.run_forever()
        listening.close()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0.05))
        loop.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    assert started.wait(10)
    yield f"https://127.0.0.1:{ports[0]}", str(tmp_path / "cert.pem")
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)


async def talk(reader, writer):
    connection = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
    connection.initiate_connection()
    writer.write(connection.data_to_send())
    left = {}
    try:
        while data := await reader.read(65_536):
            for event in connection.receive_data(data):
                if isinstance(event, h2.events.RequestReceived):
                    path = dict(event.headers)[b":path"]
                    if path == b"/reset":
                        connection.reset_stream(event.stream_id)
                        continue
                    connection.send_headers(event.stream_id, [(":status", "200")])
                    left[event.stream_id] = BODY
            for stream in list(left):
                room = min(connection.local_flow_control_window(stream), 16_384)
                while room and left[stream]:
                    connection.send_data(stream, left[stream][:room])
                    left[stream] = left[stream][room:]
                    room = min(connection.local_flow_control_window(stream), 16_384)
                if not left[stream]:
                    connection.end_stream(stream)
                    del left[stream]
            writer.write(connection.data_to_send())
            await writer.drain()
    except (OSError, asyncio.CancelledError):
        pass  # the client has left, or the test is over
    finally:
        writer.transport.abort()


def test_http_2_is_spoken_where_the_server_does(http2_server, fetch):
    url, certificate = http2_server
    page = fetch(f"{url}/", ca_file=certificate)
    assert (page.http_version, page.status, page.body) == ("2", 200, BODY)


def test_a_reset_stream_is_a_failure(http2_server, fetch):
    url, certificate = http2_server
    assert fetch(f"{url}/reset", ca_file=certificate).kind == "network"


def test_the_size_limit_holds_for_http_2(http2_server, fetch):
    url, certificate = http2_server
    page = fetch(f"{url}/", ca_file=certificate, max_bytes=10_000)
    assert (len(page.raw), page.truncated) == (10_000, "length")


def test_requests_share_a_connection_and_one_that_is_cancelled_harms_none(
    http2_server, client_module
):
    site, certificate = http2_server
    settings = FetchSettings(allow_private=True, ca_file=certificate)

    async def get(client, path):
        async with client.get(parse(site + path)) as response:
            return b"".join([chunk async for chunk in response.chunks])

    async def run():
        async with client_module.Client(settings) as client:
            assert await get(client, "/first") == BODY
            tasks = [asyncio.create_task(get(client, f"/{n}")) for n in range(8)]
            await asyncio.sleep(0.005)
            lines = [line for lines in client._connections._lines.values() for line in lines]
            tasks[3].cancel()
            found = await asyncio.gather(*tasks, return_exceptions=True)
            return len(lines), found, await get(client, "/last")

    shared, found, last = asyncio.run(run())
    whole = [body for body in found if body == BODY]
    assert (shared, len(whole), last) == (1, 7, BODY)
