"""The line above an article of an encyclopaedia that leads to others of the same name."""

import re

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.blocks import flagged
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.letters import one_of
from scraper.extraction.verdicts.wanted import NO, SOME, up_to
from scraper.extraction.vocabulary.hatnotes import is_worded_like_hatnote

Array = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

MOST_WORDS = 80  # of one that is named so; longer ones are text
MOST_WORDED = 40  # words of one that is only worded so
FIRST_BLOCKS = 3  # kept ones, among which a line worded so stands above the text
LEVELS = 3  # elements around a block that may be named so
MOST_BLOCKS = 3  # in an element that is named so; one with more holds text
WORDED_WANTED = (
    {"rank": up_to(FIRST_BLOCKS - 1), "heading": NO, "link": SOME, "words": up_to(MOST_WORDED)},
)

_NAMED = re.compile(
    r"""(?:^|\ )(?:hatnote|dablink|rellink|disambig(?:uation)?-?(?:note|link|notice|hatnote)|homonymie|bandeau-homonymie
    |(?:nota|avviso)-?disambigua|begriffskl(?:ae|ä)rung(?:shinweis)?|vorlage_(?:begriffskl(?:ae|ä)rungshinweis|dieser_artikel)
    |navigation-not-searchable)(?:\ |$)""",
    re.IGNORECASE | re.VERBOSE,
)
HATNOTE_SIGNS = (
    "hatnote", "dablink", "rellink", "disambig", "homonymie", "begriffskl", "dieser_artikel", "searchable",
)  # fmt: skip
"""Of these every such name has one."""
_may_be_of_wiki = one_of("wiki", "mw-", *HATNOTE_SIGNS)
_HOST = re.compile(r"wiki|(?<!ex)p(?:a?e|æ)dia(?![a-z])")
_SITE = re.compile(
    r"[|–—·•-] .{0,40}?(?:wiki\w*|\w*(?<!ex)p(?:a?e|æ)dia|энциклопедия|википедия|вікіпедія|百科|事典"
    r"|ウィキ\w*|위키\w*|백과)(?: \w{1,12})?$",
    re.IGNORECASE,
)
"""Names of encyclopaedias, at the end of a title."""
_MADE_BY_WIKI = re.compile(
    r"(?:^| )(?:mediawiki|mw-[a-z-]+|wiki-?(?:page|content|article)|dokuwiki)(?: |$)"
)


def named_hatnotes(view: PageFeatures, kept: Flags, _score: Array) -> list[int]:
    """Return such lines: with a link, and named so."""
    blocks = flagged(kept & ~view.heading & (view.link > 0) & (view.words <= MOST_WORDS))
    return [i for i in blocks if _is_named(view, i)]


def worded_hatnotes(view: PageFeatures, kept: Flags, _score: Array) -> list[int]:
    """Return such lines: with a link, above the text of an encyclopaedia, and worded so."""
    above = [
        i
        for i in flagged(kept & ~view.heading)[:FIRST_BLOCKS]
        if view.link[i] > 0 and view.words[i] <= MOST_WORDED
    ]
    found = [i for i in above if is_worded_like_hatnote(view.reading.b_text[i])]
    return found if found and _is_encyclopaedia(view) else []


def _is_named(view: PageFeatures, block: int) -> bool:
    page = view.reading
    element = page.b_element[block]
    for _ in range(LEVELS):
        if element <= 0:
            return False
        if _NAMED.search(page.e_key[element]):
            return page.e_end[element] - page.e_first[element] <= MOST_BLOCKS
        element = page.e_parent[element]
    return False


def _is_encyclopaedia(view: PageFeatures) -> bool:
    """Say whether a page is of one by its host, its title, or what its elements call themselves."""
    if _HOST.search(view.facts.host) or _SITE.search(view.facts.title):
        return True
    keys = set(view.reading.e_key)
    if not _may_be_of_wiki(" ".join(keys)):
        return False
    return any(_MADE_BY_WIKI.search(key) or _NAMED.search(key) for key in keys)
