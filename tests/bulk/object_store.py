"""An S3 server on this machine, and a server before it that answers late, short, or not at all."""

import http.client
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.loopback import QuietHandler, serving
from tests.patience import PATIENCE, wait_until

BUSY = b"<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def s3_server() -> Iterator[int]:
    """Run an S3 server in a process of its own; yield its port."""
    port, server = wait_until(_started)
    try:
        yield port
    finally:
        server.kill()
        server.wait()


def _started() -> tuple[int, "subprocess.Popen[bytes]"] | None:
    """Start a server; None where it ended because another process took its port meanwhile."""
    port = free_port()
    line = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def answers() -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    wait_until(lambda: server.poll() is not None or answers())
    return (port, server) if server.poll() is None else None


@dataclass
class Faults:
    """What is done to answers to come. `seen` are the methods and paths that were asked for."""

    reads: list[str] = field(default_factory=list)  # of objects: the next answer's fault, or ""
    writes: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def next(self, method: str, path: str) -> str:
        """Return the fault of an answer."""
        with self.lock:
            self.seen.append(f"{method} {path}")
            plan = {"GET": self.reads, "PUT": self.writes}.get(method, [])
            is_object = path.count("/") > 1 and "list-type" not in path and ".json" not in path
            return plan.pop(0) if plan and is_object else ""


class Weak(QuietHandler):
    """Hands requests on, and spoils the answers that are to be spoilt."""

    protocol_version = "HTTP/1.1"
    faults: Faults
    port: int

    def handle_any(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        fault = self.faults.next(self.command, self.path)
        if fault == "busy":
            self.answer(503, {"Content-Type": "application/xml"}, BUSY)
            return
        if fault == "gone":  # no answer at all
            self.close_connection = True
            return
        upstream = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        upstream.request(self.command, self.path, body, dict(self.headers))
        found = upstream.getresponse()
        content, headers = found.read(), dict(found.getheaders())
        upstream.close()
        if fault == "slow":
            time.sleep(0.3)
        if fault == "short":  # and says that this is all
            content = content[: len(content) // 2]
        self.answer(found.status, headers, content, cut=fault == "cut")

    do_GET = do_PUT = do_HEAD = do_POST = do_DELETE = handle_any  # noqa: N815  # the base class's names

    def answer(
        self, status: int, headers: dict[str, str], body: bytes, *, cut: bool = False
    ) -> None:
        self.send_response_only(status)
        for name, value in headers.items():
            if name.lower() not in ("content-length", "transfer-encoding", "connection"):
                self.send_header(name, value)
        length = headers.get("Content-Length", "0") if self.command == "HEAD" else str(len(body))
        self.send_header("Content-Length", length)
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)
        if cut:
            self.close_connection = True


@contextmanager
def weak_server(upstream: int) -> Iterator[tuple[int, Faults]]:
    """Run a server before another; yield its port and its faults."""
    faults = Faults()
    handler = type("Handler", (Weak,), {"faults": faults, "port": upstream})
    with serving(handler) as port:
        yield port, faults
