"""Where in a site's markup the article stands: the names of the elements around its text.

Names that a build tool makes up, and those that tell one page from another, are left out, so that
the place stays the same until the template is another.
"""

import re
from collections import defaultdict

from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.verdicts.decide import Verdicts

LEVELS = 5  # elements, from the one that holds the text outwards
NAMES = 6  # of one element; the rest of a long list are utility classes

_WHOLE = ("body", "html")  # their names are the page's own more than the template's
_INNER = frozenset(
    (
        "ul",
        "ol",
        "li",
        "dl",
        "dd",
        "table",
        "tbody",
        "tr",
        "td",
        "blockquote",
        "span",
        "p",
        "figure",
    )
)  # they hold a part of the text, and what they stand in holds all of it

_READABLE = re.compile(r"(?:[A-Z]?[a-z]{2,})+|[A-Z]{2,}")
_PARTS = re.compile(r"[-_:]+")


def body_place(verdicts: Verdicts) -> str:
    """Return the place that holds most of the kept text, outermost element first; "" without any.

    `div.story>section.text`: elements by ">", the tag and its names by ".".
    """
    reading = verdicts.view.reading
    held: dict[int, int] = defaultdict(int)
    for i, kept in enumerate(verdicts.kept):
        if kept:
            held[_holder(reading, reading.b_element[i])] += len(reading.b_text[i])
    places: dict[str, int] = defaultdict(int)
    for element, characters in held.items():
        places[_place(reading, element)] += characters
    return max(places, key=places.__getitem__, default="")


def _holder(reading: FlatPage, element: int) -> int:
    parent = reading.e_parent[element]
    while parent > 0 and reading.e_tag[parent] in _INNER:
        parent = reading.e_parent[parent]
    return parent


def _place(reading: FlatPage, element: int) -> str:
    names: list[str] = []
    while element >= 0 and len(names) < LEVELS and reading.e_tag[element] not in _WHOLE:
        words = [name for name in map(_name, reading.e_key[element].split()) if name]
        names.append(".".join([reading.e_tag[element], *dict.fromkeys(words[:NAMES])]))
        element = reading.e_parent[element]
    return ">".join(reversed(names)) or "body"


def _name(word: str) -> str:
    """Return a name without its made-up parts: "Story_body__3kF2a" is "Story-body"."""
    return "-".join(part for part in _PARTS.split(word) if _READABLE.fullmatch(part))
