import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]
Index = npt.NDArray[np.int64]

def read_places(
    deepest: int,
    elements: Index,
    out: Index,
    element_of: list[int],
    parents: list[int],
    firsts: list[int],
    ends: list[int],
) -> bool: ...
def read_paths(parents: Index, depths: Index, elements: Index, paths: Index) -> None: ...
def common_depths(paths: Index, one: Index, other: Index, out: Array) -> None: ...
def number_alike(parents: list[int], tags: list[str], keys: list[str], out: Index) -> None: ...
def picture_boxes(
    pictured: list[bool], parents: list[int], sizes: Index, most: float, out: Array
) -> None: ...
def beside_pictures(
    places: list[int], near: float, before: Index, after: Index, out: Array
) -> None: ...
def codes_of(tags: list[str], codes: dict[str, int], out: Index) -> None: ...
