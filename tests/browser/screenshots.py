"""The pictures of README.md: `python tests/browser/screenshots.py` takes them anew.

Beside the pictures stands `views.json`, which says of each what was to be read in it. A test
compares that with what the present code shows; fonts differ between machines, words do not.
"""

import json
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from types import ModuleType

from samples import NOW, history, quiet

import scraper
from scraper.cli import run
from scraper.models.page import Quarantined
from scraper.store import Store
from scraper.views import dashboard_view, render, standalone

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / ".github" / "screenshots"
WORDS = PICTURES / "views.json"
NEWS = "politics/20260130-weather"
HALF = (900, 640)
STORY = "fixtures/jn-2026/top-articles-inside-body/page.html"


@dataclass(frozen=True)
class View:
    """One picture. `make` writes the page into a directory, or serves it, and gives its address;
    `enter` goes on to what is shown, `act` does what a reader would before the picture is taken."""

    size: tuple[int, int]  # pixels
    make: Callable[[Path], AbstractContextManager[str]]
    enter: Callable[[object], None] = lambda page: None
    act: Callable[[object], None] = lambda page: None
    scheme: str = "light"


@dataclass(frozen=True)
class Shot:
    """What was taken."""

    png: bytes
    words: str  # digest of the text that is to be seen


@contextmanager
def explained(directory: Path) -> Iterator[str]:
    target = directory / "explain.html"
    assert run(["explain", str(ROOT / STORY), "--html", str(target), "--force"]) == 0
    text = target.read_text("utf-8").replace(str(ROOT / STORY), STORY)
    target.write_text(text, "utf-8")
    yield target.as_uri()


@contextmanager
def status(directory: Path) -> Iterator[str]:
    view = dashboard_view([history(), quiet()], NOW)
    target = directory / "status.html"
    target.write_text(render("status.html", shell=standalone("Runs"), dashboard=view), "utf-8")
    yield target.as_uri()


@contextmanager
def reviewed(directory: Path) -> Iterator[str]:
    """A server of a small store, with a page that has two versions, a case that differs, a rule and
    URLs in quarantine."""
    serving = beside("review", "serving")
    home = Path(tempfile.mkdtemp(dir=directory))
    cases = sorted(path.parent for path in (ROOT / "fixtures").glob("*/*/page.html"))[:14]
    pages = [(case.name, (case / "page.html").read_bytes()) for case in cases]
    story = (ROOT / STORY).read_bytes()
    pages += [(NEWS, story.replace(b"for about an hour", b"on Friday")), (NEWS, story)]
    stories = []
    for name, html in pages:
        article = scraper.extract(html)
        url = f"https://japannotebook.example/{name}"
        stories.append(
            serving.Story(
                article.title, article.text, url, html, article.status, more=article.to_dict()
            )
        )
    serving.fill(home / "news", stories)
    with Store.open(home / "news") as store:
        for kind, reason in (
            ("login_wall", "a login is asked for"),
            ("timeout", "took longer than 60 s"),
        ):
            at = serving.START
            url = f"https://japannotebook.example/{kind}"
            store.visits.quarantine(
                Quarantined(url, kind, reason, 2, at, at, at + timedelta(days=7))
            )
    case = Path(shutil.copytree((ROOT / STORY).parent, home / "fixtures/japannotebook/ranking"))
    expected = json.loads((case / "article.json").read_text())
    (case / "article.json").write_text(
        json.dumps(expected | {"paragraphs": expected["paragraphs"][1:]})
    )
    with serving.serving(home, "--store", "news") as server:
        server.until("/?status=any", lambda text: "Ishimori" in text and "still being" not in text)
        yield f"{server.address}/?token={server.token}"


def go(path: str) -> Callable[[object], None]:
    """To a view, once the browser has its session."""

    def enter(page: object) -> None:
        page.wait_for_url(re.compile(r"^http://[^/]+/$"))
        page.goto(page.url + path.removeprefix("/"))

    return enter


def to_the_story(part: str) -> Callable[[object], None]:
    """To a view of the page that has two versions."""

    def enter(page: object) -> None:
        go("/?q=Ishimori")(page)
        page.locator(".rows h2 a").first.click()
        page.wait_for_url("**/pages/*")
        page.goto(page.url + part)
        if part == "/blocks":
            page.frame_locator("iframe").locator("h1").wait_for()

    return enter


def to_the_fixture(page: object) -> None:
    go("/fixtures")(page)
    page.get_by_role("link", name="japannotebook/ranking").click()
    page.get_by_role("button", name="Accept").wait_for()


def to_a_tried_rule(page: object) -> None:
    go("/rules/japannotebook.example?kind=drop&selector=article p:last-of-type")(page)
    page.get_by_role("button", name="Try it on stored pages").click()
    page.get_by_text("Tried on").wait_for(timeout=60_000)


def to_a_replay(page: object) -> None:
    go("/replay")(page)
    page.get_by_role("button", name="Extract again").click()
    page.get_by_text("By site, worst first").wait_for(timeout=60_000)


def beside(folder: str, name: str) -> ModuleType:
    """A module of the tests of another topic."""
    sys.path.insert(0, str(ROOT / "tests" / folder))
    try:
        return import_module(name)
    finally:
        sys.path.pop(0)


def to_the_blocks(page: object) -> None:
    page.evaluate(
        "scrollTo({ top: document.querySelector('.verdicts').offsetTop, behavior: 'instant' })"
    )


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
    "explain-dark": View((1100, 560), explained, act=to_a_dropped_block, scheme="dark"),
    "status": View((1100, 900), status),
    "review-articles": View(HALF, reviewed, go("/?q=the")),
    "review-article": View(HALF, reviewed, to_the_story("")),
    "review-versions": View(HALF, reviewed, to_the_story("/versions")),
    "review-blocks": View((1100, 900), reviewed, to_the_story("/blocks"), to_the_blocks),
    "review-quarantine": View(HALF, reviewed, go("/quarantine")),
    "review-fixture": View(HALF, reviewed, to_the_fixture),
    "review-rule": View(HALF, reviewed, to_a_tried_rule),
    "review-replay": View(HALF, reviewed, to_a_replay),
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
        with view.make(directory) as address:
            page.goto(address)
            view.enter(page)
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
