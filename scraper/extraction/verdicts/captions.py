"""Captions that the model takes for text: named like one and alone with a picture, or worded like one beside it."""

import numpy as np
import numpy.typing as npt

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
    texts = view.reading.b_text
    named: list[int] = np.nonzero(short & _named(view) & (view.picture_box == 1))[0].tolist()
    marked = view.lines.prefix == CONCEPT_CODES[CAPTION]
    beside: list[int] = np.nonzero(short & (marked | _beside_picture(view)))[0].tolist()
    return named + [i for i in beside if marked[i] or is_credited(texts[i])]


def _named(view: PageFeatures) -> Flags:
    """Say for each block whether its element or the one around it is named like a caption."""
    element = view.geo.element
    families = view.families[element] | view.families[view.geo.parent[element]]
    return np.asarray((families & BIT["caption"]) != 0)


def _beside_picture(view: PageFeatures) -> Flags:
    """Say for each block whether a picture stands directly before or after it."""
    stands = np.zeros(view.geo.n + 1, dtype=bool)  # before this block, or behind the last one
    stands[[image.block for image in view.reading.images]] = True
    return np.asarray(stands[:-1] | stands[1:])
