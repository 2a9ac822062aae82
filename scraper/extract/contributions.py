"""What the model's verdict on each block rests on: each feature's share in the log-odds.

A tree asks its questions in order. Before the first one its expected answer is the mean of its
leaves; each answer moves that expectation, and the move is credited to the feature asked about
(the path method of Saabas, 2014). Over all trees the moves add up to the block's log-odds but for
a constant.
"""

import numpy as np
import numpy.typing as npt

from scraper.extract import context, features
from scraper.extract.features import View
from scraper.extract.forest import Forest
from scraper.extract.modelfile import Model

Array = npt.NDArray[np.float32]

TOPICS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("heading", ("heading_", "headline_", "section_", "next_section")),
    ("title", ("title_", "since_title", "climb_to_title", "fall_to_title")),
    ("description", ("describe", "in_article_body")),
    ("wording", ("label_", "prefix_", "promo_", "text_weight", "last_mark", "first_mark", "shared_words", "long_words")),
    ("links", ("link", "longest_link", "words_per_link", "href_")),
    ("repeated", ("alike^", "alike_words")),
    ("copies", ("copies", "copy_number")),
    ("names", ("family_", "class_", "in_")),
    ("neighbours", ("words@", "link@", "tag@", "label@", "stops@", "caps@", "prefix@", "first@", "first_", "kept_", "alike_first",
                    "good_before", "good_after", "climb_", "fall_", "same_tag", "good_share", "good_density")),
    ("place", ("index", "place", "from_end", "word_place", "good_words", "depth", "border", "h1_number")),
    ("length", ("words", "chars", "stop", "commas", "ends_", "starts_", "upper", "digit", "word_length", "marks", "strong")),
)  # fmt: skip
"""What is told of a verdict, and the features that speak of it, by the first prefix that fits."""


def credit(forest: Forest, matrix: Array) -> Array:
    """The log-odds each feature adds (above 0) or takes; features x blocks, like the matrix."""
    trees, depth = forest.features.shape
    blocks = matrix.shape[1]
    out = np.zeros_like(matrix)
    rows, columns = np.arange(trees)[:, None], np.arange(blocks)[None, :]
    leaf = np.zeros((trees, blocks), dtype=np.int64)
    before = np.broadcast_to(forest.leaves.mean(axis=1)[:, None], leaf.shape)
    for level in range(depth):
        asked = forest.features[:, level]
        leaf += (matrix[asked] > forest.borders[:, level, None]).astype(np.int64) << level
        known = forest.leaves.reshape(trees, -1, 2 << level).mean(axis=1)
        after = known[rows, leaf]
        np.add.at(out, (asked[:, None], columns), after - before)
        before = after
    return out


def topic_credits(view: View, model: Model) -> dict[str, Array]:
    """For each topic what it adds to the blocks' log-odds, over both passes.

    What the second pass owes to the first one's answer is credited to the first one's grounds.
    """
    matrix = features.compute(view)
    first = model.first.probability(matrix)
    both = np.concatenate((matrix, context.compute(view, first)))
    total = credit(model.second, both)
    own = credit(model.first, matrix)
    moved = own.sum(axis=0)
    owed = np.divide(total[len(matrix)], moved, out=np.zeros_like(moved), where=moved != 0)
    total[: len(matrix)] += own * np.clip(owed, 0, 1)
    total[len(matrix)] = 0
    names = (*features.names(view), *context.NAMES)
    topics = [_topic(name) for name in names]
    return {topic: total[[t == topic for t in topics]].sum(axis=0) for topic, _ in TOPICS}


def _topic(name: str) -> str:
    return next((topic for topic, prefixes in TOPICS if name.startswith(prefixes)), "")
