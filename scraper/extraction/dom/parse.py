"""Text to tree, with guards against pages made to be slow.

The parser's cost is quadratic in nesting depth for some elements (100,000 nested <div>: 42 s;
50,000 nested <ul><li>: over a minute), quadratic in <option>s, and explosive for many open
formatting elements (63 KB of <b x> can take 3 GB). Browsers cap the depth at 512. No real page of
5,444 measured comes near the limits of `nesting`, so a page beyond them is flattened before
parsing: the tags that would go beyond a limit are left out, their text stays.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, AnyStr

from selectolax.lexbor import LexborHTMLParser

from scraper.extraction.dom.elements import MAX_ATTRIBUTE_SECTION
from scraper.extraction.dom.nesting import flatten
from scraper.extraction.dom.shallow import count_opened, is_shallow, with_short_tags
from scraper.extraction.dom.source import PageSource
from scraper.extraction.dom.streamed import SIGN, with_streamed_parts
from scraper.extraction.dom.tokens import raw_end
from scraper.extraction.dom.unread import without_unread
from scraper.extraction.dom.written import written
from scraper.extraction.native import IS_NATIVE

if IS_NATIVE:
    from scraper.extraction.native import places, shallow

if TYPE_CHECKING:
    from scraper.extraction.native.construction import WrittenPage

MAX_CHARS = 60_000_000  # of a page; what follows is cut
FEW_OPEN = 2_000  # tags opened, however they are closed: even all in one another take under 0.2 s
FEW_OPENED_CHARS = 1_000_000_000
"""Tags opened times the characters of the page, below which they can't be slow either: 1,000 tags in 1 MB."""

_SCRIPT = re.compile(r"<script\b([^<>]*+)>", re.IGNORECASE)
_IS_TEMPLATE = re.compile(r"""\btype=["']?text/(?:x-)?template\b""", re.IGNORECASE)
_END_TAG = re.compile(r"</script[^<>]*+>?", re.IGNORECASE)
_HOLDERS = re.compile(r"<(/?)(?:noscript|template)\b", re.IGNORECASE)

Tree = LexborHTMLParser


def parse(html: str) -> Tree:
    """Return the tree of a page. Raises nothing for odd markup; an empty page has an empty body."""
    source = PageSource(html)
    return _parsed(source, _ordinary(source))


def written_or_parsed(source: PageSource, *, with_tree: bool = False) -> "WrittenPage | Tree":
    """Return a page as compiled code writes the markup of its tree, or its tree where that takes the parser.

    An ordinary page is read without what no step looks for in it: see `unread`. `with_tree` it is the whole tree, as of `parse`.
    """
    page = _ordinary(source)
    if page is None or with_tree:
        return _parsed(source, page)
    page = without_unread(page)
    return written(page) or LexborHTMLParser(page)


def _parsed(source: PageSource, ordinary: bytes | None) -> Tree:
    """Return the tree of a page, of which `ordinary` is what `_ordinary` returns."""
    return LexborHTMLParser(tame(source.text) if ordinary is None else ordinary)


def _ordinary(source: PageSource) -> bytes | None:
    """Return what `tame` returns, as UTF-8, as the parser takes it; None where that is not sure for a quick look by compiled code.

    The limits are those for characters, of which a page never has more than bytes.
    """
    page = source.utf8 if IS_NATIVE else None
    if page is None or len(page) > MAX_CHARS or places.stands_in_utf8(page, SIGN):
        return None
    if _has_huge_tag(page, b"<", b">"):
        return shallow.cut_in_utf8(page)
    many = _are_many(shallow.count_opened_in_utf8(page), len(page))
    return None if many and not shallow.is_shallow_in_utf8(page) else page


def tame(html: str) -> str:
    """Return the page without what makes parsers slow, and with its late parts in their places; an
    ordinary page comes back as it is."""
    html = with_streamed_parts(html[:MAX_CHARS])
    if _has_huge_tag(html, "<", ">"):
        cut = with_short_tags(html)
        return flatten(html) if cut is None else cut
    return flatten(html) if _opens_many(html) and not is_shallow(html) else html


def opened(html: str) -> str:
    """Return the page with the text that waits for scripts in plain sight; "" where none waits.

    Some sites keep the whole text in a <template> or a script of type text/template, and show it
    later; others leave a <noscript> open, so that it holds the page.
    """
    html = html[:MAX_CHARS]
    out = _HOLDERS.sub(r"<\1div", "".join(_with_open_templates(html)))
    return "" if out == html else out


def _with_open_templates(html: str) -> Iterator[str]:
    """Yield the page in parts, with a <div> for each script that is a template."""
    at = 0
    while script := _SCRIPT.search(html, at):
        start, end = script.end(), -1
        if _IS_TEMPLATE.search(script[1]):
            end = raw_end(html, "script", start)
            if end < 0:
                break
        if end < 0:
            yield html[at:start]
            at = start
            continue
        yield f"{html[at : script.start()]}<div>{html[start:end]}</div>"
        closing = _END_TAG.match(html, end)
        at = closing.end() if closing else end
    yield html[at:]


def _opens_many(html: str) -> bool:
    """Say whether a page opens so many tags that they could be slow if none of them closed."""
    return _are_many(count_opened(html), len(html))


def _are_many(tags: int, size: int) -> bool:
    return tags > FEW_OPEN or tags * size > FEW_OPENED_CHARS


def _has_huge_tag(html: AnyStr, less: AnyStr, greater: AnyStr) -> bool:
    """Say whether a tag runs on beyond the limit: looks only where a long stretch holds no "<"."""
    window = MAX_ATTRIBUTE_SECTION // 2
    last = asked = -1  # the last "<" so far, and the one whose tag was looked at
    for at in range(0, len(html), window):
        found = html.rfind(less, at, at + window)
        if found >= 0:
            last = found
        elif last > asked:
            asked = last
            closed = html.find(greater, last, last + MAX_ATTRIBUTE_SECTION)
            if closed < 0 and len(html) - last > MAX_ATTRIBUTE_SECTION:
                return True
    return False
