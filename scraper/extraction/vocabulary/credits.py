"""Lines that stand beside a picture and say what it shows or who made it: credits and figure numbers.

The words for it ("photo", "Bild", "写真") are the markers of each language; here is how they stand in a line.
"""

import re

from scraper.extraction.vocabulary.lookup import prefix_concept

CAPTION = "caption"
CREDIT_CHARS = 90  # of a credit behind the last sentence; longer ones are sentences themselves

WORD_CHARS = 24  # of a line that is such a word
_BRACKETS = "()[]（）［］ :："

_COPYRIGHTS = "©ⓒⒸ"
SMALL_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_A-ZÀ-ÞА-ЯΑ-Ω][^\W\d_]*+")
_POINTERS = "▲△▼▽↑"  # to the picture above or below
_NUMBERED = re.compile(r"([^\W\d]{2,20}\.?)\s?\d{1,3}[a-z]?(?=\s?[:|–—-])")
_LAST_PART = re.compile(r"[.!?…。！？)(（\[|/]\s*+(?=\S)")
_EAST_ASIAN_CHARS = 16  # of the end of a line, in which such a credit stands
_EAST_ASIAN = re.compile(
    r"(?:\s[^\s。]{2,9}[/／\s]?[摄攝]|摄影|攝影|供图|供圖|资料图片?|資料照片?|資料圖片?|制图|视觉中国|視覺中國|撮影|写真提供|제공|촬영)[)）]?$"
)


def is_credited(text: str) -> bool:
    """Say whether a line is worded like a caption: it is only asked of lines beside a picture.

    Such a line bears a copyright sign, a numbered "Figure 3:", or ends in a credit.
    """
    if "(c)" in text.lower() or bears_copyright(text):
        return True
    if not text.isascii() and (
        text[0] in _POINTERS or _EAST_ASIAN.search(text[-_EAST_ASIAN_CHARS:])
    ):
        return True
    return any(map(_is_caption, dict.fromkeys((text, _without_number(text), *_last_parts(text)))))


def bears_copyright(text: str) -> bool:
    """Say whether a line has a copyright sign."""
    return not text.isascii() and any(sign in text for sign in _COPYRIGHTS)


def is_signed(text: str) -> bool:
    """Say whether a line begins with a copyright sign, or has one before a name: a sentence may tell of the sign."""
    if not bears_copyright(text):
        return False
    name = text[max(map(text.rfind, _COPYRIGHTS)) + 1 :]
    is_sentence = name.endswith("。") or (
        name.endswith((".", "!", "?", "।")) and len(SMALL_WORD.findall(name)) >= SMALL_WORDS
    )
    return not is_sentence or (text[0] in _COPYRIGHTS and not name.lstrip()[:1].islower())


SMALL_WORDS = 4
"""Behind the sign, from which a sentence goes on there: "© picture alliance / dpa." has three."""


def tells_of_word(text: str) -> bool:
    """Say whether a sentence goes on in small letters behind a first word and its colon: "Photo: the word is Greek."

    No caption on labelled pages does, but for those with a number: "Figure 4: the landing as it was in May."
    """
    word, colon, rest = text.partition(":")
    rest = rest.strip()
    if (
        not colon
        or not 0 < len(word) <= WORD_CHARS
        or word[-1].isdigit()
        or not rest[:1].islower()
        or rest[-1] not in ".!?"
    ):
        return False
    return len(SMALL_WORD.findall(rest)) >= SENTENCE_WORDS


SENTENCE_WORDS = 5
"""In small letters behind the colon: "Photo: courtesy of the harbour." has four."""


def is_credit_word(text: str) -> bool:
    """Say whether a line is a word for a picture or its source and nothing else: "(Symbolbild)", "via GIPHY"."""
    return len(text) <= WORD_CHARS and _is_caption(
        f"{text.strip(_BRACKETS)}: ?"
    )  # as if a credit followed


def _without_number(text: str) -> str:
    """Return "Figure: ..." for "Figure 3: ..."."""
    found = _NUMBERED.match(text)
    return found[1] + text[found.end() :] if found else text


def _is_caption(text: str) -> bool:
    return prefix_concept(text) == CAPTION


def _last_parts(text: str) -> list[str]:
    """Return what stands behind the last sentences or in the last brackets, each of which may be a credit.

    A credit may have parts itself: "(Photo: Jane Roe/Harbour Press)".
    """
    tail = text[-CREDIT_CHARS:].rstrip(")）] .")
    return [tail[match.end() :] for match in _LAST_PART.finditer(tail)]
