"""How a recipe does on sites it has not seen: figures of pages, and what each rule is worth there.

The probabilities come from forests that saw no page of the site; rules and thresholds are those in
use. Verdicts on whole pages (walls, errors) and the second opinion have no part in it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from statistics import fmean

import numpy as np
import numpy.typing as npt

from scraper.evaluate.block_labels import counted_labels
from scraper.evaluate.figures import Figures
from scraper.evaluate.measure import OURS, ExtractorOutput, Measured, score_page
from scraper.evaluate.report import ScoreTally
from scraper.evaluate.rule_worth import BlockFigures, JudgedPage, block_figures, rule_worths
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.verdicts.decide import Verdicts, confidence, decide
from scraper.extraction.verdicts.page_blocks import TEXT_ONLY, build
from scraper.models.article import Include
from scraper.render.body import body_text
from scraper.train.examples import Example

Array = npt.NDArray[np.float32]


def verdicts_of(views: Sequence[PageFeatures], scores: Sequence[Array]) -> list[Verdicts]:
    """Return the verdicts of each page under balanced thresholds and all rules."""
    return [decide(view, score, "balanced") for view, score in zip(views, scores, strict=True)]


def figures_on_unseen_sites(
    examples: Sequence[Example], verdicts: Sequence[Verdicts]
) -> dict[str, dict[str, Figures]]:
    """Return the figures of `scraper evaluate` by data set, by kind of page and by language."""
    tally = ScoreTally()
    for example, page_verdicts in zip(examples, verdicts, strict=True):
        tally.add(example.page.dataset, _measured(example, page_verdicts))
    groups = {"data_sets": "", "kinds": "page type", "languages": "language"}
    return {
        name: {group: _without_times(each[OURS]) for group, each in tally.figures(by=by).items()}
        for name, by in groups.items()
    }


def _measured(example: Example, verdicts: Verdicts) -> Measured:
    kept = [int(i) for i in np.nonzero(verdicts.kept)[0]]
    text = body_text(build(example.reading, verdicts, kept, TEXT_ONLY), Include())
    output = ExtractorOutput(text, {"confidence": confidence(verdicts)})
    row = score_page(example.page, output, example.foreign)
    return Measured(example.page, {OURS: row}, {OURS: text})


def _without_times(figures: Figures) -> Figures:
    return {
        name: round(value, 4) for name, value in figures.items() if name not in ("ms", "p99_ms")
    }


def figures_by_reading(
    examples: Sequence[Example], verdicts: Sequence[Verdicts]
) -> dict[str, dict[str, float]]:
    """Return F1, exact and leak by blocks of pages labelled by reading, for each data set and page type.

    They measure against readers; `on_unseen_sites` measures the same pages against their collection's
    labels.
    """
    groups: dict[str, list[BlockFigures]] = defaultdict(list)
    for example, page in _judged(examples, verdicts):
        name = f"{example.page.dataset}:{example.page.page_type}"
        groups[name].append(block_figures(page, page.verdicts.kept))
    return {name: _means(figures) for name, figures in sorted(groups.items())}


def _means(figures: Sequence[BlockFigures]) -> dict[str, float]:
    names = ("f1", "exact", "leaks")
    means = {name: fmean(getattr(page, name) for page in figures) for name in names}
    return {"pages": len(figures)} | {name: round(value, 4) for name, value in means.items()}


def rules_on_unseen_sites(
    examples: Sequence[Example], verdicts: Sequence[Verdicts]
) -> list[dict[str, object]]:
    """Return the worth of each rule on articles labelled block by block."""
    judged = _judged(examples, verdicts)
    _, worths = rule_worths(page for example, page in judged if example.page.page_type == "article")
    return [asdict(worth) for worth in worths]


def _judged(
    examples: Sequence[Example], verdicts: Sequence[Verdicts]
) -> Iterator[tuple[Example, JudgedPage]]:
    """Yield the pages labelled by reading."""
    for example, page_verdicts in zip(examples, verdicts, strict=True):
        if example.said:
            labels = counted_labels(example.reading.b_text, example.said)
            yield example, JudgedPage(page_verdicts, labels)
