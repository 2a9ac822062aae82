"""What kind of content some bytes are: a page, an archive of pages, or something else.

The bytes decide; what a server or a file's name says is asked only where the bytes fit two kinds.
Everything that reads content asks here: fetched pages, saved files, archives.
"""

import json
import re
from dataclasses import dataclass
from typing import Literal

from scraper.encoding.code import code_label
from scraper.encoding.signatures import (
    MEDIA_LABELS,
    ROOT_LABELS,
    SUFFIX_LABELS,
    TEXT_MARKS,
    binary_label,
)

Kind = Literal["empty", "html", "markdown", "text", "mhtml", "warc", "gzip", "other"]

PAGES: frozenset[Kind] = frozenset(("html", "markdown", "text"))
"""Kinds of which one piece is one page."""

SNIFF_BYTES = 65_536  # bytes looked at; real pages put up to 30 KB of scripts in front of a tag


@dataclass(frozen=True, slots=True)
class Sniffed:
    """The kind of some bytes. `label` is what messages call them: "a PDF file", "JSON"."""

    kind: Kind
    label: str

    @property
    def is_page(self) -> bool:
        """Whether the bytes are a page that can be read for its text."""
        return self.kind in PAGES

    @property
    def document_kind(self) -> Literal["html", "text", "markdown"]:
        """What the content is read as, where it is a page or empty."""
        if self.kind in ("markdown", "text"):
            return self.kind
        return "html"


_TEXT_TYPES = ("text/plain", "text/markdown", "text/x-markdown", "text/x-web-markdown")
_MARKDOWN_TYPES = _TEXT_TYPES[1:]
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_MARKDOWN_NAMES = (".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdx", ".qmd", ".rmd")
_PROSE_NAMES = (*_MARKDOWN_NAMES, ".txt", ".text")
_HTML_NAMES = (".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp")

_UTF_16_BOMS = (b"\xff\xfe", b"\xfe\xff")
_UTF_8_BOM = b"\xef\xbb\xbf"
_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\f\r\x1b"))
_MAX_CONTROL_SHARE = 0.02  # text with a few stray control characters is still text
_CUT_TOKEN = 32  # characters in front of a cut in which JSON may break: a number, a word, an escape

_MIME_HEADERS = re.compile(rb"\A(?:[!-9;-~]+:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n)+")
_MIME_MARK = re.compile(rb"^(?:MIME-Version|Content-Type|Snapshot-Content-Location):", re.I | re.M)
_DOCUMENT = re.compile(
    rb"<!doctype\s+html|<(?:html|head|body|title|meta|frameset)(?:\s[^<>]*)?/?>", re.I
)
_WHOLE_DOCUMENT = re.compile(rb"\s*(?:<!doctype\s+html|<(?:html|head|body)(?:\s[^<>]*)?/?>)", re.I)
_BLOCK_TAG = re.compile(
    rb"</?(?:p|div|article|section|main|table|t[rdh]|ul|ol|li|h[1-6]|br|span|a|script|style)"
    rb"(?:\s[^<>]*)?/?>",
    re.I,
)
_CLOSING_TAG = re.compile(rb"</(?:p|div|article|section|t[rdh]|li|h[1-6]|span|a)\s*>", re.I)
_COMMENT = re.compile(rb"\s*(?:<\?.*?\?>|<!--.*?-->)", re.S)
_PROLOG = re.compile(rb"\s*(?:<\?.*?\?>|<!.*?>)", re.S)  # a doctype as well
_ROOT = re.compile(rb"\s*<([a-z][a-z0-9:_-]*)[\s/>]", re.I)
_TAGS_PER_KILOBYTE = 4  # a fragment has more, prose about HTML fewer


def sniff(body: bytes, content_type: str = "", name: str = "") -> Sniffed:
    """Return the kind of some content from its bytes (all of them, or at least the first
    `SNIFF_BYTES`), its Content-Type header and its file's name, where it has these."""
    head = body[:SNIFF_BYTES]
    if not head.strip():
        return Sniffed("empty", "empty")
    container = _container(head)
    if container is not None:
        return container
    text = _ascii_view(head)
    media = content_type.partition(";")[0].strip().lower()
    if _is_whole_document(text):
        return _HTML
    return (
        _structured(text, body)
        or _declared_other(media, name.lower())
        or _undeclared_code(text, media, name.lower())
        or _page(head, text, media, name.lower())
    )


_HTML = Sniffed("html", "HTML")
_BINARY = Sniffed("other", "binary data")


def _container(head: bytes) -> Sniffed | None:
    """Return the kind of content that holds other content, or that no reader of text can use."""
    if head.startswith(b"\x1f\x8b"):
        return Sniffed("gzip", "gzip data")
    if head.startswith(b"WARC/"):
        return Sniffed("warc", "a WARC archive")
    if label := binary_label(head):
        return Sniffed("other", label)
    return Sniffed("mhtml", "an MHTML file") if _is_mime(head) else None


def _structured(text: bytes, body: bytes) -> Sniffed | None:
    """Return the kind of JSON and of XML that is no page; None for everything else."""
    if _is_json(text):
        return Sniffed("other", "JSON")
    start = text[:64].lstrip().lower()
    for mark, label in TEXT_MARKS:
        if start.startswith(mark):
            return Sniffed("other", label)
    root, is_xml = _root(text)
    label = ROOT_LABELS.get(root, "")
    if root == b"svg" and not is_xml and not body.rstrip().endswith(b"</svg>"):
        return None  # an icon in front of a page's text
    if label:
        return Sniffed("other", label)
    return Sniffed("other", "XML data") if is_xml and root and root != b"html" else None


def _declared_other(media: str, name: str) -> Sniffed | None:
    """Return what a Content-Type or a file's name says where that is no page."""
    if media in _TEXT_TYPES or media in _HTML_TYPES:
        return None
    for beginning, label in MEDIA_LABELS:
        if media.startswith(beginning):
            return Sniffed("other", label)
    suffix = "." + name.rpartition(".")[2]
    return Sniffed("other", SUFFIX_LABELS[suffix]) if suffix in SUFFIX_LABELS else None


def _undeclared_code(text: bytes, media: str, name: str) -> Sniffed | None:
    """Return a style sheet or a script that neither a Content-Type nor a name declares, or that is declared as a page and
    closes no tag: servers give that type to what they do not know."""
    if media in _HTML_TYPES and _CLOSING_TAG.search(text):
        return None
    if media not in ("", "application/octet-stream", *_HTML_TYPES) or name.endswith(_PROSE_NAMES):
        return None
    label = code_label(text)
    return Sniffed("other", label) if label else None


def _page(head: bytes, text: bytes, media: str, name: str) -> Sniffed:
    """Return which kind of page, or binary data."""
    if media not in _TEXT_TYPES and _looks_like_html(text, name):
        return _HTML
    if _is_binary(head):
        return _BINARY
    if media in _HTML_TYPES or (not media and _is_bare_line(text, name)):
        return _HTML
    if media in _MARKDOWN_TYPES or name.endswith(_MARKDOWN_NAMES):
        return Sniffed("markdown", "Markdown")
    return Sniffed("text", "plain text")


def _is_mime(head: bytes) -> bool:
    """Say whether mail-style headers begin the content, two of them such as only MIME has."""
    block = _MIME_HEADERS.match(head.lstrip(b"\r\n"))
    return block is not None and len(set(map(bytes.lower, _MIME_MARK.findall(block[0])))) >= 2


def _ascii_view(head: bytes) -> bytes:
    """Return the bytes as ASCII where they are UTF-16, so that tags can be found."""
    if head.startswith(_UTF_16_BOMS) or b"<\x00" in head[:64] or b"\x00<" in head[:64]:
        head = head.replace(b"\x00", b"")
    return head.removeprefix(_UTF_8_BOM).lstrip(b"\xff\xfe \t\r\n\f\x00")


def _is_whole_document(text: bytes) -> bool:
    """Say whether the content begins as a whole HTML document does, comments left aside."""
    return _WHOLE_DOCUMENT.match(text, _end_of_all(_COMMENT, text)) is not None


def _root(text: bytes) -> tuple[bytes, bool]:
    """Return the name of the first element, in lower case, and whether the content says that it
    is XML."""
    found = _ROOT.match(text, _end_of_all(_PROLOG, text))
    return (found[1].lower() if found else b""), text.startswith(b"<?xml")


def _end_of_all(pattern: re.Pattern[bytes], text: bytes) -> int:
    """Return where the matches that open the text, one after the other, end."""
    position = 0
    while found := pattern.match(text, position):
        position = found.end()
    return position


def _is_json(text: bytes) -> bool:
    """Say whether the content is JSON, JSON Lines, or the beginning of either."""
    for guard in (b")]}',", b")]}'", b"while(1);", b"for(;;);"):  # against inclusion by scripts
        text = text.removeprefix(guard).lstrip()
    if text[:1] not in (b"{", b"["):
        return False
    characters = text.decode("utf-8", "replace").rstrip()
    try:
        json.loads(characters)
    except json.JSONDecodeError as error:
        rest = characters[error.pos :]
        if error.msg == "Extra data":
            return rest[:1] in ("{", "[") and "\n" in characters[: error.pos]
        return error.pos > 1 and (
            error.msg.startswith("Unterminated string") or len(rest) <= _CUT_TOKEN
        )
    except RecursionError:
        return True
    except ValueError:  # a number of too many digits
        return True
    return True


def _looks_like_html(text: bytes, name: str) -> bool:
    if name.endswith(_MARKDOWN_NAMES):  # Markdown may hold any HTML; a whole document it is not
        return _DOCUMENT.match(text[:200]) is not None
    if _DOCUMENT.search(text):
        return text.startswith(b"<") or _dense(text) or name.endswith(_HTML_NAMES)
    return _dense(text) or (name.endswith(_HTML_NAMES) and _BLOCK_TAG.search(text) is not None)


def _is_bare_line(text: bytes, name: str) -> bool:
    """Say whether a file that is named as a page is one line without a tag, such as a server's
    "OK", which would pass for an article as plain text."""
    return name.endswith(_HTML_NAMES) and b"\n" not in text.strip()


def _dense(text: bytes) -> bool:
    tags = len(_BLOCK_TAG.findall(text))
    if text.startswith(b"<"):
        return tags >= 1
    # Prose about HTML opens tags and hardly closes them.
    return len(_CLOSING_TAG.findall(text)) >= 2 and tags * 1024 > _TAGS_PER_KILOBYTE * len(text)


def _is_binary(head: bytes) -> bool:
    if head.startswith(_UTF_16_BOMS):
        return False
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls > len(head) * _MAX_CONTROL_SHARE
