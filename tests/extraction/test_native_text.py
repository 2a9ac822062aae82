"""Text is read the same, compiled and in Python, whatever its characters take in UTF-8."""

import random

import pytest

from scraper.extraction.dom.parse import parse
from scraper.extraction.dom.walk import native_read, read_markup
from scraper.extraction.native import IS_NATIVE

pytestmark = pytest.mark.skipif(not IS_NATIVE, reason="nothing was compiled here")

SEED = 7_117
PAGES = 1_500
BLANKS = " ", "\n", "\t", "\x1c", "\x1f", "\x85", "\xa0", "\u1680", "\u2003", "\u2028", "\u3000"
WITHOUT_GLYPH = "\xad", "\u200b", "\u2060", "\ufeff"
OTHERS = (
    "a",
    "Z.",
    "_",
    "^",
    "$$",
    "é",
    "\xc2",
    "日",
    "𝒳",
    "\U0010ffff",
    "\ufffd",
    "&amp;",
    "&lt;",
    '"',
    "¶",
    "&amp;nbsp;",
)
AROUND = (
    ("<p>", "</p>"), ("<a href='/?a=1&amp;b=é'>", "</a>"), ("<b>", "</b>"), ("<pre>", "</pre>"), ("<code>", "</code>"),
    ("<span hidden>", "</span>"), ("<span class='sr-only'>", "</span>"), ("", "<br>"), ("<h2 id='é'>", "</h2>"),
)  # fmt: skip


def odd_text(chance: random.Random) -> str:
    return "".join(
        chance.choice(chance.choice((BLANKS, WITHOUT_GLYPH, OTHERS, OTHERS)))
        for _ in range(chance.randint(0, 6))
    )


def odd_page(chance: random.Random) -> str:
    out = "<body>"
    for _ in range(chance.randint(1, 6)):
        opening, closing = chance.choice(AROUND)
        out += f"{opening}{odd_text(chance)}{closing}{odd_text(chance)}"
    return out


def test_texts_of_any_characters_are_read_alike() -> None:
    chance = random.Random(SEED)
    compared = 0
    for _ in range(PAGES):
        body = parse(odd_page(chance)).body
        assert body is not None
        markup = body.html or ""
        found = native_read(markup)
        compared += found is not None
        assert found is None or found == read_markup(markup), markup
    assert compared > PAGES / 2  # the others have code in no <pre>


CHAPTERS = (
    "Comments", "Getting started", "İstanbul", "KELVIN \u212a", "Straße", "第一章", "Σοφός", "¶", "2.1", "Related", "a" * 500,
)  # fmt: skip


def named_chapters(chance: random.Random) -> str:
    """Chapters under headings, some of which, or of the elements around them, are named as a generator names them."""
    out = "<body>"
    for _ in range(chance.randint(3, 6)):
        title = chance.choice(CHAPTERS)
        name = chance.choice(
            (title.lower().replace(" ", "-"), title.replace(" ", "_") + "-1", "x", "")
        )
        own = f'id="{chance.choice((name, name, ""))}"'
        out += f'<section class="s {name}"><h2 {own}>{title}</h2><p>Text.</p></section>'
    return out


def test_chapters_named_after_their_headings_are_read_alike() -> None:
    chance = random.Random(SEED)
    renamed = 0
    for _ in range(PAGES):
        page = named_chapters(chance)
        body = parse(page).body
        assert body is not None
        found = native_read(body.html or "")
        assert found == read_markup(body.html or ""), page
        renamed += found is not None and "s" in found.e_key
    assert PAGES / 4 < renamed < PAGES * 3 / 4
