"""Features, links, places and the network, compiled and in Python: equal to the last bit."""

import random

import numpy as np
import pytest

from scraper.extraction.classifier.model import shipped
from scraper.extraction.classifier.network import MOST_INPUT, MOST_SAID, STEP, Network, Units
from scraper.extraction.features import context, matrix, page_features, rows
from scraper.extraction.features.beside import near_pictures
from scraper.extraction.features.blocks import TAGS, judged, title_block
from scraper.extraction.features.characters import CLASSES, TextCounts
from scraper.extraction.features.lines import (
    PageFacts,
    in_body,
    native_links,
    numbered,
    read_lines,
    read_links,
)
from scraper.extraction.native import IS_NATIVE
from scraper.extraction.next_page import (
    MOST_PLACES,
    places_of,
    preceded,
    pure_places_of,
    pure_preceded,
    pure_tags_around,
    tags_around,
)
from tests.extraction.test_native_pages import SEED, pages, readings

if IS_NATIVE:
    from scraper.extraction.native import network as layers
    from scraper.extraction.native import places

pytestmark = pytest.mark.skipif(not IS_NATIVE, reason="nothing was compiled here")

LINK_PIECES = (
    "http://", "https://", "//", "/", "www.", "EXAMPLE.org", "example.org", "org", ".", "#", "?", "a-b-c-d", "a-b", "mailto:",
    "tel:", "javascript:", "日本", "é", "x" * 26, "\U0001f600",
)  # fmt: skip
HOSTS = ("", "example.org", "news.example.org", "org", "日本.jp", "x" * 300)
FACTS = (
    PageFacts(),
    PageFacts("the mayor of one", "", 1.0, "three four and more", "example.org", "two"),
    PageFacts("one two", "a" * 300, -1.0),
)


def test_features_are_alike() -> None:
    lexicon = shipped().lexicon
    compared = 0
    for number, page in enumerate(readings()):
        facts = FACTS[number % len(FACTS)]
        given = page.b_text, page.b_href, facts, lexicon
        lines = read_lines(*given, native=True)
        assert np.array_equal(lines.rows, read_lines(*given, native=False).rows)
        view = page_features.view_of(page, facts, lines, lexicon)
        pure, native = matrix.compute(view, native=False), matrix.compute(view, native=True)
        different = [
            name for name, one, other in zip(matrix.names(), pure, native, strict=True) if not np.array_equal(one, other)
        ]  # fmt: skip
        assert different == []
        first = np.random.default_rng(number).random(view.geo.n, dtype=np.float32)
        pure, native = (context.compute(view, first, native=which) for which in (False, True))
        assert [name for i, name in enumerate(context.NAMES) if (pure[i] != native[i]).any()] == []
        compared += view.geo.is_native
    assert compared > len(FACTS)


def test_blocks_are_judged_alike() -> None:
    found = [0, 0]
    for page in readings():
        counts, elements = TextCounts(page.b_text), np.array(page.b_element, dtype=np.int64)
        native, pure = (judged(page, counts, elements, native=which) for which in (True, False))
        assert all(np.array_equal(one, other) for one, other in zip(native, pure, strict=True))
        found = [so_far + int(flags.sum()) for so_far, flags in zip(found, pure[2:], strict=True)]
    assert all(found)


def test_the_block_of_the_title_is_found_alike() -> None:
    chance, found = np.random.default_rng(SEED), set()
    for blocks in range(1, 90):
        share = (chance.integers(0, 3, blocks) / np.float32(3)).astype(np.float32)
        shared, tags = chance.integers(1, 3 + blocks % 4, (2, blocks)).astype(np.float32)
        native, pure = (title_block(share, shared, tags, native=which) for which in (True, False))
        assert native == pure
        found.add(int(tags[pure]) if pure >= 0 else -1)
    assert found > {-1, TAGS["h1"]}


def test_characters_are_counted_alike() -> None:
    for page in readings():
        native, pure = (TextCounts(page.b_text, native=which) for which in (True, False))
        for name in (*CLASSES, "chars", "words", "first", "last"):
            assert np.array_equal(getattr(native, name), getattr(pure, name)), name


def test_every_compiled_group_has_as_many_rows_as_it_writes() -> None:
    """A group with another number of rows is left to Python, which takes five times as long."""
    from scraper.extraction.native.elements import ROWS  # noqa: PLC0415  # only there where it was compiled

    assert {
        name: len(matrix.names_by_group()[group]) for group, name in rows.COMPILED.items()
    } == ROWS


def test_a_page_whose_arrays_do_not_fit_is_refused() -> None:
    from scraper.extraction.native.elements import PageRows  # noqa: PLC0415  # only there where it was compiled

    page = next(iter(readings()))
    lines = read_lines(page.b_text, page.b_href, PageFacts(), shipped().lexicon)
    view = page_features.view_of(page, PageFacts(), lines, shipped().lexicon)
    with pytest.raises(ValueError, match="block"):
        PageRows(view, view.geo.n)
    view.link = view.link[:-1]
    with pytest.raises(ValueError, match="block"):
        PageRows(view, -1)


@pytest.mark.parametrize("widest", [0x7F, 0xFF, 0x7FF, 0x1FFFF])
def test_lines_are_looked_for_in_the_text_of_the_head_alike(widest: int) -> None:
    chance = random.Random(widest)
    letters = [chr(code) for code in (0x61, 0x62, 0x41, widest, widest - 1) if chr(code).isalnum()]
    body = "".join(chance.choices(letters, k=3_000)).lower()
    lines = [
        body[at : at + size] + end
        for at in range(0, 2_500, 90) for size in (1, 7, 8, 30, 400) for end in ("", "!", "xyz")
    ]  # fmt: skip
    out = np.empty((2, len(lines)), dtype=np.float32)
    for row, native in zip(out, (True, False), strict=True):
        in_body(lines, body, row, native=native)
    assert np.array_equal(*out)
    assert {*out[0].tolist()} == {-1.0, 0.0, 1.0}


@pytest.mark.parametrize("host", HOSTS)
def test_links_are_read_alike(host: str) -> None:
    chance = random.Random(SEED)
    links = ["".join(chance.choices(LINK_PIECES, k=chance.randint(0, 7))) for _ in range(3_000)]
    pure, native = read_links(links, host), native_links(links, host)
    assert [link for i, link in enumerate(links) if (pure[:, i] != native[:, i]).any()] == []


def test_pictures_are_found_beside_blocks_alike() -> None:
    chance = random.Random(SEED)
    for n in (1, 2, 30):
        for images in (0, 1, 5, 40):
            at = sorted(chance.choices(range(n + 2), k=images))
            pairs = zip(
                near_pictures(at, n, native=True), near_pictures(at, n, native=False), strict=True
            )
            assert all(np.array_equal(one, other) for one, other in pairs)


def test_lines_are_numbered_alike() -> None:
    chance = random.Random(SEED)
    letters = (
        "a",
        "b",
        "\0",
        "é",
        "日",
        "\U0001f600",
    )  # in all widths, in lines of which many recur
    made = ("".join(chance.choices(letters, k=chance.randint(1, 5))) for _ in range(3_000))
    for texts in (*(page.b_text for page in readings()), [], [*made]):
        native, pure = (numbered(texts, native=which) for which in (True, False))
        assert native[0] == pure[0]
        assert all(
            np.array_equal(one, other) for one, other in zip(native[1:], pure[1:], strict=True)
        )


def test_places_are_found_alike() -> None:
    asked = ((b"next", (b'rel="', b"rel=")), (b"?", (b'"', b"'")), (b"p><p", (b"<", b"p")))
    for text in (*pages(), "rel=nextnext", "rel=rel=next" * 3, "日rel=next", "\U0001f600rel=next"):
        page = text.encode(errors="replace")
        for word, texts in asked:
            assert preceded(page, word, texts) == pure_preceded(page, word, texts)
            assert places_of(word, page) == pure_places_of(word, page, MOST_PLACES)
            around = [*places_of(word, page), *places_of(page[:1], page)]
            assert tags_around(page, around) == pure_tags_around(page, around)


def test_a_text_is_found_alike() -> None:
    for page in (*pages(), "", "?", "ab" * 40, "日ab", "a日b\U0001f600" * 9):
        for text in ("a", "ab", "ba", "?", "日", "日b", "b\U0001f600", 'id="S:', "=" * 64):
            for at in (0, 1, 7, 33, len(page)):
                assert places.find(page, text, at) == page.find(text, at)


def drawn(rows: int, blocks: int) -> np.ndarray:
    """Return features of blocks by chance, codes among them."""
    numbers = np.random.default_rng(blocks).normal(0, 40, (rows, blocks))
    numbers[:, ::2] = np.rint(numbers[:, ::2]) % 8
    return numbers.astype(np.float32)


@pytest.mark.parametrize("blocks", [0, 1, 3, 4, 8, 9, 63, 64, 65, 300])
def test_the_network_adds_up_alike(blocks: int) -> None:
    network = shipped().network
    matrix = drawn(int(max(network.numbers.max(), network.code_rows.max())) + 1, blocks)
    assert np.array_equal(network.raw(matrix), network.native_raw(matrix))
    with pytest.raises(ValueError, match="lacks"):
        network.native_raw(matrix[:-1])


def test_the_network_adds_up_alike_on_slower_processors() -> None:
    network = shipped().network
    matrix = drawn(int(max(network.numbers.max(), network.code_rows.max())) + 1, 131)
    out = np.empty(matrix.shape[1], dtype=np.float32)
    for processor in layers.PROCESSORS:
        layers.Layers(network, MOST_INPUT, STEP, MOST_SAID, processor).add_log_odds(matrix, out)
        assert np.array_equal(network.raw(matrix), out)


def test_a_network_of_odd_sizes_adds_up_alike() -> None:
    rng, sizes = np.random.default_rng(7), ((5, 7 + 3), (37, 3 * 5), (3, 3 * (5 + 37)))
    units = [
        Units(
            reach, rng.integers(-128, 128, size).astype(np.float32), *np.rint(rng.normal(0, 99, (1, size[0]))).astype(np.float32),
            rng.random(size[0], dtype=np.float32), np.arange(size[0], dtype=np.float32) - 2,
        )
        for reach, size in enumerate(sizes)
    ]  # fmt: skip
    codes = np.array([8, 8, 2], dtype=np.int32), np.array([1, 5, 1], dtype=np.float32)
    scales = rng.normal(0, 3, (2, 7)).astype(np.float32)
    network = Network(np.arange(7, dtype=np.int32), *scales, *codes, tuple(units), 3.0, 0.25)
    matrix = drawn(9, 75)
    assert np.array_equal(network.raw(matrix), network.native_raw(matrix))
