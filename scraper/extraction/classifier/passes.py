"""The features of both passes of the model, in one matrix: on a big page it is most of the memory."""

import numpy as np
import numpy.typing as npt

from scraper.extraction.classifier.model import Model
from scraper.extraction.features import context
from scraper.extraction.features import matrix as features
from scraper.extraction.features.page_features import PageFeatures

Array = npt.NDArray[np.float32]


def both_passes(view: PageFeatures, model: Model) -> tuple[Array, int]:
    """Return the features of all blocks, one row each, and how many of the rows the first pass asks."""
    own = len(features.names())
    compiled = features.compiled_rows(view)
    matrix = features.compute(view, spare=len(context.NAMES), compiled=compiled)
    first = model.first.probability(matrix[:own])
    context.compute(view, first, out=matrix[own:], compiled=compiled)
    return matrix, own
