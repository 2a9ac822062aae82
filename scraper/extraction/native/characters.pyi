import numpy as np
import numpy.typing as npt

def count_characters(
    texts: list[str],
    table: npt.NDArray[np.uint8],
    cjk_per_word: float,
    counts: npt.NDArray[np.float32],
    ends: npt.NDArray[np.uint8],
) -> None: ...
def letters_and_digits(text: str) -> str: ...
def is_single_spaced(text: str) -> bool: ...
def in_body(
    lines: list[str], body: str, least: int, most: int, out: npt.NDArray[np.float32]
) -> None: ...
