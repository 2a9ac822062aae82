"""What kind of input some bytes are. Pure; the name is asked only where bytes fit two kinds."""

import re
from typing import Literal

Kind = Literal["empty", "html", "text", "mhtml", "warc", "gzip", "binary"]

SNIFF_BYTES = 65_536

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF media file"),
    (b"PK\x03\x04", "a zip archive (or an Office or EPUB file)"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"OggS", "an Ogg media file"),
    (b"ID3", "an MP3 file"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"),
)
_UTF_16_BOMS = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = frozenset(set(range(0x20)) - {0x09, 0x0A, 0x0C, 0x0D, 0x1B}) | {0x7F}
_MAX_CONTROL_SHARE = 0.02  # text with a few stray control characters is still text

_MIME_HEADERS = re.compile(rb"\A(?:[!-9;-~]+:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n)+")
_MIME_MARK = re.compile(rb"^(?:MIME-Version|Content-Type|Snapshot-Content-Location):", re.I | re.M)
_DOCUMENT = re.compile(
    rb"<!doctype\s+html|<(?:html|head|body|title|meta|frameset)(?:\s[^<>]*)?/?>", re.I
)
_XML_DOCUMENT = re.compile(rb"\A<\?xml[^>]*>\s*<(?!!doctype\s+html|html)", re.I)
_BLOCK_TAG = re.compile(
    rb"</?(?:p|div|article|section|main|table|t[rdh]|ul|ol|li|h[1-6]|br|span|a|script|style)"
    rb"(?:\s[^<>]*)?/?>",
    re.I,
)
_CLOSING_TAG = re.compile(rb"</(?:p|div|article|section|t[rdh]|li|h[1-6]|span|a)\s*>", re.I)
_MARKDOWN_NAMES = (".md", ".markdown")
_HTML_NAMES = (".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp")
_TAGS_PER_KILOBYTE = 4  # a fragment has more, prose about HTML fewer


def sniff(head: bytes, name: str = "") -> Kind:
    """The kind of an input that starts with `head` (its first `SNIFF_BYTES`)."""
    if not head.strip():
        return "empty"
    container = _container(head)
    if container is not None:
        return container
    text = _ascii_view(head)
    if _looks_like_html(text, name.lower()):
        return "html"
    return "binary" if _is_binary(head) else "text"


def _container(head: bytes) -> Kind | None:
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith(b"WARC/"):
        return "warc"
    if binary_kind(head):
        return "binary"
    return "mhtml" if _is_mime(head) else None


def binary_kind(head: bytes) -> str:
    """What a file of a known binary format is called; "" for any other."""
    return next((label for magic, label in _MAGIC if head.startswith(magic)), "")


def _is_mime(head: bytes) -> bool:
    """Mail-style headers, among them one that only MIME messages have."""
    block = _MIME_HEADERS.match(head.lstrip(b"\r\n"))
    return block is not None and len(set(map(bytes.lower, _MIME_MARK.findall(block[0])))) >= 2


def _ascii_view(head: bytes) -> bytes:
    """The bytes as ASCII where they are UTF-16, so that tags can be found."""
    if head.startswith(_UTF_16_BOMS) or b"<\x00" in head[:64] or b"\x00<" in head[:64]:
        return head.replace(b"\x00", b"")
    return head


def _looks_like_html(text: bytes, name: str) -> bool:
    if name.endswith(_MARKDOWN_NAMES):  # Markdown may hold any HTML; a whole document it is not
        start = text.removeprefix(b"\xef\xbb\xbf").lstrip()[:200]
        return _DOCUMENT.match(start) is not None
    if _XML_DOCUMENT.match(text.removeprefix(b"\xef\xbb\xbf").lstrip()):
        return name.endswith(_HTML_NAMES)
    if _DOCUMENT.search(text):
        return _starts_with_tag(text) or _dense(text) or name.endswith(_HTML_NAMES)
    return _dense(text) or (name.endswith(_HTML_NAMES) and _BLOCK_TAG.search(text) is not None)


def _starts_with_tag(text: bytes) -> bool:
    return text.removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe \t\r\n\x00").startswith(b"<")


def _dense(text: bytes) -> bool:
    tags = len(_BLOCK_TAG.findall(text))
    if _starts_with_tag(text):
        return tags >= 1
    # Prose about HTML opens tags and hardly closes them.
    return len(_CLOSING_TAG.findall(text)) >= 2 and tags * 1024 > _TAGS_PER_KILOBYTE * len(text)


def _is_binary(head: bytes) -> bool:
    if head.startswith(_UTF_16_BOMS):
        return False
    controls = sum(map(head.count, map(_byte, _CONTROLS)))
    return controls > len(head) * _MAX_CONTROL_SHARE


def _byte(value: int) -> bytes:
    return bytes((value,))
