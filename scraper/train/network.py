"""Fitting the small network beside the trees, and rounding it to whole numbers."""

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from scraper.extraction.classifier.network import EXACT, MOST_INPUT, MOST_SAID, STEP, Network
from scraper.extraction.features import context
from scraper.extraction.features import rows as features

Array = npt.NDArray[np.float32]

MOST_WEIGHT = 127  # of a unit's inputs, and of what the units say
LEAST_VARIED = 1e-3  # of a feature's roots; what varies less says nothing
CODES = ("tag", "label_concept", "prefix_concept", "promo_concept", "last_mark", "first_mark", "href_kind", "label", "prefix",
         "heading_tag", "heading_label", "headline_tag", "headline_label")  # fmt: skip
"""Features that are codes; one of a neighbour is called "tag@-1"."""
FEW_BLOCKS = 300  # a code of fewer of them is not told apart
SURE_SHARE = 0.9999  # of the blocks say less through a unit than its highest value


@dataclass(frozen=True, slots=True)
class NetworkRecipe:
    """How the network is fitted."""

    units: int = 64
    rounds: int = 8
    penalty: float = 1e-4
    batch: int = 512
    rate: float = 1e-3
    seed: int = 1


def fit_network(
    matrix: Array, target: Array, weight: npt.NDArray[np.float64], recipe: NetworkRecipe
) -> Network:
    """Fit a network on the features of both passes, one column a block."""
    empty = _inputs_of(matrix)
    inputs = empty.inputs(matrix).T / np.float32(STEP)
    learned = _learn(inputs, target, weight, recipe)
    hidden, out = learned.coefs_
    hidden_bias, out_bias = learned.intercepts_
    step = np.maximum(np.abs(hidden).max(axis=0), 1e-9) / MOST_WEIGHT
    said = np.maximum(inputs @ hidden.astype(np.float32) + hidden_bias.astype(np.float32), 0)
    most = np.maximum(np.quantile(said, SURE_SHARE, axis=0), 1e-9) / MOST_SAID
    out_weights = out[:, 0] * most
    out_scale = max(float(np.abs(out_weights).max()), 1e-9) / MOST_WEIGHT
    weights = np.rint(hidden / step).T
    free = EXACT - 1 - np.abs(weights).sum(axis=1) * MOST_INPUT
    bias = np.clip(np.rint(hidden_bias / step * STEP), -free, free)
    return Network(
        empty.numbers, empty.centre, empty.scale, empty.code_rows, empty.code_values,
        weights.astype(np.float32), bias.astype(np.float32), (step / STEP / most).astype(np.float32),
        np.rint(out_weights / out_scale).astype(np.float32), float(np.rint(out_bias[0] / out_scale)), out_scale,
    )  # fmt: skip


def _learn(
    inputs: Array, target: Array, weight: npt.NDArray[np.float64], recipe: NetworkRecipe
) -> Any:
    from sklearn.exceptions import ConvergenceWarning  # noqa: PLC0415  # only training needs it
    from sklearn.neural_network import MLPClassifier  # noqa: PLC0415

    counted = weight > 0
    network = MLPClassifier(
        hidden_layer_sizes=(recipe.units,), alpha=recipe.penalty, batch_size=min(recipe.batch, int(counted.sum())),
        learning_rate_init=recipe.rate, max_iter=recipe.rounds, random_state=recipe.seed, n_iter_no_change=recipe.rounds,
    )  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # it ends after its rounds, as asked
        return network.fit(
            inputs[counted], target[counted], sample_weight=weight[counted] / weight[counted].mean()
        )


def _inputs_of(matrix: Array) -> Network:
    """Return a network without units: how features come in."""
    names = (*features.names(), *context.NAMES)
    coded = [i for i, name in enumerate(names) if name.partition("@")[0] in CODES]
    numbers = np.array([i for i in range(len(names)) if i not in coded], dtype=np.int32)
    rows, values = [], []
    for row in coded:
        found, counts = np.unique(matrix[row], return_counts=True)
        common = found[counts >= min(FEW_BLOCKS, matrix.shape[1] // 2)]
        rows += [row] * len(common)
        values += common.tolist()
    some = matrix[numbers]
    roots = np.copysign(np.sqrt(np.abs(some)), some)
    varied = roots.std(axis=1)
    none = np.zeros(0, dtype=np.float32)
    return Network(
        numbers, roots.mean(axis=1, dtype=np.float64).astype(np.float32),
        np.where(varied > LEAST_VARIED, STEP / np.maximum(varied, LEAST_VARIED), 0).astype(np.float32),
        np.array(rows, dtype=np.int32), np.array(values, dtype=np.float32), none, none, none, none, 0.0, 1.0,
    )  # fmt: skip
