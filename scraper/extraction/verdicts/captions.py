"""Captions that the model takes for text: named like one and alone with a picture, or worded like one beside it."""

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.blocks import TAGS, flagged
from scraper.extraction.features.lines import CONCEPT_CODES
from scraper.extraction.features.names import BIT
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.verdicts.terms import is_page_of_terms
from scraper.extraction.verdicts.wanted import NO, YES, exactly, up_to
from scraper.extraction.vocabulary.credits import (
    CAPTION,
    bears_copyright,
    is_credit_word,
    is_credited,
    is_signed,
    tells_of_word,
)
from scraper.extraction.vocabulary.picture_sources import may_name_sources, names_source

Array = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

CAPTION_WORDS = 60  # longer ones are paragraphs, whatever they are named
SURE = 0.995
"""Probability from which a line stays that is worded like a caption: of three on labelled articles two are paragraphs
that end in a credit."""
SMALL_HEADING = TAGS["h4"]  # and lower ones, which stand for small print
_SHORT = {"words": up_to(CAPTION_WORDS), "heading": NO}
NAMED_WANTED = ({**_SHORT, "picture_box": YES},)
MARKED_CAPTIONS_WANTED = (
    {**_SHORT, "prefix": exactly(CONCEPT_CODES[CAPTION])},
    {**_SHORT, "promo": exactly(CONCEPT_CODES[CAPTION])},
)
CREDITED_WANTED = (
    {**_SHORT, "score": up_to(SURE)},
    {
        "words": up_to(CAPTION_WORDS),
        "tag": exactly(SMALL_HEADING),
        "score": up_to(SURE),
    },
)


def named_captions(view: PageFeatures, kept: Flags, _score: Array) -> list[int]:
    """Return the kept blocks that are captions by their name.

    Of blocks that the model would keep on 1,134 articles labelled by reading, it is 10, and all of those are captions; by
    their words, marked or credited, it is 83 and one that is not.
    """
    short = kept & (view.words <= CAPTION_WORDS) & ~view.heading
    return [i for i in flagged(short & (view.picture_box == 1)) if _is_named(view, i)]


def marked_captions(view: PageFeatures, kept: Flags, _score: Array) -> list[int]:
    """Return the kept blocks that begin with a word for a picture, or are worded like a caption."""
    code, lines = CONCEPT_CODES[CAPTION], view.lines
    short = kept & (view.words <= CAPTION_WORDS) & ~view.heading
    marked = flagged(short & ((lines.prefix == code) | (lines.promo == code)))
    return [i for i in marked if not tells_of_word(view.reading.b_text[i])]


def credited(view: PageFeatures, kept: Flags, score: Array) -> list[int]:
    """Return the kept blocks that are credits by their words: some are so anywhere, the others beside a picture."""
    small = (~view.heading | (view.tag == SMALL_HEADING)) & (score < SURE)
    blocks = flagged(small & kept & (view.words <= CAPTION_WORDS))
    if not blocks:
        return []
    texts = view.reading.b_text
    pictures = {image.block for image in view.reading.images}  # each stands before this block
    beside = {i for i in blocks if i in pictures or i + 1 in pictures}
    whole = "\n".join([texts[i] for i in blocks])  # of most pages one look says: no such line
    signed = [i for i in blocks if is_signed(texts[i])] if bears_copyright(whole) else []
    signed += [i for i in blocks if is_credit_word(texts[i]) and view.tag[i] == TAGS["p"]]
    if signed and is_page_of_terms(view):  # it may have a chapter on copyright
        signed = [i for i in signed if i in beside]
    if may_name_sources(whole):
        signed += [i for i in blocks if names_source(texts[i])]
    return [i for i in beside if is_credited(texts[i])] + signed


def _is_named(view: PageFeatures, block: int) -> bool:
    """Say whether a block's element or the one around it is named like a caption."""
    element = view.geo.element[block]
    families = view.families[element] | view.families[view.geo.parent[element]]
    return bool(families & BIT["caption"])
