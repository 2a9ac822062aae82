"""A server that speaks HTTP/2 over TLS (h2), and answers with the statuses it is given."""

import asyncio
import shutil
import ssl
import subprocess
import threading
from dataclasses import dataclass, field

import h2.config
import h2.connection
import h2.events
import pytest

from tests.patience import PATIENCE

BODY = b"<p>" + b"The night train had two engines. " * 3000  # more than a flow-control window
CONFIG = h2.config.H2Configuration(
    client_side=False, validate_outbound_headers=False, normalize_outbound_headers=False
)


@dataclass
class Http2Server:
    """Every path answers with `body`, and 200 or its status; /reset resets the stream, and /hang
    gets a head and nothing more."""

    certificate: str
    port: int = 0
    body: bytes = BODY
    statuses: dict[str, bytes] = field(default_factory=dict)
    hanging: threading.Event = field(default_factory=threading.Event)

    def url(self, path):
        return f"https://127.0.0.1:{self.port}{path}"

    async def talk(self, reader, writer):
        connection = h2.connection.H2Connection(CONFIG)
        connection.initiate_connection()
        writer.write(connection.data_to_send())
        left = {}
        try:
            while data := await reader.read(65_536):
                for event in connection.receive_data(data):
                    if isinstance(event, h2.events.RequestReceived):
                        self.begin(connection, event, left)
                self.go_on(connection, left)
                writer.write(connection.data_to_send())
                await writer.drain()
        except (OSError, asyncio.CancelledError):
            pass  # the client has left, or the test is over
        finally:
            writer.transport.abort()

    def begin(self, connection, event, left):
        path = dict(event.headers)[b":path"].decode()
        if path == "/reset":
            connection.reset_stream(event.stream_id)
            return
        status = self.statuses.get(path, b"200")
        connection.send_headers(event.stream_id, [(b":status", status)])
        if path == "/hang":
            self.hanging.set()
            return
        left[event.stream_id] = self.body

    def go_on(self, connection, left):
        for stream in list(left):
            while room := min(
                connection.local_flow_control_window(stream), 16_384, len(left[stream])
            ):
                connection.send_data(stream, left[stream][:room])
                left[stream] = left[stream][room:]
            if not left[stream]:
                connection.end_stream(stream)
                del left[stream]


@pytest.fixture
def http2_server(tmp_path):
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
    server = Http2Server(str(tmp_path / "cert.pem"))
    loop, started = asyncio.new_event_loop(), threading.Event()

    def serve():
        asyncio.set_event_loop(loop)
        opening = asyncio.start_server(server.talk, "127.0.0.1", 0, ssl=context)
        listening = loop.run_until_complete(opening)
        server.port = listening.sockets[0].getsockname()[1]
        started.set()
        loop.run_forever()
        listening.close()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0.05))
        loop.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    assert started.wait(PATIENCE)
    yield server
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)
