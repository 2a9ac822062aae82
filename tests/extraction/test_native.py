"""The compiled form gives what the Python form gives, to the last bit."""

import numpy as np
import pytest

from scraper.extraction.classifier.forest import AT_ONCE, Forest
from scraper.extraction.classifier.model import shipped
from scraper.extraction.native import IS_NATIVE

pytestmark = pytest.mark.skipif(not IS_NATIVE, reason="nothing was compiled here")

SIZES = (1, 2, 7, 135, AT_ONCE - 1, AT_ONCE, AT_ONCE + 1, AT_ONCE + 2, 3 * AT_ONCE + 1)


@pytest.mark.parametrize("blocks", SIZES)
@pytest.mark.parametrize("name", ["first", "second"])
def test_trees_add_up_alike(name: str, blocks: int) -> None:
    forest: Forest = getattr(shipped(), name)
    rng = np.random.default_rng(blocks)
    rows = int(forest.features.max()) + 1
    matrix = (rng.normal(size=(rows, blocks)) * 20).astype(np.float32)
    assert np.array_equal(forest.native_raw(matrix), forest.raw(matrix))


def test_a_forest_never_reads_beside_the_matrix() -> None:
    forest = shipped().first
    matrix = np.zeros((int(forest.features.max()), 3), dtype=np.float32)
    with pytest.raises(ValueError, match="lacks"):
        forest.native_raw(matrix)
