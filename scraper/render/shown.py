"""What every format asks of an article: its shown blocks, its safe links, its title."""

import re
from collections.abc import Sequence
from urllib.parse import urljoin

from scraper.models.article import NOT_CONTENT, Include, LazyBlocks, Shown, Span
from scraper.render.body import CAPTION, COMMENTS, is_shown
from scraper.render.subject import ArticleFields
from scraper.urls import without_userinfo

# The URL standard strips C0 and space at both ends and drops tab and line breaks anywhere, so
# "java\nscript:" is a script to a browser.
_EDGES = "".join(map(chr, range(0x21)))
_DROPPED = str.maketrans("", "", "\t\n\r")
_SAFE_URL = re.compile(r"(?:https?://[^/?#\s]|mailto:[^\s])", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def blocks_of(article: ArticleFields, include: Include) -> list[Shown]:
    """Return the blocks that a format shows; an empty list if the page is not content."""
    if article.status in NOT_CONTENT:
        return []
    blocks: Sequence[Shown] = article.blocks
    if isinstance(blocks, LazyBlocks):
        asked = ((CAPTION, include.captions or include.images), (COMMENTS, include.comments))
        blocks = blocks.shown([reason for reason, yes in asked if yes], links=include.links)
    return [
        block
        for block in blocks
        if (is_shown(block, include) or (include.images and _is_picture(block)))
        and (block.text or block.image or any(block.cells))
    ]


def shows_text(block: Shown, include: Include) -> bool:
    """Say whether the words of a shown block are wanted, or only its picture."""
    return is_shown(block, include)


def _is_picture(block: Shown) -> bool:
    """Say whether the block stands for a picture of the article, whose caption has its own option."""
    return block.reason == CAPTION and bool(block.image)


def safe_url(url: str | None, base: str | None = None) -> str:
    """Return the absolute URL a reader may follow, without user name and password, or "": only http,
    https and mailto pass."""
    if not url:
        return ""
    cleaned = url.strip(_EDGES).translate(_DROPPED)
    try:
        absolute = urljoin(base or "", cleaned)
    except ValueError:  # such as an unclosed "[" in the host
        return ""
    if _CONTROL.search(absolute):
        return ""
    return without_userinfo(absolute) if _SAFE_URL.match(absolute) else ""


def without_controls(text: str) -> str:
    """Return the text without control characters other than tab and line feed."""
    return text if text.isprintable() else _CONTROL.sub("", text)


def plain_line(text: str) -> str:
    """Return the text on one line, without control characters."""
    return " ".join(without_controls(text.replace("\r", " ")).split())


def spans_of(block: Shown) -> Sequence[Span]:
    """Return the block's spans if they carry its text, else its text as one span."""
    return block.spans if _carry(block.spans, block.text) else (Span(block.text),)


def cells_of(block: Shown) -> list[Sequence[Span]]:
    """Return the cells of a table row, each as its spans if they carry its text, else as one span."""
    cells = block.cells or (block.text,)
    styled = block.cell_spans if len(block.cell_spans) == len(cells) else ((),) * len(cells)
    return [
        spans if _carry(spans, text) else (Span(text),)
        for text, spans in zip(cells, styled, strict=True)
    ]


def _carry(spans: Sequence[Span], text: str) -> bool:
    """Say whether spans have the words of a text."""
    joined = "".join([span.text for span in spans])
    return bool(spans) and (joined == text or joined.split() == text.split())


def title_of(article: ArticleFields, first_line: str, include: Include | None = None) -> str:
    """Return the title to put above the body; "" if it is left out, or the body opens with it anyway."""
    if not (include or article.include).title:
        return ""
    title = plain_line(article.title)
    return "" if title == plain_line(first_line) else title
