"""A real `scraper review` in a process of its own, and stores for it to show."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx

from scraper.models.article import Provenance
from scraper.models.page import Page
from scraper.store import Extractions, Store
from tests.patience import PATIENCE, wait_until

START = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
STAMP = Provenance("0", "model", "")


@dataclass(frozen=True)
class Story:
    """A page to store, and what was extracted of it; `html` is made of it where none is given."""

    title: str = "A title"
    text: str = "A text."
    url: str = ""
    html: bytes = b""
    status: str = "article"
    http: int = 200
    more: dict = field(default_factory=dict)


def page_of(story: Story, number: int, host: str = "news.example", start: datetime = START) -> Page:
    url = story.url or f"https://{host}/story/{number}"
    paragraphs = "".join(f"<p>{part}</p>" for part in story.text.split("\n\n"))
    made = f"<html><head><title>{story.title}</title></head><body><h1>{story.title}</h1>{paragraphs}</body></html>"
    body = story.html or made.encode()
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    at = start + timedelta(minutes=number)
    return Page(url, url, story.http, headers, body, body, at)


def fill(
    root: Path, stories: Iterable[Story], first: int = 0, start: datetime = START
) -> list[str]:
    """Store pages with what was extracted of them, as `scraper fetch` does; their ids."""
    ids = []
    with Store.open(root) as store, Extractions.writer(root) as kept:
        for number, story in enumerate(stories, first):
            ids.append(store.put(page_of(story, number, start=start)))
            if not story.status:
                continue
            words = len(story.text.split())
            store.note(ids[-1], status=story.status, title=story.title, words=words)
            fields = {"title": story.title, "text": story.text, "status": story.status}
            kept.keep(ids[-1], STAMP, fields | story.more)
    return ids


@dataclass
class Server:
    """A running server. `token` is that of its printed address."""

    process: subprocess.Popen
    address: str
    token: str
    client: httpx.Client
    messages: Path

    @property
    def port(self) -> int:
        return urlsplit(self.address).port

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.client.get(self.address + path, headers=headers)

    def sign_in(self) -> "Server":
        assert self.enter().status_code == 200
        return self

    def enter(self) -> httpx.Response:
        """Open the address that was printed last."""
        return self.get(f"/?token={self.newest_token()}")

    def newest_token(self) -> str:
        tokens = re.findall(r"\?token=(\S+)", self.messages.read_text())
        return [self.token, *tokens][-1]

    @contextmanager
    def visited(self) -> Iterator["Server"]:
        """The same server, for a browser that has not been there yet."""
        with httpx.Client(timeout=PATIENCE, trust_env=False) as client:
            yield replace(self, client=client)

    def post(self, path: str, page: str = "/replay", /, **fields: str) -> httpx.Response:
        """Send a form as the browser would from a page of the server."""
        found = re.search(r'name="form_token" value="([^"]*)"', self.get(page).text)
        data = {"form_token": found[1] if found else "", **fields}
        return self.client.post(self.address + path, data=data, headers={"Origin": self.address})

    def until(self, path: str, done: Callable[[str], bool]) -> str:
        """The text of a page once it is as it should be."""

        def found() -> str:
            text = self.get(path).text
            return text if done(text) else ""

        return wait_until(found)

    def end(self, number: int = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "scraper", "review", "--no-browser", *map(str, arguments)]


@contextmanager
def serving(
    directory: Path, *arguments: object, files: int = 0, **environment: str
) -> Iterator[Server]:
    """The server of a directory, on any port that is free; `files` limits how many it may open."""
    known = {key: value for key, value in os.environ.items() if not key.startswith("SCRAPER_")}
    limited = ["sh", "-c", f'ulimit -n {files} && exec "$0" "$@"'] if files else []
    messages = directory / "messages.txt"
    with (
        messages.open("wb") as errors,
        subprocess.Popen(
            [*limited, *command("--port", 0, *arguments)], cwd=directory, stdout=subprocess.PIPE, stderr=errors,
            env=known | environment, text=True,
        ) as process,
        httpx.Client(timeout=PATIENCE, trust_env=False) as client,
    ):  # fmt: skip
        try:
            parts = urlsplit(process.stdout.readline().strip())
            assert parts.netloc, messages.read_text()
            token = parse_qs(parts.query)["token"][0]
            yield Server(process, f"http://{parts.netloc}", token, client, messages)
        finally:
            process.kill()


def fill_with_many(root: Path, count: int) -> None:
    """A store of that many articles, made by writing its databases directly: what is listed and
    searched is there, the pages themselves are not."""
    fill(root, [Story("The first story", "The first words")])
    with closing(sqlite3.connect(root / "index.sqlite")) as db, db:
        (*row,) = db.execute("SELECT * FROM captures").fetchone()
        db.executemany(
            f"INSERT INTO captures VALUES ({', '.join('?' * len(row))})",
            (_numbered(row, n) for n in range(2, count + 1)),
        )
        db.executemany(
            "INSERT INTO notes VALUES (?, 'article', ?, 60, 0)",
            ((f"{n:032x}", f"Story {n} of the harbour") for n in range(2, count + 1)),
        )
    with closing(sqlite3.connect(root / "extractions.sqlite")) as db, db:
        db.executemany(
            "INSERT INTO extractions (id, stamp, fields) VALUES (?, 1, ?)",
            ((f"{n:032x}", _packed(n)) for n in range(2, count + 1)),
        )


def _numbered(row: list, number: int) -> list:
    url = f"https://host{number % 100}.example/story/{number}"
    at = f"{START + timedelta(seconds=number):%Y-%m-%dT%H:%M:%S}.000000Z"
    return [
        number,
        f"{number:032x}",
        url,
        url,
        at,
        *row[5:14],
        f"host{number % 100}.example",
        *row[15:],
    ]


def _packed(number: int) -> bytes:
    text = f"The harbour of place {number % 1000} was closed again. " * 12
    fields = {"title": f"Story {number} of the harbour", "text": text, "status": "article"}
    return zlib.compress(json.dumps(fields).encode(), 1)
