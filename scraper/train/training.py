"""The whole training: examples -> lexicon -> first forest -> second forest and network -> model files.

Both the lexicon and the first pass are learned across folds of sites, so that the second pass
sees them as they are on pages of sites they do not know.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt

from scraper.errors import InputError
from scraper.evaluate.cases import LabelledPage
from scraper.extraction.classifier.forest import Forest
from scraper.extraction.classifier.model import Model, agreed
from scraper.extraction.classifier.network import Network, arrays_of
from scraper.extraction.features import context
from scraper.extraction.features import rows as features
from scraper.extraction.features.rows import PageFeatures
from scraper.extraction.page import view_page
from scraper.train.examples import OLD_CONVENTION, Example, fold_of, read_examples, sample, weights
from scraper.train.fit import Recipe, fit
from scraper.train.network import NetworkRecipe, fit_network
from scraper.train.unseen import figures_on_unseen_sites, rules_on_unseen_sites, verdicts_of
from scraper.train.words import learn_words

Array = npt.NDArray[np.float32]
Say = Callable[[str], None]


READERS_PAGES = 200  # labelled by reading, from which they can judge other labels
SURELY_BODY, SURELY_FOREIGN = 0.85, 0.08
"""Probabilities from which a whole-text label that says the opposite is not learned from."""


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
    disputed = sum(_mask_disputed(ground, folds, plan))
    say(f"{disputed} blocks of whole-text labels left out: pages labelled by reading say otherwise")
    for k in range(plan.folds):
        rows = [i for i, f in enumerate(folds) if f != k]
        forest = ground.grow(rows, replace(plan.first, bags=1))
        for i, f in enumerate(folds):
            if f == k:
                first[i] = forest.probability(matrices[i])
        say(f"first pass, fold {k + 1} of {plan.folds}")
    return Prepared(examples, chosen, matrices, ground.weights, views, first)


def _mask_disputed(ground: "_Ground", folds: Sequence[int], plan: TrainingPlan) -> Iterator[int]:
    """Take the weight of whole-text labels that contradict the pages labelled by reading.

    A forest grown on those pages alone judges the articles of the other collections, none of a
    site it saw; yields how many blocks it disputes in each fold.
    """
    by_reading = [i for i, e in enumerate(ground.examples) if e.page.labels.blocks]
    for k in range(plan.folds):
        rows = [i for i in by_reading if folds[i] != k]
        if len(rows) < READERS_PAGES:
            continue
        reader = ground.grow(rows, plan.reader)
        for i, example in enumerate(ground.examples):
            if (
                folds[i] == k
                and not example.page.labels.blocks
                and example.page.page_type == "article"
            ):
                said = reader.probability(ground.matrices[i])
                body = example.labels.body > 0
                wrong = np.where(body, said < SURELY_FOREIGN, said > SURELY_BODY)
                ground.weights[i][wrong] = 0.0
                yield int(wrong.sum())


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

    def grow_network(self, rows: Sequence[int], recipe: NetworkRecipe) -> Network:
        matrix = np.concatenate([self.matrices[i][:, self.chosen[i]] for i in rows], axis=1)
        return fit_network(matrix, *self._labels(rows), recipe)

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
    ground = _Ground(prepared.examples, prepared.chosen, matrices, prepared.weights)
    for k in range(plan.folds):
        rows = [i for i, f in enumerate(folds) if f != k]
        forest = ground.grow(rows, plan.second)
        network = ground.grow_network(rows, plan.network)
        for i, f in enumerate(folds):
            if f == k:
                out[i] = agreed(forest.log_odds(matrices[i]), network.raw(matrices[i]))
        say(f"second pass, fold {k + 1} of {plan.folds}")
    return out


def train_final(prepared: Prepared, plan: TrainingPlan, name: str) -> Model:
    """Return the model to ship, called `name`, from all pages."""
    rows = list(range(len(prepared.examples)))
    lexicon = learn_words(prepared.examples)
    ground = _Ground(prepared.examples, prepared.chosen, prepared.matrices, prepared.weights)
    first = ground.grow(rows, plan.first)
    both = replace(ground, matrices=second_matrices(prepared))
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
    examples = read_examples(pages)
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
        card["rules_on_unseen_sites"] = rules_on_unseen_sites(examples, verdicts)
    return card
