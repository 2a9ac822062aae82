"""Style sheets through the compiled form and the Python form: the same places in every page."""

import random

import pytest

from scraper.extraction.dom.style_rules import (
    KEY_WORD,
    MAX_BYTES,
    MAX_RULE,
    MAX_RULES,
    MAX_SELECTOR,
    NAMED,
    WORD,
    is_for_others,
    pure_all_openings,
    pure_openings,
    pure_sheets,
    pure_simple_selectors,
    pure_style_elements,
    pure_whole_words,
    pure_without_comments,
)
from scraper.extraction.native import IS_NATIVE
from tests.extraction.test_native_pages import pages

if IS_NATIVE:
    from scraper.extraction.native import style_sheets
    from scraper.extraction.native.places import whole_words

pytestmark = pytest.mark.skipif(not IS_NATIVE, reason="nothing was compiled here")

SEED = 40_127
GENERATED = 400
ELEMENTS = (
    "<style>", "<STYLE media=print>", "</style>", "</Style >", "</styles>", "<stylex>", "<style/", "<script>", "</script>",
    "<script><!-- <script>", "<SCRIPT ", "<noscript>", "</noscript>", "</NoScript ", "<template", ">", "</template>",
    "<!--", "-->", "--!>", "<!-->", "<!--->", "<!doctype html>", "<span>", "<s", "<", "a", "é", " ", "\n", "<t", "</",
)  # fmt: skip
CSS = (
    ".a", "#b", "{", "}", "{", "}", ";", "display", ":", "none", "display:none", "DISPLAY :\tNone", "left:-9999px", "-10000",
    "-999", "-1000", "clip:rect(0 0 0 0)", "height:1px", "Height : 1PX", "clip", "rect", "@media print", "é", "\n", "/*",
    "*/", "x" * 70, "y" * 6_000, "-9\x199", "dis\x10lay:none",
)  # fmt: skip


def elements(page: str) -> list[bytes]:
    return [page[start:end].encode("utf-8", "replace") for start, end in pure_style_elements(page)]


def native_elements(page: str) -> list[bytes]:
    written = page.encode("utf-8", "replace")
    return [written[start:end] for start, end in style_sheets.style_elements(written, MAX_BYTES)]


def test_style_elements_are_found_in_the_same_places() -> None:
    chance = random.Random(SEED)
    made = ["".join(chance.choices(ELEMENTS, k=chance.randint(1, 60))) for _ in range(GENERATED)]
    assert sum(len(elements(page)) for page in made) > GENERATED / 4
    for page in (*pages(), *made):
        assert native_elements(page) == elements(page)


def test_rules_that_may_hide_are_found_in_the_same_places() -> None:
    chance = random.Random(SEED)
    made = ["".join(chance.choices(CSS, k=chance.randint(1, 200))) for _ in range(GENERATED)]
    found = 0
    for sheet in (*(sheet for page in pages() for sheet in elements(page)), *map(str.encode, made)):
        for most in (MAX_RULES, 1):
            places = style_sheets.openings(sheet, MAX_RULE, most)
            assert places == pure_openings(sheet, MAX_RULE, most)
            found += len(places)
    assert found > GENERATED


def test_no_more_style_elements_are_listed_than_there_is_room_for() -> None:
    assert len(style_sheets.style_elements(b"<style>a</style>" * 100, 10)) == 6  # two bytes each


MEDIA = (
    "<style media=print>", "<style media=screen>", "<STYLE Media = 'all'>", "<style media=\"x\">", "<style class=media>", ".a{}",
    "<style>/*b*/.c{display:none}</style>", "</style>",
)  # fmt: skip


def test_sheets_for_screens_are_read_alike() -> None:
    chance = random.Random(SEED)
    pieces = (*MEDIA, *MEDIA, *ELEMENTS)
    made = ["".join(chance.choices(pieces, k=chance.randint(1, 60))) for _ in range(GENERATED)]
    read = others = 0
    for page in (*pages(), *made):
        sheets = style_sheets.sheets(page.encode("utf-8", "replace"), MAX_BYTES, is_for_others)
        assert sheets == pure_sheets(page)
        read += len(sheets)
        others += len(elements(page)) - len(sheets)
        found = style_sheets.all_openings(sheets, MAX_RULE, MAX_RULES)
        assert found == pure_all_openings(sheets, MAX_RULE, MAX_RULES)
    assert min(read, others) > GENERATED / 2


COMMENTS = "/*", "*/", "/", "*", "/*/", "**/", "a", ".b{}", "é", " "


def test_comments_are_taken_out_alike() -> None:
    chance = random.Random(SEED)
    made = ("".join(chance.choices(COMMENTS, k=chance.randint(0, 30))) for _ in range(GENERATED))
    cut = 0
    for sheet in (*(sheet for page in pages() for sheet in elements(page)), *map(str.encode, made)):
        for start in (0, min(3, len(sheet))):
            found = style_sheets.without_comments(sheet, start)
            assert found == pure_without_comments(sheet, start)
            cut += len(found) < len(sheet) - start
    assert cut > GENERATED


SIMPLE = ".note", "p.Note", "#n-1", ",", ", "
SELECTORS = (
    ".", "#", "a", "Z9", "h1", "9", "_", "-", ",\x1f", " ", "\n", "\x0b", ">", ":hover", "*",
    "(", "[", "}", ";", "é", ".é", "\u212a", "\xa0", "x" * 150,
)  # fmt: skip


def test_simple_selectors_are_read_alike() -> None:
    chance = random.Random(SEED)
    read = 0
    for _ in range(10 * GENERATED):
        some = (chance.choice((*SELECTORS, *SIMPLE * 4)) for _ in range(chance.randint(0, 6)))
        sheet = "".join(some).encode()
        found = style_sheets.simple_selectors(sheet, len(sheet), MAX_SELECTOR)
        assert (found is None) <= (not sheet.isascii())
        read += bool(found)
        assert found in (None, pure_simple_selectors(sheet, len(sheet), MAX_SELECTOR)), sheet
    assert read > GENERATED


NAMES = "note", "é", "a-b", "x", "n" * 300
BESIDE = *NAMES, ".", "#", "-", " ", "\x1c", "\n", "{", "=", '"', "note", "_"


def test_whole_words_are_found_in_the_same_places() -> None:
    chance = random.Random(SEED)
    found = 0
    for _ in range(GENERATED):
        text = "".join(chance.choices(BESIDE, k=chance.randint(0, 30))).encode()
        for word in map(str.encode, NAMES):
            for sort in (WORD, NAMED, KEY_WORD):
                places = whole_words(text, word, sort)
                assert places == pure_whole_words(text, word, sort)
                found += len(places)
    assert found > GENERATED
