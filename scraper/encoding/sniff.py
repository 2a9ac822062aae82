"""What kind of content some bytes are: a page, an archive of pages, or something else.

The bytes decide; what a server or a file's name says is asked only where the bytes fit two kinds.
Everything that reads content asks here: fetched pages, saved files, archives.
"""

import json
import re
from dataclasses import dataclass
from typing import Literal

from scraper.encoding.code import code_label

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


_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"8BPS\x00", "a Photoshop image"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"\x1a\x45\xdf\xa3", "a Matroska or WebM video"),
    (b"FLV\x01", "a Flash video"),
    (b"\x00\x00\x01\xba", "an MPEG video"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "a Windows Media file"),
    (b"OggS\x00", "an Ogg media file"),
    (b"fLaC\x00", "a FLAC audio file"),
    (b"ID3\x02", "an MP3 file"),
    (b"ID3\x03", "an MP3 file"),
    (b"ID3\x04", "an MP3 file"),
    (b"\xff\xfb", "an MP3 file"),
    (b"\xff\xf3", "an MP3 file"),
    (b"\xff\xf1", "an AAC audio file"),
    (b"MThd\x00", "a MIDI file"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"OTTO\x00", "a font"),
    (b"\x00\x01\x00\x00\x00", "a font"),
    (b"ttcf\x00", "a font"),
    (b"\x00asm", "a WebAssembly module"),
    (b"PK\x03\x04", "a zip archive (or an Office or EPUB file)"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file (unpack it first: zstd -d)"),
    (
        b"\x5d\x2a\x4d\x18",
        "a Zstandard file with its dictionary (unpack it first: zstd -d -D DICTIONARY)",
    ),
    (b"filedesc://", "an ARC archive, older than WARC (convert it first: warcio recompress)"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"),
)
_MAGIC_INSIDE: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"RIFF.{4}(?:WEBP|WAVE|AVI )", re.S), "a RIFF media file (WebP, WAVE, AVI)"),
    (re.compile(rb"\x00\x00.{2}ftyp", re.S), "an ISO media file (MP4, MOV, AVIF, HEIC)"),
    (re.compile(rb".{257}ustar", re.S), "a tar archive"),
)
"""Formats whose mark does not stand at the start."""

_MEDIA_LABELS: tuple[tuple[str, str], ...] = (
    ("image/", "an image"),
    ("audio/", "an audio file"),
    ("video/", "a video"),
    ("font/", "a font"),
    ("application/font-", "a font"),
    ("application/x-font-", "a font"),
    ("application/vnd.ms-fontobject", "a font"),
    ("text/css", "a style sheet"),
    ("text/javascript", "a script"),
    ("text/ecmascript", "a script"),
    ("application/javascript", "a script"),
    ("application/x-javascript", "a script"),
    ("application/ecmascript", "a script"),
    ("application/json", "JSON"),
    ("application/x-ndjson", "JSON"),
    ("application/manifest+json", "JSON"),
    ("application/ld+json", "JSON"),
    ("application/rss+xml", "a feed"),
    ("application/atom+xml", "a feed"),
    ("application/rdf+xml", "a feed"),
    ("application/pdf", "a PDF file"),
    ("application/zip", "a zip archive"),
    ("application/wasm", "a WebAssembly module"),
    ("application/vnd.openxmlformats-", "an Office file"),
    ("application/vnd.ms-", "an Office file"),
    ("application/msword", "an Office file"),
    ("application/epub+zip", "an EPUB file"),
    ("text/csv", "a table of values"),
    ("text/calendar", "a calendar"),
    ("text/vcard", "a contact"),
    ("text/vtt", "subtitles"),
    ("text/x-", "source code"),
    ("text/event-stream", "a stream of events"),
)
"""What a Content-Type that begins so stands for, where its bytes don't say. Types that are missing
here (text/html, application/octet-stream, application/xml, ...) leave it to the bytes."""

_TEXT_TYPES = ("text/plain", "text/markdown", "text/x-markdown", "text/x-web-markdown")
_MARKDOWN_TYPES = _TEXT_TYPES[1:]
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_SUFFIX_LABELS = {".css": "a style sheet", ".js": "a script", ".mjs": "a script"}
_MARKDOWN_NAMES = (".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdx", ".qmd", ".rmd")
_PROSE_NAMES = (*_MARKDOWN_NAMES, ".txt", ".text")
_TEXT_MARKS = (
    (b"webvtt", "subtitles"), (b"#extm3u", "a playlist"), (b"begin:vcalendar", "a calendar"), (b"begin:vcard", "an address card"),
    (b"{\\rtf", "an RTF file"), (b"\\documentclass", "a TeX source"), (b"<?php", "a script"), (b"user-agent:", "a robots.txt"),
)  # fmt: skip
"""What files of other kinds begin with, in lower case, though all of them is text."""
_HTML_NAMES = (".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp")

_ROOT_LABELS = {
    b"rss": "a feed", b"feed": "a feed", b"rdf:rdf": "a feed", b"opml": "a list of feeds",
    b"urlset": "a sitemap", b"sitemapindex": "a sitemap", b"svg": "an SVG image",
}  # fmt: skip

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


def binary_label(head: bytes) -> str:
    """Return what a file of a known binary format is called; "" for any other content."""
    for magic, label in _MAGIC:
        if head.startswith(magic):
            return label
    return next((label for mark, label in _MAGIC_INSIDE if mark.match(head)), "")


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
    for mark, label in _TEXT_MARKS:
        if start.startswith(mark):
            return Sniffed("other", label)
    root, is_xml = _root(text)
    label = _ROOT_LABELS.get(root, "")
    if root == b"svg" and not is_xml and not body.rstrip().endswith(b"</svg>"):
        return None  # an icon in front of a page's text
    if label:
        return Sniffed("other", label)
    return Sniffed("other", "XML data") if is_xml and root and root != b"html" else None


def _declared_other(media: str, name: str) -> Sniffed | None:
    """Return what a Content-Type or a file's name says where that is no page."""
    if media in _TEXT_TYPES or media in _HTML_TYPES:
        return None
    for beginning, label in _MEDIA_LABELS:
        if media.startswith(beginning):
            return Sniffed("other", label)
    suffix = "." + name.rpartition(".")[2]
    return Sniffed("other", _SUFFIX_LABELS[suffix]) if suffix in _SUFFIX_LABELS else None


def _undeclared_code(text: bytes, media: str, name: str) -> Sniffed | None:
    """Return a style sheet or a script that neither a Content-Type nor a name declares."""
    if media not in ("", "application/octet-stream") or name.endswith(_PROSE_NAMES):
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
