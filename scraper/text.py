"""Words counted in every script, numbers with their nouns, and texts compared by their letters alone."""

import re
from math import ceil

LOGOGRAMS_PER_WORD = 1.7  # characters of Han and kana in a word, on the labelled news pages
LETTERS_PER_WORD = 5.0  # characters of Thai, Lao, Khmer and Burmese in a word, vowel signs included

NO_GLYPH = "\u00ad\u200b\u2060\ufeff"
"""Characters that are never drawn: they say where a line may be broken, or may not, and are no part of a text."""

_LOGOGRAMS = re.compile(
    "[\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff]"
)
_UNSPACED = re.compile("[\u0e01-\u0e4e\u0e81-\u0ece\u1000-\u109f\u1780-\u17d3]")
_DENSE = re.compile(f"(?:{_LOGOGRAMS.pattern}|{_UNSPACED.pattern})+")
_WORD = re.compile(r"\w")
_NO_LETTERS = re.compile(r"[\W_]+")  # what `str.isalnum` is false of
_ASCII_NO_LETTERS = {code: None for code in range(128) if not chr(code).isalnum()}


def counted(count: int, noun: str) -> str:
    """Return a number with its noun: "1 page", "2 pages", "2 stories". Only the last word of the noun
    changes, by the rule: -y becomes -ies, others get an -s."""
    if count == 1:
        return f"1 {noun}"
    return f"{count} {noun[:-1]}ies" if noun.endswith("y") else f"{count} {noun}s"


def were(count: int) -> str:
    """Return the verb for so many."""
    return "was" if count == 1 else "were"


def count_words(text: str) -> int:
    """Return how many words a text has: what stands between spaces, and in scripts that write
    without spaces as many as its characters usually make."""
    if text.isascii() or not _DENSE.search(text):
        return len(text.split())
    spaced = 0
    for piece in text.split():
        rest = piece if piece.isascii() else _DENSE.sub(" ", piece)
        spaced += 1 if rest == piece else sum(bool(_WORD.search(part)) for part in rest.split())
    logograms, letters = len(_LOGOGRAMS.findall(text)), len(_UNSPACED.findall(text))
    return spaced + ceil(logograms / LOGOGRAMS_PER_WORD) + ceil(letters / LETTERS_PER_WORD)


def squash(text: str) -> str:
    """Return the letters and digits of a text in lower case: two texts that differ in white space,
    punctuation or capitals alone give the same."""
    text = text.lower()
    if text.isascii():  # a tenth of the time
        return text.translate(_ASCII_NO_LETTERS)
    return _NO_LETTERS.sub("", text)
