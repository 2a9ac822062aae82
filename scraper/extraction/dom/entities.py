"""Character references in texts that are no markup any more: JSON-LD, and what was escaped twice."""

import html
import re

MAX_DIGITS = 8  # of a code point; the last one, 1114111, has seven
_LONG = re.compile(rf"&#(?=[0-9]{{{MAX_DIGITS}}})0*+([0-9]*+)")
_BEYOND = "1114112"  # names no character, as all longer numbers do


def unescape(text: str) -> str:
    """Return the text with its character references resolved; a number of any length is one."""
    if "&#" in text:
        text = _LONG.sub(_bounded, text)
    return html.unescape(text)


def _bounded(reference: re.Match[str]) -> str:
    digits = reference[1] or "0"
    return f"&#{digits if len(digits) < MAX_DIGITS else _BEYOND}"
