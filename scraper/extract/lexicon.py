"""Learned weights of words: in class names, and in short lines of text.

A weight is the log-odds that a block with the word is body text, shrunk towards 0 and learned
over sites, so that one site's habit does not count (see `scraper.train.lexicon`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from scraper.extract.families import words_of

Array = npt.NDArray[np.float32]

LINE_WORDS = 24  # words of a line looked at; longer lines speak by their shape
LINE_CHARS = 160
_AROUND = ".,:;!?\"'()[]«»“”‘’|•…"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Weights by word; words that are not listed weigh nothing."""

    classes: Mapping[str, float] = field(default_factory=dict)
    lines: Mapping[str, float] = field(default_factory=dict)

    def key_weights(self, keys: list[str]) -> Array:
        """Sum of the weights of each class string's words."""
        classes = self.classes
        seen: dict[str, float] = {"": 0.0}
        out = np.zeros(len(keys), dtype=np.float32)
        for i, key in enumerate(keys):
            weight = seen.get(key)
            if weight is None:
                weight = seen[key] = sum(classes.get(word, 0.0) for word in set(words_of(key)))
            out[i] = weight
        return out

    def token_weights(self, tokens: list[str]) -> tuple[float, float, float]:
        """Mean, lowest and first word's weight of a short line's lower-case words."""
        lines = self.lines
        weights = [lines.get(word.strip(_AROUND), 0.0) for word in tokens[:LINE_WORDS]]
        if not weights:
            return 0.0, 0.0, 0.0
        return sum(weights) / len(weights), min(weights), weights[0]


def line_words(text: str) -> list[str]:
    """Lower-case words of a line without the punctuation around them."""
    return [word.strip(_AROUND) for word in text.lower().split()[:LINE_WORDS]]
