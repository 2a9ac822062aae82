"""At which blocks of a page a number is within bounds.

Each step of numpy over the blocks of a page takes as long as such a look as a whole.
"""

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.blocks import flagged
from scraper.extraction.native import IS_NATIVE

if IS_NATIVE:
    from scraper.extraction.native import blocks as compiled

Array = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]
Bounds = tuple[float, float]
"""The lowest and the highest number."""


def below(most: float) -> float:
    """Return the highest number of a block that is below another one."""
    return float(np.nextafter(np.float32(most), np.float32(-np.inf)))


def within(
    numbers: Array,
    bounds: tuple[float, float],
    among: Flags | None = None,
    *,
    native: bool = IS_NATIVE,
) -> list[int]:
    """Return the places at which a number is from the first bound to the second one, of those that are flagged in `among`."""
    if not native:
        least, most = map(np.float32, bounds)
        found = (numbers >= least) & (numbers <= most)
        return flagged(found if among is None else found & among)
    return compiled.within(numbers, bounds, among)
