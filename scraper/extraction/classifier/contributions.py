"""What the model's verdict on each block rests on: each feature's share in the log-odds.

A tree asks its questions in order. Before the first one its expected answer is the mean of its
leaves; each answer moves that expectation, and the move is credited to the feature asked about
(the path method of Saabas, 2014). Over all trees the moves add up to the block's log-odds but for
a constant.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scraper.extraction.classifier.forest import Forest
from scraper.extraction.classifier.model import shipped
from scraper.extraction.classifier.passes import both_passes
from scraper.extraction.features import context
from scraper.extraction.features import matrix as features
from scraper.extraction.features.page_features import PageFeatures

Array = npt.NDArray[np.float32]

AT_ONCE = 512  # blocks, which fit the cache; the 100,000 of one page at once took 0.4 GB more
LEAST_TOLD = 0.1  # log-odds; smaller moves decide nothing

TOPICS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("heading", ("heading_", "headline_", "section_", "next_section")),
    ("title", ("title_", "since_title", "climb_to_title", "fall_to_title")),
    ("description", ("describe", "in_article_body")),
    ("wording", ("authored", "label_", "prefix_", "promo_", "text_weight", "last_mark", "first_mark", "shared_words", "long_words")),
    ("links", ("link", "longest_link", "words_per_link", "href_")),
    ("repeated", ("alike^", "alike_words")),
    ("copies", ("copies", "copy_number")),
    ("pictures", ("image_",)),
    ("names", ("family_", "class_", "in_")),
    ("neighbours", ("words@", "link@", "tag@", "label@", "stops@", "caps@", "prefix@", "first@", "first_", "kept_", "alike_first",
                    "good_before", "good_after", "climb_", "fall_", "same_tag", "good_share", "good_density")),
    ("place", ("index", "place", "from_end", "word_place", "good_words", "depth", "border", "h1_number", "article")),
    ("length", ("words", "chars", "stop", "commas", "ends_", "starts_", "upper", "digit", "word_length", "marks", "strong")),
)  # fmt: skip
"""Topics of evidence, and the features that belong to each, by the first prefix that fits."""


class Moves(NamedTuple):
    """What each answer to each question of a forest adds to the log-odds."""

    tables: tuple[Array, ...]  # by level: one value for each tree and each way to the answer
    places: npt.NDArray[np.int64]  # level x tree: rows in which questions are parted by feature
    features: tuple[tuple[int, int, int], ...]  # feature, first row, one past its last


def moves_of(forest: Forest) -> Moves:
    """Return the moves of a forest, from the means of the leaves behind each answer."""
    trees, depth = forest.features.shape
    tables = []
    before = forest.leaves.mean(axis=1)[:, None]
    for level in range(depth):
        after = forest.leaves.reshape(trees, -1, 2 << level).mean(axis=1)
        tables.append((after - np.tile(before, 2)).ravel())
        before = after
    asked = forest.features.T.ravel()
    order = np.argsort(asked, kind="stable")
    places = np.empty_like(order)
    places[order] = np.arange(len(order))
    features, starts = np.unique(asked[order], return_index=True)
    stops = (*starts[1:].tolist(), len(order))
    parts = zip(features.tolist(), starts.tolist(), stops, strict=True)
    return Moves(tuple(tables), places.reshape(depth, trees), tuple(parts))


def credit(forest: Forest, matrix: Array, moves: Moves | None = None) -> Array:
    """Return the log-odds that each feature adds (above 0) or takes; features x blocks, like the matrix.

    `moves` are those of the forest where the caller has them. The moves of one feature are
    added up in the order of levels and trees, whatever the number of blocks.
    """
    tables, places, features = moves or moves_of(forest)
    trees, depth = forest.features.shape
    rows = np.arange(trees, dtype=np.int32)[:, None]
    leaf = np.zeros((trees, matrix.shape[1]), dtype=np.int32)
    moved = np.empty((trees * depth, matrix.shape[1]), dtype=np.float32)
    for level in range(depth):
        above = matrix.take(forest.features[:, level], axis=0) > forest.borders[:, level, None]
        leaf += above.astype(np.int32) << level
        moved[places[level]] = tables[level].take(leaf + (rows << (level + 1)))
    out = np.zeros_like(matrix)
    for feature, start, stop in features:
        np.add.reduce(moved[start:stop], axis=0, out=out[feature])
    return out


@lru_cache(maxsize=1)
def _shipped_moves() -> tuple[Moves, Moves]:
    return moves_of(shipped().first), moves_of(shipped().second)


@lru_cache(maxsize=1)
def _topic_rows() -> dict[str, npt.NDArray[np.int64]]:
    """Return the rows of the features that belong to each topic."""
    topics = np.array([_topic(name) for name in (*features.names(), *context.NAMES)])
    return {topic: np.nonzero(topics == topic)[0] for topic, _ in TOPICS}


class Credits:
    """For each block what spoke most for the answer of the shipped model, over both passes.

    Computed in batches of `AT_ONCE` blocks, so the first blocks are ready early and a long page
    needs no more memory than a short one. The features go when the last batch is done.
    """

    def __init__(self, view: PageFeatures) -> None:
        self._matrix, self._own = both_passes(view, shipped())
        self._ranked: dict[int, tuple[Sequence[Sequence[str]], Sequence[Sequence[str]]]] = {}

    def topics(self, block: int, side: int) -> Sequence[str]:
        """Return the topics that moved the model to `side`, 1 or -1, the strongest first."""
        part, at = divmod(block, AT_ONCE)
        if part not in self._ranked:
            self._rank(part)
        return self._ranked[part][side < 0][at]

    def rank_all(self) -> None:
        """Work out all that `topics` is asked for, before what is made of it takes memory too: the features
        go then, which on a big page need more than all its blocks."""
        for part in range(-(-self._matrix.shape[1] // AT_ONCE)):
            if part not in self._ranked:
                self._rank(part)

    def _rank(self, part: int) -> None:
        moved = self._work_out(slice(part * AT_ONCE, (part + 1) * AT_ONCE))
        self._ranked[part] = _ranked(moved), _ranked(-moved)
        if len(self._ranked) * AT_ONCE >= self._matrix.shape[1]:
            self._matrix = np.empty((0, 0), dtype=np.float32)  # an empty slice would hold the whole

    def _work_out(self, some: slice) -> Array:
        """Compute a batch; what the second pass owes to the first is credited to the first one's features."""
        model = shipped()
        first, second = _shipped_moves()
        matrix = self._matrix[:, some]
        total = credit(model.second, matrix, second)
        own = credit(model.first, matrix[: self._own], first)
        moved = own.sum(axis=0)
        owed = np.divide(total[self._own], moved, out=np.zeros_like(moved), where=moved != 0)
        total[: self._own] += own * np.clip(owed, 0, 1)
        total[self._own] = 0
        return np.stack([total[rows].sum(axis=0) for rows in _topic_rows().values()])


def _ranked(moved: Array) -> list[tuple[str, ...]]:
    """Return for each block the topics that add at least `LEAST_TOLD`, the strongest first."""
    names = [topic for topic, _ in TOPICS]
    order = np.argsort(-moved, axis=0, kind="stable").T.tolist()
    counts = (moved >= LEAST_TOLD).sum(axis=0).tolist()
    known: dict[tuple[int, ...], tuple[str, ...]] = {}
    return [
        known.get(at) or known.setdefault(at, tuple(names[topic] for topic in at))
        for at in (tuple(places[:count]) for places, count in zip(order, counts, strict=True))
    ]


def _topic(name: str) -> str:
    return next((topic for topic, prefixes in TOPICS if name.startswith(prefixes)), "")
