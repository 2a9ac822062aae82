"""Exponents: superscript digits behind what can be raised to a power stay superscript, so that 10<sup>5</sup> does not
read as 105.

What Unicode has as characters is written with them. Other superscripts, as the letters of ordinals, marks of trade
and cents behind a price, read as the rest of their word; links are the signs of notes (see `verdicts/footnotes`).
"""

import re
from collections.abc import Sequence

from scraper.extraction.dom.markup import MarkupPieces, unescape

_DIGITS, _SIGNS = "0123456789", "+-−–"
_RAISED = str.maketrans(_DIGITS + _SIGNS, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_FLAT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_EXPONENT = re.compile(rf"\s?([{_SIGNS}]?\d{{1,3}})\s?")
_BASE_CHARS = 8  # of the text before an exponent that are looked at
_BASE = re.compile(r"(?:(?<![\w.,])(?:10|\d|[^\W\d_]|[cdkmnµμ]m|ft|in|yd|mi|sec|kg|mc)|×\s?10)\Z")
"""A number of one digit or ten, a letter that stands alone, a unit, or E = mc². Longer numbers and words have notes and cents
behind them: of 1,700 labelled pages with superscripts all digits behind those are such."""
_FRACTION = ("/", "⁄")  # behind a superscript, which is then above the line of a fraction
_OPENS = ("sup>", "sup ")
_CLOSES = "/sup>"


def raised(before: str, pieces: Sequence[str], at: int) -> str:
    """Return the exponent in the superscript that the piece `at` opens, behind the text `before`; "" for other text."""
    piece = pieces[at]
    if (
        not piece.startswith(_OPENS)
        or at + 1 == len(pieces)
        or not pieces[at + 1].startswith(_CLOSES)
    ):
        return ""
    if pieces[at + 1].partition(">")[2].lstrip().startswith(_FRACTION):
        return ""
    found = _EXPONENT.fullmatch(unescape(piece.partition(">")[2]))
    if not found or not _BASE.search(before[-_BASE_CHARS:]):
        return ""
    return found[1].translate(_RAISED)


def flat(text: str) -> str:
    """Return a text with its exponents as plain digits, and one sign for minus, to compare what was read in two ways."""
    return text.translate(_FLAT).replace("−", "-").replace("–", "-")


def may_hold_powers(markup: Sequence[str]) -> bool:
    """Say whether superscripts stand in the markup of a page, or of a block."""
    if isinstance(markup, MarkupPieces):
        return markup.holds(_CLOSES)
    return any(piece.startswith(_CLOSES) for piece in markup)
