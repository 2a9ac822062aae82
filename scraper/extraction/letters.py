"""Texts compared by their letters alone, by compiled code where there is any."""

from collections.abc import Iterable

from scraper import text as _text
from scraper.extraction.native import IS_NATIVE

if IS_NATIVE:
    from scraper.extraction.native.characters import letters_and_digits


def squash(text: str) -> str:
    """Return what `scraper.text.squash` returns."""
    return letters_and_digits(text.lower()) if IS_NATIVE else _text.squash(text)


def may_have(text: str, words: Iterable[str]) -> bool:
    """Say whether a text may have one of some words of small ASCII letters, whatever the case of its own.

    A look before a pattern is searched for. A text beyond ASCII always may: where case does not count, "K" and
    "ſ" are letters of ASCII too.
    """
    if not text.isascii():
        return True
    lowered = text.lower()
    return any(word in lowered for word in words)
