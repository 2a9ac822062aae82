"""An `Article` as a value: it is copied, crosses processes, and is shown in one line or as a card."""

import copy
import json
import pickle
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, fields, replace
from multiprocessing import get_context
from pathlib import Path

import pytest

import scraper
from scraper.extraction.verdicts.page_blocks import PageBlocks
from scraper.models.article import NOT_CONTENT
from scraper.render import render

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
PAGES = sorted(FIXTURES.glob("*/*/page.html"))[::6]
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def articles() -> list[scraper.Article]:
    assert PAGES
    return [scraper.extract(p.read_bytes(), url="https://example.org/a") for p in PAGES]


def test_pickled_articles_are_the_same(articles: list[scraper.Article]) -> None:
    again = pickle.loads(pickle.dumps(articles))
    assert again == articles
    assert [a.markdown() for a in again] == [a.markdown() for a in articles]


def test_a_pickle_holds_no_model_once_blocks_were_explained() -> None:
    article = scraper.extract(PAGES[0].read_bytes())
    before = len(pickle.dumps(article))
    assert [block.evidence for block in article.blocks]
    assert len(pickle.dumps(article)) < 2 * before


def test_metadata_read_late_are_those_read_at_once() -> None:
    page = PAGES[0].read_bytes()
    early, late = scraper.extract(page), scraper.extract(page)
    found = early.metadata
    assert late.text == early.text  # before anything of the metadata is asked for
    assert "metadata" not in vars(late)
    assert late.metadata == found
    assert late.metadata is late.metadata


def test_a_title_asked_for_alone_is_that_of_the_metadata() -> None:
    """The text with its title above costs no more than these: nothing else is read."""
    for path in PAGES:
        article = scraper.extract(path.read_bytes(), url="https://www.example.org/story")
        alone, text = article.title, render(article)
        assert "metadata" not in vars(article) or article.status in NOT_CONTENT
        assert article.metadata.title == alone
        assert article.title == alone
        assert render(article) == text


def test_a_copy_of_an_article_nobody_asked_has_its_metadata() -> None:
    page = PAGES[0].read_bytes()
    for copied in (copy.copy, copy.deepcopy, lambda a: pickle.loads(pickle.dumps(a)), replace):
        again = copied(scraper.extract(page))
        assert vars(again)["metadata"] == scraper.extract(page).metadata
        assert len(vars(again)) == len(fields(again))


def test_an_article_has_no_other_attributes() -> None:
    article = scraper.extract(PAGES[0].read_bytes())
    for name in ("meta", "_read_metadata_"):
        with pytest.raises(AttributeError, match=name):
            getattr(article, name)


def test_deep_copies_are_the_same(articles: list[scraper.Article]) -> None:
    assert copy.deepcopy(articles) == articles


def test_fields_as_a_dict_are_those_of_json(articles: list[scraper.Article]) -> None:
    for article in articles:
        metadata = json.loads(json.dumps(asdict(article)["metadata"]))
        assert metadata["sources"] == article.to_dict()["sources"]


def test_a_text_without_markup_can_be_pickled_too() -> None:
    article = scraper.clean_text("A title\n\nSome words of a text.")
    assert pickle.loads(pickle.dumps(article)) == article


def test_the_standard_process_pool_takes_extract() -> None:
    pages = [path.read_bytes() for path in PAGES[:2]]
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        assert list(pool.map(scraper.extract, pages)) == [scraper.extract(p) for p in pages]


def test_a_line_says_what_the_page_is(articles: list[scraper.Article]) -> None:
    for article in articles:
        assert len(repr(article).splitlines()) == 1
        assert len(repr(article)) < 200
    assert repr(scraper.extract("")).startswith("<Article (empty)")


def test_a_card_counts_blocks_and_escapes_the_page() -> None:
    text = f"<title>{SCRIPT}&lt;b&gt;</title><article>{'<p>Words of a text, in order.</p>' * 5}"
    article = scraper.extract(text, url="https://example.org/a?x='\"")
    card = article._repr_html_()
    assert f"{sum(b.kept for b in article.blocks)} blocks kept" in card
    assert "<script" not in card
    assert "<b>" not in card


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("https://example.org/story", "fetch_article"),
        (b"  HTTP://example.org/a?b=c \n", "fetch_article"),
        ("saved/page.html", "read_bytes"),
        ("C:\\My pages\\the story.mhtml", "read_bytes"),
    ],
)
def test_a_name_in_place_of_a_page_is_called_one(given: str | bytes, says: str) -> None:
    article = scraper.extract(given)
    assert (article.status, article.text) == ("not_html", "")
    assert says in article.status_reason


@pytest.mark.parametrize(
    "given", ["See https://example.org/ for the rest of it.", "<p>https://example.org/story</p>"]
)
def test_a_page_that_names_an_address_is_a_page(given: str) -> None:
    assert scraper.extract(given).status != "not_html"


@pytest.mark.parametrize("kind", [bytearray, memoryview])
def test_buffers_are_bytes(kind: type) -> None:
    page = PAGES[0].read_bytes()
    assert scraper.extract(kind(page)) == scraper.extract(page)


@pytest.mark.parametrize(
    ("given", "says"),
    [(None, "not NoneType"), (Path("a.html"), r"path\.read_bytes\(\)"), (17, "not int")],
)
def test_what_is_no_page_at_all_is_a_type_error(given: object, says: str) -> None:
    with pytest.raises(TypeError, match=says):
        scraper.extract(given)  # type: ignore[arg-type]


def test_an_include_of_another_type_is_refused() -> None:
    with pytest.raises(TypeError, match=r"include is a list: pass an Include, such as Include\("):
        scraper.extract("<p>A page.</p>", include=["captions"])  # type: ignore[arg-type]


def test_an_open_file_is_a_type_error() -> None:
    with PAGES[0].open("rb") as file, pytest.raises(TypeError, match=r"file\.read\(\)"):
        scraper.extract(file)  # type: ignore[arg-type]


def test_several_outputs_of_a_page_are_made_of_the_same_blocks():
    article = scraper.extract(
        "<h1>Harbour</h1>" + "<p>The council met and voted on the pier.</p>" * 9
    )
    blocks = article.blocks
    assert isinstance(blocks, PageBlocks)
    assert blocks.shown(()) is blocks.shown(())
    assert [each.text for each in blocks.shown(())] == [each.text for each in blocks if each.kept]
