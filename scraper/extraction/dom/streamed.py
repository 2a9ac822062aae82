"""Parts that a server sends after the page, put where the page's own script would put them.

React answers with the frame of a page first. A part that isn't ready is a hole, `<template id="B:1">` or
`<template id="P:1">`; the part itself follows below the page, in `<div hidden id="S:1">`. What is shown
until then stands between the hole and the comment `<!--/$-->`.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from scraper.extraction.dom.tokens import RAW_NAMES, TOKEN, raw_end
from scraper.extraction.native import IS_NATIVE

if IS_NATIVE:
    from scraper.extraction.native import places

SIGN = 'id="S:'  # no page without it has late parts
_PART = re.compile(r'<div hidden(?:="")? id="S:(\w{1,20})">')
_HOLE = re.compile(r'<template id="[BP]:(\w{1,20})"></template>')
_BORDER = re.compile(r"<!--(?:\$[?!~]?|(/)\$)-->")
"""The comments around what a part replaces."""


class _LatePart(NamedTuple):
    """Places in the markup of a part: its element, and what is inside."""

    start: int
    inner: int
    inner_end: int
    end: int


def with_streamed_parts(html: str) -> str:
    """Return the page with each part in its hole, in linear time. A part without one stays where it is."""
    if not _has_sign(html) or not (parts := _parts(html)):
        return html
    wanted = {hole[1] for hole in _HOLE.finditer(html)}
    placed = {name: part for name, part in parts.items() if name in wanted}
    return "".join(_filled(html, placed)) if placed else html


def _has_sign(html: str) -> bool:
    return places.find(html, SIGN) >= 0 if IS_NATIVE else SIGN in html


def _filled(html: str, parts: dict[str, _LatePart]) -> Iterator[str]:
    """Yield the markup in stretches, with the inside of a part for its hole; mutates `parts`."""
    stops = _shown_until(html)
    left_out = {part.start: part.end for part in parts.values()}
    events = re.compile(f"{_HOLE.pattern}|{_PART.pattern}")
    ranges = [(0, len(html))]
    while ranges:
        at, end = ranges.pop()
        found = events.search(html, at, end)
        if found is None:
            yield html[at:end]
            continue
        yield html[at : found.start()]
        if found.start() in left_out:
            ranges.append((min(left_out[found.start()], end), end))
        elif part := parts.pop(found[1] or "", None):
            ranges += ((stops.get(found.end(), found.end()), end), (part.inner, part.inner_end))
        else:
            yield found[0]
            ranges.append((found.end(), end))
    for part in parts.values():  # its hole stands in a part that has none
        yield html[part.start : part.end]


def _parts(html: str) -> dict[str, _LatePart]:
    """Return the parts of a page by name; of several with one name the first."""
    found: dict[str, _LatePart] = {}
    at = 0
    while opened := _PART.search(html, at):
        inner_end = _div_end(html, opened.end())
        closed = html.find(">", inner_end) + 1 or len(html)
        found.setdefault(opened[1], _LatePart(opened.start(), opened.end(), inner_end, closed))
        at = closed
    return found


def _div_end(html: str, at: int) -> int:
    """Return where the end tag of a <div> stands whose inside begins at `at`; the page's end without one."""
    depth = 1
    while token := TOKEN.search(html, at):
        at = token.end()
        name = (token[1] or "").lower()
        depth += (name == "div") - (name == "/div")
        if not depth:
            return token.start()
        if name in RAW_NAMES and (at := raw_end(html, name, at)) < 0:
            break
    return len(html)


def _shown_until(html: str) -> dict[int, int]:
    """Return for each hole in borders the place where what is shown meanwhile ends."""
    ends: dict[int, int] = {}
    is_open: list[int] = []  # where each border ends that is open
    for border in _BORDER.finditer(html):
        if not border[1]:
            is_open.append(border.end())
        elif is_open and (hole := _HOLE.match(html, is_open.pop())):
            ends[hole.end()] = border.start()
    return ends
