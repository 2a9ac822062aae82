"""Learning the lexicon: how much a word in a class name, or in a line, speaks for body text."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from scraper.extraction.classifier.lexicon import Lexicon
from scraper.extraction.features.names import words_of
from scraper.train.examples import Example
from scraper.train.lines import learn_lines

MIN_SITES = 5  # a word of fewer sites is a site's habit
SMOOTHING = 1.0  # in sites
SHRINK_SITES = 4.0  # a weight is halved at this many sites
MIN_WEIGHT = 0.15  # smaller ones are noise and only cost space
MAX_WORD = 30  # characters
BLOCK_WORDS = 60  # longer blocks count as this long
TYPES = frozenset(("article", "documentation", "service"))


@dataclass(slots=True)
class _WordCounts:
    good: float = 0.0
    bad: float = 0.0
    sites: set[str] = field(default_factory=set)


def learn_words(examples: Sequence[Example]) -> Lexicon:
    """Return weights from labelled pages; each site counts once, however many pages it has."""
    typical = [example for example in examples if example.page.page_type in TYPES]
    pages = Counter(example.site for example in typical)
    classes: dict[str, _WordCounts] = defaultdict(_WordCounts)
    for example in typical:
        _count(classes, _class_words(example), example.site, 1.0 / pages[example.site])
    return Lexicon(_weights(classes), learn_lines(typical))


def _class_words(example: Example) -> Iterable[tuple[str, bool, float]]:
    reading, labels = example.reading, example.labels
    chains: list[frozenset[str]] = []
    for i, key in enumerate(reading.e_key):
        above = chains[reading.e_parent[i]] if i else frozenset()
        chains.append(above.union(words_of(key)) if i else above)
    for element, body, size in zip(reading.b_element, labels.body, labels.words, strict=True):
        mass = math.sqrt(min(int(size), BLOCK_WORDS))
        for word in chains[element]:
            yield word, bool(body), mass


def _count(
    into: dict[str, _WordCounts], hits: Iterable[tuple[str, bool, float]], site: str, share: float
) -> None:
    page: dict[str, list[float]] = {}
    for word, body, mass in hits:
        page.setdefault(word, [0.0, 0.0])[body] += mass
    for word, (bad, good) in page.items():
        if bad + good:
            tally = into[word]
            tally.good += share * good / (good + bad)
            tally.bad += share * bad / (good + bad)
            tally.sites.add(site)


def _weights(tallies: dict[str, _WordCounts]) -> dict[str, float]:
    out = {}
    for word, tally in sorted(tallies.items()):
        sites = len(tally.sites)
        if word and sites >= MIN_SITES and len(word) < MAX_WORD:
            weight = math.log((tally.good + SMOOTHING) / (tally.bad + SMOOTHING))
            weight *= sites / (sites + SHRINK_SITES)
            if abs(weight) > MIN_WEIGHT:
                out[word] = round(weight, 2)
    return out
