"""A page as flat arrays: what the walk over its tree leaves."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from scraper.extraction.dom.block_text import TextPosition

_NUMBER = re.compile(r"\d+")


class Image(NamedTuple):
    """An image and the block it stands before."""

    block: int
    src: str
    alt: str


@dataclass(frozen=True, slots=True)
class FlatPage:
    """A page as flat arrays: e_* one entry per block-level element with text, b_* one per block."""

    e_tag: Sequence[str] = ()
    e_parent: Sequence[int] = ()
    e_key: Sequence[str] = ()  # class, id, role ... as one string
    e_hidden: Sequence[bool] = ()
    e_first: Sequence[int] = ()  # first block inside
    e_end: Sequence[int] = ()  # one past the last block inside
    b_element: Sequence[int] = ()
    b_text: Sequence[str] = ()
    b_link_chars: Sequence[int] = ()
    b_links: Sequence[int] = ()
    b_longest_link: Sequence[int] = ()  # characters of the longest link text
    b_strong_chars: Sequence[int] = ()
    b_border: Sequence[int] = ()
    b_href: Sequence[str] = ()  # of the first link
    b_place: Sequence[TextPosition] = ()
    images: Sequence[Image] = ()
    markup: Sequence[str] = ()  # what `TextPosition` points into
    base: str = ""  # what links are resolved against where that is not the page's own address
    e_unseen: Sequence[bool] = ()  # a browser does not show what is inside
    e_pictured: Sequence[bool] = ()  # an image stands inside

    def make(self, element: int) -> tuple[str, str]:
        """Return the tag of an element and its names without numbers: what elements of one make share."""
        return self.e_tag[element], _NUMBER.sub("", self.e_key[element])

    def are_of_one_make(self, one: int, other: int) -> bool:
        """Say whether two elements have the same make."""
        return self.e_tag[one] == self.e_tag[other] and self.make(one) == self.make(other)

    def nearest(self, element: int, tag: str) -> int:
        """Return an element, or the nearest around it, that has this tag; -1 where none has."""
        while element >= 0 and self.e_tag[element] != tag:
            element = self.e_parent[element]
        return element

    def smallest(self, first: int, last: int) -> int:
        """Return the smallest element that holds two blocks and all between them; 0 where only the page does."""
        element = self.b_element[first]
        while element > 0 and self.e_end[element] <= last:
            element = self.e_parent[element]
        return max(element, 0)

    def largest(self, element: int, start: int, stop: int) -> int:
        """Return the largest element at or around one that holds no block before `start`, and none from `stop` on; the
        element itself where the one around it holds such a block, or is the page."""
        around = self.e_parent[element]
        while around > 0 and self.e_first[around] >= start and self.e_end[around] <= stop:
            element, around = around, self.e_parent[around]
        return element
