from collections.abc import Collection, Mapping

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.float32]
Index = npt.NDArray[np.int64]
Flags = npt.NDArray[np.uint8]

class LineWords:
    def __init__(self, lines: list[str]) -> None: ...
    def __len__(self) -> int: ...
    def words_of(self, line: int) -> list[str]: ...
    def sizes(self, out: Rows) -> None: ...
    def weights(self, mapping: Mapping[str, float], out: Rows) -> None: ...
    def count_in(
        self,
        title: Collection[str],
        told: Collection[str],
        names: Collection[str],
        lines: list[str],
        out: Rows,
    ) -> None: ...
    def shared(self, lines: Index, kept: Flags, out: Rows) -> None: ...
    def said(
        self, lines: Index, before: Index, after: Index, texts: list[list[str]], out: Rows
    ) -> None: ...
