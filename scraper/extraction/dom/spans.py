"""The text of a block in runs of one link and style: for output with markup, read when asked for."""

from scraper.extraction.dom.block_text import INLINE_TAG, TextPosition, ends_in_blank
from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.dom.formulas import FormulaReader
from scraper.extraction.dom.markup import MarkupPieces, Numbered, skip, unescape
from scraper.extraction.dom.opening_tags import TagReader, may_open_formula
from scraper.extraction.dom.powers import raised
from scraper.extraction.dom.tags import (
    BREAK,
    COMMENT,
    EMPHASIS,
    FORMULA,
    LINK,
    SKIP,
    STYLE,
)
from scraper.extraction.dom.tex import may_hold_tex, runs_of_tex


def runs(reading: FlatPage, block: int, reader: TagReader) -> list[tuple[str, str, str]]:  # noqa: C901, PLR0912  # one branch a role
    """Return (text, link, style) in order, with white space as it stands in the page."""
    start, stop, href, style, unseen = reading.b_place[block]
    is_open: list[tuple[int, str]] = []
    out: list[tuple[str, str, str]] = []
    pieces = reading.markup[start:stop]
    formulas = FormulaReader(pieces)
    numbered: Numbered = enumerate(pieces)
    hidden = frozenset(place for first, last in unseen for place in range(first, last))
    is_parted = False  # by a space at the end of what is not shown
    for at, piece in numbered:
        head, _, text = piece.partition(">")
        tag = None if head[0] == "/" else reader.known.get(head) or reader.read(head)
        if not at and (tag is None or tag.role < FORMULA):
            pass  # this tag stands before the block
        elif tag is None:
            role, before = is_open.pop() if is_open else _unopened(head[1:])
            if role == LINK:
                href = before
            elif role == STYLE:
                style = before
        elif tag.role == LINK:
            is_open.append((LINK, href))
            href = tag.href or "#"
        elif tag.role == STYLE:
            is_open.append((STYLE, style))
            style = tag.style
        elif tag.role >= FORMULA:
            formula = formulas.read(tag, at, numbered)
            text = formula.after
            if formula.is_open:
                is_open.append(INLINE_TAG)
            if formula.shown:
                out.append((formula.shown, href, "math"))
        elif tag.role == SKIP:
            text = text if tag.void else skip(numbered, tag.name)
        elif tag.role == BREAK:
            text = "\n" + text
        elif not tag.void and tag.role != COMMENT:
            is_open.append(INLINE_TAG)
            if style != "code" and out:
                text = raised(out[-1][0], pieces, at) or text
        if at + start in hidden:
            text, is_parted = "", style != "code" and ends_in_blank(text) if text else is_parted
        elif text and is_parted:
            text, is_parted = " " + text if text[0].isalnum() else text, False
        if text:
            shown = unescape(text) if "&" in text else text
            if style == "code" or not may_hold_tex(shown):  # in code there are no formulas
                out.append((shown, href, style))
            else:
                out.extend(_with_formulas(shown, href, style))
    return out


def may_be_styled(reading: FlatPage, place: TextPosition, reader: TagReader) -> bool:
    """Say whether a style or a formula begins in the text of a block; its first piece opens what stands before it.
    Where none does, nobody who leaves out the links needs its runs."""
    markup, start, stop = reading.markup, place.start, place.stop
    if isinstance(markup, MarkupPieces) and markup.are_links(start + 1, stop):  # as of most blocks
        first = markup[start]
        return may_hold_tex(first) or _is_formula(first, reader)
    for at, piece in enumerate(markup[start:stop]):
        if may_hold_tex(piece) or (
            _is_formula(piece, reader) if not at else _is_styled(piece, reader)
        ):
            return True
    return False


def _is_formula(piece: str, reader: TagReader) -> bool:
    """Say whether a formula begins with a piece."""
    head = piece.partition(">")[0]
    return head[0] != "/" and may_open_formula(head) and _role(head, reader) >= FORMULA


def _is_styled(piece: str, reader: TagReader) -> bool:
    """Say whether a style or a formula begins with a piece."""
    if piece[0] == "/" or piece.startswith("a "):
        return False
    role = _role(piece.partition(">")[0], reader)
    return role == STYLE or role >= FORMULA


def _role(head: str, reader: TagReader) -> int:
    return (reader.known.get(head) or reader.read(head)).role


def _with_formulas(text: str, href: str, style: str) -> list[tuple[str, str, str]]:
    """Return a text under one link and style, its formulas apart."""
    return [(run.text, href, "math" if run.is_formula else style) for run in runs_of_tex(text)]


def _unopened(name: str) -> tuple[int, str]:
    """Return what an end tag closes that was opened before the block."""
    if name == "a":
        return LINK, ""
    return (STYLE, "") if name in EMPHASIS else INLINE_TAG
