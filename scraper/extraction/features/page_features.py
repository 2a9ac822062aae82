"""What all groups of features and the rules ask of a page: raw counts, the geometry of its elements, and the names of these."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scraper.extraction.classifier.lexicon import Lexicon
from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.features.beside import picture_boxes
from scraper.extraction.features.blocks import judged, title_block
from scraper.extraction.features.characters import TextCounts
from scraper.extraction.features.geometry import Geometry
from scraper.extraction.features.lines import LineFacts, PageFacts
from scraper.extraction.features.names import mark_hidden, read_names

Array = npt.NDArray[np.float32]
Index = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

LEVELS = 6  # ancestors looked at, nearest first


@dataclass(slots=True)
class PageFeatures:
    """What the groups share: raw counts and the geometry of one page."""

    reading: FlatPage
    facts: PageFacts
    lines: LineFacts
    geo: Geometry
    counts: TextCounts
    words: Array
    link: Array
    tag: Array
    good: Flags
    heading: Flags
    label: Flags
    families: Index  # bits, one entry per element
    name_weight: Array  # learned weight of the words in its name, one entry per element
    picture_box: Array  # blocks in the nearest element around it that holds an image
    title: int  # the block that says the page's title, an h1 if one does; -1 if no block does
    tags: frozenset[str]  # of all its elements


def view_of(
    reading: FlatPage, facts: PageFacts, lines: LineFacts, lexicon: Lexicon
) -> PageFeatures:
    """Count and measure once what several groups need."""
    counts = TextCounts(reading.b_text)
    geo = Geometry(reading, LEVELS)
    link, tag, good, heading = judged(reading, counts, geo.element)
    label = lines.label > 0
    families, name_weight = _names(reading, lexicon)
    boxes = picture_boxes(reading.e_pictured, reading.e_parent, geo.end - geo.first)
    return PageFeatures(
        reading, facts, lines, geo, counts,
        counts.words, link, tag, good, heading, label, families, name_weight, boxes[geo.element],
        title_block(lines.title_share, lines.title_shared, tag), frozenset(reading.e_tag),
    )  # fmt: skip


def _names(reading: FlatPage, lexicon: Lexicon) -> tuple[Index, Array]:
    """Return what the elements' names say. The body's own name is the page's, not that of a part."""
    families, weights = read_names(reading.e_key, lexicon.classes)
    mark_hidden(families, reading.e_hidden)
    weights[0] = 0.0
    return families, weights
