"""What the model's verdict on each block rests on: each feature's share in the log-odds.

A tree asks its questions in order. Before the first one its expected answer is the mean of its
leaves; each answer moves that expectation, and the move is credited to the feature asked about
(the path method of Saabas, 2014). Over all trees the moves add up to the block's log-odds but for
a constant.
"""

import numpy as np
import numpy.typing as npt

from scraper.extraction.classifier.forest import Forest
from scraper.extraction.classifier.model import Model
from scraper.extraction.classifier.passes import both_passes
from scraper.extraction.features import context
from scraper.extraction.features import rows as features
from scraper.extraction.features.rows import PageFeatures

Array = npt.NDArray[np.float32]

AT_ONCE = 2048  # blocks; the 100,000 of one page at once took 0.4 GB more

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


def credit(forest: Forest, matrix: Array) -> Array:
    """Return the log-odds that each feature adds (above 0) or takes; features x blocks, like the matrix."""
    trees, depth = forest.features.shape
    blocks = matrix.shape[1]
    out = np.zeros_like(matrix)
    rows = np.arange(trees)[:, None]
    leaf = np.zeros((trees, blocks), dtype=np.int64)
    before = np.broadcast_to(forest.leaves.mean(axis=1)[:, None], leaf.shape)
    for level in range(depth):
        asked = forest.features[:, level]
        leaf += (matrix[asked] > forest.borders[:, level, None]).astype(np.int64) << level
        known = forest.leaves.reshape(trees, -1, 2 << level).mean(axis=1)
        after = known[rows, leaf]
        for feature, moved in zip(asked, after - before, strict=True):  # `add.at` takes far longer
            out[feature] += moved
        before = after
    return out


class Credits:
    """For each block what each topic adds to its log-odds, over both passes.

    Computed in batches of `AT_ONCE` blocks, so the first blocks are ready early and a long page
    needs no more memory than a short one.
    """

    def __init__(self, view: PageFeatures, model: Model) -> None:
        self._model = model
        self._matrix, self._own = both_passes(view, model)
        self._topics = [_topic(name) for name in (*features.names(view), *context.NAMES)]
        self._known: dict[int, dict[str, Array]] = {}

    def of(self, block: int) -> dict[str, float]:
        """Return what moved the model on a block, in log-odds by topic."""
        part, at = divmod(block, AT_ONCE)
        if part not in self._known:
            self._known[part] = self._work_out(slice(part * AT_ONCE, (part + 1) * AT_ONCE))
        return {topic: float(moved[at]) for topic, moved in self._known[part].items()}

    def _work_out(self, some: slice) -> dict[str, Array]:
        """Compute a batch; what the second pass owes to the first is credited to the first one's features."""
        matrix = self._matrix[:, some]
        total = credit(self._model.second, matrix)
        own = credit(self._model.first, matrix[: self._own])
        moved = own.sum(axis=0)
        owed = np.divide(total[self._own], moved, out=np.zeros_like(moved), where=moved != 0)
        total[: self._own] += own * np.clip(owed, 0, 1)
        total[self._own] = 0
        return {topic: total[[t == topic for t in self._topics]].sum(axis=0) for topic, _ in TOPICS}


def _topic(name: str) -> str:
    return next((topic for topic, prefixes in TOPICS if name.startswith(prefixes)), "")
