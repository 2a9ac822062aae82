"""Lines that say who wrote a text and when, and nothing else."""

import re

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.blocks import TAGS, flagged, has_any
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.metadata.datelines import is_stamp
from scraper.extraction.metadata.dates import parse_date
from scraper.extraction.metadata.person_names import is_byline, is_signature
from scraper.extraction.verdicts.post_lines import is_post_line
from scraper.extraction.verdicts.wanted import NO, exactly, from_on, up_to

Array = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

SURE_DATE = 0.9  # probability from which a bare date above the body stays
DATE_WORDS = 8  # of a bare date, at the most
STAMP_WORDS = 10  # of a line that says when the page was published or changed, at the most
SURE_STAMP = 0.98
"""Probability from which a line stays that says when the page was published or changed."""
DATE_NAMES = 2  # words beside the numbers: a weekday and a month
BYLINE_WORDS = 12  # of a byline, at the most
MANY_BYLINES = 5
"""On one page, from which they are of what it lists: the books of a list of 27 are, and no article of 1,134 has five."""
SURE_SIGNED = 0.98  # probability from which a last paragraph stays that looks like initials
SMALL_HEADINGS = "h4", "h5", "h6"
SMALL_HEADING = TAGS["h4"]  # and the others
LISTED = frozenset(TAGS[tag] for tag in ("li", "td", "th"))
_BY = re.compile(r"(?:by|von|par|por|door)\b", re.IGNORECASE)
_FACT = re.compile(r"[^\W\d_][^:：]{1,30}[:：]\s?[^\s/]")
""""Author: Jane Roe", "Pages: 120"."""
DATELINES_WANTED = (
    {
        "words": up_to(STAMP_WORDS),
        "digits": from_on(1),
        "score": up_to(SURE_STAMP),
        "heading": NO,
    },
    {"words": up_to(DATE_WORDS), "score": up_to(SURE_DATE), "below": NO},
)
BYLINES_WANTED = (
    {"words": up_to(BYLINE_WORDS), "heading": NO},
    {"score": up_to(SURE_SIGNED), "heading": NO},
    {"words": up_to(BYLINE_WORDS), "tag": exactly(SMALL_HEADING)},
)


def body_start(view: PageFeatures, kept: Flags) -> int:
    """Return the first kept block that is a paragraph and no repetition of the headline."""
    body = kept & view.good
    first = int(body.argmax())
    return first if body[first] else len(kept)


def datelines(view: PageFeatures, kept: Flags, score: Array) -> list[int]:
    """Return lines above the body that are dates and nothing else, and those anywhere that say when the page was
    published or changed.

    Of lines that the model would keep on labelled pages, 26 say that, and one of them is body text.
    """
    texts, short = view.reading.b_text, kept & (view.words <= STAMP_WORDS)
    if not has_any(short):
        return []
    dated = flagged(short & (view.counts.digits > 0) & (score < SURE_STAMP) & ~view.heading)
    bare = (short & (view.words <= DATE_WORDS) & (score < SURE_DATE))[: body_start(view, kept)]
    found = [i for i in flagged(bare) if _is_date(texts[i])]
    found += [i for i in dated if _is_stamp(texts[i])]
    return [i for i in found if not _is_of_facts(view, kept, i)]


def bylines(view: PageFeatures, kept: Flags, score: Array) -> list[int]:
    """Return lines that name who wrote the text and nothing else.

    Of lines that the model would keep on 1,134 articles labelled by reading, 23 are bylines and two,
    of a report's author and of a way by tram, are body text.
    """
    texts = view.reading.b_text
    short = flagged(kept & ~view.heading & (view.words <= BYLINE_WORDS))
    found = [i for i in short if is_byline(texts[i]) and not _is_of_facts(view, kept, i)]
    found += _headed(view, kept)
    if len(found) >= MANY_BYLINES:
        found = []
    if view.facts.is_thread:
        found += [i for i in short if is_post_line(view, i, score[i])]
    last = flagged(kept)[-1:]
    return found + [i for i in last if score[i] < SURE_SIGNED and _is_signed(view, i)]


def _headed(view: PageFeatures, kept: Flags) -> list[int]:
    """Return the bylines above the text that are marked up as small headings: "By Public Transport" heads a part below."""
    if view.tags.isdisjoint(SMALL_HEADINGS):
        return []
    small = kept & (view.tag == SMALL_HEADING) & (view.words <= BYLINE_WORDS)
    texts = view.reading.b_text
    above = flagged(small[: body_start(view, kept)])
    return [i for i in above if _BY.match(texts[i]) and is_byline(texts[i])]


def _is_signed(view: PageFeatures, block: int) -> bool:
    """Say whether a paragraph is signed with initials; a cell or an item may be short for anything."""
    is_listed = view.heading[block] or view.tag[block] in LISTED
    return not is_listed and is_signature(view.reading.b_text[block])


def _is_of_facts(view: PageFeatures, kept: Flags, block: int) -> bool:
    """Say whether a line is a fact among others, as of a book: "Author: Jane Roe", beside "Pages: 120"."""
    texts = view.reading.b_text
    if not _FACT.match(texts[block]):
        return False
    beside = (i for i in (block - 1, block + 1) if 0 <= i < len(kept) and kept[i])
    return any(view.tag[i] == view.tag[block] and _FACT.match(texts[i]) for i in beside)


def _is_stamp(text: str) -> bool:
    return is_stamp(text) and parse_date(text) is not None


def _is_date(text: str) -> bool:
    spelt = [word for word in text.split() if word.strip(",.").isalpha()]
    return len(spelt) <= DATE_NAMES and parse_date(text) is not None
