import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

def candidates(
    link: Array, good: Flags, heading: Flags, score: Array, is_thread: bool
) -> list[int]: ...
