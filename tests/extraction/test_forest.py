"""The forest: our numpy evaluation is the trees, question by question."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.extraction.classifier.forest import Forest
from scraper.extraction.classifier.model import shipped
from scraper.extraction.dom.parse import parse
from scraper.extraction.dom.walk import read
from scraper.extraction.features import context
from scraper.extraction.features import matrix as features
from scraper.extraction.features.lines import PageFacts
from scraper.extraction.page import view_page


def one_by_one(forest: Forest, column: np.ndarray) -> float:
    """The definition: walk every tree for one block."""
    total = forest.bias
    for asked, borders, leaves in zip(forest.features, forest.borders, forest.leaves, strict=True):
        leaf = sum(
            int(column[f] > b) << level
            for level, (f, b) in enumerate(zip(asked, borders, strict=True))
        )
        total += float(leaves[leaf])
    return float(1 / (1 + np.exp(-total)))


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 40), st.integers(1, 9))
def test_all_blocks_at_once_equal_block_by_block(seed: int, trees: int, blocks: int) -> None:
    rng = np.random.default_rng(seed)
    forest = Forest(
        rng.integers(0, 7, (trees, 5)).astype(np.int32),
        rng.normal(size=(trees, 5)).astype(np.float32),
        rng.normal(size=(trees, 32)).astype(np.float32),
        0.25,
    )
    matrix = rng.normal(size=(7, blocks)).astype(np.float32)
    expected = [one_by_one(forest, matrix[:, i]) for i in range(blocks)]
    np.testing.assert_allclose(forest.probability(matrix), expected, rtol=1e-4, atol=1e-5)


def test_the_shipped_model_fits_its_features() -> None:
    """A model trained on other features would still load, and silently judge by the wrong numbers."""

    body = parse("<p>One paragraph of text.</p><p>Another one.</p>").body
    view = view_page(read(body), PageFacts(), shipped().lexicon)
    columns = len(features.names())
    assert features.compute(view).shape[0] == columns
    assert columns // 2 < int(shipped().first.features.max()) < columns
    assert columns <= int(shipped().second.features.max()) < columns + len(context.NAMES)
