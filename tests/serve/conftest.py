"""A real `scraper serve` in a process of its own, and a web site for it to fetch from."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from tests.loopback import QuietHandler, serving
from tests.patience import PATIENCE

SENTENCE = "The harbour master said that the pier would be rebuilt before the winter storms come. "
STORY = (
    "<html lang=en><head><title>Council rebuilds the pier</title>"
    "<meta name=author content='Edda Falk'></head><body><nav><a href=/>Home</a></nav><article>"
    f"<h1>Council rebuilds the pier</h1>{f'<p>{SENTENCE * 3}</p>' * 3}"
    f"<p>{SENTENCE * 3}<a href='/next'>See the plans</a>.</p></article></body></html>"
).encode()


class Answered(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Service(NamedTuple):
    """A running service. Requests are sent as they are written: nothing is encoded or corrected."""

    process: subprocess.Popen[str]
    address: str

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answered:
        connection = HTTPConnection(urlsplit(self.address).netloc, timeout=PATIENCE)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection._validate_path = lambda url: None  # type: ignore[attr-defined]
        connection.request(method, path, body or None, named)
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        result = Answered(answer.status, found, answer.read())
        connection.close()
        return result

    def get(self, path: str, **headers: str) -> Answered:
        return self.ask("GET", path, **headers)

    def post(self, path: str, body: bytes, media: str = "text/html", **headers: str) -> Answered:
        return self.ask("POST", path, body, Content_Type=media, **headers)


class Site(QuietHandler):
    """Pages below /story, whatever the query; a robots.txt that closes /private."""

    seen: list[str] = []  # noqa: RUF012  # of all requests

    def do_GET(self) -> None:
        self.seen.append(self.path)
        status, body = self.answer()
        self.reply(status, body)

    def answer(self) -> tuple[int, bytes]:
        if self.path == "/robots.txt":
            return 200, b"User-agent: *\nDisallow: /private\n"
        if self.path.startswith(("/story", "/private")):
            return 200, STORY
        if self.path == "/wall":
            return 200, b"<title>Access denied</title><h1>Access denied</h1><p>You are a robot.</p>"
        if self.path == "/huge":
            return 200, b"<p>words " * 300_000
        return 404, b"<p>no such page</p>"


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    with serving(Site) as port:
        yield f"http://127.0.0.1:{port}"


def start(*options: str) -> Service:
    command = [sys.executable, "-m", "scraper", "serve", "--port", "0", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return Service(process, process.stdout.readline().strip())


def end(service: Service) -> int:
    service.process.send_signal(signal.SIGTERM)
    status = service.process.wait(PATIENCE)
    assert service.process.stdout is not None
    service.process.stdout.close()
    return status


@pytest.fixture(scope="session")
def service() -> Iterator[Service]:
    """A service that may fetch from this machine, one extraction at once."""
    running = start("--allow-private", "--delay", "0", "--at-once", "1", "--max-bytes", "2000000",
                    "--timeout", "20")  # fmt: skip
    yield running
    assert end(running) == 0


@pytest.fixture
def serve() -> Iterator[Callable[..., Service]]:
    """`serve(*options)` starts another one."""
    started: list[Service] = []

    def serve(*options: str) -> Service:
        started.append(start(*options))
        return started[-1]

    yield serve
    for each in started:
        end(each)


@pytest.fixture(scope="module")
def serve_public() -> Iterator[Service]:
    """A service with the defaults: it fetches from public addresses only."""
    running = start()
    yield running
    assert end(running) == 0


@pytest.fixture
def story() -> bytes:
    return STORY


@pytest.fixture
def asked(site: str) -> list[str]:
    """The paths that the site was asked for, from the first test on."""
    return Site.seen
