"""CommonMark with tables: the shown blocks, with every character that would be markup escaped."""

import re
from collections.abc import Sequence
from itertools import groupby

from scraper.models.article import Include, Shown, Span
from scraper.render.body import joins, next_number, tables
from scraper.render.markdown_inline import (
    destination,
    escape_text,
    fence,
    inline,
    inline_spans,
)
from scraper.render.shown import (
    blocks_of,
    cells_of,
    plain_line,
    safe_url,
    shows_text,
    title_of,
    without_controls,
)
from scraper.render.subject import ArticleFields


def to_markdown(article: ArticleFields, include: Include | None = None) -> str:
    """Return the title as first heading and the body; "" if the page holds nothing to show."""
    include = include or article.include
    blocks = blocks_of(article, include)
    if not blocks:
        return ""
    # First, since all metadata are read for it, the title among them; without links nobody needs it.
    base = article.metadata.url if include.links or include.images else None
    title = title_of(article, blocks[0].text if blocks[0].kind == "heading" else "", include)
    parts = [_heading(1, title)] if title else []
    for kind, members in groupby(blocks, key=lambda block: "note" if block.note else block.kind):
        parts.extend(_run(kind, list(members), include, base))
    return "\n\n".join(part for part in parts if part) + "\n"


def _run(kind: str, blocks: list[Shown], include: Include, base: str | None) -> list[str]:
    """Return the Markdown of neighbours of one kind; each string of it stands between blank lines."""
    if kind == "list_item":
        return _neighbours(_lists(blocks), include, base)
    if kind == "table_row":
        return [_table(rows, include, base) for rows in tables(blocks)]
    if kind in ("paragraph", "caption", "definition"):
        return _paragraphs(blocks, include, base)
    if kind == "quote":
        return [_quote(blocks, include, base)]
    return [_alone(kind, block, include, base) for block in blocks]


def _alone(kind: str, block: Shown, include: Include, base: str | None) -> str:
    """Return a block of a kind of which each stands by itself."""
    if kind == "code":
        return fence(without_controls(block.text), block.language)
    if kind == "heading":
        return _heading(min(max(block.level, 2), 6), block.text)
    return _note(block, include, base)


def _heading(level: int, text: str) -> str:
    escaped = escape_text(plain_line(text))
    # A closing run of "#" would be read as the heading's own end.
    stem = escaped.rstrip("#")
    if stem != escaped:
        escaped = stem + "\\#" * (len(escaped) - len(stem))
    return f"{'#' * level} {escaped}"


def _paragraphs(blocks: Sequence[Shown], include: Include, base: str | None) -> list[str]:
    out: list[list[str]] = []  # the lines of each paragraph
    before: Shown | None = None
    for block in blocks:
        text = _paragraph(block, include, base)
        if not text:
            continue
        if before is not None and joins(before, block):
            out[-1].append(text)
        else:
            out.append([text])
        before = block
    return ["\\\n".join(lines) for lines in out]


def _paragraph(block: Shown, include: Include, base: str | None) -> str:
    text = inline(block, include, base) if shows_text(block, include) else ""
    if not (include.images and block.image):
        return text
    source = safe_url(block.image, base)
    if not source.lower().startswith("http"):
        return text
    image = f"![{escape_text(plain_line(block.text), in_link=True)}]({destination(source)})"
    return f"{image}\\\n{text}" if text else image


def _quote(blocks: Sequence[Shown], include: Include, base: str | None) -> str:
    text = "\n\n".join(_paragraphs(blocks, include, base))
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _note(block: Shown, include: Include, base: str | None) -> str:
    """Return a footnote below its label, without the sign that it begins with."""
    text = inline(block, include, base)
    begun = _OWN_SIGN.match(text)
    if begun and begun[1] == block.note:
        text = text[begun.end() :]
    return f"[^{block.note}]: " + text.replace("\n", "\n    ")


_OWN_SIGN = re.compile(r"\\?\[?\^?\\?\(?(\d{1,3}|[a-z])\\?[\]).:]{1,2}\s")


def _neighbours(lists: Sequence[Sequence[Shown]], include: Include, base: str | None) -> list[str]:
    """Return lists that follow each other; every second of one sort has other markers, without which it would go on
    with the one before."""
    found: list[str] = []
    alternates = False
    sort: bool | None = None
    for items in lists:
        alternates = items[0].ordered == sort and not alternates
        sort = items[0].ordered
        found.append(_list(items, include, base, alternates=alternates))
    return found


def _lists(items: Sequence[Shown]) -> list[list[Shown]]:
    """Split neighbouring items where a list ends and another one begins."""
    lists: list[list[Shown]] = []
    sorts: list[bool] = []  # whether the list that is open at each depth is numbered
    for item in items:
        depth = min(max(item.level, 1), len(sorts) + 1)
        if depth == 1 and sorts and (sorts[0] != item.ordered or _begins(item, lists[-1])):
            sorts = []
        if not sorts:
            lists.append([])
        lists[-1].append(item)
        sorts[depth - 1 :] = [item.ordered]
    return lists


def _begins(item: Shown, before: Sequence[Shown]) -> bool:
    """Say whether an item begins another list; one item alone goes on with what follows."""
    return item.begins and len(before) > 1


def _list(items: Sequence[Shown], include: Include, base: str | None, *, alternates: bool) -> str:
    """Return items after their markers, each level indented to where the text above it starts."""
    lines: list[str] = []
    numbers: list[int] = []
    indents = [0]
    for item in items:
        depth = min(max(item.level, 1), len(indents))
        number = next_number(numbers, depth, item.number)
        marker = _MARKERS[item.ordered][alternates and depth == 1].format(number)
        del indents[depth:]
        indent = indents[-1]
        indents.append(indent + len(marker))
        text = inline(item, include, base).replace("\n", "\n" + " " * indents[-1])
        lines.append(" " * indent + marker + text)
    return "\n".join(lines)


_MARKERS = {True: ("{}. ", "{}) "), False: ("- ", "* ")}
"""What items of numbered and other lists begin with: the usual markers, and those that begin another list."""


def _table(rows: Sequence[Shown], include: Include, base: str | None) -> str:
    """Return a table; its first row is the header, which this syntax demands."""
    cells = [[_cell(spans, include, base) for spans in cells_of(row)] for row in rows]
    width = max(map(len, cells))
    lines = [_table_row(row + [""] * (width - len(row))) for row in cells]
    lines.insert(1, _table_row(["---"] * width))
    return "\n".join(lines)


def _cell(spans: Sequence[Span], include: Include, base: str | None) -> str:
    return plain_line(inline_spans(spans, include, base)).replace("|", "\\|")


def _table_row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
