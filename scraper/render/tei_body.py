"""The body of a TEI document: blocks to elements, headings to nested sections.

The schemas of text corpora are small parts of TEI: the one that trafilatura brings along has no table,
no figure, no code and no formula. These are lists and segments with a type here, so that a document is
valid by such a schema and by the whole of TEI.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from scraper.models.article import Include, Shown, Span
from scraper.render.nested import BodyMarkup, ListMarkup, grouped
from scraper.render.shown import plain_line, safe_url, shows_text, spans_of, without_controls

_NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")  # beside the controls
_RENDITION = {"strong": "bold", "em": "italic"}


def text_of(text: str) -> str:
    """Return a text for an element: what XML has no place for is left out."""
    return escape(_NO_XML.sub("", without_controls(text)), quote=False)


def attribute(value: str) -> str:
    """Return a value in quotation marks."""
    return f'"{escape(_NO_XML.sub("", plain_line(value)))}"'


def sections(
    title: str, blocks: Sequence[Shown], include: Include, base: str | None
) -> Iterator[str]:
    """Yield the body's lines: a section for the title, one inside for each heading, deeper by its level."""
    yield "<div>"
    if title:
        yield f"<head>{text_of(title)}</head>"
    markup = BodyMarkup(
        _LISTS,
        lambda rows: '<list type="table">' + "".join(map(_row, rows)) + "</list>",
        lambda block: _block(block, include, base),
        lambda item: _inline(item, include, base),
    )
    open_levels: list[int] = []
    for is_heading, members in groupby(blocks, key=lambda block: block.kind == "heading"):
        if not is_heading:
            yield from grouped(list(members), markup)
            continue
        for heading in members:
            while open_levels and open_levels[-1] >= heading.level:
                open_levels.pop()
                yield "</div>"
            open_levels.append(heading.level)
            yield f"<div><head>{_inline(heading, include, base)}</head>"
    yield "</div>" * (len(open_levels) + 1)


def _block(block: Shown, include: Include, base: str | None) -> str:
    if block.kind == "code":
        return f'<ab type="code" xml:space="preserve">{text_of(block.text)}</ab>'
    inline = _inline(block, include, base)
    if block.kind == "quote":
        return f"<quote><p>{inline}</p></quote>"
    if block.kind != "caption":
        return f"<p>{inline}</p>"
    source = safe_url(block.image, base) if include.images else ""
    graphic = f"<graphic url={attribute(source)}/>" if source else ""
    caption = inline if shows_text(block, include) else ""
    return f'<ab type="figure">{graphic}{caption}</ab>'


def _list_start(item: Shown) -> str:
    return f'<list rend="{"numbered" if item.ordered else "bulleted"}">'


_LISTS = ListMarkup(_list_start, lambda _ordered: "</item></list>", "<item>", "</item>", "")


def _row(block: Shown) -> str:
    cells = block.cells or (block.text,)
    marked = (f'<seg type="cell">{text_of(cell)}</seg>' for cell in cells)
    return "<item>" + " ".join(marked) + "</item>"


def _inline(block: Shown, include: Include, base: str | None) -> str:
    return "".join(_span(span, include, base) for span in spans_of(block)).replace("\n", "<lb/>")


def _span(span: Span, include: Include, base: str | None) -> str:
    text = text_of(span.text)
    if span.style in _RENDITION:
        text = f'<hi rend="{_RENDITION[span.style]}">{text}</hi>'
    elif span.style == "code":
        text = f'<seg type="code">{text}</seg>'
    elif span.style == "math":
        text = f'<seg type="formula" notation="TeX">{text}</seg>'
    href = safe_url(span.href, base) if include.links else ""
    return f"<ref target={attribute(href)}>{text}</ref>" if href else text
