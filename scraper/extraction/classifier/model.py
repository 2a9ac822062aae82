"""The files of a model; the shipped one is read once, on first use."""

import json
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO

import numpy as np

from scraper.extraction.classifier.forest import Forest
from scraper.extraction.classifier.lexicon import Lexicon

FORESTS = ("first", "second")
MODEL_FILES = ("lexicon.json", "trees.npz")


@dataclass(frozen=True, slots=True)
class Model:
    """Two passes over the blocks of a page, and the words both know."""

    first: Forest
    second: Forest
    lexicon: Lexicon
    version: str


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
    return Model(
        forests[0], forests[1], Lexicon(words["classes"], words["lines"]), words["version"]
    )


@lru_cache(maxsize=1)
def model_hash() -> str:
    """Return 12 hex digits that name the files the model is read from."""
    home = files("scraper.extraction") / "model"
    digest = sha256()
    for name in MODEL_FILES:
        digest.update((home / name).read_bytes())
    return digest.hexdigest()[:12]
