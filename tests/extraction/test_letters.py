"""Whether a text has one of some words, whatever the case of its letters, and how its words are parted."""

import random
import re
import sys

import pytest

from scraper.extraction.letters import WIDE_FORMS, has_text, is_single_spaced, one_of
from scraper.extraction.native import IS_NATIVE

WORDS = ("cookie", "pop-up", "mit abo", "kiosk", "offcanvas", "ask")
FORMS = (False, True) if IS_NATIVE else (False,)


@pytest.mark.parametrize("native", FORMS)
@pytest.mark.parametrize(
    "text",
    [
        "cookie",
        "All COOKIES",
        "a Pop-Up window",
        "weiter mit Abo",
        "是cookie。",
        "coo cookie",
        "ask",
    ],
)
def test_word_is_found_anywhere_and_in_any_case(text: str, native: bool) -> None:
    assert one_of(*WORDS, native=native)(text)


@pytest.mark.parametrize("native", FORMS)
@pytest.mark.parametrize(
    "text", ["", "i", "cooki", "pop up", "mitabo", "кукi", "okie co", "as as k"]
)
def test_what_has_no_word_has_none(text: str, native: bool) -> None:
    assert not one_of(*WORDS, native=native)(text)


def test_wide_forms_are_those_that_patterns_know() -> None:
    beyond = "".join(map(chr, (*range(0x80, 0xD800), *range(0xE000, sys.maxunicode + 1))))
    found = re.findall("[a-z]", beyond, re.IGNORECASE)
    assert {ord(character) for character in found} == WIDE_FORMS.keys()
    assert all(re.fullmatch(letter, chr(code), re.I) for code, letter in WIDE_FORMS.items())


@pytest.mark.parametrize("native", FORMS)
def test_a_wide_form_counts_as_its_letter(native: bool) -> None:
    has_word = one_of(*WORDS, native=native)
    assert has_word("Kİoſk") and has_word("coo\u212aıe")


@pytest.mark.parametrize("shortest", [3, 4, 5, 6, 8])
def test_both_forms_say_the_same(shortest: int) -> None:
    """Of a text in which only long words are looked for, fewer places are looked at."""
    words = [word for word in (*WORDS, "maybe bot", "tik") if len(word) >= shortest]
    one, other = (one_of(*words, native=native) for native in (False, IS_NATIVE))
    draw = random.Random(5)
    for _ in range(3_000):
        letters = "cokiepu- mtabsfnvwKOıſ\u212aİé是\U0001f36a"[: draw.choice((18, 20, 28))]
        text = "".join(draw.choices(letters, k=draw.randrange(40)))
        if draw.random() < 0.5:
            at = draw.randrange(len(text) + 1)
            text = text[:at] + draw.choice(words)[draw.randrange(2) :] + text[at:]
        assert one(text) == other(text), text


@pytest.mark.parametrize("text", ["", '"author": 1', 'é"author"日', '"autho"author', '"authos"'])
def test_a_text_is_found_where_it_stands(text: str) -> None:
    assert has_text(text, '"author"') == ('"author"' in text)
    assert has_text(text.encode(), b'"author"') == ('"author"' in text)


SPACED = (
    "ferry",
    "é",
    "日",
    "\U0001f600",
    ".",
    " ",
    " ",
    "\n",
    "\t",
    "\xa0",
    "\u2003",
    "\u3000",
    "\x1c",
)


@pytest.mark.skipif(not IS_NATIVE, reason="nothing was compiled here")
def test_both_forms_say_alike_how_words_are_parted() -> None:
    chance, found = random.Random(17), set[bool]()
    for parts in (
        "",
        " ",
        *(chance.choices(SPACED[: chance.randint(6, 13)], k=6) for _ in range(3_000)),
    ):
        text = "".join(parts)
        pure = is_single_spaced(text, native=False)
        assert is_single_spaced(text, native=True) is pure
        found.add(pure)
    assert found == {True, False}


@pytest.mark.parametrize("native", FORMS)
def test_single_spaces_part_words_and_nothing_else_does(native: bool) -> None:
    assert is_single_spaced("The ferry é 日本", native=native)
    for text in (" The ferry", "The ferry ", "The  ferry", "The\nferry", "The\xa0ferry"):
        assert not is_single_spaced(text, native=native)
