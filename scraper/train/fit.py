"""Fitting forests of oblivious trees with CatBoost, and turning them into our own arrays."""

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from scraper.extraction.classifier.forest import Forest

Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a forest is grown. The defaults were compared on unseen sites."""

    trees: int = 260
    depth: int = 6
    rate: float = 0.11
    l2: float = 6.0
    borders: int = 64
    seed: int = 1
    bags: int = 1
    """Forests from as many seeds, taken together: what one of them owes to chance becomes less."""


def fit(matrix: Array, target: Array, weight: npt.NDArray[np.float64], recipe: Recipe) -> Forest:
    """Grow a forest on rows of features; the same input gives the same forest."""
    seeds = range(recipe.seed, recipe.seed + recipe.bags)
    return together([_grow(matrix, target, weight, replace(recipe, seed=seed)) for seed in seeds])


def together(forests: Sequence[Forest]) -> Forest:
    """Return one forest that answers with the mean of the log-odds of several of one depth."""
    return Forest(
        np.concatenate([forest.features for forest in forests]),
        np.concatenate([forest.borders for forest in forests]),
        (np.concatenate([forest.leaves for forest in forests]) / len(forests)).astype(np.float32),
        sum(forest.bias for forest in forests) / len(forests),
    )


def _grow(matrix: Array, target: Array, weight: npt.NDArray[np.float64], recipe: Recipe) -> Forest:
    from catboost import CatBoostClassifier, Pool  # noqa: PLC0415  # only training needs it

    model = CatBoostClassifier(
        iterations=recipe.trees, depth=recipe.depth, learning_rate=recipe.rate, l2_leaf_reg=recipe.l2,
        border_count=recipe.borders, random_seed=recipe.seed, bootstrap_type="Bernoulli", subsample=0.7,
        rsm=0.25, boosting_type="Plain", score_function="L2", verbose=0, allow_writing_files=False,
    )  # fmt: skip
    model.fit(Pool(matrix, target, weight=weight))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        return convert(json.loads(path.read_text()), recipe.depth)


def convert(dump: dict[str, Any], depth: int) -> Forest:
    """Turn CatBoost's JSON into arrays; a tree of fewer levels is filled up with questions nobody passes."""
    trees = dump["oblivious_trees"]
    features = np.zeros((len(trees), depth), dtype=np.int32)
    borders = np.full((len(trees), depth), np.inf, dtype=np.float32)
    leaves = np.zeros((len(trees), 2**depth), dtype=np.float32)
    scale, (bias,) = dump.get("scale_and_bias", [1.0, [0.0]])
    for t, tree in enumerate(trees):
        for level, split in enumerate(tree["splits"] or []):
            features[t, level] = split["float_feature_index"]
            borders[t, level] = split["border"]
        values = np.array(tree["leaf_values"], dtype=np.float64) * scale
        leaves[t, : len(values)] = values
    return Forest(features, borders, leaves, float(bias))
