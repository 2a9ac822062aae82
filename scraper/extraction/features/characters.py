"""Character statistics of many short texts at once: one pass of numpy over their joined text."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from scraper.extraction.native import IS_NATIVE, as_list

if IS_NATIVE:
    from scraper.extraction.native import characters

Counts = npt.NDArray[np.float32]

SPACE, STOP, COMMA, UPPER, DIGIT, CJK, OTHER_PUNCTUATION, LETTER = (1 << i for i in range(8))
CLASSES = ("spaces", "stops", "commas", "uppers", "digits", "cjks", "marks", "letters")

NUMBERS = (*CLASSES, "chars", "words")

CJK_PER_WORD = 1.7  # characters

_STOPS = ".!?。！？｡…؟۔।"
_COMMAS = ",;:，；：、،؛"
_MARKS = "|»«›‹•·>→/@#*+=_©®▼▲►▶←↑↓[]{}~^\\"


def _table() -> npt.NDArray[np.uint8]:
    """Return class bits by code point, up to the last of the basic plane; others count as letters."""
    table = np.full(65536, LETTER, dtype=np.uint8)
    for low, high in ((0x3040, 0x30FF), (0x3400, 0x9FFF), (0xAC00, 0xD7AF)):
        table[low : high + 1] = CJK
    for code in range(0x590):  # Latin, Greek, Cyrillic, Armenian: the scripts with case
        character = chr(code)
        if not character.isalnum():
            table[code] = 0
        elif character.isupper():
            table[code] = UPPER | LETTER
        elif character.isdigit():
            table[code] = DIGIT
    table[0x2000:0x2070] = 0
    table[0x3000:0x3040] = 0
    table[0xFF00:0xFF10] = 0
    for characters, bit in ((_STOPS, STOP), (_COMMAS, COMMA), (_MARKS, OTHER_PUNCTUATION)):
        for character in characters:
            table[ord(character)] = bit
    table[ord(" ")] = SPACE
    return table


_TABLE = _table()


class TextCounts:
    """Counts per text, each an array with one entry per text."""

    numbers: Counts  # all of them, a row each, in the order of NUMBERS
    ends: npt.NDArray[np.uint8]  # classes of the first and the last character, a row each
    chars: Counts
    spaces: Counts
    stops: Counts
    commas: Counts
    uppers: Counts
    digits: Counts
    cjks: Counts
    marks: Counts
    letters: Counts
    words: Counts
    first: npt.NDArray[np.uint8]
    last: npt.NDArray[np.uint8]

    def __init__(self, texts: Sequence[str], *, native: bool = IS_NATIVE) -> None:
        self.numbers = np.empty((len(NUMBERS), len(texts)), dtype=np.float32)
        self.ends = np.empty((2, len(texts)), dtype=np.uint8)
        if native:
            characters.count_characters(
                as_list(texts), _TABLE, CJK_PER_WORD, self.numbers, self.ends
            )
        else:
            self._count(texts)
        self.__dict__.update(zip(NUMBERS, self.numbers, strict=True))
        self.first, self.last = self.ends

    def _count(self, texts: Sequence[str]) -> None:
        joined = "\n".join(texts) + "\n"
        codes = np.frombuffer(joined.encode("utf-32-le", "replace"), dtype=np.uint32)
        classes = _TABLE[np.minimum(codes, 0xFFFF)]
        lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
        ends = np.cumsum(lengths + 1)
        starts = ends - lengths - 1
        found = dict(zip(NUMBERS, self.numbers, strict=True))
        for i, name in enumerate(CLASSES):
            bits = (classes >> np.uint8(i)) & np.uint8(1)
            found[name][:] = np.add.reduceat(bits, starts, dtype=np.float32)
        found["chars"][:] = lengths
        self.ends[:] = classes[starts], classes[ends - 2]
        # a CJK word is about 1.7 characters; counting them so keeps one scale for all languages
        cjks = found["cjks"]
        found["words"][:] = np.where(cjks > 0, 0, 1) + found["spaces"] + cjks / CJK_PER_WORD
