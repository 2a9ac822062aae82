"""A real server on this machine, for tests that fetch."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class QuietHandler(BaseHTTPRequestHandler):
    """A request handler that writes nothing to the test's output."""

    def reply(self, status: int, body: bytes, media: str = "text/html; charset=utf-8") -> None:
        """Send a whole answer."""
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class's name
        """Keep the test's output clean."""


class LoopbackServer(ThreadingHTTPServer):
    """A server whose port takes many connections before it gets to them, as it does on a busy machine."""

    daemon_threads = True
    request_queue_size = 256


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler], host: str = "127.0.0.1") -> Iterator[int]:
    """Run a server until the block ends; yield its port. A request that hangs does not keep it."""
    with LoopbackServer((host, 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()
