"""Texts compared by their letters alone, by compiled code where there is any."""

from scraper import text as _text
from scraper.extraction.native import IS_NATIVE

if IS_NATIVE:
    from scraper.extraction.native.characters import letters_and_digits


def squash(text: str) -> str:
    """Return what `scraper.text.squash` returns."""
    return letters_and_digits(text.lower()) if IS_NATIVE else _text.squash(text)
