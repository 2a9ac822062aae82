"""What a person types -> a query of SQLite's full-text search, and its marked excerpts. Pure.

Every term is quoted, so nothing that is typed is an operator. Writing without spaces between words
is indexed by character: a run of such characters becomes a phrase of single ones.
"""

import re
from dataclasses import dataclass

MOST_TERMS = 20  # of a search; further ones are left out
MOST_CHARS = 200  # of a query
START, END = (
    "\ue000",
    "\ue001",
)  # around what was found; of the private use area, stripped from texts

_TERM = re.compile(r'"([^"]*)"|(\S+)')
# Han, kana, Hangul, Thai, Lao, Khmer, Burmese: scripts in which a word is no run between spaces.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
    "\uf900-\ufaff\U00020000-\U0002ffff"
)
_CHARACTER = re.compile(f"([{_UNSPACED}])")
_ADDED = re.compile(f"(?<=[{_UNSPACED}{START}{END}]) +(?=[{_UNSPACED}{START}{END}])")
_UNFIT = re.compile(f"[\x00-\x08\x0b-\x1f\ud800-\udfff{START}{END}]")


@dataclass(frozen=True, slots=True)
class ExcerptPart:
    """A part of an excerpt; `found` where the query matches."""

    text: str
    found: bool


def indexed(text: str) -> str:
    """Return a text as the index takes it."""
    return " ".join(_CHARACTER.sub(r" \1 ", _UNFIT.sub(" ", text)).split())


def query(typed: str) -> str:
    """Return the query for what was typed, "" where nothing is asked: all terms must be there; words in
    quotation marks as a phrase, a term that ends with "*" as a beginning."""
    terms = []
    for phrase, word in _TERM.findall(typed[:MOST_CHARS])[:MOST_TERMS]:
        beginning = bool(word) and word.endswith("*")
        text = indexed((phrase or word).replace('"', " ").rstrip("*" if beginning else ""))
        if any(character.isalnum() for character in text):
            terms.append(f'"{text}"' + ("*" if beginning else ""))
    return " ".join(terms)


def pieces(excerpt: str) -> tuple[ExcerptPart, ...]:
    """Return the parts of an excerpt as the index gives it, without the spaces that were added."""
    found = False
    result = []
    for part in re.split(f"([{START}{END}])", _ADDED.sub("", excerpt)):
        if part in (START, END):
            found = part == START
        elif part:
            result.append(ExcerptPart(part, found))
    return tuple(result)
