"""What is no page is never an article, whatever its server calls it: a status, a reason, kept bytes."""

import io
import json
import random
import subprocess
import sys
import zipfile
import zlib

import brotli

from scraper.store import Store
from tests.patience import PATIENCE

WORDS = "The ferry leaves at nine and again at noon, if the wind allows it to. " * 20
NOISE = random.Random(7).randbytes(40_000)
HTML = f"<html><title>Ferry</title><article><h1>Ferry</h1><p>{WORDS}</p><p>{WORDS}</p></article>"


def zipped():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("story.html", HTML)
    return out.getvalue()


FEED = f"<rss version='2.0'><channel><item><title>A</title><description>{WORDS}</description></item></channel></rss>"
BODIES = {
    "video/mp4": b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00" + NOISE,
    "audio/mpeg": b"ID3\x04\x00" + NOISE,
    "font/woff2": b"wOF2\x00\x01\x00\x00" + NOISE,
    "image/avif": b"\x00\x00\x00\x1cftypavif" + NOISE,
    "image/svg+xml": f"<svg xmlns='http://www.w3.org/2000/svg'><text>{WORDS}</text></svg>".encode(),
    "application/json": json.dumps({"title": "Ferry", "body": [WORDS] * 3}).encode(),
    "text/css": b"body { color: black } /* " + WORDS.encode() + b" */\n" * 9,
    "text/javascript": b"const words = '" + WORDS.encode() + b"';\nalert(words);\n" * 9,
    "application/rss+xml": FEED.encode(),
    "application/zip": zipped(),
    "application/pdf": b"%PDF-1.7\n" + WORDS.encode() + NOISE,
    "application/octet-stream": NOISE,
}


# Not told from text by their bytes alone, so only by their type.
BY_TYPE = ("text/css", "text/javascript")
COMPRESSED = {"br": brotli.compress(HTML.encode()), "zlib": zlib.compress(HTML.encode())}


def fetched(server, tmp_path, answers):
    """The record of each (name, body, type), all fetched by one command."""
    for name, body, media in answers:
        server.body(f"/{name}", body, *([f"Content-Type: {media}"] if media else []))
    line = [sys.executable, "-m", "scraper", "fetch", "-i", "-", "--jsonl", "--allow-private"]
    urls = "\n".join(server.url(f"/{name}") for name, _, _ in answers)
    done = subprocess.run(
        [*line, "--delay", "0", "--attempts", "1", "--ignore-robots"], input=urls,
        cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    records = [json.loads(text) for text in done.stdout.splitlines()]
    names = [name for name, _, _ in answers]
    return done.returncode, dict(zip(names, records, strict=True))


def verdicts(records):
    return {name: (record["status"], record["text"]) for name, record in records.items()}


def test_media_of_its_own_type_is_no_article(server, tmp_path):
    code, records = fetched(server, tmp_path, [(m, body, m) for m, body in BODIES.items()])
    assert code == 3
    assert verdicts(records) == dict.fromkeys(BODIES, ("not_html", ""))
    assert all(record["status_reason"] for record in records.values())


def test_nor_is_it_when_it_is_called_a_page(server, tmp_path):
    html = "text/html; charset=utf-8"
    answers = [(m, body, html) for m, body in BODIES.items() if m not in BY_TYPE]
    answers += [(name, body, html) for name, body in COMPRESSED.items()]
    _, records = fetched(server, tmp_path, answers)
    assert verdicts(records) == dict.fromkeys([a[0] for a in answers], ("not_html", ""))


def test_its_bytes_are_kept(server, tmp_path):
    fetched(server, tmp_path, [("film", BODIES["video/mp4"], "video/mp4")])
    with Store.reader(tmp_path / "store") as store:
        assert store.get(store.find(server.url("/film")).id).raw == BODIES["video/mp4"]


def test_a_page_with_another_type_is_a_page(server, tmp_path):
    types = ("application/octet-stream", "text/plain", "", "application/xml")
    answers = [(str(number), HTML.encode(), media) for number, media in enumerate(types)]
    _, records = fetched(server, tmp_path, answers)
    assert {record["status"] for record in records.values()} == {"article"}
