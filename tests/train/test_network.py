"""Fitting the network, and what rounding it to whole numbers costs."""

import numpy as np
import pytest

from scraper.extraction.classifier.network import arrays_of, network_of
from scraper.extraction.features import context
from scraper.extraction.features import rows as features
from scraper.train.network import NetworkRecipe, fit_network

pytest.importorskip("sklearn")

RECIPE = NetworkRecipe(units=16, rounds=20, rate=3e-3)


@pytest.fixture(scope="module")
def blocks() -> tuple[np.ndarray, np.ndarray]:
    """Return blocks that are body where one feature is high and a code is 2."""
    random = np.random.default_rng(5)
    names = (*features.names(), *context.NAMES)
    matrix = random.uniform(0, 100, (len(names), 4_000)).astype(np.float32)
    for row, name in enumerate(names):
        if "label" in name or "tag" in name:
            matrix[row] = random.integers(0, 4, matrix.shape[1])
    body = (matrix[names.index("words")] > 50) & (matrix[names.index("tag")] == 2)
    return matrix, body.astype(np.float32)


def test_it_learns_from_numbers_and_codes(blocks):
    matrix, body = blocks
    network = fit_network(matrix, body, np.ones(len(body)), RECIPE)
    assert ((network.raw(matrix) > 0) == (body > 0)).mean() > 0.97


def test_blocks_of_no_weight_teach_nothing(blocks):
    matrix, body = blocks
    wrong = np.concatenate((body, 1 - body))
    weight = np.concatenate((np.ones(len(body)), np.zeros(len(body))))
    twice = np.concatenate((matrix, matrix), axis=1)
    network = fit_network(twice, wrong, weight, RECIPE)
    assert ((network.raw(matrix) > 0) == (body > 0)).mean() > 0.97


def test_the_same_blocks_give_the_same_network(blocks):
    matrix, body = blocks
    one, other = (fit_network(matrix, body, np.ones(len(body)), RECIPE) for _ in range(2))
    assert (one.raw(matrix) == other.raw(matrix)).all()


def test_a_network_is_read_as_it_was_written(blocks):
    matrix, body = blocks
    network = fit_network(matrix, body, np.ones(len(body)), RECIPE)
    again = network_of(arrays_of(network))
    assert (again.raw(matrix) == network.raw(matrix)).all()
