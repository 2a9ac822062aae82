"""Which rules have a block or a name to look at on a page: found for all of them in one pass over its kept blocks.

A rule reads a dozen numbers of every block of a page, and on most pages nearly every rule finds nothing. So it says
here what a block must be for it to find any, more loosely than it asks itself where that is simpler; compiled code
looks for such blocks for all rules at once.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.blocks import flagged, holding
from scraper.extraction.features.characters import NUMBERS
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.letters import has_one
from scraper.extraction.native import IS_NATIVE, as_list

if TYPE_CHECKING:
    from scraper.extraction.native.kept import RulesWanted as Compiled

if IS_NATIVE:
    from scraper.extraction.native.signs import Signs

Array = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]
Bounds = tuple[float, float]
Wanted = Mapping[str, Bounds]
"""Kept blocks of which each of these `COLUMNS` is from the first to the second number."""

YES: Bounds = (1.0, 1.0)
NO: Bounds = (0.0, 0.0)
SOME: Bounds = (float(np.finfo(np.float32).tiny), np.inf)

COUNTS = ("words", "chars", "digits")
LINES = ("label", "prefix", "promo", "last", "first", "href", "here", "title_shared", "title_share")
"""The first rows of `LineFacts`."""
COPIES = 13  # the row of the copies among these
COLUMNS = (
    *COUNTS,
    *LINES,
    "copies",
    "link",
    "tag",
    "heading",
    "picture_box",
    "score",
    "rank",
    "since_title",
    "below",
)
"""What is known of a block: among others how many kept blocks that are no headings stand before it, its place after
the block with the title, and how many kept paragraphs stand before it."""


def up_to(most: float) -> Bounds:
    """Return the bounds of numbers up to one."""
    return (-np.inf, most)


def from_on(least: float) -> Bounds:
    """Return the bounds of numbers from one on."""
    return (least, np.inf)


def exactly(number: float) -> Bounds:
    """Return the bounds of one number."""
    return (number, number)


class RulesWanted:
    """What several rules want; compiled once."""

    def __init__(self, rules: Sequence[Sequence[Wanted]], *, native: bool = IS_NATIVE) -> None:
        self._rules = rules
        self._always = _bits_of_none(rules)
        self._native: Compiled | None = None
        if native:
            from scraper.extraction.native import kept  # noqa: PLC0415  # it reads the constants of this module

            self._native = kept.RulesWanted(rules)

    def asked(self, view: PageFeatures, kept: Flags, score: Array) -> int:
        """Return a bit for each rule: whether a kept block is as it wants one, or it wants none."""
        if self._native is not None:
            return self._always | self._native.asked(view, kept, score)
        known = dict(_columns(view, kept, score))
        return self._always | sum(
            1 << bit
            for bit, rule in enumerate(self._rules)
            if any(_is_there(known, wanted) for wanted in rule)
        )


def _bits_of_none(rules: Sequence[Sequence[object]]) -> int:
    """Return a bit for each rule that names nothing, and is always asked."""
    return sum(1 << bit for bit, rule in enumerate(rules) if not rule)


def _is_there(known: Mapping[str, Array], wanted: Wanted) -> bool:
    found = np.ones(len(known["score"]), dtype=bool)
    for name, (least, most) in wanted.items():
        column = known[name]
        found &= (column >= np.float32(least)) & (column <= np.float32(most))
    return bool(found.any())


def _columns(view: PageFeatures, kept: Flags, score: Array) -> Iterator[tuple[str, Array]]:
    """Yield each column of the kept blocks with its name."""
    for name in COUNTS:
        yield name, view.counts.numbers[NUMBERS.index(name)][kept]
    yield from zip(LINES, view.lines.rows[:, kept], strict=False)
    yield "copies", view.lines.rows[COPIES][kept]
    others = {
        "link": view.link,
        "tag": view.tag,
        "heading": view.heading,
        "picture_box": view.picture_box,
    }
    for name, column in {**others, "score": score}.items():
        yield name, column[kept].astype(np.float32)
    plain = (kept & ~view.heading).astype(np.float32)
    yield "rank", (np.cumsum(plain) - plain)[kept].astype(np.float32)
    yield "since_title", (np.flatnonzero(kept) - view.title).astype(np.float32)
    good = (kept & view.good).astype(np.float32)
    yield "below", (np.cumsum(good) - good)[kept]


class RulesNamed:
    """The signs by which several rules go: words of small ASCII letters that are in the name of an element that holds a
    kept block, or in a tag of the page, whatever the case there."""

    def __init__(self, rules: Sequence[Sequence[str]], *, native: bool = IS_NATIVE) -> None:
        self._rules = rules
        self._always = _bits_of_none(rules)
        self._native = Signs(rules) if native else None

    def named(self, view: PageFeatures, kept: Flags) -> int:
        """Return a bit for each rule: whether there is such a name, or it goes by none."""
        page = view.reading
        if self._native is not None:
            return self._always | self._native.around(
                kept,
                as_list(page.b_element),
                as_list(page.e_parent),
                as_list(page.e_key),
                view.tags,
            )
        keys = [page.e_key[element] for element in holding(page, flagged(kept))]
        names = " ".join([*view.tags, *keys])
        return self._always | sum(
            1 << bit for bit, signs in enumerate(self._rules) if has_one(signs, names)
        )
