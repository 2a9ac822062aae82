"""CPU of `scraper run` for each page that it stores and extracts, beside that of extraction alone.

    python tests/bench/run_cost.py [PAGES]

The pages are fixtures, each at many addresses with a number of its own in the text, and with the
scripts, menus and teasers that bring them to the size of real pages (of 1,964 collected ones the
median has 146 kB). They are served from a process of its own. Counted is all that the command and
its workers take, from its start to its end.
"""

import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path

from scraper.extraction import extract

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
CASES = (
    "jn-2026/top-articles-inside-body",
    "metro-en/one-line-inserts",
    "magazine-en",
    "regional-de",
    "portal-pt",
)


def templates() -> list[bytes]:
    """One page of each case."""
    return [next((FIXTURES / case).rglob("page.html")).read_bytes() for case in CASES]


def page(pages: list[bytes], number: int) -> bytes:
    """A page like one of the templates, but no other's copy."""
    body = pages[number % len(pages)].replace(b"</p>", b" (no. %d)</p>" % number)
    return body.replace(b"</body>", b"%b</body>" % WEIGHT)


def _weight() -> bytes:
    """A menu, teasers and scripts, as much of each as a front page's footer has."""
    menu = "".join(
        f'<li class="nav__item"><a href="/section/{n}">Section {n}</a></li>' for n in range(120)
    )
    teasers = "".join(
        f'<article class="teaser teaser--small"><a class="teaser__link" href="/news/{n}-other">'
        f'<img class="teaser__image" src="/img/{n}.jpg" alt="" loading="lazy"><h3 class="teaser__title">'
        f"What the council of town {n} said on the matter of its harbour</h3></a></article>"
        for n in range(160)
    )  # fmt: skip
    script = "window.__state=" + ",".join(
        f'{{"id":{n},"kind":"teaser","seen":false}}' for n in range(1400)
    )
    return (
        f'<footer class="footer"><ul class="nav">{menu}</ul><div class="teasers">{teasers}</div>'
        f"<script>{script}</script></footer>"
    ).encode()


WEIGHT = _weight()


def _serve(count: int, told: Connection) -> None:
    pages = templates()
    link = '<h2><a href="/news/{0}-a-story-of-the-town">Story {0} of the town is told here</a></h2>'
    links = "".join(map(link.format, range(count)))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            story = self.path.startswith("/news/")
            home = f"<html><title>News</title><body><main>{links}</main>".encode()
            number = int(self.path.split("/")[2].split("-")[0]) if story else 0
            body = page(pages, number) if story else home if self.path == "/" else b""
            head = f"HTTP/1.1 {200 if body else 404} Found\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
            self.wfile.write(head.encode() + body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base's name
            """Keep the output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.send(server.server_port)
    server.serve_forever()


@contextmanager
def serving(count: int) -> Iterator[str]:
    """The address of a site with so many stories."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(count, theirs))
    process.start()
    yield f"http://127.0.0.1:{ours.recv()}/"
    process.terminate()
    process.join()
    ours.close()
    theirs.close()


def run_seconds(count: int) -> float:
    """CPU seconds of a run on so many pages, with all that it starts."""
    with serving(count) as url, tempfile.TemporaryDirectory() as directory:
        root = Path(directory)
        (root / "scraper.toml").write_text(
            f'store = "news"\n[fetch]\nallow_private = true\ndelay = 0\nper_host = 16\n'
            f'[outputs]\njsonl = "articles.jsonl"\nsqlite = "articles.sqlite"\n'
            f'[[site]]\nname = "site"\nstart = ["{url}"]\n'
        )
        command = [sys.executable, "-m", "scraper", "run", "--report", "report.json"]
        with (root / "said.txt").open("wb") as said:
            process = subprocess.Popen(command, cwd=root, stderr=said)
            _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        lines = (root / "articles.jsonl").read_bytes().splitlines()
        assert (process.returncode, len(lines)) == (0, count), (root / "said.txt").read_text()
    return used.ru_utime + used.ru_stime


def extraction_seconds(count: int) -> float:
    """CPU seconds of extracting the same pages, and nothing else."""
    pages = templates()
    extract(pages[0])  # loads the model
    began = time.process_time()
    for number in range(count):
        extract(page(pages, number), url=f"https://example.org/news/{number}")
    return time.process_time() - began


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    run, alone = run_seconds(count), extraction_seconds(count)
    sizes = sum(len(page(templates(), n)) for n in range(len(CASES))) / len(CASES) / 1000
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    sys.stdout.write(
        f"{count} pages of {sizes:.0f} kB: run {1000 * run / count:.1f} ms a page, extraction alone "
        f"{1000 * alone / count:.1f} ms, {run / alone:.2f} times; {peak:.0f} MB\n"
    )


if __name__ == "__main__":
    main()
