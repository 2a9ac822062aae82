"""A source's bytes as its readers want them: unpacked, in an encoding they know, junk cut off.

    bytes --> gzip undone (members, layers) --> UTF-16 and UTF-32 to UTF-8 --> from the document on

Every step is linear and bounded; what can't be undone is said in `problem`.
"""

import codecs
import re
from dataclasses import dataclass, replace

from scraper.discovery.values import FetchedSource
from scraper.encoding.content import decode_body

MAX_BYTES = 50 * 1024 * 1024  # of a source, unpacked; what sitemaps.org allows
MAX_LAYERS = 2  # of gzip: a file that was packed already, packed once more by its server
SAMPLE = 256  # bytes that tell characters of two and four bytes from single ones; a document begins with markup
MAX_PROLOG = 4096  # bytes among which a declaration is looked for
MAX_JUNK = 4096  # bytes before the root that are no comment, instruction or document type
_GZIP = b"\x1f\x8b"
_MARKS = (  # the longer first: that of UTF-16 begins that of UTF-32
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE_NAME = re.compile(r"(?:utf|ucs|iso-10646-ucs)[-_]?(?:16|32|2|4)(?!\d)", re.IGNORECASE)
_DECLARED = re.compile(rb"<\?xml[^>?]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})[\"']")
_TAG = re.compile(rb"<(?:\?|!--|!|[A-Za-z])")
_NAME = re.compile(rb"[A-Za-z][\w.:-]{0,99}")
_DECLARATION = re.compile(rb"<\?xml\s", re.IGNORECASE)
_OBJECT = re.compile(rb"\A\s*+\{")
JSON_ROOT = b"{"

_ENDS = {b"<?": b"?>", b"<!--": b"-->"}

XML_ROOTS = frozenset((b"rss", b"feed", b"rdf", b"urlset", b"sitemapindex"))
HTML_ROOTS = frozenset((b"html", b"head", b"body"))


@dataclass(frozen=True, slots=True)
class PlainSource:
    """A source to be read, the name of its root (lower case, no prefix; b"" if it has none that is
    known), and what kept a part of it from being unpacked."""

    source: FetchedSource
    root: bytes = b""
    problem: str = ""


def plain(source: FetchedSource) -> PlainSource:
    """Return a source as its readers want it. Raises ValueError for what can't be unpacked."""
    body, problem = _unpacked(source.body)
    body, charset = _narrow(body, source.charset)
    start, root = _root(body)
    return PlainSource(replace(source, body=body[start:], charset=charset), root, problem)


def _unpacked(body: bytes) -> tuple[bytes, str]:
    """Undo gzip: `sitemap.xml.gz` is a gzip file, whatever the server calls it."""
    problem = ""
    for _ in range(MAX_LAYERS):
        if not body.startswith(_GZIP):
            break
        found = decode_body(body, "gzip", MAX_BYTES)
        if found.problem == "length":
            raise ValueError(f"a gzip file of more than {MAX_BYTES} bytes")
        if found.problem and not found.body:
            raise ValueError("a broken gzip file: nothing of it can be unpacked")
        if found.problem:
            problem = "a broken gzip file: only its beginning could be unpacked"
        body = found.body
    if body.startswith(_GZIP):
        raise ValueError(f"a gzip file packed more than {MAX_LAYERS} times")
    return body, problem


def _narrow(body: bytes, charset: str | None) -> tuple[bytes, str | None]:
    """Return a body with one byte for each ASCII character, and the charset to read it by.

    Documents in UTF-16 and UTF-32 become UTF-8. So do those that only say they are: a template
    declares UTF-16, and the server sends UTF-8.
    """
    wide = _wide_encoding(body)
    if wide:
        text = body.decode(wide, "replace").removeprefix("\ufeff")
        return _undeclared(text.encode("utf-8", "replace")), "utf-8"
    if body.startswith(codecs.BOM_UTF8):
        return _undeclared(body.removeprefix(codecs.BOM_UTF8)), "utf-8"
    declared = _DECLARED.search(body[:MAX_PROLOG])
    if declared is not None and _WIDE_NAME.match(declared[1].decode("ascii", "replace")):
        return _undeclared(body), "utf-8"
    return body, None if charset and _WIDE_NAME.match(charset) else charset


def _wide_encoding(body: bytes) -> str:
    """Return the encoding of two or four bytes a character that a body is in, "" for any other:
    by its mark, or by the zeros that ASCII characters leave in each second byte."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return name
    head = body[: min(len(body), SAMPLE) // 4 * 4]
    zeros = [head[place::4].count(0) * 4 for place in range(4)]
    full = [count > 0.5 * len(head) for count in zeros] if head else [False] * 4
    names = {
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
    }
    return names.get((full[0], full[1], full[2], full[3]), "")


def _undeclared(body: bytes) -> bytes:
    """Return a body in UTF-8 whose XML declaration names no other encoding."""
    declared = _DECLARED.search(body[:MAX_PROLOG])
    if declared is None:
        return body
    return body[: declared.start(1)] + b"utf-8" + body[declared.end(1) :]


def _root(body: bytes) -> tuple[int, bytes]:
    """Return where a document starts, and the name of its root if that is a known one.

    Comments and processing instructions may be of any length; of other things before the root
    (warnings of a script, an element of some plugin) MAX_JUNK bytes are passed over.
    """
    if _OBJECT.match(body):
        return 0, JSON_ROOT
    start, position, junk = -1, 0, 0
    while junk <= MAX_JUNK and (tag := _TAG.search(body, position)) is not None:
        junk += len(body[position : tag.start()].strip())
        position = tag.start()
        root = _root_at(body, position)
        if root in XML_ROOTS:
            return (position if start < 0 else start), root
        if root in HTML_ROOTS:
            return 0, root
        if _DECLARATION.match(body, position) or (tag[0] == b"<!" and start < 0):
            start = position
        junk += tag[0] not in (b"<?", b"<!--")
        position = _end_of(body, position, tag[0])
        if position < 0:
            break
    return 0, b""


def _root_at(body: bytes, position: int) -> bytes:
    """Return the name of the element that starts at a "<", lower case and without prefix."""
    if body[position : position + 14].lower() == b"<!doctype html":
        return b"html"
    name = _NAME.match(body, position + 1)
    return name[0].rpartition(b":")[2].lower() if name else b""


def _end_of(body: bytes, position: int, opening: bytes) -> int:
    """Return where a tag, comment, instruction or document type ends, -1 if it does not."""
    end = _ENDS.get(opening, b">")
    found = body.find(end, position)
    if opening == b"<!" and body.find(b"[", position, found) >= 0:  # with declarations inside
        inside = body.find(b"]", position)
        found = body.find(end, inside) if inside >= 0 else -1
    return found + len(end) if found >= 0 else -1
