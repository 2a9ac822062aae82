"""A small neural network beside the trees of the second pass, which gives every machine the same answer.

Its first layer sees the features of a block; each further one what all layers before say of the block and
of two others, some blocks before and after it (dilated convolutions, each connected to all below: Huang and
others, 2017). Inputs, weights and what units say are whole numbers below
2**24, so that sums in 32-bit floating point are exact in whatever order a machine adds them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from scraper.extraction.native import IS_NATIVE

if IS_NATIVE:
    from scraper.extraction.native.network import Layers

Array = npt.NDArray[np.float32]

STEP = 16  # of an input: a sixteenth of what the feature varies by
MOST_INPUT = 64  # four times what it varies by, either way
MOST_SAID = 255  # by a unit
EXACT = 2**24  # whole numbers below it are exact in 32-bit floating point

AT_ONCE = 512  # blocks: what is worked out of them fits the cache
MULTIPLIED = 8
"""Blocks of one multiplication. OpenBLAS shares out those of more than 2**18 steps (64 units, 485 inputs
and 9 blocks) to threads that wait for work by turning: twice the processor time of a whole extraction
on an idle machine, and three times its duration on a busy one."""


_PREFIX = "network_"  # of its arrays in the file of a model
_OWN = ("numbers", "centre", "scale", "code_rows", "code_values", "out_bias", "out_scale")
_SMALL = ("weights", "out")  # whole numbers of a byte


@dataclass(frozen=True, slots=True)
class Units:
    """One layer: each unit adds up its inputs and says a whole number."""

    reach: int
    """How many blocks before and after a block the two others stand of which inputs come, 0 in the first layer.
    Outside of the page there is nothing."""
    weights: Array  # units x inputs; numbers before codes, or the block before, the block itself, the one after
    bias: Array  # of each unit
    rescale: Array  # what a unit's sum is multiplied by
    out: Array  # weight of what each unit says in the answer

    def said(self, inputs: Array) -> Array:
        """Return what the units say, a row each, of inputs in rows."""
        units = np.empty((len(self.weights), inputs.shape[1]), dtype=np.float32)
        for at in range(0, inputs.shape[1], MULTIPLIED):
            some = slice(at, at + MULTIPLIED)
            np.matmul(self.weights, inputs[:, some], out=units[:, some])
        units += self.bias[:, None]
        np.maximum(units, 0, out=units)
        units *= self.rescale[:, None]
        said: Array = np.minimum(np.rint(units, out=units), MOST_SAID, out=units)
        return said


@dataclass(frozen=True, slots=True)
class Network:
    """Layers of units. A feature comes in by the root of its value, or by being a certain code."""

    numbers: npt.NDArray[np.int32]  # rows of the matrix
    centre: Array  # of the roots of each of these
    scale: Array
    code_rows: npt.NDArray[np.int32]
    code_values: Array
    layers: tuple[Units, ...]
    out_bias: float
    out_scale: float

    def log_odds(self, matrix: Array) -> Array:
        """Return the log-odds per column of a matrix with one feature per row, all of them finite, from compiled
        code where there is any."""
        return self.native_raw(matrix) if IS_NATIVE else self.raw(matrix)

    def native_raw(self, matrix: Array) -> Array:
        """Return the log-odds as `raw` does, from compiled code."""
        out = np.empty(matrix.shape[1], dtype=np.float32)
        _layers_of(self).add_log_odds(np.ascontiguousarray(matrix), out)
        return out

    def raw(self, matrix: Array) -> Array:
        """Return the log-odds per column."""
        out = np.full(matrix.shape[1], self.out_bias, dtype=np.float32)
        for units, said in zip(self.layers, self._said(matrix), strict=True):
            out += (units.out[:, None] * said).sum(axis=0)
        out *= np.float32(self.out_scale)
        return out

    def inputs(self, matrix: Array) -> Array:
        """Return the inputs of the first layer, whole numbers, a row each."""
        values = matrix.take(self.numbers, axis=0)
        roots = np.copysign(np.sqrt(np.abs(values)), values)
        roots -= self.centre[:, None]
        roots *= self.scale[:, None]
        np.rint(np.clip(roots, -MOST_INPUT, MOST_INPUT, out=roots), out=roots)
        codes = matrix.take(self.code_rows, axis=0) == self.code_values[:, None]
        return np.concatenate((roots, codes * np.float32(STEP)))

    def _said(self, matrix: Array) -> Iterator[Array]:
        """Yield what the units of each layer say, a row each."""
        first, *others = self.layers
        said = np.empty((len(first.weights), matrix.shape[1]), dtype=np.float32)
        for at in range(0, said.shape[1], AT_ONCE):
            some = slice(at, at + AT_ONCE)
            said[:, some] = first.said(self.inputs(matrix[:, some]))
        yield said
        for units in others:
            own = units.said(beside(said, units.reach))
            yield own
            said = np.concatenate((said, own))


def beside(said: Array, reach: int) -> Array:
    """Return what is said of the blocks `reach` before, of the blocks themselves and of those `reach` after, in
    rows below each other; 0 outside of the page."""
    blocks = said.shape[1]
    padded = np.pad(said, ((0, 0), (reach, reach)))
    return np.concatenate([padded[:, at : at + blocks] for at in (0, reach, 2 * reach)])


_last: "list[tuple[Network, Layers]]" = []
"""The network asked last, and its compiled form."""


def _layers_of(network: Network) -> "Layers":
    """Return the compiled form of a network, made once as long as no other one is asked."""
    for known, layers in _last:
        if known is network:
            return layers
    layers = Layers(network, MOST_INPUT, STEP, MOST_SAID)
    _last[:] = [(network, layers)]
    return layers


def arrays_of(network: Network) -> dict[str, npt.NDArray[np.generic]]:
    """Return a network as the arrays that are written into the file of a model."""
    found = {_PREFIX + name: np.asarray(getattr(network, name)) for name in _OWN}
    for i, units in enumerate(network.layers):
        for each in fields(Units):
            array = np.asarray(getattr(units, each.name))
            small = each.name in _SMALL
            found[f"{_PREFIX}{i}_{each.name}"] = array.astype(np.int8) if small else array
    return found


def network_of(arrays: Mapping[str, npt.NDArray[Any]]) -> Network:
    """Read a network from the arrays of a file."""
    own: dict[str, Any] = {name: arrays[_PREFIX + name] for name in _OWN}
    for name in ("out_bias", "out_scale"):
        own[name] = float(own[name])
    layers: list[Units] = []
    while f"{_PREFIX}{len(layers)}_reach" in arrays:
        at = f"{_PREFIX}{len(layers)}_"
        found: dict[str, Any] = {each.name: arrays[at + each.name] for each in fields(Units)}
        for name in _SMALL:
            found[name] = np.ascontiguousarray(found[name], dtype=np.float32)
        layers.append(Units(**{**found, "reach": int(found["reach"])}))
    return Network(**own, layers=tuple(layers))
