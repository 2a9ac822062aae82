import numpy as np
import numpy.typing as npt

from scraper.extraction.features.characters import TextCounts

def judge(
    counts: TextCounts,
    link_chars: list[int],
    tags: list[str],
    elements: npt.NDArray[np.int64],
    numbers: npt.NDArray[np.float32],
    flags: npt.NDArray[np.uint8],
) -> None: ...
def title_block(
    share: npt.NDArray[np.float32], shared: npt.NDArray[np.float32], tags: npt.NDArray[np.float32]
) -> int: ...
def within(
    numbers: npt.NDArray[np.float32],
    bounds: tuple[float, float],
    among: npt.NDArray[np.bool_] | None,
) -> list[int]: ...
