"""Times and headlines of the posts of a live blog: each goes with the post below it."""

import re

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.blocks import flagged
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.letters import has_other_script, one_of

Array = npt.NDArray[np.float32]

FEWEST = 3  # posts with a time
TIME_CHARS = 20  # of a line that is a time and nothing else
NEAR = 2  # blocks below a time in which its post begins: a heading, a paragraph
POST = 0.5  # probability from which it is one
HEADLINE_WORDS = (2, 20)  # of a post, at least and at most

_TIME = re.compile(
    r"(?:[01]?\d|2[0-4])(?:[:.h][0-5]\d(?:[:.][0-5]\d)?(?: ?[ap]\.?m\.?)?| ?[ap]\.?m\.?)"
    r"(?: ?(?:uhr|h|gmt|bst|cest|cet|e[sd]?t|p[sd]?t|utc|ist|klo|ч\.?))?",
    re.IGNORECASE,
)
_LIVE = re.compile(
    r"\b(?:live|live-?blog|live-?ticker|news-?ticker|ticker|en direct|le direct|en vivo|en directo|ao vivo|in diretta|la diretta"
    r"|minuto a minuto|liveopdateringer|direkte|direkt|na żywo|canlı|онлайн|трансляция)\b|liveblog|直播|速報|ライブ|실시간",
    re.IGNORECASE,
)
"""What titles of live blogs say."""
_has_live_word = one_of(
    "live", "canli", "ticker", "direct", "direkt", "vivo", "diretta", "minuto", "ywo"
)
"""In a Latin script, such a title has one of these words."""


def with_times(view: PageFeatures, score: Array) -> Array:
    """Return the probabilities, the times and headlines in a live blog at least as likely as their posts."""
    texts = view.reading.b_text
    if not is_live(view):
        return score
    times = [i for i, text in enumerate(texts) if len(text) <= TIME_CHARS and _TIME.fullmatch(text)]
    posts = {i: float(score[i + 1 : i + 1 + NEAR].max(initial=0)) for i in times}
    kept = {i: post for i, post in posts.items() if post >= POST}
    out = score.copy()
    for i, post in kept.items() if len(kept) >= FEWEST else ():
        out[i] = max(out[i], post)
    for i in _headlines(view, score):
        out[i] = max(out[i], score[i + 1])
    return out


def is_live(view: PageFeatures) -> bool:
    """Say whether a page is a live blog, by what it says of itself or its title."""
    return view.facts.is_live or _is_titled_live(view.facts.title)


def _is_titled_live(title: str) -> bool:
    return _may_be_live(title) and bool(_LIVE.search(title))


def _may_be_live(title: str) -> bool:
    return _has_live_word(title) or has_other_script(title)


def _headlines(view: PageFeatures, score: Array) -> list[int]:
    """Return the short lines of one make that each stand right above a post."""
    fewest, most = HEADLINE_WORDS
    short = (view.words >= fewest) & (view.words <= most) & (view.link == 0) & ~view.good
    named = (view.lines.label > 0) | (view.lines.promo > 0) | (view.lines.authored > 0)
    begun = short & ~named & (view.lines.copies == 1)
    begun[:-1] &= (view.good & (score >= POST))[1:]
    begun[-1:] = False
    by_make: dict[tuple[str, str], list[int]] = {}
    page = view.reading
    for i in flagged(begun):
        element = page.b_element[i]
        by_make.setdefault((page.e_tag[element], page.e_key[element]), []).append(i)
    return [i for found in by_make.values() if len(found) >= FEWEST for i in found]
