"""The names others build on, and what calling them promises."""

import inspect
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

import scraper
import scraper.fetch as scraper_fetch
from scraper.models.article import Favor
from tests.patience import PATIENCE

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
PAGES = sorted(FIXTURES.glob("*/*/page.html"))

ARTICLE_NAMES = (
    "text", "title", "authors", "date", "modified", "language", "site_name", "url", "description",
    "image", "tags", "blocks", "status", "status_reason", "confidence", "sources", "markdown",
    "html", "to_dict",
)  # fmt: skip


def test_public_names_are_these() -> None:
    assert scraper.__all__ == [
        "Article",
        "Block",
        "ConfigError",
        "Failure",
        "FetchError",
        "FetchSettings",
        "Include",
        "InputError",
        "Metadata",
        "NotStored",
        "OutputError",
        "Page",
        "PageError",
        "ScraperError",
        "SiteAccess",
        "Span",
        "Store",
        "StoreDamaged",
        "StoreError",
        "StoreInUse",
        "__version__",
        "clean_text",
        "discover",
        "extract",
        "extract_many",
        "fetch_article",
        "fetch_page",
        "fetch_pages",
        "site_profile",
    ]


@pytest.mark.parametrize("name", scraper.__all__)
def test_public_name_can_be_imported(name: str) -> None:
    assert getattr(scraper, name) is not None


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = scraper.nonsense


def test_extract_takes_html_and_named_settings() -> None:
    parameters = inspect.signature(scraper.extract).parameters
    assert list(parameters)[:2] == ["html", "url"]
    assert {"charset", "favor", "include"} <= set(parameters)
    assert parameters["html"].default is inspect.Parameter.empty
    settings = [p for name, p in parameters.items() if name != "html"]
    assert all(p.kind is inspect.Parameter.KEYWORD_ONLY for p in settings)
    assert all(p.default is not inspect.Parameter.empty for p in settings)


def test_extract_and_clean_text_return_articles() -> None:
    assert get_type_hints(scraper.extract)["return"] is scraper.Article
    assert get_type_hints(scraper.clean_text)["return"] is scraper.Article


@pytest.mark.parametrize("name", ARTICLE_NAMES)
def test_article_has(name: str) -> None:
    assert hasattr(scraper.extract("<p>One paragraph of a page.</p>"), name)


@pytest.mark.parametrize("favor", get_args(Favor))
def test_favor_takes(favor: Favor) -> None:
    assert isinstance(scraper.extract("<p>A page.</p>", favor=favor), scraper.Article)


def test_no_public_name_is_also_a_module() -> None:
    """Importing a module binds it to its parent, where it would hide the public name."""
    package = Path(scraper.__file__).parent
    modules = {
        p.stem for p in package.iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()
    }
    assert modules.isdisjoint(scraper.__all__)


def fingerprint(page: bytes) -> str:
    return repr(asdict(scraper.extract(page, url="https://example.org/a")))


@pytest.fixture(scope="module")
def pages() -> list[bytes]:
    assert PAGES
    return [path.read_bytes() for path in PAGES[::4]]


def test_same_page_gives_the_same_article_twice(pages: list[bytes]) -> None:
    first = [fingerprint(page) for page in pages]
    assert [fingerprint(page) for page in reversed(pages)] == first[::-1]


def test_threads_do_not_disturb_each_other(pages: list[bytes]) -> None:
    alone = [fingerprint(page) for page in pages]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(fingerprint, pages * 8))
    assert together == alone * 8


def test_hash_seed_does_not_change_the_article() -> None:
    """Sets iterate in another order in each process; no output may depend on it."""
    program = (
        "import dataclasses, sys, scraper\n"
        "sys.stdout.buffer.write(repr(dataclasses.asdict(scraper.extract(open(sys.argv[1], 'rb').read()))).encode())\n"
    )
    outputs = set()
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", program, str(PAGES[0])],
            capture_output=True, env={"PYTHONHASHSEED": seed}, timeout=PATIENCE, check=True,
        )  # fmt: skip
        outputs.add(done.stdout)
    assert len(outputs) == 1


@pytest.mark.parametrize(
    ("old", "now"), [("fetch", "fetch_page"), ("fetch_all", "fetch_pages"), ("Site", "SiteAccess")]
)
def test_names_of_0_1_0_still_fetch(old: str, now: str) -> None:
    """The README of 0.1.0 imported these from `scraper.fetch`."""
    assert getattr(scraper_fetch, old) is getattr(scraper, now)
