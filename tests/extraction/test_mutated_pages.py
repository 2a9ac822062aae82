"""Damaged copies of the fixtures' pages: no exception, and the same article in every process."""

import hashlib
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import scraper

ROOT = Path(__file__).parents[2]
SEED = 20_261
PAGES = 12
PIECES = (
    "<div>",
    "</x>",
    "<!--",
    "<script>",
    "</p>",
    "<b 1>",
    '"',
    "<",
    "\0",
    "&#9999999;",
    "٣",
    "<table><td>",
    "\ud800",
)


def mutated(seed: int, html: str) -> str:
    """A copy of the page with some pieces cut, doubled, moved or put in."""
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 12)):
        start = chance.randrange(len(html) + 1)
        end = min(len(html), start + chance.choice((1, 9, 80, 600)))
        piece = html[start:end]
        change = chance.choice(
            ("", piece * 2, chance.choice(PIECES) * chance.choice((1, 30)), piece[::-1])
        )
        html = html[:start] + change + html[end:]
    return html


def digests() -> list[str]:
    """What comes out of each mutated page, as one hash a page."""
    files = sorted((ROOT / "fixtures").rglob("*.html"))
    chosen = random.Random(SEED).sample(files, min(PAGES, len(files)))
    found = []
    for number, file in enumerate(chosen):
        html = mutated(SEED + number, file.read_text("utf-8", "replace"))
        article = scraper.extract(html, url="https://example.org/story")
        shown = json.dumps([article.to_dict(blocks=True), article.markdown(), article.html()])
        found.append(hashlib.sha256(shown.encode()).hexdigest())
    return found


def test_two_processes_agree_on_every_mutated_page() -> None:
    code = "from tests.extraction.test_mutated_pages import digests; print(*digests())"
    environment = {**os.environ, "PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo"}
    other = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )  # fmt: skip
    assert other.stdout.split() == digests()
