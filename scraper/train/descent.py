"""Gradient descent for the network beside the trees, in floating point.

The layers are those of `classifier.network`. Pages stand behind each other in a batch, parted by so many
empty places that no block sees one of another page. Weights move by Adam (Kingma and Ba, 2015) at a rate that
falls along a cosine; in each step a share of the inputs and of what units say is left out (dropout,
Srivastava and others, 2014).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scraper.extraction.classifier.network import STEP, beside

Array = npt.NDArray[np.float32]

WARM_UP = 100  # steps until the rate is whole
LEAST_RATE = 0.02  # of the whole one, at the end
MOMENTUM = 0.9  # of a gradient's mean, and SQUARES of its square's: those of Adam's authors
SQUARES = 0.999
NOTHING = 1e-8  # added to a root that something is divided by


@dataclass(frozen=True, slots=True)
class NetworkRecipe:
    """How the network is fitted. The defaults were compared on unseen sites."""

    units: tuple[int, ...] = (64, 24, 24, 24, 24)  # of each layer
    reach: tuple[int, ...] = (0, 1, 2, 4, 8)  # blocks
    rounds: int = 14
    batch: int = 4_096  # blocks
    rate: float = 2e-3
    decay: float = 1e-4  # of a weight, in each step at rate 1
    left_out: float = 0.2  # share of what units say
    inputs_left_out: float = 0.15
    seed: int = 1


@dataclass(frozen=True, slots=True)
class TaughtPage:
    """A page as the network learns from it."""

    inputs: npt.NDArray[np.int8]  # blocks x inputs, as whole numbers
    target: Array  # 1 for body text
    weight: Array  # 0 for a block that teaches nothing but stands beside others


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of one layer."""

    reach: int  # as `classifier.network.Units` has it
    inner: Array  # inputs x units
    bias: Array
    out: Array  # what a unit adds to the answer

    def parts(self) -> tuple[Array, Array, Array]:
        """Return what is learned."""
        return self.inner, self.bias, self.out


@dataclass(frozen=True, slots=True)
class _Batch:
    inputs: Array  # blocks x inputs
    present: Array  # 0 where no block stands
    target: Array
    weight: Array


@dataclass(frozen=True, slots=True)
class _Trace:
    """What a layer did in one pass, which its gradient needs."""

    seen: Array
    said: Array
    passed: Array  # what a change of the sum of a unit changes of what it says


def learn(pages: Sequence[TaughtPage], recipe: NetworkRecipe) -> tuple[list[Weights], float]:
    """Return the layers and the bias of the answer; the same pages give the same."""
    rng = np.random.default_rng(recipe.seed)
    layers = _beginning(pages[0].inputs.shape[1], recipe, rng)
    bias = np.zeros(1, dtype=np.float32)
    mean = float(np.concatenate([page.weight[page.weight > 0] for page in pages]).mean())
    steps = recipe.rounds * sum(1 for _ in _batches(pages, recipe, mean, np.random.default_rng(0)))
    adam = _Adam([part for layer in layers for part in layer.parts()] + [bias], recipe, steps)
    for _ in range(recipe.rounds):
        for batch in _batches(pages, recipe, mean, rng):
            adam.move(_gradients(layers, bias, batch, _Dropout(recipe, rng)))
    return layers, float(bias[0])


def said_by(layers: Sequence[Weights], inputs: npt.NDArray[np.int8]) -> list[Array]:
    """Return what the units of each layer say of the blocks of a page, a block a row."""
    page = inputs.astype(np.float32) / np.float32(STEP)
    here = np.ones((len(page), 1), dtype=np.float32)
    return [trace.said for trace in _traces(layers, page, here, None)]


class _Adam:
    """Moves values, in place, by means of their gradients and of the squares of these."""

    def __init__(self, values: Sequence[Array], recipe: NetworkRecipe, steps: int) -> None:
        self.values = values
        self.means, self.squares = ([np.zeros_like(value) for value in values] for _ in range(2))
        self.recipe = recipe
        self.steps = steps
        self.step = 0

    def move(self, gradients: Sequence[Array]) -> None:
        self.step += 1
        rate, unmeasured = self._rate(), 1 - MOMENTUM**self.step
        for i, (value, gradient) in enumerate(zip(self.values, gradients, strict=True)):
            self.means[i] += np.float32(1 - MOMENTUM) * (gradient - self.means[i])
            self.squares[i] += np.float32(1 - SQUARES) * (gradient * gradient - self.squares[i])
            root = np.sqrt(self.squares[i] / np.float32(1 - SQUARES**self.step))
            moved = self.means[i] / np.float32(unmeasured) / (root + np.float32(NOTHING))
            if value.ndim > 1:
                moved += np.float32(self.recipe.decay) * value
            np.subtract(value, np.float32(rate) * moved, out=value)

    def _rate(self) -> float:
        falling = 0.5 * (1 + float(np.cos(np.pi * self.step / self.steps)))
        return self.recipe.rate * min(1.0, self.step / WARM_UP) * max(LEAST_RATE, falling)


class _Dropout:
    """Leaves out a share of numbers, and makes the others as much larger."""

    def __init__(self, recipe: NetworkRecipe, rng: np.random.Generator) -> None:
        self.of_inputs = recipe.inputs_left_out
        self.of_said = recipe.left_out
        self.rng = rng

    def factors(self, shape: tuple[int, ...], share: float) -> Array:
        kept = self.rng.random(shape, dtype=np.float32) >= np.float32(share)
        return kept.astype(np.float32) / np.float32(1 - share)


def _beginning(inputs: int, recipe: NetworkRecipe, rng: np.random.Generator) -> list[Weights]:
    """Return layers before they learned: random weights as He and others (2015) advise for such units."""

    def drawn(rows: int, columns: int) -> Array:
        normal: Array = rng.standard_normal((rows, columns)).astype(np.float32)
        return normal * np.float32(np.sqrt(2 / rows))

    layers, below = [], 0
    for units, reach in zip(recipe.units, recipe.reach, strict=True):
        inner = drawn(3 * below if reach else inputs, units)
        out = drawn(units, 1) / np.float32(2)
        layers.append(Weights(reach, inner, np.zeros(units, dtype=np.float32), out))
        below += units
    return layers


def _batches(
    pages: Sequence[TaughtPage], recipe: NetworkRecipe, mean: float, rng: np.random.Generator
) -> Iterator[_Batch]:
    """Yield the pages in random order, several at once; of a page longer than a batch some part."""
    apart = max(recipe.reach)
    together: list[TaughtPage] = []
    size = 0
    for number in rng.permutation(len(pages)):
        page = pages[number]
        most = recipe.batch - apart
        if len(page.target) > most:
            start = int(rng.integers(0, len(page.target) - most + 1))
            some = slice(start, start + most)
            page = TaughtPage(page.inputs[some], page.target[some], page.weight[some])
        if together and size + len(page.target) + apart > recipe.batch:
            yield _batch(together, apart, mean)
            together, size = [], 0
        together.append(page)
        size += len(page.target) + apart
    yield _batch(together, apart, mean)


def _batch(pages: Sequence[TaughtPage], apart: int, mean: float) -> _Batch:
    size = sum(len(page.target) + apart for page in pages)
    inputs = np.zeros((size, pages[0].inputs.shape[1]), dtype=np.float32)
    present, target, weight = (np.zeros((size, 1), dtype=np.float32) for _ in range(3))
    at = 0
    for page in pages:
        some = slice(at, at + len(page.target))
        inputs[some] = page.inputs
        present[some] = 1
        target[some, 0] = page.target
        weight[some, 0] = page.weight / mean
        at = some.stop + apart
    return _Batch(inputs / np.float32(STEP), present, target, weight)


def _traces(
    layers: Sequence[Weights], inputs: Array, present: Array, dropout: _Dropout | None
) -> Iterator[_Trace]:
    """Yield what each layer sees and says; nothing is said where no block is."""
    seen = inputs
    if dropout:
        seen = seen * dropout.factors(seen.shape, dropout.of_inputs)
    below: list[Array] = []
    for layer in layers:
        if layer.reach:
            seen = beside(np.concatenate(below, axis=1).T, layer.reach).T
        sums = seen @ layer.inner + layer.bias
        passed = (sums > 0) * present
        if dropout:
            passed *= dropout.factors(passed.shape, dropout.of_said)
        below.append(sums * passed)
        yield _Trace(seen, below[-1], passed)


def _gradients(
    layers: Sequence[Weights], bias: Array, batch: _Batch, dropout: _Dropout
) -> list[Array]:
    """Return what to change of each part of each layer and of the bias, for the log loss of a batch."""
    traces = [*_traces(layers, batch.inputs, batch.present, dropout)]
    answer = bias + sum(trace.said @ layer.out for trace, layer in zip(traces, layers, strict=True))
    wrong: Array = (1 / (1 + np.exp(-answer)) - batch.target).astype(np.float32)
    wrong *= batch.weight / max(float(batch.weight.sum()), NOTHING)
    gradients = [wrong.sum(axis=0)]
    asked = [wrong @ layer.out.T for layer in layers]  # of what each layer says, by all that see it
    for at in reversed(range(len(layers))):
        layer, trace = layers[at], traces[at]
        change = asked[at] * trace.passed
        gradients[:0] = [trace.seen.T @ change, change.sum(axis=0), trace.said.T @ wrong]
        if layer.reach:
            below = _together((change @ layer.inner.T).astype(np.float32), layer.reach)
            for i, end in enumerate(np.cumsum([len(lower.bias) for lower in layers[:at]])):
                asked[i] += below[:, end - len(layers[i].bias) : end]
    return gradients


def _together(change: Array, reach: int) -> Array:
    """Return what `beside` of a block and two others asks to change, added up for each block."""
    before, own, after = np.split(change, 3, axis=1)
    total: Array = own.copy()
    total[:-reach] += before[reach:]
    total[reach:] += after[:-reach]
    return total
