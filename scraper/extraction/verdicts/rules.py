"""The precise rules that overrule the model, each with its reason.

A rule is a function `(view, kept, score) -> blocks to drop` and a row in `RULES`; a later rule
never brings back what an earlier one dropped.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.blocks import TAGS, TITLE_SHARE, flagged
from scraper.extraction.features.lines import CONCEPT_CODES, are_of
from scraper.extraction.features.names import BIT
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.letters import squash
from scraper.extraction.verdicts.appeals import appeals
from scraper.extraction.verdicts.bylines import (
    BYLINES_WANTED,
    DATELINES_WANTED,
    body_start,
    bylines,
    datelines,
)
from scraper.extraction.verdicts.captions import (
    CREDITED_WANTED,
    MARKED_CAPTIONS_WANTED,
    NAMED_WANTED,
    credited,
    marked_captions,
    named_captions,
)
from scraper.extraction.verdicts.component_names import is_component
from scraper.extraction.verdicts.contents import CONTENTS_WANTED, contents
from scraper.extraction.verdicts.controls import (
    ACTIONS_WANTED,
    BUTTONS_WANTED,
    COUNTERS_WANTED,
    TABS_SIGNS,
    actions,
    buttons,
    counters,
    frames,
    tabs,
)
from scraper.extraction.verdicts.copies import COPIES_WANTED, copies
from scraper.extraction.verdicts.gates import gates
from scraper.extraction.verdicts.hatnotes import (
    HATNOTE_SIGNS,
    WORDED_WANTED,
    named_hatnotes,
    worded_hatnotes,
)
from scraper.extraction.verdicts.labelled_lists import (
    DECKS_WANTED,
    LABELLED_LIST,
    LISTS_WANTED,
    MARKED_WANTED,
    decks,
    labelled_lists,
    marked_lines,
)
from scraper.extraction.verdicts.main_text import is_named_headline
from scraper.extraction.verdicts.named_parts import (
    BIO_SIGNS,
    COMMENTS_SIGNS,
    RELATED_SIGNS,
    TOOLTIP_SIGNS,
    bios,
    comments,
    other_products,
    related,
    reviews,
    tooltips,
)
from scraper.extraction.verdicts.other_texts import (
    DIALOG_SIGNS,
    dialogs,
    next_stories,
    other_articles,
)
from scraper.extraction.verdicts.page_frame import FOOTER_SIGNS, MENU_SIGNS, footers, menus
from scraper.extraction.verdicts.placeholder import PLACEHOLDER, placeholders
from scraper.extraction.verdicts.promotions import PROMOTIONS_WANTED, promotions
from scraper.extraction.verdicts.terms import TERMS, is_page_of_terms
from scraper.extraction.verdicts.unseen import unseen
from scraper.extraction.verdicts.wanted import (
    YES,
    RulesNamed,
    RulesWanted,
    Wanted,
    exactly,
    from_on,
    up_to,
)
from scraper.extraction.vocabulary.reported import is_reported

Array = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

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
BARE_SHARE = 0.5
"""Share of the kept words in such headings below an article, up to which they are those of other stories; where they
hold more, the page lists what they name, whatever it says it is."""
SURE_IN_BOX = 0.68  # probability from which a block stays whatever its box is called
SURE_IN_SHOP = 0.62
"""The same where a page says that it is something else than an article."""
BOX_LEVELS = 5  # ancestors looked at
BOX_SHARE = 0.35  # of the kept words; a "box" that holds more is the article itself
NO_BOXES = (
    BIT["lead"] | BIT["embed"]
)  # "article-teaser" may be a standfirst, "twitter-tweet" is a quote
HEADLINE_WANTED = (
    {"title_share": from_on(TITLE_PART)},
    {"tag": exactly(TAGS["h1"])},
)
NOTICES_WANTED = {"promo": from_on(1)}, {"label": from_on(1), "score": up_to(SURE_OF_LABEL)}
HEADINGS_WANTED = ({"heading": YES, "score": up_to(max(SURE_HEADING, SURE_ENTRY))},)
BOXES_WANTED = ({"score": up_to(max(SURE_IN_BOX, SURE_IN_SHOP))},)
BOXES = BIT["newsletter"] | BIT["comment"] | BIT["related"] | BIT["share"] | BIT["consent"]


def _headline(view: PageFeatures, kept: Flags, _score: Array) -> list[int]:
    """Return the page's own title: it is `Article.title`, not body text."""
    share, shared, start = view.lines.title_share, view.lines.title_shared, body_start(view, kept)
    title = view.title
    is_first = title >= 0 and kept[title] and view.tag[title] == TAGS["h1"]
    named = [title] if is_first and is_named_headline(view, title) else []
    named += _first_h1(view, kept, start)
    alike = flagged(kept & (share >= TITLE_PART))
    if not alike:
        return named
    sizes = view.lines.sizes
    return named + [
        i
        for i in alike
        if (view.tag[i] == TAGS["h1"] and share[i] >= TITLE_SHARE and shared[i] >= 1)
        or (i < start and shared[i] >= max(TITLE_WORDS, sizes[i]) and not _is_part(view, i))
    ]


def _first_h1(view: PageFeatures, kept: Flags, start: int) -> list[int]:
    """Return the first h1 of a page where it is kept and stands above the text: whatever the page is titled, it is the
    headline. Of those of labelled articles that the model would keep 6 are foreign, and none is text."""
    first = int((view.tag == TAGS["h1"]).argmax())
    if 0 <= view.title < first and view.lines.title_share[view.title] >= TITLE_PART:
        return []  # the headline stands above: this is the first part
    return [first] if first < start and kept[first] and view.tag[first] == TAGS["h1"] else []


def _is_part(view: PageFeatures, block: int) -> bool:
    """Say whether a block below the headline says less of the title: in a live blog, the heading of a post."""
    title, shared = view.title, view.lines.title_shared
    if not 0 <= title < block or view.tag[title] != TAGS["h1"]:
        return False
    return bool(shared[block] < shared[title])


def _notices(view: PageFeatures, kept: Flags, score: Array) -> list[int]:
    """Return invitations to subscribe, follow or share, and copyrights, as each language words them."""
    promo, words = view.lines.promo, view.words
    found = [
        i
        for i in flagged(kept & (promo > 0))
        if NOTICES[int(promo[i])]
        and words[i] <= NOTICE_WORDS
        and score[i] < _sure_of_notice(view, i)
        and not is_reported(view.reading.b_text[i])
    ]
    labelled = kept & view.label & (score < SURE_OF_LABEL)
    found += [i for i in flagged(labelled) if LABELS[int(view.lines.label[i])]]
    return _without_terms(view, found, score)


def _asks(view: PageFeatures, kept: Flags, score: Array) -> list[int]:
    """Return appeals to the reader, and gates."""
    found = appeals(view, kept) + gates(view, kept, score < SURE_OF_NOTICE)
    return _without_terms(view, found, score)


def _without_terms(view: PageFeatures, notices: list[int], score: Array) -> list[int]:
    """Return the notices without those that are chapters of a page of rules."""
    if not notices or not is_page_of_terms(view):
        return notices
    return [i for i in notices if score[i] < TERMS]


def _sure_of_notice(view: PageFeatures, i: int) -> float:
    """Return the probability from which a block stays that is worded like a notice."""
    return SURE_OF_OFFER if view.lines.promo[i] == PAYWALL and view.good[i] else SURE_OF_NOTICE


def _bare_headings(view: PageFeatures, kept: Flags, score: Array) -> list[int]:
    """Return headings with nothing kept below them: a heading goes with what it heads. Below an article those go that only
    such headings follow; where a page does not say it is one, headings may be the entries of its list."""
    is_article = view.facts.is_article > 0
    sure = SURE_HEADING if is_article else SURE_ENTRY
    found = _without_text(view, kept, score < sure, in_turn=is_article)
    few = BARE_SHARE * float(view.words[kept].sum())
    if is_article and float(view.words[found].sum()) > few:
        return _without_text(view, kept, score < sure, in_turn=False)
    return found


def _without_text(view: PageFeatures, kept: Flags, doubtful: Flags, *, in_turn: bool) -> list[int]:
    """Return the doubtful headings that none below them of a lower level, and no text, follows; if `in_turn`, those
    between them and the next text are passed over."""
    out = []
    following = len(kept)  # the kept block after the one looked at
    for i in reversed(flagged(kept)):
        is_last = following == len(kept)
        is_bare = is_last or (view.heading[following] and view.tag[following] < view.tag[i])
        if view.heading[i] and doubtful[i] and is_bare:
            out.append(i)
        if not in_turn or out[-1:] != [i]:
            following = i
    return out[::-1]


def _named_boxes(view: PageFeatures, kept: Flags, score: Array) -> list[int]:
    """Return doubtful blocks in an element that its class calls a newsletter, comments, related box."""
    sure = SURE_IN_BOX if view.facts.is_article >= 0 else SURE_IN_SHOP
    doubtful = flagged(kept & (score < sure))
    if not doubtful:
        return []
    total = max(float(view.words[kept].sum()), 1.0)
    out = []
    for i in doubtful:
        if _heads_text(view, kept & (score >= sure), i):
            continue
        element = int(view.geo.element[i])
        for _step in range(BOX_LEVELS):
            if element <= 0:
                break
            inside = slice(int(view.geo.first[element]), int(view.geo.end[element]))
            if view.families[element] & NO_BOXES:
                break
            if view.families[element] & BOXES and not _says_no_box(view, element):
                if float((view.words[inside] * kept[inside]).sum()) < BOX_SHARE * total:
                    out.append(i)
                break
            if view.families[element] & BIT["body"]:
                break
            element = int(view.geo.parent[element])
    return out


def _heads_text(view: PageFeatures, sure: Flags, block: int) -> bool:
    """Say whether a block is a heading between two that stay: it heads a part of the text, whatever that is called."""
    beside = sure[block - 1 : block + 2 : 2] if block else sure[:0]
    return bool(view.heading[block] and len(beside) > 1 and beside.all())


def _says_no_box(view: PageFeatures, element: int) -> bool:
    """Say whether an element is called consent for a component of a page builder, or for the heading that it begins with:
    a manual's part on cookies."""
    if view.families[element] & BOXES != BIT["consent"]:
        return False
    key, heading = view.reading.e_key[element], int(view.geo.first[element])
    if is_component(key):
        return True
    said = view.reading.b_text[heading] if view.heading[heading] else ""
    return bool(said) and squash(said) in map(squash, key.split())


class Rule(NamedTuple):
    """A rule's name, and how it finds the blocks to drop. Where `wanted` is given, it finds some only where a kept block
    is as one of these says; where `signs` are, only where one of these is in a name around kept blocks, as on few pages."""

    name: str
    find: Callable[[PageFeatures, Flags, Array], list[int]]
    signs: tuple[str, ...] = ()
    wanted: tuple[Wanted, ...] = ()


RULES: tuple[Rule, ...] = (
    Rule("hidden", unseen),
    Rule(PLACEHOLDER, placeholders),
    Rule("headline", _headline, wanted=HEADLINE_WANTED),
    Rule("dateline", datelines, wanted=DATELINES_WANTED),
    Rule("byline", bylines, wanted=BYLINES_WANTED),
    Rule("notice", _asks),
    Rule("notice", _notices, wanted=NOTICES_WANTED),
    Rule("copy", copies, wanted=COPIES_WANTED),
    Rule(LABELLED_LIST, labelled_lists, wanted=LISTS_WANTED),
    Rule(LABELLED_LIST, marked_lines, wanted=MARKED_WANTED),
    Rule("deck", decks, wanted=DECKS_WANTED),
    Rule("named_box", _named_boxes, wanted=BOXES_WANTED),
    Rule("other_article", other_articles),
    Rule("next_story", next_stories),
    Rule("dialog", dialogs, signs=DIALOG_SIGNS),
    Rule("tooltip", tooltips, signs=TOOLTIP_SIGNS),
    Rule("hatnote", worded_hatnotes, wanted=WORDED_WANTED),
    Rule("hatnote", named_hatnotes, signs=HATNOTE_SIGNS),
    Rule("contents", contents, wanted=CONTENTS_WANTED),
    Rule("navigation", menus, signs=MENU_SIGNS),
    Rule("footer", footers, signs=FOOTER_SIGNS),
    Rule("bio", bios, signs=BIO_SIGNS),
    Rule("related", related, signs=RELATED_SIGNS),
    Rule("comments", comments, signs=COMMENTS_SIGNS),
    Rule("review", reviews),
    Rule("other_product", other_products),
    Rule("caption", named_captions, wanted=NAMED_WANTED),
    Rule("caption", marked_captions, wanted=MARKED_CAPTIONS_WANTED),
    Rule("caption", credited, wanted=CREDITED_WANTED),
    Rule("control", buttons, wanted=BUTTONS_WANTED),
    Rule("control", counters, wanted=COUNTERS_WANTED),
    Rule("control", actions, wanted=ACTIONS_WANTED),
    Rule("control", tabs, signs=TABS_SIGNS),
    Rule("control", frames),
    Rule("promotion", promotions, wanted=PROMOTIONS_WANTED),
    Rule("bare_heading", _bare_headings, wanted=HEADINGS_WANTED),
)

RULES_WANTED = RulesWanted([rule.wanted for rule in RULES])
RULES_NAMED = RulesNamed([rule.signs for rule in RULES])
