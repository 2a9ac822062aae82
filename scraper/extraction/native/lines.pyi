import numpy as np
import numpy.typing as npt

def measure(lines: list[str], out: npt.NDArray[np.float32]) -> None: ...
