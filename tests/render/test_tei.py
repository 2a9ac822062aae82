"""TEI: valid against the schema of the Text Encoding Initiative, whatever the page, and nothing lost.

The schema is the one that trafilatura brings along; nothing of it is copied here.
"""

import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import scraper
from scraper.article import Article
from scraper.models.article import Block, Include, Metadata, Span
from scraper.render import render
from scraper.text import squash

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
PAGES = sorted(FIXTURES.glob("*/*/page.html"))
EVERYTHING = Include(captions=True, comments=True, links=True, images=True)
TEI = {"t": "http://www.tei-c.org/ns/1.0"}


@pytest.fixture(scope="module")
def dtd() -> Any:
    with files("trafilatura").joinpath("data/tei_corpus.dtd").open("rb") as file:
        return etree.DTD(file)


def checked(text: str, dtd: Any) -> Any:
    root = etree.fromstring(text.encode())
    assert dtd.validate(root), dtd.error_log.filter_from_errors()
    return root


@pytest.mark.parametrize("include", [Include(), EVERYTHING], ids=["body", "everything"])
def test_every_fixture_is_valid(dtd: Any, include: Include) -> None:
    assert PAGES
    for path in PAGES:
        text = render(scraper.extract(path.read_bytes(), url="https://e.org/a"), "tei", include)
        if text:
            checked(text, dtd)


def block(kind: Any, text: str, **more: Any) -> Block:
    return Block(0, kind, text, True, "body", **more)


def article(*blocks: Block, **metadata: Any) -> Article:
    return Article("text", Metadata(**metadata), blocks)


def test_headings_open_sections_and_lists_nest(dtd: Any) -> None:
    root = checked(render(article(
        block("paragraph", "First."),
        block("heading", "Two", level=2), block("heading", "Four", level=4), block("paragraph", "Deep."),
        block("heading", "Two again", level=2),
        block("list_item", "a", level=1), block("list_item", "b", level=2, ordered=True),
        block("list_item", "c", level=1), block("list_item", "d", level=1, ordered=True),
        block("table_row", "x | y", cells=("x", "y")), block("quote", "Quoted."),
        block("code", "if a < b:\n    c"), block("definition", "Defined."),
        title="One",
    ), "tei"), dtd)  # fmt: skip
    heads = root.xpath("//t:head", namespaces=TEI)
    assert [(h.text, len(list(h.iterancestors("{*}div")))) for h in heads] == [
        ("One", 1), ("Two", 2), ("Four", 3), ("Two again", 2),
    ]  # fmt: skip
    lists = root.xpath("//t:list", namespaces=TEI)
    assert [one.get("rend") for one in lists] == ["bulleted", "numbered", "numbered", None]
    assert root.xpath("string(//t:ab[@type='code'])", namespaces=TEI) == "if a < b:\n    c"


def test_links_and_styles_are_elements(dtd: Any) -> None:
    spans = (Span("see ", ""), Span("this", "/a?b=1&c=2"), Span(" now", "", "strong"),
             Span(" x^2", "", "math"), Span(" bad", "javascript:alert(1)"))  # fmt: skip
    made = article(block("paragraph", "see this now x^2 bad", spans=spans), url="https://e.org/")
    root = checked(render(made, "tei", EVERYTHING), dtd)
    assert root.xpath("//t:body//t:ref/@target", namespaces=TEI) == ["https://e.org/a?b=1&c=2"]
    assert root.xpath("string(//t:hi[@rend='bold'])", namespaces=TEI) == " now"
    assert root.xpath("string(//t:seg[@notation='TeX'])", namespaces=TEI) == " x^2"


def test_metadata_stands_in_the_header(dtd: Any) -> None:
    made = article(
        block("paragraph", "Text."), title='A "title" & more', authors=("Edda Falk", "O. Brandt"),
        date="2026-01-30T15:06:00+09:00", language="en", site_name="The <Daily>", tags=("a", "b"),
        url="https://e.org/story", description="A summary.",
    )  # fmt: skip
    root = checked(render(made, "tei"), dtd)
    find = lambda path: root.xpath(path, namespaces=TEI)  # noqa: E731
    assert find("string(//t:titleStmt/t:title)") == 'A "title" & more'
    assert [a.text for a in find("//t:titleStmt/t:author")] == ["Edda Falk", "O. Brandt"]
    assert find("//t:bibl/t:date/@when") == ["2026-01-30T15:06:00+09:00"]
    assert [t.text for t in find("//t:term")] == ["a", "b"]
    assert find("//t:language/@ident") == ["en"]


def test_characters_that_xml_has_no_place_for_are_left_out(dtd: Any) -> None:
    made = article(block("paragraph", "a\x00b\x1bc\ud800d\ufffee ]]> <!-- & <"), title="\x07\uffff")
    root = checked(render(made, "tei"), dtd)
    assert root.xpath("string(//t:body)", namespaces=TEI).strip() == "abcde ]]> <!-- & <"


def test_the_text_is_all_there() -> None:
    for path in PAGES[::5]:
        made = scraper.extract(path.read_bytes())
        text = render(made, "tei")
        if not text:
            continue
        body = squash("".join(etree.fromstring(text.encode()).find(".//{*}body").itertext()))
        for line in made.text.splitlines():
            assert squash(re.sub(r"^ *\d+\. ", "", line)) in body, path


def test_a_page_without_content_is_no_document() -> None:
    assert render(scraper.extract(""), "tei") == ""
