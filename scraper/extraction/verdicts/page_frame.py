"""What stands around the text of every page of a site: its menus and its footer.

The model knows them by themselves, and on an article it is right. A shop or a service has so much text in its footer
(terms, policies, what a dialog would say) that it looks like what the page is about.
"""

import re

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.blocks import flagged, standing_in
from scraper.extraction.features.page_features import PageFeatures

Flags = npt.NDArray[np.bool_]

MOST_IN_MENU = 0.5  # of the kept words; a menu that holds more is what the page is
LEAST_BESIDE = 20  # words outside of a footer; with fewer the footer is all the text there is
_MENU = re.compile(r"(?:^|[^a-z])(?:sub|dropdown|mega)[-_]?menu(?![a-z])", re.IGNORECASE)
_OWN = frozenset(("article", "main", "blockquote"))
"""Elements whose footer is not the page's."""
_NOTES = re.compile(r"(?:^|[^a-z])(?:foot-?notes?|notes?|references?)(?![a-z])", re.IGNORECASE)
"""Names of the notes of a text, which belong to it and may stand in the page's footer."""
MENU_SIGNS = ("nav", "menu")
FOOTER_SIGNS = ("footer",)


def menus(view: PageFeatures, kept: Flags, _score: npt.NDArray[np.float32]) -> list[int]:
    """Return what stands in a menu, on a page that does not say it is an article."""
    if view.facts.is_article > 0:
        return []
    tags, keys = view.reading.e_tag, view.reading.e_key
    blocks = flagged(kept)
    found = [
        *standing_in(
            view.reading, blocks, lambda e: tags[e] == "nav" or bool(_MENU.search(keys[e]))
        )
    ]
    is_page = _words(view, found) > MOST_IN_MENU * _words(view, blocks)
    return [] if is_page else found


def footers(view: PageFeatures, kept: Flags, _score: npt.NDArray[np.float32]) -> list[int]:
    """Return what stands in the page's own footer, on a page that does not say it is an article."""
    if view.facts.is_article > 0:
        return []
    tags, keys = view.reading.e_tag, view.reading.e_key
    blocks = flagged(kept)
    inside = [*standing_in(view.reading, blocks, lambda e: tags[e] == "footer")]
    own = standing_in(
        view.reading, inside, lambda e: tags[e] in _OWN or bool(_NOTES.search(keys[e]))
    )
    found = [block for block in inside if block not in own]
    return found if _words(view, blocks) - _words(view, found) >= LEAST_BESIDE else []


def _words(view: PageFeatures, blocks: list[int]) -> float:
    return float(view.words[blocks].sum())
