"""Text of foreign pages made fit for a template: what escaping does not do."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scraper.render.shown import safe_url

# Templates escape. What no HTML document may hold, escaped or not, is removed here: control
# characters (tab and line feed stay) and halves of surrogate pairs.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_RIGHT_TO_LEFT = ("ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "ckb", "dv")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Clipped:
    """A text of bounded length. `cut` counts the characters that are left out."""

    text: str
    cut: int = 0


def fit(text: str | None) -> str:
    """Return the text without what an HTML document can't hold; "" for None."""
    return _UNFIT.sub("", (text or "").replace("\r\n", "\n").replace("\r", "\n"))


def line(text: str | None) -> str:
    """Return the text on one line."""
    return " ".join(fit(text).split())


def clipped(text: str, most: int) -> Clipped:
    """Return at most `most` characters of a text, and how many are left out."""
    whole = fit(text)
    return Clipped(whole) if len(whole) <= most else Clipped(whole[:most], len(whole) - most)


def clipped_lines(texts: Sequence[str], most: int, chars: int) -> tuple[Clipped, ...]:
    """Return the first `most` texts, each of at most `chars` characters."""
    return tuple(clipped(text, chars) for text in texts[:most])


def href_of(url: str | None) -> str:
    """Return the URL if a link may lead there, else ""."""
    return fit(safe_url(url))


def language_of(tag: str | None) -> str:
    """Return the language tag if it is well formed, else ""."""
    return tag if tag and _LANGUAGE.fullmatch(tag) else ""


def direction_of(tag: str | None) -> str:
    """Return "rtl" or "ltr" for a language, "auto" if it is not known."""
    language = language_of(tag).lower().partition("-")[0]
    if not language:
        return "auto"
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"
