"""The pictures of README.md and of the manual show what the present code shows."""

import json
import re
import struct
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / ".github" / "screenshots"
HEAVIEST = 150_000  # bytes
AGAIN = "take the pictures again: python tests/browser/screenshots.py"
TAKEN = json.loads((PICTURES / "views.json").read_text())


@pytest.fixture
def screenshots(siblings):
    return siblings("screenshots")


@pytest.mark.parametrize("name", TAKEN)
def test_a_picture_is_current(chromium, screenshots, tmp_path, name):
    view = screenshots.VIEWS[name]
    shot = screenshots.shoot(chromium, view, tmp_path)
    assert shot.words == TAKEN[name], AGAIN
    kept = (PICTURES / f"{name}.png").read_bytes()
    assert size(kept) == size(shot.png) == view.size, AGAIN
    assert len(kept) < HEAVIEST


def test_each_view_has_its_picture_and_a_page_shows_it(screenshots):
    pages = [ROOT / "README.md", *(ROOT / "scraper/manual").glob("*.md")]
    text = "\n".join(page.read_text("utf-8") for page in pages)
    shown = re.findall(r"\]\((?:\.\./)*\.github/screenshots/([\w-]+)\.png\)", text)
    there = {path.stem for path in PICTURES.glob("*.png")}
    assert set(shown) == there == set(screenshots.VIEWS) == set(TAKEN)


def size(png: bytes) -> tuple[int, int]:
    """Width and height, from the header of a PNG."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", png[16:24])
