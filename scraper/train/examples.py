"""Labelled pages, read and measured: what the trees learn from."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from scraper.extraction.dom.head import read_head
from scraper.extraction.dom.parse import parse
from scraper.extraction.dom.walk import FlatPage, read
from scraper.extraction.features.head import page_facts
from scraper.extraction.features.lines import PageFacts
from scraper.train import Labelled
from scraper.train.labels import BlockLabels, label_blocks

MIN_FOUND = 0.5  # share of the truth on the page; below it the label is of another version
MIN_TRUTH = 1  # characters
NEAR = 12  # blocks around body text that are always trained on
FAR_BLOCKS = 80  # blocks away from it, drawn at random
SMALL_PAGE = 150  # blocks; smaller pages are taken whole
OTHER_TYPES = 0.6  # weight of a page that is no article
_SECOND_LEVEL = frozenset(["co", "com", "org", "net", "gov", "edu", "ac", "or", "ne", "go"])


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled page after reading."""

    page: Labelled
    site: str
    reading: FlatPage
    facts: PageFacts
    labels: BlockLabels


def site_of(url: str | None, name: str) -> str:
    """The part of the host that a site shares; the page's own name where there is no URL."""
    host = (urlsplit(url).hostname or "") if url and "://" in url else ""
    parts = host.split(".")
    if len(parts) < 2:
        return name
    take = 3 if len(parts) > 2 and parts[-2] in _SECOND_LEVEL and len(parts[-1]) == 2 else 2
    return ".".join(parts[-take:])


def fold_of(site: str, folds: int) -> int:
    """The fold of a site: the same in every run, and all pages of a site in one fold."""
    return int(hashlib.md5(site.encode(), usedforsecurity=False).hexdigest(), 16) % folds


def read_examples(pages: Iterable[Labelled]) -> Iterator[Example]:
    """Read and label the pages; pages whose label can't be theirs are left out."""
    for page in pages:
        if len(page.truth.strip()) < MIN_TRUTH:
            continue
        tree = parse(page.html)
        if tree.body is None:
            continue
        reading = read(tree.body)
        if not reading.b_text:
            continue
        labels = label_blocks(reading.b_text, page.truth)
        if labels.found >= MIN_FOUND:
            yield Example(
                page,
                site_of(page.url, page.id),
                reading,
                page_facts(read_head(tree), page.url),
                labels,
            )


def sample(example: Example, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    """The blocks to train on: all near body text, some of the many that are plainly not."""
    body = example.labels.body > 0
    n = len(body)
    if n < SMALL_PAGE:
        return np.arange(n)
    near = np.convolve(body, np.ones(2 * NEAR + 1), "same")[:n] > 0
    far = np.nonzero(~near)[0]
    drawn = rng.choice(far, min(len(far), FAR_BLOCKS), replace=False)
    return np.sort(np.concatenate((np.nonzero(near)[0], drawn)))


def weights(example: Example) -> npt.NDArray[np.float64]:
    """Long blocks weigh more than short ones, and every page about the same."""
    labels = example.labels
    weight: npt.NDArray[np.float64] = np.log2(2.0 + labels.words) * labels.weight
    weight *= 200.0 / (weight.sum() + 50.0)
    return weight if example.page.page_type == "article" else weight * OTHER_TYPES
