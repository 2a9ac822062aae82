"""The pictures of README.md and of the manual: `python tests/browser/screenshots.py` takes them all
again, or those that are named. It needs Pillow, which makes them small (`pip install pillow`).

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
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from importlib import import_module
from io import BytesIO
from pathlib import Path
from types import ModuleType

from samples import NOW, history, quiet

import scraper
from scraper.cli import run
from scraper.models.page import Quarantined
from scraper.store import Store
from scraper.views import dashboard_view, render, standalone
from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / ".github" / "screenshots"
WORDS = PICTURES / "views.json"
NEWS = "politics/20260130-weather"
HOST = "japannotebook.example"
FETCHED = datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)  # after all dates on the pages
HALF = (900, 640)
STEP = (1000, 620)
COLOURS = 64  # of a picture; more can't be told apart, and letters have few
STORY = "fixtures/jn-2026/top-articles-inside-body/page.html"
TITLE = "Ishimori, Vantongeren Agree to Share Weather Satellite Data in Pacific; Joint Center Eyed in Naha"
OTHERS = (
    "Harbor of Naha to Be Dredged Before the Typhoon Season",
    "Night Ferry to Miyako Returns After Eleven Years",
    "Tide Gauges on Four Islands Report Every Minute",
    "Fishermen Ask for a Say in Wind Farm Off Kume",
    "Old Lighthouse Gets a Lamp That Needs No Keeper",
)
LEAK = (
    "The Morning Notebook, which 212,000 readers open at six every weekday, asked them last week"
    " what they expect of the islands."
)
AFTER = "Ishimori told reporters after the meeting.</p>"


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
    story = (ROOT / STORY).read_text("utf-8")
    pages += [(f"islands/{n}", leaking(story, n, title)) for n, title in enumerate(OTHERS)]
    changed = story.replace("for about an hour", "on Friday")
    pages += [(NEWS, changed.encode()), (NEWS, story.encode())]
    stories = []
    for name, html in pages:
        url = f"https://{HOST}/{name}"
        article = scraper.extract(html, url=url)
        stories.append(
            serving.Story(
                article.title, article.text, url, html, article.status, more=article.to_dict()
            )
        )
    serving.fill(home / "news", stories, start=FETCHED)
    with Store.open(home / "news") as store:
        for kind, reason in (
            ("login_wall", "a login is asked for"),
            ("timeout", "took longer than 60 s"),
        ):
            at = serving.START
            url = f"https://{HOST}/{kind}"
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


def leaking(story: str, number: int, title: str) -> bytes:
    """The story under another headline and of an earlier day, with a line that is none of the article."""
    html = re.sub("<style>.*?</style>", "", story, flags=re.DOTALL)  # of no real site
    html = html.replace(TITLE, title).replace("2026-01-30", f"2026-01-{20 + number}")
    letter = f'{AFTER}<div class="c-reader-letter"><p>{LEAK}</p></div>'
    return html.replace(AFTER, letter).encode()


def go(path: str) -> Callable[[object], None]:
    """To a view, once the browser has its session."""

    def enter(page: object) -> None:
        page.wait_for_url(re.compile(r"^http://[^/]+/$"))
        page.goto(page.url + path.removeprefix("/"))

    return enter


def to_the_page(title: str, part: str) -> Callable[[object], None]:
    def enter(page: object) -> None:
        go("/?q=Ishimori")(page)
        page.get_by_role("link", name=title).first.click()
        page.wait_for_url("**/pages/*")
        page.goto(page.url + part)
        if part == "/blocks":
            page.frame_locator("iframe").locator("h1").wait_for()

    return enter


def to_the_leak(page: object) -> None:
    to_the_page(OTHERS[0], "/blocks")(page)


def to_the_trial(page: object) -> None:
    to_the_leak(page)
    leak = page.locator(".block", has_text="The Morning Notebook, which")
    leak.hover()
    leak.get_by_role("button", name="Drop this place").click()
    page.locator(".outcome").wait_for()


def to_the_fixture(page: object) -> None:
    to_the_trial(page)
    page.get_by_role("button", name="Save the rule and make a fixture").click()
    page.get_by_text("It comes out as expected.").wait_for()


def to_the_replay(page: object) -> None:
    to_the_fixture(page)
    page.get_by_role("link", name="Replay").last.click()
    page.get_by_role("button", name="Extract again").click()
    page.get_by_text("By site, worst first").wait_for()


def to_a_failing_fixture(page: object) -> None:
    go("/fixtures")(page)
    page.get_by_role("link", name="japannotebook/ranking").click()
    page.get_by_role("button", name="Accept").wait_for()


def beside(folder: str, name: str) -> ModuleType:
    """A module of the tests of another topic."""
    sys.path.insert(0, str(ROOT / "tests" / folder))
    try:
        return import_module(name)
    finally:
        sys.path.pop(0)


def choose_the_leak(page: object) -> None:
    leak = page.locator(".block", has_text="The Morning Notebook, which")
    leak.locator(".text").click()
    leak.evaluate("e => e.scrollIntoView({ block: 'center', behavior: 'instant' })")
    page.frame_locator("iframe").locator(":target").wait_for()


def show_the_mark(page: object) -> None:
    mark = page.locator(".state", has_text="must not be there").last
    mark.evaluate("e => e.scrollIntoView({ block: 'center', behavior: 'instant' })")


def to_a_dropped_block(page: object) -> None:
    page.locator(".run[data-reason=ranking] > details > summary").click()
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
    "review-article": View(HALF, reviewed, to_the_page(TITLE, "")),
    "review-versions": View(HALF, reviewed, to_the_page(TITLE, "/versions")),
    "review-quarantine": View(HALF, reviewed, go("/quarantine")),
    "review-fixture": View(HALF, reviewed, to_a_failing_fixture),
    "leak-1-block": View(STEP, reviewed, to_the_leak, choose_the_leak),
    "leak-2-rule": View(STEP, reviewed, to_the_trial),
    "leak-3-fixture": View(STEP, reviewed, to_the_fixture, show_the_mark),
    "leak-4-replay": View(STEP, reviewed, to_the_replay),
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
        page.set_default_timeout(1000 * PATIENCE)  # ms
        with view.make(directory) as address:
            page.goto(address)
            view.enter(page)
            words = " ".join(page.inner_text("main").split())
            view.act(page)
            page.wait_for_timeout(100)
            return Shot(page.screenshot(), sha256(words.encode()).hexdigest()[:16])
    finally:
        context.close()


def small(png: bytes) -> bytes:
    """A picture with a palette, a third as heavy."""
    from PIL import Image  # noqa: PLC0415

    out = BytesIO()
    picture = Image.open(BytesIO(png)).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    from scraper.fetch.browser import program  # noqa: PLC0415

    chosen = sys.argv[1:] or list(VIEWS)
    words = json.loads(WORDS.read_text()) if WORDS.exists() else {}
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as started, tempfile.TemporaryDirectory() as directory:
        browser = started.chromium.launch(
            executable_path=program(), args=["--no-sandbox", "--disable-gpu"]
        )
        for name in chosen:
            shot = shoot(browser, VIEWS[name], Path(directory))
            png = small(shot.png)
            (PICTURES / f"{name}.png").write_bytes(png)
            words[name] = shot.words
            sys.stderr.write(f"{name}: {len(png):,} bytes\n")
        browser.close()
    WORDS.write_text(json.dumps({name: words.get(name, "") for name in VIEWS}, indent=2) + "\n")


if __name__ == "__main__":
    main()
