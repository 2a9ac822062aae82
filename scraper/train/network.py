"""The small network beside the trees: its inputs, and its weights rounded to whole numbers."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scraper.extraction.classifier.network import (
    EXACT,
    MOST_INPUT,
    MOST_SAID,
    STEP,
    Network,
    Units,
)
from scraper.extraction.features import context
from scraper.extraction.features import matrix as features
from scraper.train.descent import NetworkRecipe, TaughtPage, Weights, learn, said_by

Array = npt.NDArray[np.float32]

MOST_WEIGHT = 127  # of a unit's inputs, and of what the units say
LEAST_VARIED = 1e-3  # of a feature's roots; what varies less says nothing
CODES = ("tag", "label_concept", "prefix_concept", "promo_concept", "last_mark", "first_mark", "href_kind", "label", "prefix",
         "heading_tag", "heading_label", "headline_tag", "headline_label")  # fmt: skip
"""Features that are codes; one of a neighbour is called "tag@-1"."""
FEW_BLOCKS = 300  # a code of fewer of them is not told apart
SURE_SHARE = 0.9999  # of the blocks say less through a unit than its highest value
MEASURED_PAGES = 1_000  # that tell how much a unit says


class PageLesson(NamedTuple):
    """A page with the features of both passes, one column a block."""

    matrix: Array
    target: Array  # 1 for body text
    weight: npt.NDArray[np.float64]  # 0 for a block that teaches nothing


def fit_network(pages: Sequence[PageLesson], recipe: NetworkRecipe) -> Network:
    """Fit a network on whole pages; the same pages give the same network."""
    empty = _inputs_of(pages)
    taught = [
        TaughtPage(
            empty.inputs(page.matrix).T.astype(np.int8), page.target, page.weight.astype(np.float32)
        )
        for page in pages
    ]
    learned, bias = learn(taught, recipe)
    said = [said_by(learned, page.inputs) for page in taught[:: -(-len(taught) // MEASURED_PAGES)]]
    most = [_most_said([page[i] for page in said]) for i in range(len(learned))]
    out_scale = _out_scale(learned, most)
    layers = []
    steps = [high / MOST_SAID for high in most]
    for i, layer in enumerate(learned):
        seen = (
            (np.tile(np.concatenate(steps[:i]), 3), MOST_SAID)
            if layer.reach
            else (np.full(len(layer.inner), 1 / STEP), MOST_INPUT)
        )
        layers.append(_whole(layer, seen, steps[i], out_scale))
    return _with(empty, tuple(layers), float(np.rint(bias / out_scale)), out_scale)


def _most_said(said: Sequence[Array]) -> npt.NDArray[np.float64]:
    """Return the highest that each unit says, but of very few blocks."""
    highest = np.quantile(np.concatenate(said), SURE_SHARE, axis=0)
    return np.maximum(highest, 1e-9).astype(np.float64)


def _out_scale(learned: Sequence[Weights], most: Sequence[npt.NDArray[np.float64]]) -> float:
    """Return what 1 of the whole answer stands for."""
    pairs = zip(learned, most, strict=True)
    strongest = max(float(np.abs(layer.out[:, 0] * high).max()) for layer, high in pairs)
    return max(strongest / MOST_SAID, 1e-9) / MOST_WEIGHT


def _whole(
    layer: Weights,
    seen: tuple[npt.NDArray[np.float64], int],
    said_step: npt.NDArray[np.float64],
    out_scale: float,
) -> Units:
    """Round a layer to whole numbers. `seen` is what 1 of each input stands for, and the highest input;
    `said_step` what 1 of what each unit says stands for."""
    coming, highest = seen
    inner = layer.inner * coming[:, None]
    step = np.maximum(np.abs(inner).max(axis=0), 1e-9) / MOST_WEIGHT
    weights = np.rint(inner / step).T
    free = EXACT - 1 - np.abs(weights).sum(axis=1) * highest
    return Units(
        layer.reach,
        weights.astype(np.float32),
        np.clip(np.rint(layer.bias / step), -free, free).astype(np.float32),
        (step / said_step).astype(np.float32),
        np.rint(layer.out[:, 0] * said_step / out_scale).astype(np.float32),
    )


def _with(empty: Network, layers: tuple[Units, ...], bias: float, scale: float) -> Network:
    return Network(
        empty.numbers, empty.centre, empty.scale, empty.code_rows, empty.code_values, layers, bias, scale
    )  # fmt: skip


def _inputs_of(pages: Sequence[PageLesson]) -> Network:
    """Return a network without layers: how features come in."""
    matrix = np.concatenate([page.matrix[:, page.weight > 0] for page in pages], axis=1)
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
    return Network(
        numbers, roots.mean(axis=1, dtype=np.float64).astype(np.float32),
        np.where(varied > LEAST_VARIED, STEP / np.maximum(varied, LEAST_VARIED), 0).astype(np.float32),
        np.array(rows, dtype=np.int32), np.array(values, dtype=np.float32), (), 0.0, 1.0,
    )  # fmt: skip
