import numpy as np
import numpy.typing as npt

from scraper.extraction.native.rows import Rows

Out = npt.NDArray[np.float32]

ROWS: dict[str, int]

class PageRows(Rows):
    def ancestors(self, out: Out) -> None: ...
    def named_ancestors(self, out: Out) -> None: ...
    def class_weights(self, out: Out) -> None: ...
