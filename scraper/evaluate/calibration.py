"""Does the confidence an article carries predict the word F1 it gets?"""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BINS = 10  # of the confidence, each a tenth


@dataclass(frozen=True, slots=True)
class Bin:
    """Pages whose confidence lies in one tenth of 0 to 1."""

    low: float
    high: float
    pages: int
    confidence: float  # mean
    word_f1: float  # mean


@dataclass(frozen=True, slots=True)
class Calibration:
    """The table of bins, and two figures over all pages.

    `error` is the mean distance of confidence and F1 over bins, weighted by pages.
    `rank_correlation` is Spearman's rho (-1 to 1): whether surer pages are better pages;
    None where either side never varies.
    """

    bins: tuple[Bin, ...]
    error: float
    rank_correlation: float | None


def calibrate(pages: Iterable[tuple[float, float]]) -> Calibration | None:
    """Return the calibration of pages given as (confidence, word F1); None without pages."""
    pairs = list(pages)
    if not pairs:
        return None
    groups: dict[int, list[tuple[float, float]]] = {}
    for pair in pairs:
        groups.setdefault(min(int(pair[0] * BINS), BINS - 1), []).append(pair)
    bins = tuple(_bin(number, groups[number]) for number in sorted(groups))
    error = sum(b.pages * abs(b.confidence - b.word_f1) for b in bins) / len(pairs)
    rho = spearman([c for c, _ in pairs], [f for _, f in pairs])
    return Calibration(bins, error, rho)


def _bin(number: int, pairs: Sequence[tuple[float, float]]) -> Bin:
    return Bin(
        low=number / BINS,
        high=(number + 1) / BINS,
        pages=len(pairs),
        confidence=statistics.fmean(c for c, _ in pairs),
        word_f1=statistics.fmean(f for _, f in pairs),
    )


def spearman(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Return the rank correlation, ties sharing their mean rank; None where a side has one value only."""
    if len(set(xs)) < 2 or len(set(ys)) < 2:
        return None
    return statistics.correlation(_ranks(xs), _ranks(ys))


def _ranks(values: Sequence[float]) -> list[float]:
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0.0] * len(values)
    start = 0
    for position in range(1, len(order) + 1):
        if position < len(order) and values[order[position]] == values[order[start]]:
            continue
        for index in order[start:position]:
            ranks[index] = (start + position - 1) / 2
        start = position
    return ranks
