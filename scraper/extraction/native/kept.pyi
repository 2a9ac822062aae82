from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.verdicts.wanted import Wanted

Array = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

class RulesWanted:
    def __init__(self, rules: Sequence[Sequence[Wanted]]) -> None: ...
    def asked(self, view: PageFeatures, kept: Flags, score: Array) -> int: ...

def start_of_text(
    kept: Flags, good: Flags, words: Array, title: int, least: float
) -> tuple[int, int] | None: ...
def paragraph_words(kept: Flags, good: Flags, words: Array, start: int, end: int) -> float: ...
def boxes(view: PageFeatures, kept: Flags, after: int, most: float, fewest: int) -> list[int]: ...
def f1_of(kept: Flags, score: Array, words: Array) -> float: ...
def expected_words(
    kept: Flags, score: Array, words: Array, noise: float
) -> tuple[float, float, float]: ...
