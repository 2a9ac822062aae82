"""One walk over a parsed page into flat arrays. After it, nothing looks at the tree again.

The tree is only read: mutating it while walking has crashed the parser.
"""

from typing import TYPE_CHECKING, Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from scraper.extraction.dom.anchors import without_anchor_signs, without_own_ids
from scraper.extraction.dom.block_text import (
    INLINE_TAG,
    LINE_BREAK,
    NEW_ELEMENT,
    BlockText,
    Opened,
)
from scraper.extraction.dom.code import with_plain_spaces
from scraper.extraction.dom.flat_page import FlatPage, Image
from scraper.extraction.dom.formulas import FormulaReader
from scraper.extraction.dom.highlighters import (
    breaks_lines,
    holds_code,
    is_toolbar,
    keeps_lines,
    without_line_numbers,
    without_source_breaks,
)
from scraper.extraction.dom.inline_notes import may_hold_notes, with_notes_apart
from scraper.extraction.dom.markup import (
    MarkupPieces,
    pieces_of,
    skip,
    unescape,
    without_raw_text,
)
from scraper.extraction.dom.opening_tags import CODE_ALONE, CODE_BOX, LINES_OF_CODE, Tag, TagReader
from scraper.extraction.dom.shown import shown_markup
from scraper.extraction.dom.tags import (
    BLOCK,
    BREAK,
    COMMENT,
    FORMULA,
    IMAGE,
    RULE,
    SKIP,
    STYLE,
    VERBATIM,
)
from scraper.extraction.dom.tex import with_named
from scraper.extraction.native import IS_NATIVE

if IS_NATIVE:
    from scraper.extraction.native import raw_text, walk

if TYPE_CHECKING:
    from scraper.extraction.native.construction import WrittenPage
    from scraper.extraction.native.tree import Marks

_ELEMENT = (BLOCK, "")


def read_page(page: "LexborHTMLParser | WrittenPage", marks: "Marks | None" = None) -> FlatPage:
    """Read a page, as `read` does its body."""
    if isinstance(page, LexborHTMLParser):
        return read(page.body, marks)
    found = _native_read(page.body)
    return found if found is not None else read_markup(page.body.decode())


def read(body: LexborNode | None, marks: "Marks | None" = None) -> FlatPage:
    """Read everything below `body`, in time linear in its length; nothing where a page has none. What `read_head` looks for in
    it is noted in `marks`."""
    shown = shown_markup(body, marks) if IS_NATIVE and body is not None else None
    found = _native_read(shown) if shown else None
    if found is not None:
        return found
    markup = body.html if body is not None else None
    return read_markup(markup) if markup else FlatPage()


def read_markup(markup: str) -> FlatPage:
    """Read the serialised body of a page."""
    shown = without_raw_text(markup)
    cut = pieces_of(with_notes_apart(shown) if may_hold_notes(shown) else shown)
    page = _TreeWalk()
    page.read(cut)
    return page.reading(cut)


def native_read(markup: str) -> FlatPage | None:
    """Read as `read_markup` does, by compiled code; None for a page with formulas, which it can't read."""
    shown = raw_text.without_raw_text(markup)
    return _native_read(shown.encode()) if shown is not None else None


def _native_read(shown: bytes) -> FlatPage | None:
    """Read markup in UTF-8 that has no raw text."""
    if may_hold_notes(shown):
        shown = with_notes_apart(shown.decode()).encode()
    found = walk.read_markup(shown)
    if found is None:
        return None
    columns, unseen, pictured, (has_signs_of_tex, has_lines, has_short_links, has_own_names) = found
    if has_signs_of_tex:
        with_named(columns[7], (columns[2][element] for element in columns[6]))
    if has_lines:
        without_line_numbers(columns[7])
    if has_short_links:
        tags_of = (columns[0][element] for element in columns[6])
        without_anchor_signs(tags_of, columns[7], columns[8:11], columns[13])
    if "pre" in columns[0]:
        with_plain_spaces((columns[0][element] for element in columns[6]), columns[7])
    page = FlatPage(*(*columns, MarkupPieces(shown), "", unseen, pictured))
    return without_own_ids(page) if has_own_names else page


class _TreeWalk:
    """The block-level elements and images of a page."""

    __slots__ = ("ends", "firsts", "images", "line", "parents", "pictured", "tags")

    def __init__(self) -> None:
        self.line = BlockText()
        self.tags: list[Tag] = []
        self.parents: list[int] = []
        self.firsts: list[int] = []
        self.ends: list[int] = []
        self.pictured: list[bool] = []
        self.images: list[Image] = []

    def read(self, markup: list[str]) -> None:  # noqa: C901, PLR0912, PLR0915  # the one hot loop
        """Read every piece of the markup; in one loop, as a call for each piece costs a third more."""
        line, reader = self.line, TagReader()
        formulas = FormulaReader(markup)
        known, parts, blocks = reader.known, line.parts, line.blocks
        tags, parents, firsts, ends = self.tags, self.parents, self.firsts, self.ends
        pictured = self.pictured
        is_open: list[Opened] = []
        element = -1
        numbered = enumerate(markup)
        for at, piece in numbered:
            head, _, text = piece.partition(">")
            if head[:1] == "/":
                closing = is_open.pop() if is_open else INLINE_TAG
                if closing is _ELEMENT or closing[0] == VERBATIM:
                    if parts:
                        line.end(element, at, NEW_ELEMENT)
                    line.border = NEW_ELEMENT
                    if element:  # the body stays open
                        closed, element = element, parents[element]
                        ends[closed] = end = len(blocks)
                        if pictured[closed]:
                            pictured[element] = True
                        if firsts[closed] == end:  # without text it leaves no trace
                            del tags[closed], parents[closed], firsts[closed], ends[closed]
                            del pictured[closed]
                if closing is not _ELEMENT and closing is not INLINE_TAG:
                    line.close(closing, at)
            else:
                tag = known.get(head) or reader.read(head)
                if tag.name == "code" and not parts and not line.verbatim:
                    if breaks_lines(markup, at):
                        tag = LINES_OF_CODE
                    elif keeps_lines(markup, at):
                        tag = CODE_ALONE
                role = tag.role
                if line.verbatim and tag.name == "button":
                    text = skip(numbered, tag.name)
                elif (
                    line.verbatim
                    and role <= VERBATIM
                    and (
                        line.takes_in(tag)
                        or is_toolbar(tag.key)
                        or (tag.name == "div" and not holds_code(markup, at))
                    )
                ):
                    if is_toolbar(tag.key):
                        text = skip(numbered, tag.name)
                    else:
                        line.begin_code_line(tag, at)
                        is_open.append(INLINE_TAG)
                elif role == BLOCK and "-" in tag.name and tags and tags[element].name == "p":
                    is_open.append(INLINE_TAG)  # a custom element in a sentence
                elif role <= VERBATIM:
                    if parts:
                        line.end(element, at, NEW_ELEMENT)
                    line.border = NEW_ELEMENT
                    parents.append(element)
                    element = len(tags)
                    tags.append(tag)
                    firsts.append(len(blocks))
                    ends.append(0)
                    pictured.append(False)
                    is_open.append(_ELEMENT)
                    if role == VERBATIM:
                        is_open[-1] = (VERBATIM, tag.style)
                        line.verbatim += 1
                        line.boxes += tag.style == CODE_BOX
                elif role <= STYLE:
                    is_open.append(line.hide(at, line.open(tag)) if tag.unseen else line.open(tag))
                elif role == SKIP:
                    text = text if tag.void else skip(numbered, tag.name)
                elif role == COMMENT:
                    pass
                elif role >= FORMULA:
                    formula = formulas.read(tag, at, numbered)
                    text = formula.after
                    if formula.is_open:
                        is_open.append(INLINE_TAG)
                    line.add(formula.shown, at)
                elif tag.void:
                    self._void(tag, element, at)
                else:
                    if line.verbatim and tag.key:
                        line.begin_span_line(tag, at)
                    hides = tag.unseen or (tag.numbers_code and line.is_code())
                    is_open.append(line.hide(at, INLINE_TAG) if hides else INLINE_TAG)
            if text and (parts or line.verbatim or not text.isspace()):
                if "&" in text:
                    text = unescape(text)
                if line.boxes and not (text := without_source_breaks(text)):
                    continue
                if not parts:
                    line.begin(at)
                parts.append(text)
                if line.href or line.style:
                    line.count(text)
        ends[:] = [end or len(blocks) for end in ends]

    def _void(self, tag: Tag, element: int, at: int) -> None:
        """Read a line break, a rule or an image."""
        line = self.line
        if tag.role == BREAK:
            if line.verbatim or line.is_in_formula():
                line.parts.append("\n")
            else:
                line.end(element, at, LINE_BREAK)
        elif tag.role == RULE:
            line.end(element, at, NEW_ELEMENT)
        elif tag.role == IMAGE and tag.href:
            self.images.append(Image(len(line.blocks), tag.href, tag.alt))
            if element >= 0:
                self.pictured[element] = True

    def reading(self, markup: list[str]) -> FlatPage:
        """Return the arrays of what was read."""
        tags = self.tags
        blocks = [*map(list, zip(*self.line.blocks, strict=True))] or [[]] * 9
        with_named(blocks[1], (tags[element].key for element in blocks[0]))
        without_line_numbers(blocks[1])
        with_plain_spaces((tags[element].name for element in blocks[0]), blocks[1])
        tags_of = (tags[element].name for element in blocks[0])
        without_anchor_signs(tags_of, blocks[1], (blocks[2], blocks[3], blocks[4]), blocks[7])
        columns: tuple[Any, ...] = (
            [tag.name for tag in tags], self.parents, [tag.key for tag in tags], [tag.hidden for tag in tags],
            self.firsts, self.ends, *blocks,
            self.images, markup, "", [tag.unseen for tag in tags], self.pictured,
        )  # fmt: skip
        return without_own_ids(FlatPage(*columns))
