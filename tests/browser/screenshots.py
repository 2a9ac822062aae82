"""The pictures of README.md: `python tests/browser/screenshots.py` takes them anew.

Beside the pictures stands `views.json`, which says of each what was to be read in it. A test
compares that with what the present code shows; fonts differ between machines, words do not.
"""

import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from samples import NOW, history, quiet

from scraper.cli import run
from scraper.views import dashboard_view, render, standalone

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / ".github" / "screenshots"
WORDS = PICTURES / "views.json"
STORY = "fixtures/jn-2026/top-articles-inside-body/page.html"


@dataclass(frozen=True)
class View:
    """One picture. `make` writes the page into a directory and returns its address; `act` does what
    a reader would before the picture is taken."""

    size: tuple[int, int]  # pixels
    make: Callable[[Path], str]
    act: Callable[[object], None] = lambda page: None
    scheme: str = "light"


@dataclass(frozen=True)
class Shot:
    """What was taken."""

    png: bytes
    words: str  # digest of the text that is to be seen


def explained(directory: Path) -> str:
    target = directory / "explain.html"
    assert run(["explain", str(ROOT / STORY), "--html", str(target), "--force"]) == 0
    text = target.read_text("utf-8").replace(str(ROOT / STORY), STORY)
    target.write_text(text, "utf-8")
    return target.as_uri()


def status(directory: Path) -> str:
    view = dashboard_view([history(), quiet()], NOW)
    target = directory / "status.html"
    target.write_text(render("status.html", shell=standalone("Runs"), dashboard=view), "utf-8")
    return target.as_uri()


def to_a_dropped_block(page: object) -> None:
    block = page.locator(".block[data-reason=ranking]").nth(1)
    page.evaluate(
        "scrollTo({ top: document.querySelector('.verdicts').offsetTop, behavior: 'instant' })"
    )
    block.evaluate("e => e.scrollIntoView({ block: 'center', behavior: 'instant' })")
    block.locator("summary").click()
    page.locator(".block[data-reason=ranking]").nth(3).locator(".text").hover()


VIEWS: dict[str, View] = {
    "explain": View((1100, 720), explained),
    "explain-dark": View((1100, 560), explained, to_a_dropped_block, "dark"),
    "status": View((1100, 900), status),
}


def shoot(browser: object, view: View, directory: Path) -> Shot:
    """Take one picture."""
    width, height = view.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=view.scheme,
        reduced_motion="reduce",
    )
    try:
        page = context.new_page()
        page.goto(view.make(directory))
        words = " ".join(page.inner_text("main").split())
        view.act(page)
        page.wait_for_timeout(100)
        return Shot(page.screenshot(), sha256(words.encode()).hexdigest()[:16])
    finally:
        context.close()


def main() -> None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    from scraper.fetch.browser import program  # noqa: PLC0415

    words = {}
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as started, tempfile.TemporaryDirectory() as directory:
        browser = started.chromium.launch(
            executable_path=program(), args=["--no-sandbox", "--disable-gpu"]
        )
        for name, view in VIEWS.items():
            shot = shoot(browser, view, Path(directory))
            (PICTURES / f"{name}.png").write_bytes(shot.png)
            words[name] = shot.words
            sys.stderr.write(f"{name}: {len(shot.png):,} bytes\n")
        browser.close()
    WORDS.write_text(json.dumps(words, indent=2) + "\n")


if __name__ == "__main__":
    main()
