"""Labelled pages, read and measured: what the trees learn from."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from scraper.evaluate.block_labels import BlockTexts
from scraper.evaluate.labelled_page import LabelledPage
from scraper.evaluate.score import foreign_headlines, link_texts
from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.dom.head import read_head
from scraper.extraction.dom.parse import parse
from scraper.extraction.dom.walk import read
from scraper.extraction.features.head import page_facts
from scraper.extraction.features.lines import PageFacts
from scraper.train.labels import BlockLabels, label_blocks, read_labels
from scraper.train.relabels import NO_RELABELS, PageName, Relabel
from scraper.urls import hostname, registrable_domain

MIN_FOUND = 0.5  # share of the truth on the page; below it the label is of another version
NEAR = 12  # blocks around body text that are always trained on
FAR_BLOCKS = 80  # blocks away from it, drawn at random
SMALL_PAGE = 150  # blocks; smaller pages are taken whole
OTHER_TYPES = 0.6
"""Weight of a page that is no article: at full weight articles keep a fifth more foreign headlines."""
BY_READING = 1.5  # weight of a page labelled block by block
RELABELLED_TYPES = frozenset({"article"})
"""Page types whose new labels are learned from. With those of forums, lists and shops the posts of readers under
articles became text (word F1 of articles on unseen sites .981 to .978), and such pages gained nothing."""
OLD_CONVENTION = {"dragnet": 0.5, "daniel": 0.5}
"""Weight of pages by data set: those of 2011 and 2012 count captions and bylines as text. At full
weight they cost .01 of word F1 on other page types; left out, they cost as much on English news."""


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled page after reading; the page itself no longer holds its markup."""

    page: LabelledPage
    content: str  # hash of the markup
    site: str
    reading: FlatPage
    facts: PageFacts
    labels: BlockLabels
    by_reading: bool  # the labels are a reader's, block by block; else they come of the whole text
    said: BlockTexts | None  # by a reader of the page, for measuring
    foreign: frozenset[str]  # headlines of other stories on the page, for measuring


def site_of(url: str | None, name: str) -> str:
    """Return the part of the host that a site shares; `name` where there is no URL."""
    host = hostname(url) if url and "://" in url else ""
    return registrable_domain(host) if "." in host else name


def fold_of(site: str, folds: int) -> int:
    """Return the fold of a site: the same in every run, and all pages of a site in one fold."""
    return int(hashlib.md5(site.encode(), usedforsecurity=False).hexdigest(), 16) % folds


def read_examples(
    pages: Iterable[LabelledPage], relabels: Mapping[PageName, Relabel] = NO_RELABELS
) -> list[Example]:
    """Return the pages read and labelled; a page that was labelled again counts with its new label,
    unless its collection labels its blocks itself.

    Left out are pages whose label can't be theirs, and whole-text labels of pages that are also
    labelled block by block.
    """
    examples = [
        example
        for page in pages
        if (example := _example(page, relabels.get((page.dataset, page.id))))
    ]
    return [*_without_second_labels(examples)]


def _example(page: LabelledPage, relabel: Relabel | None) -> Example | None:
    blocks = page.labels.blocks
    if page.kind != "html" or not (blocks or relabel or (page.labels.text or "").strip()):
        return None
    tree = parse(page.text)
    reading = read(tree.body)
    if not reading.b_text:
        return None
    said = blocks or (relabel.found_in(reading.b_text) if relabel else None)
    true_text = page.labels.text or ""
    by_reading = bool(blocks or (said and page.page_type in RELABELLED_TYPES))
    if said and by_reading:
        labels = read_labels(reading.b_text, said)
    else:
        labels = label_blocks(reading.b_text, true_text)
    if labels.found < MIN_FOUND:
        return None
    own = blocks.all_texts() if blocks else true_text
    return Example(
        page=replace(page, text="", body=None),
        content=hashlib.sha256(page.text.encode("utf-8", "replace")).hexdigest(),
        site=site_of(page.url, page.domain or page.id),
        reading=reading,
        facts=page_facts(read_head(tree), page.url),
        labels=labels,
        by_reading=by_reading,
        said=said,
        foreign=foreign_headlines(link_texts(page.text), own),
    )


def _without_second_labels(examples: Sequence[Example]) -> Iterator[Example]:
    by_reading = [example for example in examples if example.by_reading]
    contents = {example.content for example in by_reading}
    addresses = {example.page.url for example in by_reading} - {None}
    for example in examples:
        if example.by_reading or not (example.content in contents or example.page.url in addresses):
            yield example


def sample(example: Example, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    """Return the blocks to train on: all near body text, some of the many far from it."""
    body = example.labels.body > 0
    n = len(body)
    if n < SMALL_PAGE:
        return np.arange(n)
    near = np.convolve(body, np.ones(2 * NEAR + 1), "same")[:n] > 0
    far = np.nonzero(~near)[0]
    drawn = rng.choice(far, min(len(far), FAR_BLOCKS), replace=False)
    return np.sort(np.concatenate((np.nonzero(near)[0], drawn)))


def weights(example: Example) -> npt.NDArray[np.float64]:
    """Return the weight of each block: long ones weigh more, and every page about the same."""
    labels, page = example.labels, example.page
    weight: npt.NDArray[np.float64] = np.log2(2.0 + labels.words) * labels.weight
    weight *= 200.0 / (weight.sum() + 50.0)
    weight *= BY_READING if example.by_reading else OLD_CONVENTION.get(page.dataset, 1.0)
    return weight if page.page_type == "article" else weight * OTHER_TYPES
