import numpy as np
import numpy.typing as npt

def measure(
    lines: list[str],
    tokens: list[list[str]],
    title: set[str],
    told: set[str],
    names: set[str],
    out: npt.NDArray[np.float32],
) -> None: ...
