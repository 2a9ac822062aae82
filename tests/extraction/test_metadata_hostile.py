"""Self-descriptions made to be slow or to raise: metadata costs little, and is text."""

import time

import pytest
from selectolax.lexbor import LexborHTMLParser

from scraper.extraction.dom.head import read_head
from scraper.extraction.metadata import read_metadata
from scraper.extraction.metadata.jsonld import plain
from scraper.models.page import Metadata

URL = "https://www.harbourpost.example/news/ferry-returns"


def metadata_of(html: str) -> Metadata:
    return read_metadata(read_head(LexborHTMLParser(html)), url=URL)


@pytest.mark.parametrize(
    "script",
    [
        "[" * 100_000,
        '{"author":' * 5_000,
        '{"@type":"Article","author":' + "[" * 900 + "]" * 900 + "}",
        '"headline' + '\\"' * 200_000,
        "{author" + "/*" * 200_000,
        '{"headline":"x","author":[' + '{"name":"' * 50_000,
        '{"@type":"Article","headline":"\\ud800 lone"}',
    ],
    ids=["nested", "objects", "authors", "escapes", "comments", "unclosed", "surrogate"],
)
def test_hostile_json_ld_costs_little_and_raises_nothing(script: str) -> None:
    started = time.process_time()
    found = metadata_of(
        f'<title>Ferry returns to Holm</title><script type="application/ld+json">{script}</script>'
    )
    assert found.title.encode()  # no half characters
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "html",
    [
        "<h1>" + "<div>" * 20_000,
        "<title>" + "a | " * 50_000 + "</title>",
        '<meta property="og:title" content="Ferry | Post">' * 5_000 + "<h1>Ferry</h1>" * 5_000,
        '<time class="x">1</time>' * 50_000,
        '<p class="byline">By Ana Ruiz</p>' * 50_000,
    ],
    ids=["deep-heading", "long-title", "many-titles", "many-times", "many-bylines"],
)
def test_hostile_markup_costs_little_and_raises_nothing(html: str) -> None:
    tree = LexborHTMLParser(html)
    started = time.process_time()
    read_metadata(read_head(tree), url=URL)
    assert time.process_time() - started < 2


def test_a_character_reference_of_any_length_is_one_character() -> None:
    text = f"Ferry &#{'9' * 5_000}; &amp;#{'0' * 5_000}65;"
    assert plain(text) == "Ferry \ufffd A"


def test_half_of_a_character_is_left_out_of_addresses() -> None:
    script = '{"@type":"NewsArticle","image":"https://example.org/a\\ud800.jpg"}'
    found = metadata_of(f'<script type="application/ld+json">{script}</script>')
    assert found.image == "https://example.org/a.jpg"


def test_a_heading_that_is_an_item_as_well_counts_once() -> None:
    head = read_head(
        LexborHTMLParser(
            '<h1 itemprop="headline">One</h1><h1 itemprop="x">Two</h1><meta itemprop=a name=b content=c>'
        )
    )
    assert head.headings == ("One", "Two")
    assert len(head.meta) == 1
