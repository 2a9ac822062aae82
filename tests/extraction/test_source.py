"""The markup of a page as text and as UTF-8."""

import random

import pytest

from scraper.encoding.charset import decode, is_declared_utf_8
from scraper.extraction.dom.source import PageSource, read_source
from scraper.extraction.native import IS_NATIVE

if IS_NATIVE:
    from scraper.extraction.native import utf8

SEED = 51_201
MADE = 20_000
ODD = (0, 0x1B, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xDF, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF)  # fmt: skip
AROUND = (b"", b"a", b"abcdefghijklmnop" * 2, "éб日\U0001f600".encode(), b"<meta charset=utf-8>")


def odd_bytes() -> list[bytes]:
    chance = random.Random(SEED)
    return [
        chance.choice(AROUND) + bytes(chance.choices(ODD, k=chance.randint(0, 5))) + chance.choice(AROUND)
        for _ in range(MADE)
    ]  # fmt: skip


def is_utf_8(page: bytes) -> bool:
    try:
        page.decode()
    except UnicodeDecodeError:
        return False
    return True


def test_the_source_of_bytes_is_what_they_decode_to() -> None:
    pages = odd_bytes()
    assert sum(map(is_utf_8, pages)) > MADE / 10
    for page in pages:
        source = read_source(page)
        assert source.utf8 == decode(page).text.encode()
        assert source.text == decode(page).text


@pytest.mark.skipif(not IS_NATIVE, reason="nothing was compiled here")
def test_bytes_are_utf_8_where_python_decodes_them() -> None:
    for page in odd_bytes():
        assert utf8.is_valid(page) == is_utf_8(page)


@pytest.mark.parametrize(
    ("page", "charset"),
    [
        ("é", "latin1"),
        ("<meta charset=gbk>é", None),
        ("\ufeffé", None),
        ("é\0", None),
        ("\x1b$B", None),
    ],
)
def test_other_encodings_and_signs_are_left_to_the_decoder(page: str, charset: str | None) -> None:
    assert not is_declared_utf_8(page.encode(), charset=charset)
    assert read_source(page.encode(), charset).text == decode(page.encode(), charset=charset).text


@pytest.mark.parametrize("charset", [None, "UTF8", "no such encoding"])
def test_utf_8_needs_no_declaration(charset: str | None) -> None:
    assert is_declared_utf_8("<p>é".encode(), charset=charset)


def test_a_page_with_half_a_character_has_no_bytes() -> None:
    assert PageSource("a\ud800").utf8 is None


def test_a_page_is_longer_than_a_size_only_if_it_has_more_characters() -> None:
    for source in (PageSource("日本"), PageSource(None, "日本".encode())):
        assert not source.is_longer_than(2)
    assert PageSource("日本語").is_longer_than(2)
    assert PageSource(None, b"a" * 9).is_longer_than(2)
