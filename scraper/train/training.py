"""The whole training: examples -> lexicon -> first forest -> second forest and network -> model files.

Both the lexicon and the first pass are learned across folds of sites, so that the second pass
sees them as they are on pages of sites they do not know.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scraper.errors import InputError
from scraper.evaluate.labelled_page import LabelledPage
from scraper.extraction.classifier.forest import Forest
from scraper.extraction.classifier.model import Model, agreed
from scraper.extraction.classifier.network import Network, arrays_of
from scraper.extraction.features import context
from scraper.extraction.features import matrix as features
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.page import view_page
from scraper.train.descent import NetworkRecipe
from scraper.train.examples import OLD_CONVENTION, Example, fold_of, read_examples, sample, weights
from scraper.train.fit import Recipe, fit
from scraper.train.network import PageLesson, fit_network
from scraper.train.relabels import read_relabels
from scraper.train.unseen import (
    figures_by_reading,
    figures_on_unseen_sites,
    rules_on_unseen_sites,
    verdicts_of,
)
from scraper.train.words import learn_words

Array = npt.NDArray[np.float32]
Say = Callable[[str], None]
Judge = Callable[[Array], Array]  # features of a page to the probability of each block
Learn = Callable[[Sequence[int]], Judge]  # from pages, by their number


READERS_PAGES = 200  # labelled by reading, from which they can judge other labels
DISPUTED = "{} blocks of whole-text labels left out of the {} pass: pages labelled by reading say otherwise"


class Doubt(NamedTuple):
    """Probabilities from which a whole-text label that says the opposite is not learned from."""

    foreign: float  # below it, for a block labelled body
    body: float  # above it, for a block labelled foreign


FIRST_DOUBT = Doubt(foreign=0.08, body=0.85)
SECOND_DOUBT = Doubt(foreign=0.3, body=0.6)
"""Readers with the features of both passes are sure earlier: .008 more of the articles labelled by reading are
exact on unseen sites than with the first doubt alone, and figures on whole-text labels stay as they are."""


@dataclass(frozen=True, slots=True)
class TrainingPlan:
    """Folds, recipes and seed of one training."""

    folds: int = 3
    first: Recipe = field(default_factory=lambda: Recipe(bags=2))
    second: Recipe = field(default_factory=lambda: Recipe(trees=160, rate=0.07, l2=30.0, bags=2))
    network: NetworkRecipe = field(default_factory=NetworkRecipe)
    reader: Recipe = field(default_factory=lambda: Recipe(trees=120, rate=0.15))
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Prepared:
    """What both forests are grown on: features and first-pass probabilities from other folds."""

    examples: Sequence[Example]
    chosen: list[npt.NDArray[np.int64]]
    matrices: list[Array]  # features x blocks, first pass
    weights: Sequence[npt.NDArray[np.float64]]
    views: list[PageFeatures]
    first: list[Array]
    second_weights: Sequence[npt.NDArray[np.float64]]


def prepare(examples: Sequence[Example], plan: TrainingPlan, say: Say) -> Prepared:
    """Learn lexicon and first pass across folds.

    One seed serves there: more, as in the shipped model, would multiply the time, and the second
    pass learns the same from either.
    """
    rng = np.random.default_rng(plan.seed)
    chosen = [sample(example, rng) for example in examples]
    folds = [fold_of(example.site, plan.folds) for example in examples]
    lexicons = [
        learn_words([e for e, f in zip(examples, folds, strict=True) if f != k])
        for k in range(plan.folds)
    ]
    views = [
        view_page(e.reading, e.facts, lexicons[f]) for e, f in zip(examples, folds, strict=True)
    ]
    matrices = [features.compute(view) for view in views]
    say(f"{len(examples)} pages, {sum(map(len, chosen))} blocks, {len(matrices[0])} features")
    first: list[Array] = [np.zeros(0, dtype=np.float32)] * len(examples)
    ground = _Ground(examples, chosen, matrices, [weights(example) for example in examples])
    disputed = _mask_disputed(
        ground, plan, lambda rows: ground.grow(rows, plan.reader).probability, FIRST_DOUBT
    )
    say(DISPUTED.format(disputed, "first"))
    for k in range(plan.folds):
        rows = [i for i, f in enumerate(folds) if f != k]
        forest = ground.grow(rows, replace(plan.first, bags=1))
        for i, f in enumerate(folds):
            if f == k:
                first[i] = forest.probability(matrices[i])
        say(f"first pass, fold {k + 1} of {plan.folds}")
    prepared = Prepared(
        examples, chosen, matrices, ground.weights, views, first, [*map(np.copy, ground.weights)]
    )
    both = replace(ground, matrices=second_matrices(prepared), weights=prepared.second_weights)
    disputed = _mask_disputed(both, plan, lambda rows: both.grow_second(rows, plan), SECOND_DOUBT)
    say(DISPUTED.format(disputed, "second"))
    return prepared


def _mask_disputed(ground: "_Ground", plan: TrainingPlan, learn: Learn, doubt: Doubt) -> int:
    """Take the weight of whole-text labels that contradict the pages labelled by reading; return of how many.

    What is learned from those pages alone judges the articles of the other collections, none of a
    site it saw.
    """
    by_reading = {i for i, e in enumerate(ground.examples) if e.by_reading}
    folds = [fold_of(example.site, plan.folds) for example in ground.examples]
    disputed = 0
    for k in range(plan.folds):
        rows = [i for i in sorted(by_reading) if folds[i] != k]
        if len(rows) < READERS_PAGES:
            continue
        read = learn(rows)
        for i, example in enumerate(ground.examples):
            if folds[i] == k and example.page.page_type == "article" and i not in by_reading:
                said = read(ground.matrices[i])
                body = example.labels.body > 0
                wrong = np.where(body, said < doubt.foreign, said > doubt.body)
                disputed += int((wrong & (ground.weights[i] > 0)).sum())
                ground.weights[i][wrong] = 0.0
    return disputed


@dataclass(frozen=True, slots=True)
class _Ground:
    """What one forest is grown on."""

    examples: Sequence[Example]
    chosen: Sequence[npt.NDArray[np.int64]]
    matrices: Sequence[Array]
    weights: Sequence[npt.NDArray[np.float64]]

    def grow(self, rows: Sequence[int], recipe: Recipe) -> Forest:
        matrix = np.concatenate([self.matrices[i][:, self.chosen[i]].T for i in rows])
        return fit(matrix, *self._labels(rows), recipe)

    def grow_second(self, rows: Sequence[int], plan: TrainingPlan) -> Judge:
        """Return what trees and network of the second pass say of the blocks of a page together."""
        forest, network = self.grow(rows, plan.second), self.grow_network(rows, plan.network)
        return lambda matrix: agreed(forest.log_odds(matrix), network.raw(matrix))

    def grow_network(self, rows: Sequence[int], recipe: NetworkRecipe) -> Network:
        return fit_network([self._lesson(i) for i in rows], recipe)

    def _lesson(self, i: int) -> PageLesson:
        """Return a whole page: blocks that were not drawn stand beside others, but teach nothing."""
        weight = np.zeros(len(self.weights[i]))
        weight[self.chosen[i]] = self.weights[i][self.chosen[i]]
        return PageLesson(self.matrices[i], self.examples[i].labels.body, weight)

    def _labels(self, rows: Sequence[int]) -> tuple[Array, npt.NDArray[np.float64]]:
        target = np.concatenate([self.examples[i].labels.body[self.chosen[i]] for i in rows])
        return target, np.concatenate([self.weights[i][self.chosen[i]] for i in rows])


def second_matrices(prepared: Prepared) -> list[Array]:
    """Return the features of the second pass, one matrix a page."""
    pairs = zip(prepared.matrices, prepared.views, prepared.first, strict=True)
    return [np.concatenate((matrix, context.compute(view, first))) for matrix, view, first in pairs]


def out_of_fold(prepared: Prepared, plan: TrainingPlan, say: Say) -> list[Array]:
    """Return second-pass probabilities of every page from forests that saw no page of its site."""
    matrices = second_matrices(prepared)
    folds = [fold_of(example.site, plan.folds) for example in prepared.examples]
    out: list[Array] = [np.zeros(0, dtype=np.float32)] * len(matrices)
    ground = _Ground(prepared.examples, prepared.chosen, matrices, prepared.second_weights)
    for k in range(plan.folds):
        judge = ground.grow_second([i for i, f in enumerate(folds) if f != k], plan)
        for i, f in enumerate(folds):
            if f == k:
                out[i] = judge(matrices[i])
        say(f"second pass, fold {k + 1} of {plan.folds}")
    return out


def train_final(prepared: Prepared, plan: TrainingPlan, name: str) -> Model:
    """Return the model to ship, called `name`, from all pages."""
    rows = list(range(len(prepared.examples)))
    lexicon = learn_words(prepared.examples)
    ground = _Ground(prepared.examples, prepared.chosen, prepared.matrices, prepared.weights)
    first = ground.grow(rows, plan.first)
    both = replace(ground, matrices=second_matrices(prepared), weights=prepared.second_weights)
    second, network = both.grow(rows, plan.second), both.grow_network(rows, plan.network)
    return Model(first, second, network, lexicon, name)


def provenance_of(examples: Sequence[Example], plan: TrainingPlan) -> dict[str, object]:
    """Return what a model was made of and how: the same provenance makes the same model."""
    data = sha256()
    for example in examples:
        data.update(example.content.encode())
        data.update(example.labels.body.tobytes())
        data.update(example.labels.weight.tobytes())
    return {
        "pages": dict(Counter(example.page.dataset for example in examples)),
        "by_reading": dict(Counter(e.page.dataset for e in examples if e.by_reading)),
        "sites": len({example.site for example in examples}),
        "blocks": sum(len(example.labels.body) for example in examples),
        "labels_sha256": data.hexdigest(),
        "weights": OLD_CONVENTION,
        "plan": asdict(plan),
        "made_with": {name: version(name) for name in ("catboost", "scikit-learn", "numpy")},
    }


def save(model: Model, folder: Path, provenance: Mapping[str, object]) -> None:
    """Write the model as the extraction reads it, with what it was made of."""
    arrays = arrays_of(model.network)
    for name, forest in (("first", model.first), ("second", model.second)):
        arrays[f"{name}_features"] = forest.features.astype(np.int16)
        arrays[f"{name}_borders"] = forest.borders
        arrays[f"{name}_leaves"] = forest.leaves
        arrays[f"{name}_bias"] = np.array(forest.bias)
    buffer = BytesIO()
    np.savez_compressed(buffer, **arrays)  # type: ignore[arg-type]  # a mapping of arrays is what it takes
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "trees.npz").write_bytes(buffer.getvalue())
    words = {
        "version": model.version,
        "provenance": provenance,
        "classes": dict(model.lexicon.classes),
        "lines": dict(model.lexicon.lines),
    }
    (folder / "lexicon.json").write_text(
        json.dumps(words, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )


def train_all(
    pages: Iterable[LabelledPage], folder: Path, name: str, *, cross_validate: bool, say: Say
) -> str:
    """Train, save and describe a model, called `name`; return the card as JSON."""
    plan = TrainingPlan()
    examples = read_examples(pages, read_relabels())
    if len({fold_of(example.site, plan.folds) for example in examples}) < 2:
        raise InputError(
            "scraper train",
            f"too few labelled pages, {len(examples)}: each needs its true text, and they have to be "
            "of several sites, as what one site teaches is tried on others",
        )
    prepared = prepare(examples, plan, say)
    save(train_final(prepared, plan, name), folder, provenance_of(examples, plan))
    scores = out_of_fold(prepared, plan, say) if cross_validate else None
    text = json.dumps(card_of(prepared, plan, name, scores), indent=1, ensure_ascii=False)
    (folder / "card.json").write_text(text + "\n", encoding="utf-8")
    return text


def card_of(
    prepared: Prepared, plan: TrainingPlan, name: str, scores: Sequence[Array] | None
) -> dict[str, object]:
    """Return what a model is made of and, from probabilities on sites left out, how it does."""
    examples = prepared.examples
    card: dict[str, object] = {
        "version": name,
        "method": "two passes of boosted oblivious trees over blocks, and a network beside the second; see scraper/train",
        **provenance_of(examples, plan),
        "page_types": dict(Counter(example.page.page_type for example in examples)),
    }
    if scores is not None:
        verdicts = verdicts_of(prepared.views, scores)
        card["on_unseen_sites"] = figures_on_unseen_sites(examples, verdicts)
        card["by_reading_on_unseen_sites"] = figures_by_reading(examples, verdicts)
        card["rules_on_unseen_sites"] = rules_on_unseen_sites(examples, verdicts)
    return card
