"""Selectors proposed for a rule, from one block of one page: the place that a person means who points at
a leaked line. Pure; the trial on stored pages decides."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scraper.extraction.dom.ancestry import ElementName, are_blocks_of, read_ancestry
from scraper.extraction.dom.parse import parse
from scraper.extraction.dom.select import Selected, is_selector
from scraper.extraction.dom.tags import BLOCK, ROLES, VERBATIM
from scraper.extraction.dom.walk import read
from scraper.models.article import Block
from scraper.text import count_words

MOST_PROPOSED = 8  # selectors for one block; more are not told apart by eye
MOST_CLASSES = 3  # of one element in a selector
SMALL = 0.2  # share of the page's kept words that a place with a leak may hold
SMALL_LIST = 0.7  # of a list, which may outweigh a short article
NEAR = 3  # elements around a block among which an item makes it one of a list
_ITEMS = frozenset(("li", "tr", "td", "dt", "dd"))
_STABLE = re.compile(r"-?[^\W\d][\w-]{1,39}")
# Names that a build or a database made: with a number of three digits, or as CSS-in-JS writes them.
_MADE = re.compile(r"\d{3}|^(?:css|sc|jsx|emotion|svelte)-|^_|__[A-Za-z0-9]{5}$", re.IGNORECASE)
_MIXED = re.compile(r"(?=.*[a-z])(?=.*[A-Z])(?=.*\d)")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A selector, and how much of the page stands in what it names."""

    selector: str
    kept: int  # blocks of the article
    dropped: int  # other blocks
    kept_words: int


def proposals(html: str, block: Block, blocks: Sequence[Block]) -> tuple[Proposal, ...]:
    """Return selectors of places around one of a page's blocks, the best first, then from the nearest to
    the widest. Returns none where the blocks are not read from the markup."""
    found = read_ancestry(html)
    if not are_blocks_of(found, blocks):
        return ()
    elements = found[block.index].elements
    candidates = [one for one in dict.fromkeys(_candidates(elements)) if is_selector(one)]
    tree = parse(html)
    selected = Selected(tree, candidates, read(tree.body))
    inside = ((one, selected.inside([one])) for one in candidates)
    proposed = [_proposal(one, places, blocks) for one, places in inside if block.index in places]
    is_item = any(element.tag in _ITEMS for element in elements[-NEAR:])
    best = _best(proposed, blocks, SMALL_LIST if is_item else SMALL)
    return tuple(dict.fromkeys([*best, *proposed]))[:MOST_PROPOSED]


def _proposal(selector: str, places: set[int], blocks: Sequence[Block]) -> Proposal:
    inside = [block for block in blocks if block.index in places]
    kept = [block for block in inside if block.kept]
    words = sum(count_words(block.text) for block in kept)
    return Proposal(selector, len(kept), len(inside) - len(kept), words)


def _best(
    proposed: Sequence[Proposal], blocks: Sequence[Block], share: float
) -> Iterator[Proposal]:
    """Yield the widest place that holds no more of the article than the nearest one that is no single
    item of a list: it takes the heading and the frame along."""
    most = share * sum(count_words(block.text) for block in blocks if block.kept)
    small = [one for one in proposed if one.kept_words <= most]
    if small:
        first = next((one for one in small if not _is_item(one.selector)), small[0])
        alike = [one for one in reversed(small) if one.kept == first.kept]
        yield max(alike, key=lambda one: one.dropped)


def _is_item(selector: str) -> bool:
    return re.split(r"[.#]", selector.rpartition(" ")[2])[0] in _ITEMS


def _candidates(elements: Sequence[ElementName]) -> Iterator[str]:
    """Yield a selector for each element around a block, the nearest first: by its own name, or as what
    stands in the nearest named element."""
    for depth in range(len(elements), 0, -1):
        yield from _selectors(elements[:depth])


def _selectors(elements: Sequence[ElementName]) -> Iterator[str]:
    *above, element = elements
    if element.tag in ("html", "body"):
        return
    if own := _named(element):
        yield own
        return
    if ROLES.get(element.tag, BLOCK) not in (BLOCK, VERBATIM):
        return  # a part of a sentence
    unnamed = [element.tag]
    for outer in reversed(above):
        if named := _named(outer):
            yield " > ".join([named, *reversed(unnamed)])
            return
        unnamed.append(outer.tag)
    yield " > ".join(reversed(unnamed))


def _named(element: ElementName) -> str:
    """Return an element by its id or classes, "" if none of them is likely to be on the next page too."""
    if _is_stable(element.id):
        return f"{element.tag}#{element.id}"
    classes = [name for name in element.classes if _is_stable(name)][:MOST_CLASSES]
    return element.tag + "".join(f".{name}" for name in classes) if classes else ""


def _is_stable(name: str) -> bool:
    return bool(_STABLE.fullmatch(name)) and not _MADE.search(name) and not _MIXED.match(name)
