from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

class Signs:
    def __init__(self, groups: Sequence[Sequence[str]], by_frequency: str = ...) -> None: ...
    def stand_in(self, text: str) -> bool: ...
    def around(
        self,
        kept: npt.NDArray[np.bool_],
        element_of: list[int],
        parents: list[int],
        keys: list[str],
        tags: Iterable[str],
    ) -> int: ...
