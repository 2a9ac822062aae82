"""What formats that hold no page are known by: their first bytes, media types, suffixes and root elements.

Each row has what messages call such content: "a PDF file", "JSON".
"""

import re

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

MEDIA_LABELS: tuple[tuple[str, str], ...] = (
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

SUFFIX_LABELS = {".css": "a style sheet", ".js": "a script", ".mjs": "a script"}
"""What a file's name says of its content, where no Content-Type does."""

TEXT_MARKS = (
    (b"webvtt", "subtitles"), (b"#extm3u", "a playlist"), (b"begin:vcalendar", "a calendar"), (b"begin:vcard", "an address card"),
    (b"{\\rtf", "an RTF file"), (b"\\documentclass", "a TeX source"), (b"<?php", "a script"), (b"user-agent:", "a robots.txt"),
)  # fmt: skip
"""What files of other kinds begin with, in lower case, though all of them is text."""

ROOT_LABELS = {
    b"rss": "a feed", b"feed": "a feed", b"rdf:rdf": "a feed", b"opml": "a list of feeds",
    b"urlset": "a sitemap", b"sitemapindex": "a sitemap", b"svg": "an SVG image",
}  # fmt: skip
"""XML by its first element, in lower case."""


def binary_label(head: bytes) -> str:
    """Return what a file of a known binary format is called; "" for any other content."""
    for magic, label in _MAGIC:
        if head.startswith(magic):
            return label
    return next((label for mark, label in _MAGIC_INSIDE if mark.match(head)), "")
