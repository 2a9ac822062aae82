"""Fitting the network, and what rounding it to whole numbers costs."""

from collections.abc import Sequence

import numpy as np
import pytest

from scraper.extraction.classifier.network import Network, arrays_of, network_of
from scraper.extraction.features import context
from scraper.extraction.features import matrix as features
from scraper.train.descent import NetworkRecipe
from scraper.train.network import PageLesson, fit_network

RECIPE = NetworkRecipe(
    units=(16, 8), reach=(0, 2), rounds=60, batch=500, rate=5e-3, left_out=0.1, inputs_left_out=0.0
)
NAMES = (*features.names(), *context.NAMES)
PAGES, BLOCKS = 60, 100


@pytest.fixture(scope="module")
def matrices() -> list[np.ndarray]:
    random = np.random.default_rng(5)
    drawn = random.uniform(0, 100, (PAGES, len(NAMES), BLOCKS)).astype(np.float32)
    for row, name in enumerate(NAMES):
        if "label" in name or "tag" in name:
            drawn[:, row] = random.integers(0, 4, (PAGES, BLOCKS))
    return [*drawn]


def own(matrix: np.ndarray) -> np.ndarray:
    """Return which blocks are body by themselves: one feature is high and a code is 2."""
    return (matrix[NAMES.index("words")] > 50) & (matrix[NAMES.index("tag")] == 2)


def beyond(matrix: np.ndarray) -> np.ndarray:
    """Return which blocks are body by the block that stands two further on."""
    high = matrix[NAMES.index("words")] > 50
    return np.concatenate((high[2:], [False, False]))


def taught(matrices: Sequence[np.ndarray], body, weight: float = 1.0) -> list[PageLesson]:
    return [
        PageLesson(matrix, body(matrix).astype(np.float32), np.full(BLOCKS, weight))
        for matrix in matrices
    ]


def share_right(network: Network, matrices: Sequence[np.ndarray], body) -> float:
    return float(np.mean([(network.raw(matrix) > 0) == body(matrix) for matrix in matrices]))


def test_it_learns_from_numbers_and_codes(matrices):
    network = fit_network(taught(matrices, own), RECIPE)
    assert share_right(network, matrices, own) > 0.97


def test_it_learns_from_what_stands_further_on(matrices):
    network = fit_network(taught(matrices, beyond), RECIPE)
    assert share_right(network, matrices, beyond) > 0.97


def test_blocks_of_no_weight_teach_nothing(matrices):
    wrong = [lesson._replace(target=1 - lesson.target) for lesson in taught(matrices, own, 0.0)]
    network = fit_network([*taught(matrices, own), *wrong], RECIPE)
    assert share_right(network, matrices, own) > 0.97


def test_pages_longer_than_a_batch_teach_in_parts(matrices):
    long = PageLesson(
        np.concatenate(matrices[:30], axis=1),
        np.concatenate([own(matrix) for matrix in matrices[:30]]).astype(np.float32),
        np.ones(30 * BLOCKS),
    )
    recipe = NetworkRecipe(units=(16, 8), reach=(0, 2), rounds=300, batch=500, rate=5e-3)
    network = fit_network([long], recipe)
    assert share_right(network, matrices[:30], own) > 0.9


def test_the_same_pages_give_the_same_network(matrices):
    few = taught(matrices[:10], own)
    one, other = (fit_network(few, RECIPE) for _ in range(2))
    assert all((one.raw(matrix) == other.raw(matrix)).all() for matrix in matrices)


def test_a_network_is_read_as_it_was_written(matrices):
    network = fit_network(taught(matrices[:10], own), RECIPE)
    again = network_of(arrays_of(network))
    assert all((again.raw(matrix) == network.raw(matrix)).all() for matrix in matrices)


def test_compiled_code_answers_alike(matrices):
    network = fit_network(taught(matrices[:10], beyond), RECIPE)
    for blocks in (1, 2, 3, 4, 5, 63, 64, 65, BLOCKS):
        some = np.ascontiguousarray(matrices[11][:, :blocks])
        assert (network.raw(some) == network.log_odds(some)).all()
