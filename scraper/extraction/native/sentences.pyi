from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from scraper.extraction.vocabulary.phrases import FirstLetters, Sentence

class Openings:
    def __init__(
        self,
        groups: Mapping[str, Sequence[Sentence]],
        guard: FirstLetters,
        codes: Mapping[str, int],
    ) -> None: ...
    def may_open_in(
        self,
        texts: list[str],
        among: npt.NDArray[np.bool_],
        most: int,
        longest: int,
        signs: str,
    ) -> list[int]: ...
    def opens_sentence(self, text: str, most: int) -> bool | None: ...

def promotion_of(text: str) -> str | None: ...
