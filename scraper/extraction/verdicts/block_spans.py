"""The text of a block in runs, each of one link and one style."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from scraper.extraction.dom.anchors import is_anchor_sign
from scraper.extraction.dom.block_text import TextPosition
from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.dom.opening_tags import TagReader
from scraper.extraction.dom.spans import may_be_styled, runs
from scraper.extraction.letters import is_single_spaced
from scraper.extraction.verdicts.footnotes import (
    Footnotes,
    Run,
    is_sign,
    leads_back,
    with_shown_signs,
    with_whole_signs,
)
from scraper.models.article import Span
from scraper.urls import join


class BlockSpans(NamedTuple):
    """The runs of a page's blocks. Without `links` only blocks with a style have any, and these have no `href`."""

    reading: FlatPage
    footnotes: Footnotes
    tags: TagReader
    links: bool

    def of(self, i: int) -> tuple[Span, ...]:
        """Return the text in runs of one link and style; () if the block has neither."""
        reading = self.reading
        place = reading.b_place[i]
        is_plain = place.stop - place.start == 1 and not (place.href or place.style)
        if is_plain and "\\" not in reading.b_text[i]:  # which formulas begin with
            return ()
        has_notes = i in self.footnotes.texts
        if not (self.links or place.style or has_notes) and self._has_no_style(i, place):
            return ()
        out: list[Span] = []
        ends_in_space = True
        found = runs(reading, i, self.tags)
        if has_notes:
            found = [*_with_notes(self.footnotes, i, with_whole_signs(found))]
        for (href, style), pieces in groupby(found, key=itemgetter(1, 2)):
            text = _single_spaced("".join([piece[0] for piece in pieces]))
            if ends_in_space:
                text = text.lstrip(" ")
            if text and not is_anchor_sign(text, href):
                ends_in_space = text.endswith(" ")
                out.append(Span(text, resolved(href, reading.base) if self.links else "", style))
        if out and out[-1].text.endswith(" "):
            last = out.pop()
            if last.text.strip():
                out.append(Span(last.text.rstrip(), last.href, last.style))
        return tuple(out) if any(span.href or span.style for span in out) else ()

    def _has_no_style(self, i: int, place: TextPosition) -> bool:
        """Say whether the runs of a block differ from its text by their links alone."""
        reading = self.reading
        return is_single_spaced(reading.b_text[i]) and not may_be_styled(reading, place, self.tags)


def resolved(address: str, base: str) -> str:
    """Return a link or an image's source as an absolute URL where the page names a base."""
    if not (address and base) or address.startswith("#"):
        return address
    return join(address, base) or address


def _with_notes(footnotes: Footnotes, i: int, found: Iterable[Run]) -> Iterator[Run]:
    """Yield the runs of a block with signs of footnotes in brackets, and without links from a note to its sign."""
    for run, shown in with_shown_signs(found, footnotes.signs):
        if is_sign(run, footnotes.signs):
            label = footnotes.signs[run[1].rpartition("#")[2]]
            yield shown, "", "note" if label else ""
        elif i not in footnotes.notes or not leads_back(run):
            yield run


def _single_spaced(text: str) -> str:
    """Return a text in which all white space between two words, and at each end, is one space."""
    words = " ".join(text.split())
    if not words:
        return " " if text else ""
    return f"{' ' * text[0].isspace()}{words}{' ' * text[-1].isspace()}"
