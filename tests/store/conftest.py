"""Pages to store, a store with every kind of capture, and what is done with stores again and again.

Payloads are incompressible, so that a record on disk is as long as its page."""

import gzip
import random
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from scraper.models.page import Page, Trace
from scraper.store import Store
from scraper.store.archives.importer import ImportReport, import_archives

START = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)


@pytest.fixture
def make_page() -> Callable[..., Page]:
    """`make_page(n, size=..., **fields)`: the n-th page, always the same for the same n."""

    def make(number: int, size: int = 400, **fields: Any) -> Page:
        raw = fields.pop("raw", None)
        if raw is None:
            raw = random.Random(number).randbytes(size)
        url = f"https://news.example/story/{number}"
        values = {
            "url": url,
            "final_url": url,
            "status": 200,
            "headers": (("Content-Type", "text/html; charset=utf-8"), ("Server", "test")),
            "body": raw,
            "raw": raw,
            "fetched_at": START + timedelta(seconds=number),
        }
        return Page(**(values | fields))

    return make


NOW = datetime(2026, 6, 1, tzinfo=UTC)
A, B = "https://news.example/a?x=1", "https://other.example/b"
HTML = b"<html><body><p>A page.</p></body></html>"


def capture(url: str, minute: int, raw: bytes = HTML, **fields) -> Page:
    known = {"headers": (("Content-Type", "text/html; charset=utf-8"),)}
    moment = NOW + timedelta(minutes=minute, microseconds=123456)
    return Page(**{
        "url": url, "final_url": url, "status": 200, "body": raw, "raw": raw, "fetched_at": moment,
        **known, **fields,
    })  # fmt: skip


@pytest.fixture
def root(tmp_path) -> Path:
    """A store with every kind of capture there is."""
    packed = gzip.compress(HTML * 3, mtime=0)
    with Store.open(tmp_path / "news") as store:
        first = store.put(capture(A, 1, trace=Trace(total=0.25), seconds=0.5, http_version="2"))
        store.put(capture(B, 2))  # a revisit
        store.put(capture(B, 3, packed, headers=(("Content-Encoding", "gzip"), ("X", "Ünïcode"))))
        store.put(capture(A, 4, b"", status=304, headers=(("ETag", '"a"'),), unchanged=first))
        store.put(capture(A, 5, b"", status=304, unchanged=store.find(A).id))
        store.put(capture("http://x.example/", 6, b"half", truncated="length", redirects=(A, B)))
        key = store.put(capture(B, 7, b"<p>shell", rendered=b"<p>what scripts made</p>"))
        store.put(capture("https://x.example/none", 8, b"", status=404))
        store.note(key, status="article", title="Ein Titel", words=3)
    return tmp_path / "news"


@pytest.fixture
def content() -> Callable[[Path], dict[str, Page]]:
    """`content(root)`: the pages of a store that is whole, by id."""

    def content(path: Path) -> dict[str, Page]:
        with Store.reader(path) as store:
            assert store.verify().ok
            return {entry.id: store.get(entry.id, decoded=False) for entry in store.entries()}

    return content


@pytest.fixture
def scraper() -> Callable[..., tuple[int, str, str]]:
    """`scraper(*words)`: a command in a process of its own: exit status, output and messages."""

    def call(*words: object) -> tuple[int, str, str]:
        done = subprocess.run(
            [sys.executable, "-m", "scraper", *map(str, words)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout, done.stderr

    return call


@pytest.fixture
def imported() -> Callable[..., ImportReport]:
    """`imported(root, *files)`: import archives into a store."""

    def call(root: Path, *files: Path) -> ImportReport:
        with Store.open(root) as store:
            return import_archives(files, store)

    return call


@pytest.fixture
def put(tmp_path, make_page):
    """`put(url, content, **fields)`: a capture a minute later than the last; its id."""
    with Store.open(tmp_path / "news", segment_size=20_000) as store:

        def put(url: str, content: int, **fields) -> str:
            moment = NOW - timedelta(days=40) + timedelta(minutes=store.count())
            page = make_page(
                content, size=2000, url=url, final_url=url, fetched_at=moment, **fields
            )
            return store.put(page)

        put.store = store
        put.root = tmp_path / "news"
        yield put
