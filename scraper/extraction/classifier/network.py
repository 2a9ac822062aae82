"""A small neural network beside the trees of the second pass, which gives every machine the same answer.

Inputs, weights and what its units say are whole numbers below 2**24, so that sums in 32-bit
floating point are exact in whatever order a machine adds them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from scraper.extraction.native import IS_NATIVE

if IS_NATIVE:
    from scraper.extraction.native.network import Layer

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


@dataclass(frozen=True, slots=True)
class Network:
    """One layer of units. A feature comes in by the root of its value, or by being a certain code."""

    numbers: npt.NDArray[np.int32]  # rows of the matrix
    centre: Array  # of the roots of each of these
    scale: Array
    code_rows: npt.NDArray[np.int32]
    code_values: Array
    weights: Array  # units x inputs: numbers first, then codes
    bias: Array  # of each unit
    rescale: Array  # what a unit's sum is multiplied by
    out: Array  # weight of each unit
    out_bias: float
    out_scale: float

    def log_odds(self, matrix: Array) -> Array:
        """Return the log-odds per column of a matrix with one feature per row, from compiled code where
        there is any."""
        return self.native_raw(matrix) if IS_NATIVE else self.raw(matrix)

    def native_raw(self, matrix: Array) -> Array:
        """Return the log-odds as `raw` does, from compiled code."""
        out = np.empty(matrix.shape[1], dtype=np.float32)
        _layer_of(self).add_log_odds(np.ascontiguousarray(matrix), out)
        return out

    def raw(self, matrix: Array) -> Array:
        """Return the log-odds per column."""
        out = np.empty(matrix.shape[1], dtype=np.float32)
        for at in range(0, len(out), AT_ONCE):
            some = slice(at, at + AT_ONCE)
            said = self._said(self.inputs(matrix[:, some]))
            total = (self.out[:, None] * said).sum(axis=0)
            out[some] = (total + np.float32(self.out_bias)) * np.float32(self.out_scale)
        return out

    def inputs(self, matrix: Array) -> Array:
        """Return the inputs, whole numbers, a row each."""
        values = matrix.take(self.numbers, axis=0)
        roots = np.copysign(np.sqrt(np.abs(values)), values)
        roots -= self.centre[:, None]
        roots *= self.scale[:, None]
        np.rint(np.clip(roots, -MOST_INPUT, MOST_INPUT, out=roots), out=roots)
        codes = matrix.take(self.code_rows, axis=0) == self.code_values[:, None]
        return np.concatenate((roots, codes * np.float32(STEP)))

    def _said(self, inputs: Array) -> Array:
        units = np.empty((len(self.weights), inputs.shape[1]), dtype=np.float32)
        for at in range(0, inputs.shape[1], MULTIPLIED):
            some = slice(at, at + MULTIPLIED)
            np.matmul(self.weights, inputs[:, some], out=units[:, some])
        units += self.bias[:, None]
        np.maximum(units, 0, out=units)
        units *= self.rescale[:, None]
        said: Array = np.minimum(np.rint(units, out=units), MOST_SAID, out=units)
        return said


_last: "list[tuple[Network, Layer]]" = []
"""The network asked last, and its compiled form."""


def _layer_of(network: Network) -> "Layer":
    """Return the compiled form of a network, made once as long as no other one is asked."""
    for known, layer in _last:
        if known is network:
            return layer
    layer = Layer(network, MOST_INPUT, STEP, MOST_SAID)
    _last[:] = [(network, layer)]
    return layer


def arrays_of(network: Network) -> dict[str, npt.NDArray[np.generic]]:
    """Return a network as the arrays that are written into the file of a model."""
    found = {
        _PREFIX + each.name: np.asarray(getattr(network, each.name)) for each in fields(network)
    }
    small = {_PREFIX + name: np.int8 for name in ("weights", "out")}
    return {name: array.astype(small.get(name, array.dtype)) for name, array in found.items()}


def network_of(arrays: Mapping[str, npt.NDArray[Any]]) -> Network:
    """Read a network from the arrays of a file."""
    found: dict[str, Any] = {each.name: arrays[_PREFIX + each.name] for each in fields(Network)}
    for name in ("weights", "out"):
        found[name] = np.ascontiguousarray(found[name], dtype=np.float32)
    for name in ("out_bias", "out_scale"):
        found[name] = float(found[name])
    return Network(**found)
