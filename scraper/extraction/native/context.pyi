import numpy as np
import numpy.typing as npt

from scraper.extraction.native.rows import Rows

ROWS: int

class SecondLook:
    def __init__(self, rows: Rows, given: npt.NDArray[np.float32]) -> None: ...
    def write(self, out: npt.NDArray[np.float32]) -> None: ...
