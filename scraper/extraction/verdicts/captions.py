"""Captions that the model takes for text: named like one and alone with a picture, or worded like one beside it."""

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.blocks import flagged
from scraper.extraction.features.lines import CONCEPT_CODES
from scraper.extraction.features.names import BIT
from scraper.extraction.features.rows import PageFeatures
from scraper.extraction.vocabulary.credits import CAPTION, is_credited

Flags = npt.NDArray[np.bool_]

CAPTION_WORDS = 60  # longer ones are paragraphs, whatever they are named


def captions(view: PageFeatures, kept: Flags, _score: npt.NDArray[np.float32]) -> list[int]:
    """Return the kept blocks that are captions by their name or by their words.

    Of blocks that the model would keep on 1,134 articles labelled by reading, 10 are captions by name and
    all of those are; by their words it is 65 and one that is not.
    """
    short = kept & ~view.heading & (view.words <= CAPTION_WORDS)
    named = flagged(short & (view.picture_box == 1))
    marked: list[int] = flagged(short & (view.lines.prefix == CONCEPT_CODES[CAPTION]))
    pictures = {image.block for image in view.reading.images}  # each stands before this block
    beside = (i for i in flagged(short) if i in pictures or i + 1 in pictures)
    credited = [i for i in beside if is_credited(view.reading.b_text[i])]
    return [i for i in named if _is_named(view, i)] + marked + credited


def _is_named(view: PageFeatures, block: int) -> bool:
    """Say whether a block's element or the one around it is named like a caption."""
    element = view.geo.element[block]
    families = view.families[element] | view.families[view.geo.parent[element]]
    return bool(families & BIT["caption"])
