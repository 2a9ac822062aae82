"""What each rule that overrules the model is worth, on pages labelled block by block.

For each rule the words of main text it cut, and the foreign words it cut that the model would have
kept; and what leaving it out changes in three figures of blocks, disputed ones not counted:

    F1     of the words of kept and of main blocks, mean over pages
    exact  share of pages whose kept blocks are the main ones
    leak   share of pages that keep a foreign block which is largely a link
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from scraper.evaluate.block_labels import BlockLabel, counted_labels
from scraper.evaluate.labelled_page import LabelledPage
from scraper.extraction import extract
from scraper.extraction.verdicts.decide import RULE_NAMES, Verdicts, decide, links_to_story
from scraper.extraction.verdicts.page_blocks import PageBlocks
from scraper.models.article import NOT_CONTENT, Favor

WALLS = "walls"
"""The row of pages that were refused as a whole."""

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class JudgedPage:
    """A page under the model and all rules, with what a reader said of its blocks."""

    verdicts: Verdicts
    labels: Sequence[BlockLabel | None]
    refused: bool = False  # as a wall, an error or another page without content


@dataclass(frozen=True, slots=True)
class BlockFigures:
    """The three figures of one page."""

    f1: float
    exact: bool
    leaks: bool


@dataclass(frozen=True, slots=True)
class RuleWorth:
    """What one rule did. Gains are figures with the rule less figures without it, 0 to 1."""

    rule: str
    true_words: int
    true_pages: int
    foreign_words: int
    foreign_pages: int
    f1_gain: float
    exact_gain: float
    leak_gain: float  # above 0: fewer pages leak with the rule

    @property
    def gain(self) -> float:
        """All three gains together; a rule that is not above 0 costs more than it gives."""
        return self.f1_gain + self.exact_gain + self.leak_gain


@dataclass(slots=True)
class _Cut:
    true_words: float = 0.0
    true_pages: int = 0
    foreign_words: float = 0.0
    foreign_pages: int = 0
    changed: list[tuple[BlockFigures, BlockFigures]] = field(default_factory=list)  # with, without


def judged_pages(pages: Iterable[LabelledPage], favor: Favor) -> Iterator[JudgedPage]:
    """Extract each page that is labelled block by block, and yield it with its labels."""
    for page in pages:
        said = page.labels.blocks
        if said is None:
            continue
        article = extract(page.text, url=page.url, favor=favor, second_opinion=False)
        if isinstance(article.blocks, PageBlocks):
            verdicts = article.blocks.verdicts
            labels = counted_labels(verdicts.view.reading.b_text, said)
            refused = article.status in NOT_CONTENT
            yield JudgedPage(decide(verdicts.view, verdicts.score, favor), labels, refused)


def rule_worths(
    pages: Iterable[JudgedPage], favor: Favor = "balanced"
) -> tuple[int, list[RuleWorth]]:
    """Return how many pages there were, and what each rule, and walls, did on them."""
    cuts = {name: _Cut() for name in (*RULE_NAMES, WALLS)}
    count = 0
    for page in pages:
        count += 1
        if page.refused:
            _count_refused(page, cuts[WALLS])
        else:
            _count_rules(page, cuts, favor)
    return count, [_worth(name, cut, count) for name, cut in cuts.items()]


def _count_refused(page: JudgedPage, cut: _Cut) -> None:
    kept = page.verdicts.kept
    _count_words(page, kept, cut)
    nothing = np.zeros_like(kept)
    cut.changed.append((block_figures(page, nothing), block_figures(page, kept)))


def _count_rules(page: JudgedPage, cuts: dict[str, _Cut], favor: Favor) -> None:
    verdicts = page.verdicts
    ruled = np.array(verdicts.rules)
    figures = block_figures(page, verdicts.kept)
    for name in sorted(set(verdicts.rules) - {""}):
        _count_words(page, ruled == name, cuts[name])
        without = decide(verdicts.view, verdicts.score, favor, without=frozenset([name]))
        cuts[name].changed.append((figures, block_figures(page, without.kept)))


def _count_words(page: JudgedPage, blocks: Flags, cut: _Cut) -> None:
    words = page.verdicts.view.words
    true, foreign = blocks & _are_main(page), blocks & _are_foreign(page)
    cut.true_words += float(words[true].sum())
    cut.true_pages += bool(true.any())
    cut.foreign_words += float(words[foreign].sum())
    cut.foreign_pages += bool(foreign.any())


def _are_main(page: JudgedPage) -> Flags:
    return np.array([label == "main" for label in page.labels])


def _are_foreign(page: JudgedPage) -> Flags:
    return np.array([label not in ("main", "unsure") for label in page.labels])


def block_figures(page: JudgedPage, kept: Flags) -> BlockFigures:
    """Return the figures of one page for a choice of blocks."""
    words, main, foreign = page.verdicts.view.words, _are_main(page), _are_foreign(page)
    hit = float(words[kept & main].sum())
    both = float(words[main].sum()) + float(words[kept & (main | foreign)].sum())
    return BlockFigures(
        f1=2 * hit / both if both else 1.0,
        exact=not ((kept & foreign) | (main & ~kept)).any(),
        leaks=bool((kept & foreign & links_to_story(page.verdicts.view)).any()),
    )


def _worth(name: str, cut: _Cut, pages: int) -> RuleWorth:
    def gain(figure: str, sign: int = 1) -> float:
        moves = (float(getattr(w, figure)) - float(getattr(wo, figure)) for w, wo in cut.changed)
        return sign * sum(moves) / max(pages, 1)

    return RuleWorth(
        rule=name,
        true_words=round(cut.true_words),
        true_pages=cut.true_pages,
        foreign_words=round(cut.foreign_words),
        foreign_pages=cut.foreign_pages,
        f1_gain=gain("f1"),
        exact_gain=gain("exact"),
        leak_gain=gain("leaks", -1),
    )
