"""The site that the samples are from: a few stories behind a proxy on loopback, so that their addresses
(http://news.example/...) are the same wherever the tests run."""

import json
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from scraper.cli import run

HOST = "news.example"
PORT = "3128"  # of the proxy in the sample's configuration; a test writes its own over it
STORIES = {
    "/2026/01/bridge": ("The bridge of Arnholt opens again", "bridge"),
    "/2026/01/library": ("The library of Bexley moves to the mill", "library"),
    "/2026/01/harbour": ("The harbour of Corvane is dredged", "harbour"),
    "/2026/01/orchard": ("The orchard of Dunmere has its first fruit", "orchard"),
}
LATER = "/2026/01/tramway"
LATE_TITLE = "The tramway of Eskdale runs on Sundays"


class Site:
    """What the site shows. `corrected` stories have a paragraph more, `gone` ones answer 404."""

    def __init__(self) -> None:
        self.corrected: set[str] = set()
        self.gone: set[str] = set()
        self.later = False
        self.asked: list[str] = []

    def stories(self) -> dict[str, tuple[str, str]]:
        more = {LATER: (LATE_TITLE, "tramway")} if self.later else {}
        return {**STORIES, **more}

    def page(self, path: str) -> str | None:
        """The HTML at a path, None where there is nothing."""
        if path == "/":
            links = "".join(
                f'<h2><a href="{p}">{t}</a></h2>' for p, (t, _) in self.stories().items()
            )
            links += '<h2><a href="/2026/01/nothing-to-read-here">Pictures of the week</a></h2>'
            return f"<html lang=en><title>News</title><main>{links}</main></html>"
        if path == "/2026/01/nothing-to-read-here":
            return "<html><title>Pictures</title><body><p>Please log in.</p></body></html>"
        if path not in self.stories() or path in self.gone:
            return None
        title, thing = self.stories()[path]
        text = [
            f"The {thing} was the talk of the town on Tuesday, when the council met for the first time since the flood.",
            f"Nobody had believed that the {thing} could be saved, said Edda Falk, who has looked after it for eleven years.",
            f"A third of the cost was paid by the county; the rest came from families who live within sight of the {thing}.",
        ]
        if path in self.corrected:
            text.append(
                f"A correction: the {thing} was finished on a Monday, not on a Tuesday as we wrote."
            )
        body = "".join(f"<p>{each}</p>" for each in text)
        return (
            f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} - The Post</title>'
            f'<meta property="article:published_time" content="2026-01-02T08:00:00Z"></head><body>'
            '<nav><a href="/">Home</a> <a href="/about">About us</a></nav>'
            f'<article><h1>{title}</h1><p class="promo">Subscribe to the morning letter.</p>{body}</article>'
            "<footer><p>All rights reserved, The Post of Arnholt and Bexley.</p></footer></body></html>"
        )


@contextmanager
def served(site: Site) -> Iterator[int]:
    """A proxy that answers for the site; its port."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.removeprefix(f"http://{HOST}") or "/"
            site.asked.append(path)
            found = site.page(path)
            etag = f'"{len(found or "")}"'
            unchanged = found is not None and self.headers.get("If-None-Match") == etag
            body = b"" if unchanged else (found or "<p>nothing").encode()
            self.send_response(304 if unchanged else 200 if found else 404)
            if found:
                self.send_header("ETag", etag)
            if not unchanged:
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base's name
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Work:
    """A copy of what a user of an older release has in a directory, the site that it is from, and the
    command, run in it."""

    root: Path
    site: Site
    truth: dict[str, Any]
    call: Callable[[Sequence[str]], tuple[int, str, str]]

    def scraper(self, *words: object, status: int = 0) -> str:
        """What a command prints; it must end with this status."""
        ended, out, err = self.call([str(word) for word in words])
        assert ended == status, err
        return out

    def lines(self, *words: object) -> list[dict[str, Any]]:
        """What a command prints as JSON lines."""
        return [json.loads(line) for line in self.scraper(*words).splitlines()]


@pytest.fixture
def work(tmp_path, monkeypatch, capfd) -> Iterator[Work]:
    """The sample of 0.1.0."""
    sample = Path(__file__).with_name("v0.1.0")
    root = tmp_path / "work"
    shutil.copytree(sample, root)
    monkeypatch.chdir(root)
    for name in ("SCRAPER_STORE", "SCRAPER_CONFIG", "SCRAPER_SITES"):
        monkeypatch.delenv(name, raising=False)

    def call(words: Sequence[str]) -> tuple[int, str, str]:
        status = run(words)
        return status, *capfd.readouterr()

    site = Site()
    site.corrected, site.gone = {"/2026/01/library"}, {"/2026/01/orchard"}  # as the release left it
    with served(site) as port:
        file = root / "scraper.toml"
        file.write_text(file.read_text().replace(PORT, str(port)))
        yield Work(root, site, json.loads((root / "truth.json").read_text()), call)
