"""From the flat reading of a page to the `Block`s that users see."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from operator import attrgetter
from typing import Any, NamedTuple, overload

from scraper.extraction.dom.block_text import LINE_BREAK
from scraper.extraction.dom.code import language_of
from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.dom.opening_tags import TagReader
from scraper.extraction.dom.tables import Cell
from scraper.extraction.dom.tags import HEADINGS
from scraper.extraction.verdicts.block_spans import BlockSpans, resolved
from scraper.extraction.verdicts.decide import Verdicts
from scraper.extraction.verdicts.footnotes import Footnotes
from scraper.extraction.verdicts.places import Places
from scraper.models.article import Block, Include, LazyBlocks, Shown, ShownBlock, Span
from scraper.render.body import BLANK_LINE, cells_text, lines_text


class Detail(NamedTuple):
    """What is said of blocks beside their text and verdict; each costs more than the text."""

    explained: bool = True  # evidence and path
    styled: bool = True  # spans
    links: bool = True  # in the spans; without them only blocks with a style have any


FULL, TEXT_ONLY = Detail(), Detail(explained=False, styled=False, links=False)


class _Page(NamedTuple):
    """What blocks are made of."""

    reading: FlatPage
    verdicts: Verdicts
    places: Places
    kept: Sequence[bool]
    spans: BlockSpans
    detail: Detail
    footnotes: Footnotes


class PageBlocks(LazyBlocks):
    """Every block of a page, built when first looked at (most callers only want the text)."""

    __slots__ = ("_built", "_kept", "_reading", "_verdicts")

    def __init__(self, reading: FlatPage, verdicts: Verdicts) -> None:
        self._reading = reading
        self._verdicts = verdicts
        self._built: tuple[Block, ...] | None = None
        # By whether they have links, for outputs: a page is often given several.
        self._kept: dict[bool, Sequence[Shown]] = {}

    @property
    def verdicts(self) -> Verdicts:
        """Return what the blocks are built from."""
        return self._verdicts

    @property
    def texts(self) -> Sequence[str]:
        """The text of each block, kept or dropped."""
        return self._reading.b_text

    def explained(self, most: int) -> tuple[Block, ...]:
        """Return every block, but only the first `most` with evidence, path and spans."""
        whole = len(self._reading.b_text)
        return (
            *build(self._reading, self._verdicts, range(min(most, whole))),
            *build(self._reading, self._verdicts, range(most, whole), TEXT_ONLY),
        )

    def shown(self, reasons: Collection[str], *, links: bool = True) -> Sequence[Shown]:
        """Return the kept blocks, and those that were dropped for one of these reasons. Without `links` only
        those with a style have spans, and these have no `href`."""
        if reasons:
            return self._styled(reasons, links=links)
        if links not in self._kept:
            self._kept[links] = tuple(self._styled(reasons, links=links))
        return self._kept[links]

    def _styled(self, reasons: Collection[str], *, links: bool) -> list[ShownBlock]:
        kept, reason = self._verdicts.kept.tolist(), self._verdicts.reason
        wanted = (i for i, yes in enumerate(kept) if yes or (reasons and reason(i) in reasons))
        page = _page_of(self._reading, self._verdicts, Detail(links=links))
        return [block for _, block in _shown_blocks(page, wanted)]

    def _all(self) -> tuple[Block, ...]:
        if self._built is None:
            everything = range(len(self._reading.b_text))
            self._verdicts.around.credits.rank_all()
            self._built = tuple(build(self._reading, self._verdicts, everything))
        return self._built

    @overload
    def __getitem__(self, index: int) -> Block: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Block]: ...
    def __getitem__(self, index: int | slice) -> Block | Sequence[Block]:
        return self._all()[index]

    def __len__(self) -> int:
        return len(self._all())

    def __reduce__(self) -> tuple[Any, ...]:
        # Not the built blocks: to put all evidence into words takes as long as the extraction.
        return PageBlocks, (self._reading, self._verdicts)

    def __copy__(self) -> "PageBlocks":
        return self

    def __deepcopy__(self, _: object) -> "PageBlocks":
        return self  # nothing changes what it shows

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __repr__(self) -> str:
        return repr(self._all())

    def __hash__(self) -> int:
        return hash(self._all())


def build(
    reading: FlatPage,
    verdicts: Verdicts,
    wanted: Iterable[int],
    detail: Detail = FULL,
) -> list[Block]:
    """Return blocks for the wanted indices; the cells of one table row become one block."""
    page, score = _page_of(reading, verdicts, detail), verdicts.score.tolist()
    return [
        Block(
            index=i,
            evidence=verdicts.evidence(i) if detail.explained else "",
            score=round(score[i], 3),
            path=page.places.path(i) if detail.explained else "",
            **block._asdict(),
        )
        for i, block in _shown_blocks(page, wanted)
    ]


def _page_of(reading: FlatPage, verdicts: Verdicts, detail: Detail) -> _Page:
    footnotes = verdicts.around.footnotes(verdicts.kept)
    spans = BlockSpans(reading, footnotes, TagReader(), detail.links)
    kept = verdicts.kept.tolist()
    return _Page(reading, verdicts, verdicts.around.places, kept, spans, detail, footnotes)


def _shown_blocks(page: _Page, wanted: Iterable[int]) -> Iterator[tuple[int, ShownBlock]]:
    """Yield what is shown of each wanted block, with its index; the cells of one table row become one block."""
    places, kept = page.places, page.kept
    if not places.has_rows:  # as on most pages
        for i in wanted:
            yield i, _shown(page, i)
        return
    for row, members in _rows(places, kept, wanted):
        if row < 0:
            yield members[0], _shown(page, members[0])
        else:
            cells = _cells(kept, members, places.rows.get(row))
            yield members[0], _shown_row(page, members[0], cells, places.first_rows.get(row))


def _rows(
    places: Places, kept: Sequence[bool], wanted: Iterable[int]
) -> Iterator[tuple[int, list[int]]]:
    """Yield each wanted block, the cells of one verdict in one row of a table together, with that row; -1 without one."""
    row_of = places.row_of
    groups: dict[tuple[int, bool], list[int]] = {}
    for i in wanted:
        row = row_of[i]
        key = (row, kept[i]) if row >= 0 else (-2 - i, True)
        groups.setdefault(key, []).append(i)
    return ((max(row, -1), members) for (row, _), members in groups.items())


def text_of(verdicts: Verdicts, shown: Sequence[int], include: Include) -> str:
    """Return the text of the blocks that are shown, for which no `Block` is made."""
    places = verdicts.around.places
    others = verdicts.around.footnotes(verdicts.kept).texts
    items, page = places.begin_items(shown), places.reading
    borders = [page.b_border[i] for i in shown]
    if not (items or others or places.has_rows or LINE_BREAK in borders):  # as on most pages
        return BLANK_LINE.join([page.b_text[i] for i in shown if page.b_text[i]])
    if not places.has_rows or all(places.row_of[i] < 0 for i in shown):
        return lines_text(_text_lines(places, shown, items, others))
    kept = verdicts.kept.tolist()
    return lines_text(
        next(_text_lines(places, members, items, others))
        if row < 0
        else _text_row(places, kept, (row, members), others)
        for row, members in _rows(places, kept, shown)
        if row < 0 or include.tables or not kept[members[0]]
    )


def _text_row(
    places: Places, kept: Sequence[bool], of: tuple[int, list[int]], others: Mapping[int, str]
) -> ShownBlock:
    row, members = of
    cells = _texts(places.reading, _cells(kept, members, places.rows.get(row)), others)
    return ShownBlock("table_row", "", begins=row in places.first_rows, cells=cells)


def _text_lines(
    places: Places, blocks: Iterable[int], items: AbstractSet[int], others: Mapping[int, str]
) -> Iterator[ShownBlock | str]:
    """Yield what the text shows of each block; `items` are those that begin an item, `others` the texts of those that
    show something else than was read."""
    read, borders = places.reading.b_text, places.reading.b_border
    texts = {i: others.get(i, read[i]) for i in blocks} if others else read
    for i in blocks:
        is_glued = borders[i] == LINE_BREAK and places.is_glued(i)
        if i in items:
            level, ordered = places.list_place(i)
            number = places.number(i) if ordered else 0
            yield ShownBlock(
                "list_item", texts[i], level=level, ordered=ordered, glued=is_glued, number=number
            )
        else:
            yield ShownBlock(places.kind(i), texts[i], glued=True) if is_glued else texts[i]


def _cells(
    kept: Sequence[bool], members: list[int], cells: Sequence[Cell] | None
) -> Sequence[Cell]:
    """Return the blocks of a row's cells, without those of the other verdict."""
    if cells is None:
        return [(i,) for i in members]
    wanted = kept[members[0]]
    return [tuple([i for i in cell if kept[i] == wanted]) for cell in cells]


def _texts(reading: FlatPage, cells: Sequence[Cell], others: Mapping[int, str]) -> tuple[str, ...]:
    texts = reading.b_text
    if others:
        return tuple([" ".join([others.get(i, texts[i]) for i in cell]) for cell in cells])
    return tuple([" ".join([texts[i] for i in cell]) for cell in cells])


def _shown_row(
    page: _Page, first: int, cells: Sequence[Cell], names_columns: bool | None
) -> ShownBlock:
    """Return a row of a table, whose first block is given; of the first row it is known whether it names the columns."""
    texts = _texts(page.reading, cells, page.footnotes.texts)
    spans = tuple(_cell_spans(page, cell) for cell in cells) if page.detail.styled else ()
    return ShownBlock(
        "table_row", cells_text(texts), page.kept[first], page.verdicts.reason(first), cells=texts,
        cell_spans=spans if any(spans) else (), begins=names_columns is not None, header=bool(names_columns),
    )  # fmt: skip


def _cell_spans(page: _Page, cell: Cell) -> tuple[Span, ...]:
    """Return the text of a cell in runs of one link and style; () if it has neither."""
    spans = [page.spans.of(i) for i in cell]
    if not any(spans):
        return ()
    texts = (
        found or (Span(page.footnotes.texts.get(i, page.reading.b_text[i])),)
        for i, found in zip(cell, spans, strict=True)
    )
    return tuple(span for text in texts for span in (*text, Span(" ")))[:-1]


def _shown(page: _Page, i: int) -> ShownBlock:
    reading, places = page.reading, page.places
    kind = places.kind(i)
    level, ordered = 0, False
    if kind == "heading":
        level = HEADINGS[reading.e_tag[reading.b_element[i]]]
    elif kind == "list_item":
        level, ordered = places.list_place(i)
    return ShownBlock(
        kind, page.footnotes.texts.get(i, reading.b_text[i]), page.kept[i], page.verdicts.reason(i),
        level, ordered, places.is_glued(i), places.number(i) if ordered else 0,
        kind == "list_item" and places.begins_list(i),
        page.spans.of(i) if page.detail.styled else (),
        image=_image(reading, i) if kind == "caption" else "",
        language=language_of(reading, i) if kind == "code" and page.detail.styled else "",
        note=page.footnotes.notes.get(i, ""),
    )  # fmt: skip


def _image(reading: FlatPage, i: int) -> str:
    end = bisect_right(reading.images, i, key=attrgetter("block"))
    last = reading.images[end - 1] if end else None
    return resolved(last.src, reading.base) if last is not None and last.block == i else ""
