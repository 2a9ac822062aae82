"""What stands above and around each block of a page: what the words for its verdict are made of."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from scraper.extraction.classifier.contributions import Credits
from scraper.extraction.features.blocks import flagged
from scraper.extraction.features.geometry import nearest
from scraper.extraction.features.lines import CONCEPT_CODES
from scraper.extraction.features.names import BIT, HIDDEN
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.verdicts.component_names import is_component
from scraper.extraction.verdicts.footnotes import Footnotes, read_footnotes
from scraper.extraction.verdicts.places import Places

Flags = npt.NDArray[np.bool_]

CONCEPT_OF = {code: name for name, code in CONCEPT_CODES.items()}
LINKED = 0.66  # share of link text from which a block counts as links
FAR_UP = 8  # ancestors searched for a telling name
ALIKE_LEVELS = 3  # ancestors looked at for alike siblings
LABEL_BLOCKS = 30  # between a label and the last block it may stand for
HEADING_BLOCKS = 39  # the same for a heading
LABEL_LEVELS = 2
"""Elements around a label in which what it stands for is. On 70 pages of many sites, the label's word was right for
nearly all blocks inside of these, and for 7 of 27 outside: "Anzeige" stood far above a section of the menu."""

_REASONS = (  # in this order: the first family named by the nearest ancestors gives the reason
    ("comment", "comments"), ("caption", "caption"), ("newsletter", "newsletter"), ("share", "share"),
    ("consent", "consent"), ("related", "related"), ("ranking", "ranking"), ("tags", "tags"),
    ("ad", "advert"), ("meta", "byline"), ("nav", "navigation"), ("footer", "footer"), ("sidebar", "sidebar"),
    ("header", "header"), ("product", "product"),
)  # fmt: skip
_TAG_REASONS = {
    "nav": "navigation", "footer": "footer", "aside": "sidebar", "header": "header",
    "figcaption": "caption", "figure": "caption", "button": "control", "form": "form", "label": "control",
}  # fmt: skip

_CONSENT = re.compile(r"cookie|consent|gdpr|ccpa|cmp|onetrust|privacy", re.IGNORECASE)
"""Of the words of that family, those that say more than that something opens above the page."""

_TELLING = HIDDEN | BIT["body"] | sum(BIT[family] for family, _ in _REASONS)
"""Families whose elements say something of all that stands in them."""


class Named(NamedTuple):
    """The reason that an element gives for all that stands in it, and how it is named."""

    reason: str
    element: str


class Surroundings:
    """What stands above and around each block, found once for all blocks of a page."""

    def __init__(self, view: PageFeatures) -> None:
        self.view = view
        self._noted: tuple[Flags, Footnotes] | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return Surroundings, (self.view,)  # what was found is found again where it is asked for

    @cached_property
    def credits(self) -> Credits:
        """What spoke for the model's answer."""
        return Credits(self.view)

    @cached_property
    def places(self) -> Places:
        """What the blocks are by their places in the tree."""
        return Places(self.view.reading, self.view.tags)

    def footnotes(self, kept: Flags) -> Footnotes:
        """Return the footnotes of the kept blocks, read once for the text and for the blocks."""
        if self._noted is None or self._noted[0] is not kept:
            self._noted = kept, read_footnotes(self.view, kept)
        return self._noted[1]

    @cached_property
    def concepts(self) -> Sequence[str]:
        """What each block itself is worded like, "" for ordinary text."""
        lines = self.view.lines
        codes = np.where(lines.label > 0, lines.label, np.where(lines.prefix > 0, lines.prefix, lines.promo))  # fmt: skip
        return _concepts(codes)

    @cached_property
    def label_concepts(self) -> Sequence[str]:
        """What each block is a label of, "" for none."""
        return _concepts(self.view.lines.label)

    @cached_property
    def labels(self) -> Sequence[int]:
        """The label above each block with no longer text and no heading between; -1 without one."""
        view = self.view
        before, _ = nearest(view.label | view.heading | view.good)
        near = (before >= 0) & (np.arange(view.geo.n) - before <= LABEL_BLOCKS)
        labelled: list[int] = np.where(near & view.label[before], before, -1).tolist()
        return labelled

    def heads(self, label: int, block: int) -> bool:
        """Say whether a label and a block below it stand in one box."""
        reading = self.view.reading
        box = reading.b_element[label]
        for _ in range(LABEL_LEVELS):
            box = reading.e_parent[box] if box else 0
        return not box or block < reading.e_end[box]

    @cached_property
    def headings(self) -> Sequence[int]:
        """The heading above each block, -1 without one nearby."""
        before, _ = nearest(self.view.heading)
        far = np.arange(self.view.geo.n) - before > HEADING_BLOCKS
        above: list[int] = np.where(far, -1, before).tolist()
        return above

    @cached_property
    def linked(self) -> Sequence[bool]:
        """Whether each block counts as links."""
        linked: list[bool] = (self.view.link >= LINKED).tolist()
        return linked

    @cached_property
    def alike(self) -> Sequence[int]:
        """The most siblings that look like one of the nearest ancestors of each block."""
        geo = self.view.geo
        count = geo.count_alike(self.view.reading)
        most: list[int] = np.stack([count[at] for at in geo.ancestors[:ALIKE_LEVELS]]).max(axis=0).tolist()  # fmt: skip
        return most

    @cached_property
    def _telling(self) -> Sequence[int]:
        """The nearest element at or above each element whose name says something; 0 without one."""
        reading = self.view.reading
        bits = self._families & _TELLING
        telling, steps = [0] * len(reading.e_tag), [0] * len(reading.e_tag)
        for element, (tag, parent, named) in enumerate(
            zip(reading.e_tag, reading.e_parent, bits.tolist(), strict=True)
        ):
            if not element:
                continue
            if named or tag in _TAG_REASONS:
                telling[element] = element
            elif steps[parent] + 1 < FAR_UP:
                telling[element], steps[element] = telling[parent], steps[parent] + 1
        return telling

    @cached_property
    def _families(self) -> npt.NDArray[np.int64]:
        """The families of the elements' names, without the consent that only the name of a component says."""
        found, keys = self.view.families, self.view.reading.e_key
        components = [
            element
            for element in flagged((found & BIT["consent"]) > 0)
            if is_component(keys[element])
        ]
        if components:
            found = found.copy()
            found[components] &= ~BIT["consent"]
        return found

    @cached_property
    def _named(self) -> dict[int, Named | None]:
        return {0: None}

    def named(self, block: int) -> Named | None:
        """Return the reason and the element that names it, nearest first; None without one."""
        element = self._telling[self.view.reading.b_element[block]]
        if element not in self._named:
            self._named[element] = self._read_name(element)
        return self._named[element]

    def _read_name(self, element: int) -> Named | None:
        tag, bits = self.view.reading.e_tag[element], int(self._families[element])
        reason = _TAG_REASONS.get(tag)
        if reason:
            return Named(reason, f"<{tag}>")
        for family, reason in _REASONS:
            if bits & BIT[family]:
                key = self.view.reading.e_key[element]
                if family == "consent" and not _CONSENT.search(key):
                    reason = "dialog"  # noqa: PLW2901
                return Named(reason, f'<{tag} class="{key[:50]}">')
        return Named("hidden", f"a hidden <{tag}>") if bits & HIDDEN else None


def _concepts(codes: npt.NDArray[np.generic]) -> list[str]:
    return [CONCEPT_OF[code] if code else "" for code in codes.astype(np.int64).tolist()]
