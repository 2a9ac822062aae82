import numpy as np
import numpy.typing as npt

from scraper.extraction.features.rows import PageFeatures

ROWS: int

class SecondLook:
    def __init__(self, view: PageFeatures, given: npt.NDArray[np.float32]) -> None: ...
    def write(self, out: npt.NDArray[np.float32]) -> None: ...
