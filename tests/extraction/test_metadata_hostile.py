"""Self-descriptions made to be slow or to raise: metadata costs little, and is text."""

from collections.abc import Callable

import pytest
from selectolax.lexbor import LexborHTMLParser

from scraper.extraction.dom.head import read_head
from scraper.extraction.metadata import read_metadata
from scraper.extraction.metadata.jsonld import plain
from scraper.models.article import Metadata
from tests.growth import assert_linear

URL = "https://www.harbourpost.example/news/ferry-returns"
OG_TITLE = '<meta property="og:title" content="Ferry | Post">'


def metadata_of(html: str) -> Metadata:
    return read_metadata(read_head(LexborHTMLParser(html)), url=URL)


def with_script(script: str) -> str:
    title = "<title>Ferry returns to Holm</title>"
    return f'{title}<script type="application/ld+json">{script}</script>'


@pytest.mark.parametrize(
    ("script", "most"),
    [
        (lambda count: "[" * count, 100_000),
        (lambda count: '{"author":' * count, 16_000),
        (lambda count: '{"@type":"Article","author":' + "[" * count + "]" * count + "}", 16_000),
        (lambda count: '"headline' + '\\"' * count, 200_000),
        (lambda count: "{author" + "/*" * count, 200_000),
        (lambda count: '{"headline":"x","author":[' + '{"name":"' * count, 50_000),
    ],
    ids=["nested", "objects", "authors", "escapes", "comments", "unclosed"],
)
def test_hostile_json_ld_takes_linear_time(script: Callable[[int], str], most: int) -> None:
    assert_linear(metadata_of, lambda count: with_script(script(count)), most)


@pytest.mark.parametrize("depth", [900, 5_000])
def test_json_ld_of_any_depth_leaves_the_title(depth: int) -> None:
    script = '{"@type":"Article","author":' + "[" * depth + "]" * depth + "}"
    assert metadata_of(with_script(script)).title == "Ferry returns to Holm"


def test_half_of_a_character_is_left_out_of_a_headline() -> None:
    found = metadata_of(with_script('{"@type":"Article","headline":"\\ud800 lone"}'))
    assert found.title.encode()


@pytest.mark.parametrize(
    ("html", "most"),
    [
        (lambda count: "<h1>" + "<div>" * count, 20_000),
        (lambda count: "<title>" + "a | " * count + "</title>", 50_000),
        (lambda count: OG_TITLE * count + "<h1>Ferry</h1>" * count, 5_000),
        (lambda count: '<time class="x">1</time>' * count, 50_000),
        (lambda count: '<p class="byline">By Ana Ruiz</p>' * count, 50_000),
    ],
    ids=["deep-heading", "long-title", "many-titles", "many-times", "many-bylines"],
)
def test_hostile_markup_takes_linear_time(html: Callable[[int], str], most: int) -> None:
    assert_linear(
        lambda tree: read_metadata(read_head(tree), url=URL),
        lambda count: LexborHTMLParser(html(count)),
        most,
    )


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
