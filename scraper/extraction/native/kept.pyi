from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.verdicts.wanted import Wanted

class RulesWanted:
    def __init__(self, rules: Sequence[Sequence[Wanted]]) -> None: ...
    def asked(
        self, view: PageFeatures, kept: npt.NDArray[np.bool_], score: npt.NDArray[np.float32]
    ) -> int: ...
