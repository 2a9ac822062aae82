import numpy as np
import numpy.typing as npt

def add_log_odds(
    matrix: npt.NDArray[np.float32],
    features: npt.NDArray[np.int32],
    borders: npt.NDArray[np.float32],
    leaves: npt.NDArray[np.float32],
    bias: float,
    raw: npt.NDArray[np.float32],
) -> None: ...
