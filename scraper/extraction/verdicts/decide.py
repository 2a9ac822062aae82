"""Which blocks are kept, and why: the model's probabilities, overruled by a few precise rules."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.blocks import TAGS, TITLE_SHARE, flagged, has_any
from scraper.extraction.features.bounds import within
from scraper.extraction.features.characters import STOP
from scraper.extraction.features.lines import WITHIN_PAGE
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.native import IS_NATIVE
from scraper.extraction.verdicts.alike import with_alike
from scraper.extraction.verdicts.displayed import opens_what_follows, with_text_around
from scraper.extraction.verdicts.labelled_lists import LABELLED_LIST
from scraper.extraction.verdicts.link_sections import with_link_sections
from scraper.extraction.verdicts.list_page import is_called_nothing, is_list
from scraper.extraction.verdicts.live_posts import with_times
from scraper.extraction.verdicts.main_list import with_main_list
from scraper.extraction.verdicts.main_text import with_own_headline
from scraper.extraction.verdicts.notes import with_notes
from scraper.extraction.verdicts.reasons import Opinion, explain, name_reason
from scraper.extraction.verdicts.rules import RULES, RULES_NAMED, RULES_WANTED
from scraper.extraction.verdicts.standfirst import with_standfirst
from scraper.extraction.verdicts.surroundings import Surroundings
from scraper.extraction.verdicts.tables import judged_as_a_whole
from scraper.extraction.verdicts.terms import with_terms
from scraper.extraction.verdicts.thread_posts import with_posts
from scraper.extraction.verdicts.threshold import limit_of
from scraper.extraction.verdicts.verse import is_verse
from scraper.models.article import Favor

Array = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

STORY_THRESHOLDS: dict[Favor, float] = {"precision": 0.99, "balanced": 0.985, "recall": 0.3}
"""The same for a block that is largely a headline-long link to a page of this site: most often the
title of another story. On unseen sites, of 1,134 articles labelled by reading three times as many leak
without it; at .985 fifteen do and at .97 seventeen, which makes .002 more of them exact. For links to other sites it costs
three times as much: those are sources, and what a review speaks of."""

PARTLY_LINKED = 0.75
"""Share of a sentence that is links, at the most: of one that says more than its link does."""
PARTLY_LINKED_THRESHOLDS: dict[Favor, float] = {"precision": 0.95, "balanced": 0.8, "recall": 0.3}
"""The same for such a sentence. On the articles labelled by reading, of those that unseen sites gave from .8
to .985, 17 are the article's own and one is not."""
HEADING_THRESHOLDS: dict[Favor, float] = {"precision": 0.95, "balanced": 0.85, "recall": 0.3}
"""The same for a heading that does not repeat the title. On labelled pages of all kinds, of headings that unseen
sites gave from .85 to .985, and of items of a list that say more than their link from .8, 1,681 words are the text's
own and 68 are not: WCXB's lists of articles rise from .720 to .729, and 5 more of its pages leak."""
OTHER_PAGE_THRESHOLDS: dict[Favor, float] = {"precision": 0.95, "balanced": 0.75, "recall": 0.3}
"""The same on a page that says it is something else than an article or a product: its links may be what it is for. On
unseen sites word F1 of WCXB's collections rises from .712 to .720, against readers of all 457 pages that are no articles
from .872 to .875; of articles nothing changes. On pages of products it costs more than it gives."""

if IS_NATIVE:
    from scraper.extraction.native import kept as compiled

STORY_LINK = "story_link"
OUT_ON_LISTS = frozenset((STORY_LINK, LABELLED_LIST))
"""Rules that take out lists: a page that is one is made of them, and posts of a thread link to others."""
RULE_NAMES = (STORY_LINK, *dict.fromkeys(rule.name for rule in RULES))

OWN_SHARE = 1 / 3
"""Share of the other blocks of a list that are kept and hardly link, from which its links are the author's: of those
that would go on articles labelled by reading, 21 are text and none is foreign."""
SURE_PART = 0.9
"""Probability from which the same holds of a part of an item: below it are cards, a headline with a line of text."""
STORY_LINK_CHARS = 22  # of the longest link; 18 to 30 give the same figures
PROSE_LINKS = 2  # of a block, from which it is prose about other pages
PROSE_MOST_LINKED = 0.8
"""Share of such prose that is links, at the most; without it a tenth more of the WCXB articles leak."""
STORY_LINK_SHARE = 0.35  # of the block; at 0.15 true paragraphs with a source go, and .01 of F1

NOISE = 0.1  # probability below which dropped blocks do not count as possibly missed


@dataclass(frozen=True, slots=True)
class Verdicts:
    """One entry per block: kept or not, the probability, and the rule that overruled it, or ""."""

    view: PageFeatures
    kept: Flags
    score: Array
    rules: tuple[str, ...]
    least: float  # probability from which a block was kept
    around: Surroundings

    def reason(self, i: int) -> str:
        """Return the short word for the verdict."""
        if self.kept[i]:
            return "body"
        return self.rules[i] or name_reason(self.around, i)

    def reasons(self) -> Counter[str]:
        """Count the blocks of each reason."""
        return Counter(map(self.reason, range(len(self.kept))))

    def evidence(self, i: int) -> str:
        """Return in words what decided."""
        return self.explain(i, self.rules[i])

    def explain(self, i: int, rule: str) -> str:
        """Return in words what moved the model on a block, behind the words of the rule that decided."""
        opinion = Opinion(float(self.score[i]), self.least)
        topics = self.around.credits.topics(i, opinion.side)
        return explain(self.around, i, opinion, rule, topics)

    def none_kept(self, rule: str) -> "Verdicts":
        """Return the same page with everything dropped for one reason."""
        return replace(self, kept=np.zeros_like(self.kept), rules=(rule,) * len(self.kept))

    @property
    def kept_words(self) -> float:
        """Return the words in the kept blocks."""
        return words_of(self.view.words, self.kept)

    def with_kept(self, kept: Flags, rule: str) -> "Verdicts":
        """Return other choices; blocks they drop carry the rule's name."""
        rules = tuple(
            rule if was and not now else old
            for was, now, old in zip(self.kept, kept, self.rules, strict=True)
        )
        return replace(self, kept=kept, rules=rules)


def decide(
    view: PageFeatures, score: Array, favor: Favor, *, without: frozenset[str] = frozenset()
) -> Verdicts:
    """Keep what is probably body; then let the rules take out what can't be.

    `without` names rules to leave out, for measuring what each of them is worth.
    """
    around = Surroundings(view)
    score = with_notes(view, with_standfirst(view, with_posts(view, score)))
    opens = opens_what_follows(view)
    score = with_text_around(view, with_link_sections(view, score), opens)
    score, in_table = judged_as_a_whole(
        view, score, around.places.tables if "tr" in view.tags else ()
    )
    score = with_main_list(view, with_times(view, with_alike(view, score)))
    view, score = with_own_headline(view), with_terms(view, score, opens)
    favor, least = limit_of(view, score, favor)
    kept = score >= least
    rules = [""] * len(kept)
    to_story = links_to_story(view, among=kept)
    if view.facts.is_thread or is_list(view, kept, to_story):
        without |= OUT_ON_LISTS
    if STORY_LINK not in without and has_any(to_story):
        doubtful = to_story & ~(in_table | opens | _own_places(view)) & ~is_verse(view, score)
        doubtful &= score < _story_thresholds(view, favor)
        doubtful &= ~_in_own_lists(view, kept, doubtful, score)
        _drop(flagged(doubtful), STORY_LINK, kept, rules)
    _rule(view, kept, score, rules, without)
    return Verdicts(view, kept, score, tuple(rules), least, around)


def _rule(
    view: PageFeatures, kept: Flags, score: Array, rules: list[str], without: frozenset[str]
) -> None:
    """Let each rule that has something to look at take out what can't be body; note which does."""
    named = RULES_NAMED.named(view, kept)  # of the rules, a bit each
    asked = named & RULES_WANTED.asked(view, kept, score)
    for place, rule in enumerate(RULES):
        if not asked >> place & 1 or rule.name in without:
            continue
        if _drop(rule.find(view, kept, score), rule.name, kept, rules):
            asked = named & RULES_WANTED.asked(view, kept, score)


def _drop(blocks: Iterable[int], rule: str, kept: Flags, rules: list[str]) -> bool:
    """Note which rule drops blocks that are still kept; say whether there are any."""
    has_any = False
    for i in blocks:
        if kept[i]:
            kept[i] = False
            rules[i] = rule
            has_any = True
    return has_any


def _in_own_lists(view: PageFeatures, kept: Flags, doubtful: Flags, score: Array) -> Flags:
    """Say of doubtful blocks whether they are items of a list that has as much without links that is kept."""
    page, found = view.reading, np.zeros_like(kept)
    if not has_any(doubtful):
        return found
    unlinked = np.concatenate(([0], np.cumsum(kept & (view.link < STORY_LINK_SHARE))))
    for i in flagged(doubtful):
        item = max(page.nearest(page.b_element[i], "li"), 0)
        items = page.e_parent[item]
        is_whole = page.e_end[item] - page.e_first[item] == 1
        if items >= 0 and (is_whole or score[i] >= SURE_PART):
            first, end = page.e_first[items], page.e_end[items]
            own = int(unlinked[end] - unlinked[first])
            found[i] = own >= max(OWN_SHARE * (end - first - 1), 1)
    return found


def _own_places(view: PageFeatures) -> Flags:
    """Say for each block whether it is a heading that links to itself."""
    return np.asarray(view.heading & (view.lines.href == WITHIN_PAGE))


def _story_thresholds(view: PageFeatures, favor: Favor) -> Array:
    """Return the probability from which each block is kept that largely links to a story."""
    ends_sentence = (view.counts.last & STOP) > 0
    says_more = (ends_sentence | (view.tag == TAGS["li"])) & (view.link <= PARTLY_LINKED)
    heads_part = view.heading & (view.lines.title_share < TITLE_SHARE)
    least = np.where(heads_part, HEADING_THRESHOLDS[favor], STORY_THRESHOLDS[favor])
    least[says_more] = PARTLY_LINKED_THRESHOLDS[favor]
    if view.facts.is_article < 0 and is_called_nothing(view):
        least = np.minimum(least, OTHER_PAGE_THRESHOLDS[favor])
    return least.astype(np.float32)


def links_to_story(view: PageFeatures, among: Flags | None = None) -> Flags:
    """Say for each block whether it is largely a headline-long link to a page of this site; `among` are those asked for."""
    linked = within(view.link, (STORY_LINK_SHARE, 1.0), among)
    if not linked:  # as of the kept blocks of most pages
        return np.zeros(view.geo.n, dtype=bool)
    found = (view.link >= STORY_LINK_SHARE) & (view.lines.here >= 0)
    if among is not None:
        found &= among
    longest = np.array(view.reading.b_longest_link)
    in_prose = (
        (np.array(view.reading.b_links) >= PROSE_LINKS)
        & (longest < STORY_LINK_SHARE * view.counts.chars.astype(np.int64))
        & (view.link <= PROSE_MOST_LINKED)
    )
    return found & (longest >= STORY_LINK_CHARS) & ~in_prose


def confidence(verdicts: Verdicts) -> float:
    """Return the expected word F1 of the kept text, from the probabilities themselves; `expected_f1` is that of the
    best choice of blocks, before the rules.

    With p the probability of each block and w its words, the expected true positives are the sum
    of p w over kept blocks; false ones (1 - p) w; missed ones p w over dropped blocks.
    """
    hit, wrong, missed = expected_words(verdicts.kept, verdicts.score, verdicts.view.words)
    return round(2 * hit / max(2 * hit + wrong + missed, 1e-9), 4)


def words_of(words: Array, kept: Flags, *, native: bool = IS_NATIVE) -> float:
    """Return the words in the kept blocks."""
    return compiled.words_of(kept, words) if native else float(words[kept].sum())


def expected_words(
    kept: Flags, score: Array, words: Array, *, native: bool = IS_NATIVE
) -> tuple[float, float, float]:
    """Return the words that are expected to be right and wrong among those kept, and missed."""
    if native:
        return compiled.expected_words(kept, score, words, NOISE)
    lost = ~kept & (score > NOISE)
    likely, size = score[kept], words[kept]
    hit, wrong = (likely * size).sum(), ((1 - likely) * size).sum()
    return float(hit), float(wrong), float((score[lost] * words[lost]).sum())
