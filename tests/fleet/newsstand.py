"""Many small sites on this machine, one at each address of the loopback, that count how they are asked."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.loopback import QuietHandler, serving
from tests.patience import PATIENCE

STORIES = 5  # of each site
PLACES = ("Arnholt", "Bexley", "Corvane", "Dunmere", "Eskdale")
SECONDS = 0.15  # for each story


class Newsstand:
    """The sites and what they were asked. `most` is how many requests one host had at a time."""

    def __init__(self, count: int) -> None:
        self.hosts = [f"127.0.1.{number + 1}" for number in range(count)]
        self.asked: Counter[tuple[str, str]] = Counter()
        self.most = 0
        self.free = threading.Event()
        self.free.set()
        self._now: Counter[str] = Counter()
        self._lock = threading.Lock()
        self.port = 0

    @property
    def stories(self) -> int:
        """Requests for stories until now."""
        with self._lock:
            return sum(count for (_, path), count in self.asked.items() if path.startswith("/news"))

    @property
    def urls(self) -> list[str]:
        """The address of each story."""
        return sorted(
            f"http://{host}:{self.port}{path_of(number)}"
            for host in self.hosts
            for number in range(STORIES)
        )

    def begin(self, host: str, path: str) -> None:
        with self._lock:
            self.asked[host, path] += 1
            self._now[host] += 1
            self.most = max(self.most, self._now[host])

    def end(self, host: str) -> None:
        with self._lock:
            self._now[host] -= 1

    def configure(self, directory: Path, every: str = "1h") -> Path:
        """Write a configuration for all sites, by shards."""
        file = directory / "scraper.toml"
        sites = "".join(
            f'[[site]]\nname = "{host}"\nstart = ["http://{host}:{self.port}/"]\nevery = "{every}"\n'
            for host in self.hosts
        )
        file.write_text(
            'store = "shards/{shard}/store"\ncontact = "tests@example.org"\n'
            "[fetch]\nallow_private = true\ndelay = 0\nper_host = 1\nattempts = 1\n"
            f"timeout = {PATIENCE:.0f}\n"
            f'[outputs]\njsonl = "shards/{{shard}}/articles.jsonl"\n{sites}'
        )
        return file


def path_of(number: int) -> str:
    return f"/news/{number:03}-the-harbour-of-{PLACES[number].lower()}"


def page(host: str, number: int) -> bytes:
    place = PLACES[number]
    title = f"The harbour of {place} opens again, says paper {host}"
    text = "".join(
        f"<p>The harbour of {place} opened on day {day} for the first time in {day + 3} years, and the readers of"
        f" {host} came with {day + 40} boats that they had mended in the long winter.</p>"
        for day in range(1, 6)
    )
    return f"<title>{title}</title><body><main><article><h1>{title}</h1>{text}".encode()


@contextmanager
def newsstand(count: int) -> Iterator[Newsstand]:
    """Serve so many sites until the block ends."""
    stand = Newsstand(count)

    class Handler(QuietHandler):
        def do_GET(self) -> None:
            host = self.connection.getsockname()[0]
            stand.begin(host, self.path)
            status, body = self._answer(host)
            stand.end(host)  # before the answer, which the next request may follow at once
            with suppress(ConnectionError):  # who asked may have been killed
                self.reply(status, body)

        def _answer(self, host: str) -> tuple[int, bytes]:
            paths = [path_of(number) for number in range(STORIES)]
            if self.path == "/":
                cards = (
                    f'<h2><a href="{p}">The harbour of {p[-9:]} opens again</a></h2>' for p in paths
                )
                return 200, f"<title>{host}</title><main>{''.join(cards)}".encode()
            if self.path not in paths:
                return 404, b"<p>nothing"
            stand.free.wait()
            time.sleep(SECONDS)
            return 200, page(host, paths.index(self.path))

    with serving(Handler, "0.0.0.0") as port:
        stand.port = port
        try:
            yield stand
        finally:
            stand.free.set()
