"""The network beside the trees: whole numbers, so that its answer owes nothing to the machine."""

import time

import numpy as np
import pytest

from scraper.extraction.classifier.model import shipped
from scraper.extraction.classifier.network import (
    EXACT,
    MOST_INPUT,
    MOST_SAID,
    Network,
    beside,
)
from scraper.extraction.features import context
from scraper.extraction.features import matrix as features

BLOCKS = 1_100  # more than are worked out at once


@pytest.fixture(scope="module")
def network() -> Network:
    return shipped().network


@pytest.fixture(scope="module")
def matrix() -> np.ndarray:
    columns = len(features.names()) + len(context.NAMES)
    drawn = np.random.default_rng(3).normal(0, 40, (columns, BLOCKS))
    return drawn.astype(np.float32)


def by_integers(network: Network, inputs: np.ndarray) -> np.ndarray:
    """Return the log-odds worked out with 64-bit whole numbers."""
    below, total = inputs.astype(np.int64), int(network.out_bias)
    for i, units in enumerate(network.layers):
        seen = beside(below, units.reach) if i else below
        sums = units.weights.astype(np.int64) @ seen + units.bias.astype(np.int64)[:, None]
        scaled = np.maximum(sums, 0).astype(np.float32) * units.rescale[:, None]
        said = np.minimum(np.rint(scaled), MOST_SAID).astype(np.int64)
        total = total + units.out.astype(np.int64) @ said
        below = np.concatenate((below, said)) if i else said
    return total.astype(np.float32) * np.float32(network.out_scale)


def test_sums_in_floating_point_are_those_of_whole_numbers(network, matrix):
    assert (network.raw(matrix) == by_integers(network, network.inputs(matrix))).all()


def test_a_block_gets_the_same_answer_whatever_stands_out_of_reach(network, matrix):
    whole, reach = network.raw(matrix), sum(units.reach for units in network.layers)
    for start, end in ((0, 70), (7, 90), (500, BLOCKS)):
        part = network.raw(np.ascontiguousarray(matrix[:, start:end]))
        inner = slice(start + reach if start else 0, end - reach if end < BLOCKS else BLOCKS)
        assert (part[inner.start - start : inner.stop - start] == whole[inner]).all()


def test_a_block_is_judged_by_those_around_it(network, matrix):
    other = matrix.copy()
    other[:, 100] = matrix[:, 700]
    changed = np.nonzero(network.raw(other) != network.raw(matrix))[0]
    assert changed.min() < 100 < changed.max()


def test_nothing_stands_before_and_behind_a_page():
    said = np.arange(1, 7, dtype=np.float32).reshape(1, 6)
    assert beside(said, 2).tolist() == [[0, 0, 1, 2, 3, 4], [1, 2, 3, 4, 5, 6], [3, 4, 5, 6, 0, 0]]


def test_no_sum_can_leave_what_is_exact(network):
    for i, units in enumerate(network.layers):
        highest = MOST_SAID if i else MOST_INPUT
        most = np.abs(units.weights).sum(axis=1) * highest + np.abs(units.bias)
        assert most.max() < EXACT
    out = sum(np.abs(units.out).sum() for units in network.layers) * MOST_SAID
    assert out + abs(network.out_bias) < EXACT


def test_inputs_are_whole_and_bounded(network, matrix):
    inputs = network.inputs(matrix * np.float32(1e6))
    assert (inputs == np.rint(inputs)).all()
    assert np.abs(inputs).max() <= MOST_INPUT


def test_it_reads_features_of_both_passes(network):
    read = np.concatenate((network.numbers, network.code_rows))
    assert read.min() >= 0
    assert len(features.names()) <= read.max() < len(features.names()) + len(context.NAMES)


def test_it_works_in_one_thread(network, matrix):
    """Threads of a matrix library wait for work by turning, which costs the other half of the machine."""
    own, all_threads = time.thread_time(), time.process_time()
    for _ in range(40):
        network.raw(matrix)
    own, all_threads = time.thread_time() - own, time.process_time() - all_threads
    assert all_threads < 1.4 * own
