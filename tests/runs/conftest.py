"""A farm of sites on real local servers, which write, correct and withdraw stories, with boxes that
are different at each request; and the command, run on them in this process or in one of its own."""

import json
import random
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from scraper.cli import run
from scraper.runs.state import State, state_file
from tests.loopback import LoopbackServer
from tests.patience import PATIENCE

sys.path.insert(0, str(Path(__file__).parent))

PLACES = ("Arnholt", "Bexley", "Corvane", "Dunmere", "Eskdale", "Farrow", "Glenrock", "Harwick")
THINGS = ("bridge", "library", "harbour", "orchard", "tramway", "reservoir", "museum", "windmill")


@dataclass
class Site:
    """One server. `stories` are what it shows now, by path; `truth` all it ever showed."""

    seed: int
    stories: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    truth: set[tuple[str, str, str]] = field(default_factory=set)
    asked: Counter[str] = field(default_factory=Counter)
    gone: set[str] = field(default_factory=set)
    more: dict[str, str | bytes] = field(default_factory=dict)  # pages in place of what is there
    media: str = "text/html; charset=utf-8"  # type of all that it answers
    down: bool = False
    refuse: int = 0  # status of all stories; 0 for none
    rest: int = 0  # seconds that it then asks for
    slow: float = 0.0  # seconds for each story
    slow_home: float = 0.0
    port: int = 0
    host: str = "127.0.0.1"
    held: tuple[str, ...] = ()  # paths whose requests wait, "/news" for all stories
    free: threading.Event = field(default_factory=threading.Event)

    def hold(self, *paths: str) -> None:
        """Answer these paths only once `let_go` is called."""
        self.free.clear()
        self.held = paths

    def let_go(self) -> None:
        self.held = ()
        self.free.set()

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}/"

    def write(self, count: int) -> None:
        """New stories."""
        for _ in range(count):
            number = len(self.stories)
            place, thing = PLACES[(number + self.seed) % 8], THINGS[(number * 3 + self.seed) % 8]
            title = f"The {thing} of {place} opens again after {number + 3} years of repairs"
            self.show(f"/news/{number:03}-the-{thing}-of-{place.lower()}", title, [
                f"The {thing} of {place} opened on Tuesday for the first time in {number + 3} years, and all came.",
                f"Work had begun in the spring of the flood, when {number + 40} volunteers carried what could be saved to the school.",
                f"“Nobody believed that we would finish,” said Edda Falk, who has looked after the {thing} since her father retired.",
                f"The council of {place} paid a third of the cost; the rest came from {number + 200} families and two banks of the county.",
            ])  # fmt: skip

    def show(self, path: str, title: str, paragraphs: list[str]) -> None:
        self.stories[path] = (title, paragraphs)
        self.truth.add((path, title, "\n\n".join(paragraphs)))

    def correct(self, number: int, line: str) -> str:
        """A paragraph more for a story; its path."""
        path = list(self.stories)[number]
        title, paragraphs = self.stories[path]
        self.show(path, title, [*paragraphs, line])
        return path

    def answer(self, path: str) -> bytes | None:
        if path in self.more:
            page = self.more[path]
            return page.encode() if isinstance(page, str) else page
        if path == "/":
            cards = (
                f'<h2><a href="{path}">{title}</a></h2>'
                for path, (title, _) in reversed(self.stories.items()) if path not in self.gone
            )  # fmt: skip
            return f"<html><title>News</title><body><main>{''.join(cards)}</main>".encode()
        if path not in self.stories or path in self.gone:
            return None
        title, paragraphs = self.stories[path]
        body = "".join(f"<p>{text}</p>\n" for text in paragraphs)
        return (
            f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
            '<body><nav><ul><li><a href="/">Home</a></li></ul></nav>'
            f"<main><article><h1>{title}</h1>{body}</article>{self._ranking()}</main>"
            f"<footer><p>© The Post, visitor {random.randrange(10**9)}</p></footer></body></html>"
        ).encode()

    def _ranking(self) -> str:
        some = random.sample(list(self.stories.items()), min(5, len(self.stories)))
        items = "".join(f'<li><a href="{path}">{title}</a></li>' for path, (title, _) in some)
        return f'<aside class="ranking"><h3>Most read</h3><ol>{items}</ol></aside>'


def serve(site: Site) -> LoopbackServer:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked[self.path] += 1
            story = self.path.startswith("/news")
            body = site.answer(self.path)
            if self.path in site.held or (story and "/news" in site.held):
                site.free.wait(3 * PATIENCE)  # longer than any test waits
            threading.Event().wait(site.slow_home if self.path == "/" else site.slow * story)
            down = site.down and not (site.rest and self.path == "/robots.txt")
            status = 503 if down else 200 if body is not None else 404
            status = site.refuse if site.refuse and story else status
            body = b"<p>nothing" if status != 200 or body is None else body
            self.send_response(status)
            self.send_header("Content-Type", site.media)
            if status == 503 and site.rest and self.path != "/robots.txt":
                self.send_header("Retry-After", str(site.rest))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base's name
            """Keep the test's output clean."""

    server = LoopbackServer((site.host, 0), Handler)
    site.port = server.server_port
    return server


@dataclass(frozen=True)
class Outcome:
    status: int
    out: str
    err: str


@dataclass
class Farm:
    """Sites, and a directory with a configuration for them."""

    root: Path
    sites: list[Site]
    capture: pytest.CaptureFixture[str]

    def configure(self, extra: str = "") -> Path:
        file = self.root / "scraper.toml"
        sites = "".join(
            f'[[site]]\nname = "site{n}"\nstart = ["{site.url}"]\nevery = "1h"\n'
            for n, site in enumerate(self.sites)
        )
        file.write_text(
            'store = "news"\ncontact = "tests@example.org"\n'
            f'[fetch]\nallow_private = true\ndelay = 0\nattempts = 1\ntimeout = {PATIENCE:.0f}\n'
            '[outputs]\njsonl = "out/articles.jsonl"\ncsv = "out/articles.csv"\n'
            f'markdown = "out/pages"\nsqlite = "out/articles.sqlite"\n'
            f'parquet = "out/parquet"\natom = "out/feed.xml"\n{extra}{sites}'
        )  # fmt: skip
        return file

    def command(self, *arguments: object) -> list[str]:
        file = str(self.root / "scraper.toml")
        return [sys.executable, "-m", "scraper", *map(str, arguments), "-c", file]

    def start(self, *arguments: object) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self.command(*arguments), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            start_new_session=True,
        )  # fmt: skip

    def run(self, *arguments: object, configured: bool = True) -> Outcome:
        """A command in this process."""
        self.capture.readouterr()
        status = run(self.command(*arguments)[3:] if configured else [*map(str, arguments)])
        captured = self.capture.readouterr()
        return Outcome(status, captured.out, captured.err)

    def report(self, *arguments: object) -> dict:
        """The report of a run that went well."""
        file = self.root / "report.json"
        done = self.run("run", "--report", file, *arguments)
        assert done.status == 0, done.err
        return json.loads(file.read_text())

    @property
    def truth(self) -> list[tuple[str, str, str]]:
        """URL, title and text of every version there ever was."""
        return sorted(
            (site.url.rstrip("/") + path, title, text)
            for site in self.sites
            for path, title, text in site.truth
        )

    def lines(self) -> list[dict]:
        """The versions of the JSON lines."""
        return [row for row in self.rows_of_jsonl() if row["status"] != "gone"]

    def rows_of_jsonl(self) -> list[dict]:
        """All rows, also those that say that an article was taken down."""
        text = (self.root / "out/articles.jsonl").read_text()
        return [json.loads(line) for line in text.splitlines()]

    def state(self) -> State:
        """The state of the store, to be looked into."""
        return State(state_file(self.root / "news"))

    def rows(self, sql: str) -> list[tuple]:
        with sqlite3.connect(self.root / "out/articles.sqlite") as db:
            rows = db.execute(sql).fetchall()
        db.close()
        return rows


@contextmanager
def serving_farm(
    root: Path, capture: pytest.CaptureFixture[str], sites: list[Site]
) -> Iterator[Farm]:
    """Servers for sites with six stories each, until the block ends."""
    servers = [serve(site) for site in sites]
    threads = [threading.Thread(target=server.serve_forever, args=(0.05,)) for server in servers]
    for thread in threads:
        thread.start()
    for site in sites:
        site.write(6)
    try:
        yield Farm(root, sites, capture)
    finally:
        for site in sites:
            site.let_go()
        for server, thread in zip(servers, threads, strict=True):
            server.shutdown()
            thread.join()
            server.server_close()


@pytest.fixture
def farm(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Farm]:
    with serving_farm(tmp_path, capsys, [Site(seed) for seed in range(3)]) as made:
        made.configure()
        yield made


@pytest.fixture
def sharded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Farm]:
    """Six sites at hosts of their own, two of them of shard 0 of 3, whose shards have directories."""
    sites = [Site(seed, host=f"127.0.0.{seed + 2}") for seed in range(6)]
    with serving_farm(tmp_path, capsys, sites) as made:
        file = made.configure()
        text = file.read_text().replace('"news"', '"shards/{shard}/news"')
        file.write_text(text.replace('"out/', '"shards/{shard}/'))
        yield made
