"""The files of a model; the shipped one is read once, on first use."""

import json
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO

import numpy as np
import numpy.typing as npt

from scraper.extraction.classifier.forest import Forest, logistic
from scraper.extraction.classifier.lexicon import Lexicon
from scraper.extraction.classifier.network import Network, network_of

Array = npt.NDArray[np.float32]

FORESTS = ("first", "second")
NETWORK_SHARE = 0.6  # of the log-odds that trees and network agree on
NETWORK_PULL = 3.0
"""Log-odds by which the network moves the answer of the trees at the most: on pages unlike those it was
trained on, such as a note of one line, it is sure of anything. Of the articles labelled by reading .646 are exact
on unseen sites where trees alone have .607, at .5 and 2.0 .642, and without a limit no more."""
MODEL_FILES = ("lexicon.json", "trees.npz")


@dataclass(frozen=True, slots=True)
class Model:
    """Two passes over the blocks of a page, a network beside the second, and the words all know."""

    first: Forest
    second: Forest
    network: Network
    lexicon: Lexicon
    version: str

    def probability(self, matrix: Array) -> Array:
        """Return the probability of each block from the features of both passes."""
        return agreed(self.second.log_odds(matrix), self.network.log_odds(matrix))


def agreed(trees: Array, network: Array) -> Array:
    """Return the probability that the log-odds of trees and network agree on."""
    most = np.float32(NETWORK_PULL)
    pull = (network - trees) * np.float32(NETWORK_SHARE)
    return logistic(trees + np.minimum(np.maximum(pull, -most), most))


@lru_cache(maxsize=1)
def shipped() -> Model:
    """Return the model in this package; immutable, so one copy serves every thread."""
    return read_model(files("scraper.extraction") / "model")


def read_model(home: Traversable) -> Model:
    """Read the model in a folder, as `scraper train` writes it."""
    words = json.loads((home / "lexicon.json").read_text(encoding="utf-8"))
    with np.load(BytesIO((home / "trees.npz").read_bytes())) as data:
        forests = [
            Forest(data[f"{name}_features"].astype(np.int32), data[f"{name}_borders"], data[f"{name}_leaves"].astype(np.float32),
                   float(data[f"{name}_bias"]))
            for name in FORESTS
        ]  # fmt: skip
        network = network_of(data)
    lexicon = Lexicon(words["classes"], words["lines"])
    return Model(forests[0], forests[1], network, lexicon, words["version"])


@lru_cache(maxsize=1)
def model_hash() -> str:
    """Return 12 hex digits that name the files the model is read from."""
    home = files("scraper.extraction") / "model"
    digest = sha256()
    for name in MODEL_FILES:
        digest.update((home / name).read_bytes())
    return digest.hexdigest()[:12]
