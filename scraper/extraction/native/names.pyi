from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

def read_names(
    keys: list[str],
    weights: Mapping[str, float],
    bits: npt.NDArray[np.int64],
    sums: npt.NDArray[np.float32],
) -> None: ...
def families_of(name: str) -> int: ...
def mark(bits: npt.NDArray[np.int64], flags: list[bool], bit: int) -> None: ...
