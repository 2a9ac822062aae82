"""The network beside the trees: whole numbers, so that its answer owes nothing to the machine."""

import time

import numpy as np
import pytest

from scraper.extraction.classifier.model import shipped
from scraper.extraction.classifier.network import EXACT, MOST_INPUT, Network
from scraper.extraction.features import context
from scraper.extraction.features import rows as features

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
    units = (
        network.weights.astype(np.int64) @ inputs.astype(np.int64)
        + network.bias.astype(np.int64)[:, None]
    )
    said = np.minimum(
        np.rint(np.maximum(units, 0).astype(np.float32) * network.rescale[:, None]), 255
    )
    total = network.out.astype(np.int64) @ said.astype(np.int64) + int(network.out_bias)
    return total.astype(np.float32) * np.float32(network.out_scale)


def test_sums_in_floating_point_are_those_of_whole_numbers(network, matrix):
    assert (network.raw(matrix) == by_integers(network, network.inputs(matrix))).all()


def test_a_block_gets_the_same_answer_whatever_stands_beside_it(network, matrix):
    whole = network.raw(matrix)
    for some in (slice(0, 1), slice(7, 60), slice(500, BLOCKS)):
        assert (network.raw(np.ascontiguousarray(matrix[:, some])) == whole[some]).all()


def test_no_sum_can_leave_what_is_exact(network):
    most = np.abs(network.weights).sum(axis=1) * MOST_INPUT + np.abs(network.bias)
    assert most.max() < EXACT


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
