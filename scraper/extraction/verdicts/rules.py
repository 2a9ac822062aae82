"""The precise rules that overrule the model, each with its reason.

A rule is a function `(view, kept, score) -> blocks to drop` and a row in `RULES`; a later rule
never brings back what an earlier one dropped.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.blocks import TAGS, TITLE_SHARE, flagged, holding
from scraper.extraction.features.lines import CONCEPT_CODES, are_of
from scraper.extraction.features.names import BIT
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.letters import squash
from scraper.extraction.verdicts.appeals import appeals
from scraper.extraction.verdicts.bylines import body_start, bylines, datelines
from scraper.extraction.verdicts.captions import captions
from scraper.extraction.verdicts.contents import contents
from scraper.extraction.verdicts.controls import controls
from scraper.extraction.verdicts.gates import gates
from scraper.extraction.verdicts.hatnotes import (
    may_be_hatnote,
    named_hatnotes,
    worded_hatnotes,
)
from scraper.extraction.verdicts.labelled_lists import LABELLED_LIST, decks, labelled_lists
from scraper.extraction.verdicts.main_text import is_named_headline
from scraper.extraction.verdicts.named_parts import (
    bios,
    comments,
    may_be_bio,
    may_be_comments,
    may_be_related,
    may_be_tooltip,
    other_products,
    related,
    reviews,
    tooltips,
)
from scraper.extraction.verdicts.other_texts import (
    dialogs,
    may_be_dialog,
    next_stories,
    other_articles,
)
from scraper.extraction.verdicts.page_frame import footers, may_be_footer, may_be_menu, menus
from scraper.extraction.verdicts.placeholder import PLACEHOLDER, placeholders
from scraper.extraction.verdicts.terms import TERMS, is_page_of_terms
from scraper.extraction.verdicts.unseen import unseen

Array = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

COPY_RUN_WORDS = 40
"""Words in a row that say again what stood in a row before: the page has its text twice."""
TITLE_WORDS = 4  # in the headline, from which a line of no other words repeats it
TITLE_PART = 0.4  # of the title, which may name the site as well; less than `TITLE_SHARE`
NOTICES = are_of("newsletter", "share", "paywall", "copyright")
"""Of 768 lines of labelled pages that are worded like a copyright one is body text."""
NOTICE_WORDS = 45  # of a notice, at the most; longer ones are about it
LABELS = are_of("advert", "cta")
SURE_OF_LABEL = 0.95
"""Probability from which a line stays that is "Advertisement" or "Read more" and nothing else: of 16 on labelled pages
one is text."""
SURE_OF_NOTICE = 0.9  # probability from which even a line worded like a notice stays
PAYWALL = CONCEPT_CODES["paywall"]
SURE_OF_OFFER = 0.6
"""The same of a sentence worded like an offer to subscribe. Of those that got more on 1,282 pages labelled by
reading none is one; below it two are, and none is an author's."""
SURE_HEADING = 0.97
"""Probability from which a heading stays with nothing below it: of those of labelled articles 72 are body text ("Top
recommendations:", over a list of links), and one is not."""
SURE_ENTRY = 0.8
"""The same where a page does not say that it is an article, as a list or a shop, whose entries may be headings alone: of
43 on such pages 37 are text. Word F1 of WCXB's lists of articles rises from .741 to .742."""
SURE_IN_BOX = 0.68  # probability from which a block stays whatever its box is called
SURE_IN_SHOP = 0.62
"""The same where a page says that it is something else than an article."""
BOX_LEVELS = 5  # ancestors looked at
BOX_SHARE = 0.35  # of the kept words; a "box" that holds more is the article itself
NO_BOXES = (
    BIT["lead"] | BIT["embed"]
)  # "article-teaser" may be a standfirst, "twitter-tweet" is a quote
BOXES = BIT["newsletter"] | BIT["comment"] | BIT["related"] | BIT["share"] | BIT["consent"]


def _headline(view: PageFeatures, kept: Flags, _score: Array) -> list[int]:
    """Return the page's own title: it is `Article.title`, not body text."""
    share, shared = view.lines.title_share, view.lines.title_shared
    title = view.title
    is_first = title >= 0 and kept[title] and view.tag[title] == TAGS["h1"]
    named = [title] if is_first and is_named_headline(view, title) else []
    alike = flagged(kept & (share >= TITLE_PART))
    if not alike:
        return named
    start, sizes = body_start(view, kept), view.lines.sizes
    return named + [
        i
        for i in alike
        if (view.tag[i] == TAGS["h1"] and share[i] >= TITLE_SHARE and shared[i] >= 1)
        or (i < start and shared[i] >= max(TITLE_WORDS, sizes[i]) and not _is_part(view, i))
    ]


def _is_part(view: PageFeatures, block: int) -> bool:
    """Say whether a block below the headline says less of the title: in a live blog, the heading of a post."""
    title, shared = view.title, view.lines.title_shared
    if not 0 <= title < block or view.tag[title] != TAGS["h1"]:
        return False
    return bool(shared[block] < shared[title])


def _notices(view: PageFeatures, kept: Flags, score: Array) -> list[int]:
    """Return invitations to subscribe, follow or share, gates, and copyrights, as each language words them."""
    promo, words = view.lines.promo, view.words
    found = [
        i
        for i in flagged(kept & (promo > 0))
        if NOTICES[int(promo[i])]
        and words[i] <= NOTICE_WORDS
        and score[i] < _sure_of_notice(view, i)
    ]
    labelled = kept & view.label & (score < SURE_OF_LABEL)
    found += [i for i in flagged(labelled) if LABELS[int(view.lines.label[i])]]
    found += appeals(view, kept) + gates(view, kept, score < SURE_OF_NOTICE)
    return [i for i in found if score[i] < TERMS] if found and is_page_of_terms(view) else found


def _sure_of_notice(view: PageFeatures, i: int) -> float:
    """Return the probability from which a block stays that is worded like a notice."""
    return SURE_OF_OFFER if view.lines.promo[i] == PAYWALL and view.good[i] else SURE_OF_NOTICE


def _copies(view: PageFeatures, kept: Flags, _score: Array) -> list[int]:
    """Return the blocks of a second body: runs of blocks that say what kept blocks said before.

    A line that returns by itself is a refrain, a step or a question, and stays.
    """
    first_at: dict[str, int] = {}
    run: list[int] = []
    out: list[int] = []
    before = -1  # place of the original of the last block, among the kept blocks
    texts, words = view.reading.b_text, view.words
    for place, i in enumerate(flagged(kept)):
        original = first_at.setdefault(texts[i], place)
        if run and (original == place or original != before + 1):
            out += _if_long(run, words)
            run = []
        if original != place:
            run.append(i)
        before = original if original != place else -1
    return out + _if_long(run, words) if run else out


def _if_long(run: list[int], words: Array) -> list[int]:
    """Return the run where it is too long to be a refrain."""
    said = words[run].sum() if len(run) > 1 else words[run[0]]  # most runs are single lines
    return run if float(said) >= COPY_RUN_WORDS else []


def _bare_headings(view: PageFeatures, kept: Flags, score: Array) -> list[int]:
    """Return headings with nothing kept below them: a heading goes with what it heads."""
    sure = SURE_HEADING if view.facts.is_article > 0 else SURE_ENTRY
    out = []
    n = len(kept)
    for i in flagged(kept & view.heading & (score < sure)):
        at = i + 1
        level = view.tag[i]
        while at < n and not kept[at]:
            at += 1
        if at >= n or (view.heading[at] and view.tag[at] < level):
            out.append(i)
    return out


def _named_boxes(view: PageFeatures, kept: Flags, score: Array) -> list[int]:
    """Return doubtful blocks in an element that its class calls a newsletter, comments, related box."""
    sure = SURE_IN_BOX if view.facts.is_article >= 0 else SURE_IN_SHOP
    doubtful = flagged(kept & (score < sure))
    if not doubtful:
        return []
    total = max(float(view.words[kept].sum()), 1.0)
    out = []
    for i in doubtful:
        element = int(view.geo.element[i])
        for _step in range(BOX_LEVELS):
            if element <= 0:
                break
            inside = slice(int(view.geo.first[element]), int(view.geo.end[element]))
            if view.families[element] & NO_BOXES:
                break
            if view.families[element] & BOXES and not _is_anchored(view, element):
                if float((view.words[inside] * kept[inside]).sum()) < BOX_SHARE * total:
                    out.append(i)
                break
            if view.families[element] & BIT["body"]:
                break
            element = int(view.geo.parent[element])
    return out


def _is_anchored(view: PageFeatures, element: int) -> bool:
    """Say whether an element is called consent for the heading that it begins with: a manual's part on cookies."""
    heading = int(view.geo.first[element])
    if view.families[element] & BOXES != BIT["consent"] or not view.heading[heading]:
        return False
    return squash(view.reading.b_text[heading]) in map(squash, view.reading.e_key[element].split())


class Rule(NamedTuple):
    """A rule's name, and how it finds the blocks to drop. Where `is_named` is given, it finds some only on the few
    pages of which that is true of the names around kept blocks (see `names_around`)."""

    name: str
    find: Callable[[PageFeatures, Flags, Array], list[int]]
    is_named: Callable[[str], bool] | None = None


RULES: tuple[Rule, ...] = (
    Rule("hidden", unseen),
    Rule(PLACEHOLDER, placeholders),
    Rule("headline", _headline),
    Rule("dateline", datelines),
    Rule("byline", bylines),
    Rule("notice", _notices),
    Rule("copy", _copies),
    Rule(LABELLED_LIST, labelled_lists),
    Rule("deck", decks),
    Rule("named_box", _named_boxes),
    Rule("other_article", other_articles),
    Rule("next_story", next_stories),
    Rule("dialog", dialogs, may_be_dialog),
    Rule("tooltip", tooltips, may_be_tooltip),
    Rule("hatnote", worded_hatnotes),
    Rule("hatnote", named_hatnotes, may_be_hatnote),
    Rule("contents", contents),
    Rule("navigation", menus, may_be_menu),
    Rule("footer", footers, may_be_footer),
    Rule("bio", bios, may_be_bio),
    Rule("related", related, may_be_related),
    Rule("comments", comments, may_be_comments),
    Rule("review", reviews),
    Rule("other_product", other_products),
    Rule("caption", captions),
    Rule("control", controls),
    Rule("bare_heading", _bare_headings),
)


def names_around(view: PageFeatures, kept: Flags) -> str:
    """Return the names of all elements that hold a kept block, and the tags of the page."""
    page = view.reading
    return " ".join([*view.tags, *[page.e_key[e] for e in holding(page, flagged(kept))]])
