"""Anchors of headings: signs that link to the heading itself ("Timeouts¶"), and ids that say what it says."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.dom.tags import HEADINGS
from scraper.extraction.letters import squash
from scraper.extraction.vocabulary.lookup import label_concept

SIGNS = frozenset("¶§#🔗⚓")
ALWAYS = frozenset("¶🔗⚓")  # those that mean nothing else in a text
NAMES = frozenset((*HEADINGS, "dt"))
ANCHORED_LEVELS = 4
"""Elements that a heading begins, itself among them, of which one may have its id."""
FEWEST_ANCHORED = 3  # of the same names, from which a generator made their ids
_DIGITS = "-_0123456789"  # with which it tells headings of one text apart
_NUMBERED_FORMULA = re.compile(r"(\(\d{1,3}(?:\.\d{1,3})?\))¶ ?(?=\$\$)")
"""The number of a formula, which links to itself, and stands before it in the markup."""


def is_anchor_sign(text: str, href: str) -> bool:
    """Say whether the text of a link is such a sign."""
    return text.strip() in SIGNS and "#" in href


def without_anchor_signs(
    tags: Iterable[str], texts: list[str], links: tuple[list[int], ...], hrefs: list[Any]
) -> None:
    """Take the signs out of the texts, and their links out of the counts: characters, number, longest.

    `tags` are the elements of the texts: a section sign is one in headings and terms only.
    """
    chars, counts, longest = links
    for i, (tag, text) in enumerate(zip(tags, texts, strict=True)):
        if chars[i] != 1 or not counts[i] or "#" not in (hrefs[i] or ""):
            continue
        numbered = None
        if text[-1] in SIGNS:
            rest = text[:-1].rstrip()
        elif text[0] in SIGNS:
            rest = text[1:].lstrip()
        elif numbered := _NUMBERED_FORMULA.match(text):
            rest = f"{numbered[1]} {text[numbered.end() :]}"
        else:
            continue
        if rest and (numbered or tag in NAMES or text[-1] in ALWAYS or text[0] in ALWAYS):
            texts[i] = rest
            chars[i] = counts[i] = longest[i] = 0
            hrefs[i] = ""


def without_own_ids(page: FlatPage) -> FlatPage:
    """Return the page without names in headings and in the elements that these begin, where a generator made them of
    the headings: `comments` over a chapter called "Comments" does not say that it is of comments.

    It is taken for one where several elements of the same other names have such names, most of them for headings that
    no box of a page has: beside "Comments" a manual has "Installation", and a news page "Related" and "Tags".
    """
    found: dict[tuple[bool, str], list[tuple[int, int]]] = defaultdict(list)
    for block, heading in enumerate(page.b_element):
        if page.e_tag[heading] in HEADINGS:
            for element, rest in _named_after(page, block, heading):
                found[element == heading, rest].append((element, block))
    keys: list[str] | None = None
    for (_, rest), alike in found.items():
        if len(alike) >= FEWEST_ANCHORED and _are_chapters(page, [block for _, block in alike]):
            keys = keys or list(page.e_key)
            for element, _ in alike:
                keys[element] = rest
    return replace(page, e_key=keys) if keys else page


def _are_chapters(page: FlatPage, headings: Sequence[int]) -> bool:
    """Say whether most of some headings are not such as head boxes of a page."""
    of_boxes = sum(1 for block in headings if label_concept(page.b_text[block]))
    return 2 * of_boxes < len(headings)


def _named_after(page: FlatPage, block: int, heading: int) -> Iterator[tuple[int, str]]:
    """Yield a heading and the elements that it begins, where they have its text as a name, with their other names."""
    element, said = heading, ""
    for _ in range(ANCHORED_LEVELS):
        if element <= 0 or page.e_first[element] != block:
            break
        if key := page.e_key[element]:
            said = said or squash(page.b_text[block])
            if said in squash(key):  # else none of its words is that
                words = key.split(" ")
                rest = " ".join(word for word in words if squash(word.rstrip(_DIGITS)) != said)
                if rest != key:
                    yield element, rest
        element = page.e_parent[element]
