"""The words of a page's lines: what they weigh, and in which other texts of the page they stand.

Compiled code (`native.words`) knows each word by a number; without it they are sets of strings.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from scraper.extraction.classifier.lexicon import TOKEN_CHARS, Lexicon, cut, spell
from scraper.extraction.native import IS_NATIVE

if TYPE_CHECKING:
    from scraper.extraction.native.words import LineWords

Array = npt.NDArray[np.float32]
Index = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

HEAD_CHARS = 4096  # of each text of the head, which is far shorter
TITLE_LINE_CHARS = 300  # longer lines are not compared with the head
LONG_WORD = 4  # characters; longer words say what a text is about
SHORT_WORDS = "\u2e80"  # from here on scripts say in two characters what others say in six
PICTURE_TEXT = 60  # words; longer blocks are paragraphs, whatever a picture says
_NOTHING: frozenset[str] = frozenset()


class PageWords:
    """The words of the distinct lines of a page, asked by the line's number."""

    def __init__(self, lines: list[str], *, native: bool = IS_NATIVE) -> None:
        self.lines = lines
        self._is_compiled = native

    def __reduce__(self) -> tuple[Any, ...]:
        return PageWords, (self.lines,)

    def __getitem__(self, line: int) -> list[str]:
        return self.compiled.words_of(line) if self._is_compiled else self._tokens[line]

    @cached_property
    def compiled(self) -> "LineWords":
        """The words as compiled code knows them."""
        from scraper.extraction.native.words import LineWords  # noqa: PLC0415  # it reads the constants of this module

        return LineWords(self.lines)

    @cached_property
    def _tokens(self) -> list[list[str]]:
        spelled = spell("\0".join(self.lines)).split("\0")
        return [cut(line[:TOKEN_CHARS]) for line in spelled]

    @cached_property
    def sizes(self) -> Array:
        """How many words each line has."""
        if not self._is_compiled:
            return np.array([*map(len, self._tokens)], dtype=np.float32)
        out = np.empty(len(self.lines), dtype=np.float32)
        self.compiled.sizes(out)
        return out

    def weights(self, lexicon: Lexicon, out: Array | None = None) -> Array:
        """Return what `Lexicon.line_weights` says, a column a line; in `out`, if it is given."""
        out = np.empty((4, len(self.lines)), dtype=np.float32) if out is None else out
        if self._is_compiled:
            self.compiled.weights(lexicon.lines, out)
        else:
            out[:] = lexicon.line_weights(self._tokens)
        return out

    def in_head(self, head: Sequence[str], out: Array) -> list[int]:
        """Write, a row for each text of the head, how many of its words each short line has; return how many it has."""
        if self._is_compiled:
            return self.compiled.count_in([*head], self.lines, out)
        texts = [set(cut(spell(text)[:HEAD_CHARS])) for text in head]
        for row, wanted in zip(out, texts, strict=True):
            row[:] = [
                len(wanted.intersection(words)) if len(line) < TITLE_LINE_CHARS else 0
                for line, words in zip(self.lines, self._tokens, strict=True)
            ]
        return [*map(len, texts)]

    def shared(self, lines: Index, kept: Flags) -> Array:
        """Return the share of the longer words of each block's line that other kept blocks have too, and
        how many of them it has."""
        out = np.empty((2, len(lines)), dtype=np.float32)
        if self._is_compiled:
            self.compiled.shared(lines, kept.view(np.uint8), out)
            return out
        long_words = [
            {word for word in words if len(word) > LONG_WORD or word >= SHORT_WORDS}
            for words in self._tokens
        ]
        sets = [long_words[line] for line in lines.tolist()]
        once: set[str] = set()
        twice: set[str] = set()
        for i in np.nonzero(kept)[0].tolist():
            twice |= once & sets[i]
            once |= sets[i]
        others = (once, twice)  # a kept block's own use does not count
        out[0] = [
            len(words & others[yes]) / len(words) if words else 0.0
            for words, yes in zip(sets, kept.tolist(), strict=True)
        ]
        out[1] = [len(words) for words in sets]
        return out

    def said(self, lines: Index, before: Index, after: Index, texts: Sequence[str]) -> Array:
        """Return the share of the words of each block's line that stand in either of two texts, which are
        given by their places in `texts` (-1: none, as is the one behind the last)."""
        out = np.zeros(len(lines), dtype=np.float32)
        if not any(texts):
            return out
        if self._is_compiled:
            self.compiled.said(lines, before, after, [*texts, ""], out)
            return out
        sets = [set(text.lower().split()) for text in (*texts, "")]
        out[:] = [
            _said(self._tokens[line], sets[b] if b >= 0 else _NOTHING, sets[a])
            for line, b, a in zip(lines.tolist(), before.tolist(), after.tolist(), strict=True)
        ]
        return out


def _said(words: list[str], before: AbstractSet[str], after: AbstractSet[str]) -> float:
    """Return the share of a line's words that the text of either picture beside it has."""
    if not words or not (before or after) or len(words) > PICTURE_TEXT:
        return 0.0
    if before.isdisjoint(words) and after.isdisjoint(words):
        return 0.0  # as of most lines: no set of their words is made
    own = set(words)
    return max(len(own & before), len(own & after)) / len(own)
