"""Learned weights of words: in class names, and in lines of text.

A weight above 0 speaks for body text, below 0 against it; learned over many sites, so that one
site's habit does not count (see `scraper.train.words`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]

LINE_WORDS = 24  # of a line are weighed; later ones say less about its kind
FIRST = "^"  # marks the weight of a word as the first of a line
_PUNCTUATION = re.compile(r"[^\w\s'’%$€£\0-]+")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Weights by word; words that are not listed weigh nothing."""

    classes: Mapping[str, float] = field(default_factory=dict)
    lines: Mapping[str, float] = field(default_factory=dict)

    def line_weights(self, tokens: Sequence[list[str]]) -> Array:
        """Return the sum by the root of their number, lowest, and first word's weight; a column a line."""
        words = [word for line in tokens for word in line[:LINE_WORDS] or ("",)]
        weights = np.array([*map(self.lines.get, words, repeat(0.0))], dtype=np.float32)
        sizes = np.array([min(len(line), LINE_WORDS) or 1 for line in tokens])
        starts = np.cumsum(sizes) - sizes
        first = [self.lines.get(FIRST + line[0], 0.0) if line else 0.0 for line in tokens]
        return np.stack((
            (np.add.reduceat(weights, starts) + first) / np.sqrt(sizes),
            np.minimum.reduceat(weights, starts),
            np.array(first),
        )).astype(np.float32)  # fmt: skip


def spell(text: str) -> str:
    """Return the form in which words are weighed and compared: lower case, without punctuation."""
    return _PUNCTUATION.sub(" ", text.lower())


def line_words(text: str) -> list[str]:
    """Return the words of a line that are weighed, the first one marked as well."""
    words = spell(text).split()[:LINE_WORDS]
    return [FIRST + words[0], *words] if words else []
