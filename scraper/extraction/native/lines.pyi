import numpy as np
import numpy.typing as npt

def measure(lines: list[str], out: npt.NDArray[np.float32]) -> None: ...
def number_lines(
    texts: list[str], numbers: npt.NDArray[np.int64], copies: npt.NDArray[np.float32]
) -> list[str]: ...
def spread(
    by_line: npt.NDArray[np.float32],
    lines: npt.NDArray[np.int64],
    copies: npt.NDArray[np.float32],
    title: float,
    told: float,
    out: npt.NDArray[np.float32],
) -> None: ...
