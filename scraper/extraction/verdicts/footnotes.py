"""Footnotes of the shown text: the signs that lead to them, and the blocks that they lead to.

A sign is a short link to a place below it on the page, glued to a word, in brackets, or to what calls itself a note.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.dom.opening_tags import TagReader
from scraper.extraction.dom.powers import flat, may_hold_powers
from scraper.extraction.dom.spans import runs
from scraper.extraction.features.blocks import flagged
from scraper.extraction.features.bounds import within
from scraper.extraction.features.lines import WITHIN_PAGE
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.verdicts.wanted import exactly

Run = tuple[str, str, str]
"""Text, link and style."""

BACK = "↩⤴↑^\ufe0e\ufe0f "
"""What the link at the end, or before the words, of a note leads back by."""
LONGEST_SIGN = 12  # characters of its link as written, white space among them
_SIGN = re.compile(r"([\[(]?)(\d{1,3}|[a-z])[\])]?")
_IN_BRACKETS = re.compile(r"[\[(][\d\s,;–—-]*+$")
"""What stands before a sign in brackets with others: "[1-3]"."""
LOOKED_AT = 40  # characters before a sign, in which such brackets open
_WAY_BACK = re.compile(r"[a-z]{1,2}|\d{1,2}\.\d{1,2}")
"""Of several links from a note to its signs, one."""
_NOTE_ID = re.compile(r"fn|note|ftn|edn|cite|ref", re.IGNORECASE)
_ANCHOR = re.compile(r' (?:id|name)="([^"]{1,200})"')


class Footnotes(NamedTuple):
    """The notes of a page by their ids, and how the blocks read that hold a sign or are a note."""

    signs: Mapping[
        str, str
    ] = {}  # the labels by the ids that signs lead to; "" where the note is not kept
    notes: Mapping[int, str] = {}  # the label of a block that is a note
    texts: Mapping[int, str] = {}  # blocks whose text differs from what was read


NO_FOOTNOTES = Footnotes()


class _Sign(NamedTuple):
    """A link that may be the sign of a note."""

    block: int
    id: str
    label: str
    is_sure: bool  # glued to a word, or in brackets


def read_footnotes(view: PageFeatures, kept: npt.NDArray[np.bool_]) -> Footnotes:
    """Return the footnotes of the kept blocks. Of notes with one label, as of several chapters, the first has it."""
    powers = _with_powers(view.reading, kept)
    if not within(view.lines.href, exactly(WITHIN_PAGE), kept):
        return Footnotes(texts=powers) if powers else NO_FOOTNOTES
    return _read_notes(view, kept, powers)


def _with_powers(page: FlatPage, kept: npt.NDArray[np.bool_]) -> Mapping[int, str]:
    """Return the texts of the kept blocks that hold an exponent."""
    if not may_hold_powers(page.markup):
        return {}
    reader, out = TagReader(), dict[int, str]()
    for i in flagged(kept):
        place = page.b_place[i]
        if may_hold_powers(page.markup[place.start : place.stop]):
            text, read = _joined(run[0] for run in runs(page, i, reader)), page.b_text[i]
            if text != read and flat(text) == flat(read):
                out[i] = text
    return out


def _read_notes(
    view: PageFeatures, kept: npt.NDArray[np.bool_], powers: Mapping[int, str]
) -> Footnotes:
    """Return the footnotes of the kept blocks, which have links to places of the page; `powers` are the texts of those
    that hold an exponent."""
    page, reader, blocks = view.reading, TagReader(), flagged(kept)
    read = {i: with_whole_signs(runs(page, i, reader)) for i in blocks if _may_hold_sign(page, i)}
    found = [sign for i, texts in read.items() for sign in _signs(i, texts)]
    if not found:
        return Footnotes(texts=powers) if powers else NO_FOOTNOTES
    places = _places(page, {sign.id for sign in found})
    signs, notes = dict[str, str](), dict[int, str]()
    for sign in found:
        at = places.get(sign.id, -1)
        if at <= sign.block or view.heading[at] or not (sign.is_sure or _NOTE_ID.search(sign.id)):
            continue
        if kept[at] and at not in notes and sign.label not in notes.values():
            notes[at] = sign.label
        signs.setdefault(sign.id, notes.get(at, ""))
    texts = {**powers} | {
        i: text
        for i, read_runs in read.items()
        if (text := _apart(page.b_text[i], read_runs, signs))
    }
    for i in notes:
        text = _without_ways_back(texts.get(i, page.b_text[i]), read.get(i, ()))
        texts[i] = text.strip(BACK)
    return Footnotes(signs, notes, texts)


def _may_hold_sign(page: FlatPage, block: int) -> bool:
    """Say whether a block has a link to a place, and where it is the only one, as short as a sign."""
    links = page.b_links[block]
    if links <= 1:
        is_short = page.b_longest_link[block] <= LONGEST_SIGN
        return links == 1 and is_short and "#" in page.b_href[block]
    place = page.b_place[block]
    return any("#" in piece for piece in page.markup[place.start : place.stop])


def _without_ways_back(text: str, found: Sequence[Run]) -> str:
    """Return the text of a note without what leads back from it to several signs: "^ a b"."""
    if not text.startswith("^"):
        return text
    letters = takewhile(lambda run: not run[0].strip(BACK) or _is_way_back(run), found)
    ways = _joined(run[0] for run in letters)
    return text.removeprefix(ways)


def _is_way_back(run: Run) -> bool:
    return "#" in run[1] and _WAY_BACK.fullmatch(run[0].strip()) is not None


def with_whole_signs(found: Sequence[Run]) -> list[Run]:
    """Return the runs of a text, brackets that stand around the link of a sign within its run."""
    out: list[Run] = []
    for text, href, style in found:
        rest = text
        if text[:1] == "]" and len(out) > 1 and out[-2][0][-1:] == "[" and "#" in out[-1][1]:
            before, sign = out[-2:]
            out[-2:] = [
                (before[0][:-1], before[1], before[2]),
                (f"[{sign[0].strip()}]", sign[1], sign[2]),
            ]
            rest = text[1:]
        out.append((rest, href, style))
    return [run for run in out if run[0]]


def is_sign(run: Run, signs: Mapping[str, str]) -> bool:
    """Say whether a run of text is the sign of a note."""
    return run[1].rpartition("#")[2] in signs and _SIGN.fullmatch(run[0].strip()) is not None


def leads_back(run: Run) -> bool:
    """Say whether a run of text is the link from a note to its sign."""
    return "#" in run[1] and not run[0].strip(BACK)


def with_shown_signs(found: Iterable[Run], signs: Mapping[str, str]) -> Iterator[tuple[Run, str]]:
    """Yield each run of a text with what is shown of it: signs of notes stand in brackets, their own or those around several."""
    before = ""
    for run in found:
        shown = run[0]
        if is_sign(run, signs):
            shown = shown.strip()
            if shown[0] not in "[(" and not _IN_BRACKETS.search(before):
                shown = f"[{shown}]"
        yield run, shown
        before = (before + run[0])[-LOOKED_AT:]


def _signs(block: int, found: Sequence[Run]) -> Iterator[_Sign]:
    before = " "
    for text, href, _ in found:
        target, mark, place = href.partition("#")
        sign = (
            _SIGN.fullmatch(text.strip())
            if mark and place and not target.startswith("http")
            else None
        )
        if sign:
            is_glued = not text[0].isspace() and not before[-1:].isspace()
            yield _Sign(block, place, sign[2], is_glued or bool(sign[1]))
        before = text or before


def _places(page: FlatPage, ids: set[str]) -> dict[str, int]:
    """Return by id the first block in its element, or the one in which its anchor stands."""
    out: dict[str, int] = {}
    for element, key in enumerate(page.e_key):
        for name in ids.intersection(key.split()) if key else ():
            out.setdefault(name, page.e_first[element])
    for i, place in enumerate(page.b_place) if ids - out.keys() else ():
        for piece in page.markup[place.start : place.stop]:
            anchor = _ANCHOR.search(piece.partition(">")[0])
            if anchor and anchor[1] in ids:
                out.setdefault(anchor[1], i)
    return out


def _apart(text: str, found: Sequence[Run], signs: Mapping[str, str]) -> str:
    """Return the text of a block with its signs in brackets; "" where it has none, or reads otherwise than its runs."""
    if not any(is_sign(run, signs) for run in found):
        return ""
    if flat(_joined(run[0] for run in found)) != flat(text):
        return ""
    return _joined(shown for _, shown in with_shown_signs(found, signs))


def _joined(parts: Iterator[str]) -> str:
    return " ".join("".join(parts).split())
