"""Texts compared by their letters alone, by compiled code where there is any."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import AnyStr

from scraper import text as _text
from scraper.extraction.native import IS_NATIVE

WIDE_FORMS = {0x130: "i", 0x131: "i", 0x17F: "s", 0x212A: "k"}
"""Characters beyond ASCII that patterns take for a letter of it where case does not count, by code point."""

if IS_NATIVE:
    from scraper.extraction.native import characters, places
    from scraper.extraction.native.characters import letters_and_digits


def squash(text: str) -> str:
    """Return what `scraper.text.squash` returns."""
    return letters_and_digits(text.lower()) if IS_NATIVE else _text.squash(text)


def is_single_spaced(text: str, *, native: bool = IS_NATIVE) -> bool:
    """Say whether all white space in a text are single spaces between its words."""
    return characters.is_single_spaced(text) if native else text == " ".join(text.split())


def has_text(text: AnyStr, sought: AnyStr) -> bool:
    """Say whether a long text has another in it."""
    return find_text(text, sought) >= 0


def find_text(text: AnyStr, sought: AnyStr, at: int = 0) -> int:
    """Return what the text's own `find` does: its rarest characters are looked for, in a fraction of the time."""
    if not IS_NATIVE:
        return text.find(sought, at)
    if isinstance(text, bytes):
        return places.find_in_utf8(text, sought, at)
    return places.find(text, sought, at)


def one_of(*words: str, native: bool = IS_NATIVE) -> Callable[[str], bool]:
    """Return a function that says whether a text has one of these words of three or more small ASCII letters, whatever
    the case of its own: what costs less than the search for a pattern, and most often says that there is nothing to find."""
    if not native:
        return partial(has_one, words)
    from scraper.extraction.native.signs import Signs  # noqa: PLC0415  # it reads the forms of this module

    return Signs([words]).stand_in


def has_one(words: Sequence[str], text: str) -> bool:
    """Say whether a text has one of these words of small ASCII letters, whatever the case of its own."""
    lowered = (text if text.isascii() else text.translate(WIDE_FORMS)).lower()
    return any(word in lowered for word in words)


_OTHER_SCRIPT = re.compile("[\u0370-\u1fff\u2e80-\uffff]")


def has_other_script(text: str) -> bool:
    """Say whether a text has a letter of another script than Latin, of which `one_of` knows no words."""
    return not text.isascii() and _OTHER_SCRIPT.search(text) is not None
