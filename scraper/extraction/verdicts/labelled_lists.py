"""What follows a label such as "Most read", and the decks under headlines of other stories."""

import re

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.blocks import TAGS, flagged
from scraper.extraction.features.lines import CONCEPT_CODES, STORY_LIKE, are_of
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.plain.lines import full_stop
from scraper.extraction.verdicts.main_text import WHOLE_LINK
from scraper.extraction.verdicts.wanted import NO, exactly, from_on, up_to

Array = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

LABELLED_LIST = "labelled_list"
ITEM_LEVELS = 3  # elements around a block in which its list item is looked for
LIST_LABELS = are_of("related", "ranking", "tags", "newsletter", "share")
RELATED = CONCEPT_CODES["related"]
SHARE = CONCEPT_CODES["share"]  # such a label has links below it, and no headlines without
SURE_IN_LIST = 0.9
"""Probability from which a block is no member of the list whose label is above it."""
LIST_LINK_DENSITY = 0.6  # share of a block that is links, from which it is a member of a list
HEADLINE_WORDS = 32  # a teaser's headline or deck is no longer
SURE_DECK = 0.9  # probability from which the text under a linked heading stays
SURE_MARKED = 0.97  # probability from which a line stays that begins with such a label
_MARK = re.compile(r"[^:：|–—»→]{1,40}[:：|–—»→]\s{0,3}(.*)", re.DOTALL)
"""A label and what sets it off from the rest of its line."""
_SPOKEN = re.compile(r"[a-zß-öø-ÿа-яα-ω].*[.!?…]$|.*[^.…][.。]$", re.DOTALL)
"""A sentence behind the label: one that goes on in small letters, "More: he wanted more soup?", or ends in a full stop, as
headlines do not."""
DECK_WORDS = 45  # of the text under a linked heading, at the most
DECK_LEVELS = 3  # ancestors of the heading looked at
DECK_BLOCKS = 4  # a teaser's box holds kicker, headline, deck and date at the most
LISTS_WANTED = {"label": from_on(1)}, {"score": up_to(SURE_IN_LIST)}
MARKED_WANTED = (
    {"prefix": exactly(RELATED), "tag": exactly(TAGS["p"]), "score": up_to(SURE_MARKED)},
)
DECKS_WANTED = ({"score": up_to(SURE_DECK), "words": up_to(DECK_WORDS), "heading": NO},)


def labelled_lists(view: PageFeatures, kept: Flags, score: Array) -> list[int]:
    """Return what follows a label such as "Most read": headlines, list items, and decks under headlines.

    Not on a page that says it is something else than an article, as a shop: under "Details" stands a list that is
    text. Of what was cut there on WCXB's pages 232 words were text and 39 were not.
    """
    if view.facts.is_article < 0:
        return []
    droppable = np.nonzero(kept & (view.label | (score < SURE_IN_LIST)))[0]
    if not droppable.size:
        return []
    above = view.lines.label[: int(droppable[-1]) + 1].astype(np.intp)
    labels = flagged(LIST_LABELS[above])
    if not labels:
        return []
    linked: list[bool] = (view.link >= LIST_LINK_DENSITY).tolist()
    unsure: list[bool] = (score < SURE_IN_LIST).tolist()
    brief: list[bool] = ((view.words <= HEADLINE_WORDS) & (view.counts.stops <= 2)).tolist()
    out: list[int] = []
    n, at = len(kept), 0
    for label in labels:
        if label < at:  # a label inside a list: what follows it belongs to that list
            continue
        at = label + 1
        needs_links = view.lines.label[label] == SHARE
        members: list[int] = []
        while (
            at < n
            and unsure[at]
            and (linked[at] or not needs_links)
            and (
                (brief[at] and (linked[at] or _is_item(view, at)))
                or (members and _is_deck(view, members[-1], at))
            )
        ):
            members.append(at)
            at += 1
        if members:
            out.append(label)
            out.extend(members)
        elif at < n and not kept[at]:
            out.append(label)
    return out


def marked_lines(view: PageFeatures, kept: Flags, score: Array) -> list[int]:
    """Return paragraphs that begin with a label and go on with what it leads to: "Related: How the ferry was painted".

    Of those of labelled articles that the model would keep five are foreign, and none is text.
    """
    if view.facts.is_article < 0:
        return []
    marked = kept & (view.lines.prefix == RELATED) & (view.tag == TAGS["p"])
    brief = (view.words <= HEADLINE_WORDS) & (score < SURE_MARKED)
    texts = view.reading.b_text
    return [i for i in flagged(marked & brief) if _leads_on(texts[i]) and not _in_list(view, i)]


def _leads_on(text: str) -> bool:
    """Say whether a line goes on behind its label with what that leads to, and not with the rest of a sentence."""
    found = _MARK.match(text)
    return found is not None and not _SPOKEN.match(found[1])


def _in_list(view: PageFeatures, block: int) -> bool:
    element = view.reading.b_element[block]
    return any(view.reading.nearest(element, tag) >= 0 for tag in ("li", "td", "dd"))


def _is_item(view: PageFeatures, i: int) -> bool:
    """Say whether a block stands in a list's item and is no sentence."""
    in_list = view.tag[i] == TAGS["li"] or (
        view.geo.depth[view.geo.element[i]] > 1 and _in_item(view, i)
    )
    return bool(in_list and view.lines.last[i] != 1 and not _ends_sentence(view, i))


def _in_item(view: PageFeatures, i: int) -> bool:
    element = int(view.geo.element[i])
    for _step in range(ITEM_LEVELS):
        if view.reading.e_tag[element] == "li":
            return True
        element = int(view.geo.parent[element])
    return False


def _ends_sentence(view: PageFeatures, i: int) -> bool:
    text = view.reading.b_text[i]
    return text[-1] in "!！" or full_stop(text)


def decks(view: PageFeatures, kept: Flags, score: Array) -> list[int]:
    """Return the line or two under another story's linked headline, in the same box or beside it."""
    out = []
    above = view.heading[:-1] & ~kept[:-1] & kept[1:]
    for i in flagged(above & (view.link[:-1] >= WHOLE_LINK)):
        leads = view.lines.href[i] == STORY_LIKE
        if leads and _is_deck(view, i, i + 1) and score[i + 1] < SURE_DECK:
            out.append(i + 1)
    return out


def _is_deck(view: PageFeatures, heading: int, at: int) -> bool:
    """Say whether a block shares a small box with the heading before it."""
    if view.words[at] > DECK_WORDS or view.heading[at]:
        return False
    element = int(view.geo.element[heading])
    for _step in range(DECK_LEVELS):
        if int(view.geo.first[element]) <= at < int(view.geo.end[element]):
            return float(view.geo.end[element] - view.geo.first[element]) <= DECK_BLOCKS
        element = int(view.geo.parent[element])
    return False
