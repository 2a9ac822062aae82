"""A real browser: the installed Chromium, without a screen, driven by Playwright.

Nothing is installed here. Where there is no browser, or no Playwright, these tests are skipped.

The browser is kept for a module and not for the session: while Playwright runs, its event loop
counts as running in this thread, and tests elsewhere could not start one of their own.
"""

import importlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import ModuleType

import pytest

from scraper.article import Article
from scraper.cli import run
from scraper.fetch.browser import PROGRAMS
from scraper.views import page_view, render, standalone
from tests.patience import PATIENCE

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    """The browser."""
    playwright = pytest.importorskip("playwright.sync_api", reason="needs the js extra")
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip(f"none of {', '.join(PROGRAMS)} is installed")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def watch(chromium, siblings) -> Iterator[Callable[..., object]]:
    """`watch(**context)`: a `Watched` page that may ask for files of this machine; `allowed` says
    what else. It scrolls at once, so that places can be measured. The test fails in the end if
    anything happened in one of them."""
    watched = []

    def watch(allowed: Callable[[str], bool] | None = None, **context: object) -> object:
        opened = chromium.new_context(**{"reduced_motion": "reduce"} | context)
        opened.set_default_timeout(1000 * PATIENCE)  # ms
        fresh = siblings("watching").Watched(
            opened.new_page(), allowed or (lambda url: url.startswith("file:"))
        )
        fresh.start()
        watched.append(fresh)
        return fresh

    yield watch
    for one in watched:
        one.page.context.close()
    for one in watched:
        one.clean()


@pytest.fixture
def siblings(monkeypatch) -> Callable[[str], ModuleType]:
    """A module beside this file, by its name."""
    monkeypatch.syspath_prepend(str(HERE))
    return importlib.import_module


@pytest.fixture
def payloads(siblings) -> tuple[str, ...]:
    """More than 200 texts that would do something, were one of them not escaped."""
    found = siblings("payloads").PAYLOADS
    assert len(found) >= 200
    return found


@pytest.fixture
def tools(monkeypatch) -> ModuleType:
    """The servers and stores that the tests of `scraper review` use."""
    pytest.importorskip("starlette", reason="needs the review extra")
    monkeypatch.syspath_prepend(str(HERE.parent / "review"))
    return importlib.import_module("serving")


@pytest.fixture
def serve(tools, tmp_path) -> Iterator[Callable[..., object]]:
    """`serve(*arguments)`: a running `scraper review` that ends with the test. Ask for it before
    `watch`: what is asked for first ends last, and pages may still be loading."""
    with ExitStack() as stack:
        yield lambda *arguments: stack.enter_context(tools.serving(tmp_path, *arguments))


@pytest.fixture
def report(tmp_path):
    """`report(page)`: the address of what the command makes of a saved page."""

    def report(page: Path) -> str:
        target = tmp_path / "report.html"
        assert run(["explain", str(page), "--html", str(target), "--force"]) == 0
        return target.as_uri()

    return report


@pytest.fixture
def shown(tmp_path):
    """`shown(article)`: the address of the report of an article, whatever its fields hold."""

    def shown(article: Article, name: str = "page") -> str:
        view = page_view(name, article)
        text = render("explain.html", shell=standalone(view.title), page=view)
        target = tmp_path / "shown.html"
        target.write_text(text, "utf-8")
        return target.as_uri()

    return shown
