"""The kind of an input is its content's, not its name's."""

import gzip

import pytest

from scraper.encoding.sniff import SNIFF_BYTES, sniff
from tests.growth import assert_linear

PROSE = (
    b"The <b> tag makes text bold, and <p> starts a paragraph.\n\nThat is all there is to it.\n" * 9
)
MAIL = b"From: a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n"
CASES = [
    (b"<!DOCTYPE html><title>x", "", "html"),
    (b"\xef\xbb\xbf \n<!doctype HTML>", "", "html"),
    (b"<HTML><BODY>x", "page.txt", "html"),
    (b"<?xml version='1.0'?><!DOCTYPE html><html>", "", "html"),
    (b"<!-- saved --><html><p>x", "", "html"),
    (b"<p>One.</p>", "", "html"),
    (b"Intro <p>One.</p><p>Two.</p><div>x</div>", "", "html"),
    (b"plain words <br> more", "page.html", "html"),
    ("<html><p>Текст".encode("utf-16"), "", "html"),
    ("<html><p>x".encode("utf-16-le"), "", "html"),
    (b"<html>\x00\x00<p>x\x00y", "", "html"),
    (b"Just words.\n", "", "text"),
    (b"Just words.\n", "page.html", "html"),
    (b"Just words.\n", "notes.txt", "text"),
    (b"Words.\n\nMore of them.\n", "page.html", "text"),
    (PROSE, "", "text"),
    (b"# Title\n\n<p align=center><img src=x></p>\n\n<div>x</div>", "README.md", "markdown"),
    (b"<!DOCTYPE html><p>x", "saved.md", "html"),
    ("Слова.".encode("utf-16"), "", "text"),
    ("言葉。".encode("shift_jis"), "", "text"),
    (b"one stray \x00 byte in a text that is otherwise as good as any other" * 2, "", "text"),
    (b"WARC/1.1\r\n", "x.html", "warc"),
    (gzip.compress(b"x", mtime=0), "x.html", "gzip"),
    (MAIL, "", "mhtml"),
    (b"Title: a story\nDate: today\n\nText with a front matter.\n", "", "text"),
    (b"%PDF-1.7\n", "x.html", "other"),
    (b"\x89PNG\r\n\x1a\n\x00", "", "other"),
    (b"PK\x03\x04<html>", "", "other"),
    (b"\xff\xd8\xff\xe0", "", "other"),
    (bytes(range(256)) * 4, "", "other"),
    (b"\x00" * 100, "", "other"),
    (b"", "", "empty"),
    (b" \r\n\t", "", "empty"),
]


@pytest.mark.parametrize(("head", "name", "kind"), CASES)
def test_content_decides(head, name, kind):
    """The name is asked only where the bytes fit two kinds."""
    assert sniff(head, name=name).kind == kind


HTML = b"<!DOCTYPE html><title>T</title><p>Words.</p>"
RSS = b'<?xml version="1.0"?>\n<!-- made by hand --><rss version="2.0"><channel><title>T</title>'
STYLES = b".menu a:hover, #top { color: red; margin: 0 }\n.menu { float: left }\n"
SCRIPT = b"(function () { var menu = document.querySelector('.menu'); menu.hidden = true; })();\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><text>words</text><foreignObject><p>x</p></svg>\n'


@pytest.mark.parametrize(
    ("body", "content_type", "label"),
    [
        (b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00", "text/html", "an ISO media file"),
        (b"wOF2\x00\x01\x00\x00", "text/html", "a font"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "", "a RIFF media file"),
        (b'{"headline": "Words", "body": "<p>Words.</p>"}', "text/html", "JSON"),
        (b'\xef\xbb\xbf [{"a": 1}, {"a"', "", "JSON"),
        (b'{"a": 1}\n{"a": 2}\n', "text/plain", "JSON"),
        (b")]}',\n[1, 2]", "", "JSON"),
        (b"[" * 200_000, "", "JSON"),
        (RSS, "text/html; charset=utf-8", "a feed"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>', "text/xml", "a feed"),
        (b"<urlset><url><loc>https://e.org/</loc></url></urlset>", "", "a sitemap"),
        (b"<?xml version='1.0'?><catalogue><p>Words.</p></catalogue>", "", "XML data"),
        (SVG, "", "an SVG image"),
        (b"body { color: red }", "text/css", "a style sheet"),
        (b"const words = 1;", "application/javascript; charset=utf-8", "a script"),
        (STYLES * 9, "", "a style sheet"),
        (b"/* of the theme */\n\n" + STYLES, "", "a style sheet"),
        (b"@media print{nav{display:none}}", "application/octet-stream", "a style sheet"),
        (SCRIPT * 9, "", "a script"),
        (b"// of the theme\n" + SCRIPT, "", "a script"),
        (SCRIPT * 9, "text/html; charset=utf-8", "a script"),
        (STYLES * 9, "text/html", "a style sheet"),
        (b"'use strict';\nvar words = 1;\nlet more = {};", "", "a script"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello", "", "subtitles"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text/html", "a calendar"),
        (b"\nUser-Agent: *\nDisallow: /", "text/plain", "a robots.txt"),
        (b"{\\rtf1\\ansi words\\par}", "", "an RTF file"),
        (b"words", "IMAGE/AVIF", "an image"),
        (b"words", "video/mp4", "a video"),
        (b"words", "audio/mpeg", "an audio file"),
        (bytes(range(1, 256)) * 9, "text/html", "binary data"),
    ],
)  # fmt: skip
def test_what_is_no_page_is_named(body, content_type, label):
    """A server may well call a film or a feed text/html."""
    found = sniff(body, content_type)
    assert (found.kind, found.label[: len(label)], found.is_page) == ("other", label, False)


@pytest.mark.parametrize(
    ("body", "content_type", "kind"),
    [
        (HTML, "application/octet-stream", "html"),
        (HTML, "text/plain", "html"),
        (HTML, "image/png", "html"),
        (b"<!-- a --><?php ?>" + HTML, "application/xml", "html"),
        (b"Words only.", "text/html", "html"),
        (b"Words <br> and <br> words.", "text/plain", "text"),
        (b"<p>One.</p><p>Two.</p>", "text/plain", "text"),
        (b"# Words", "text/markdown; charset=utf-8", "markdown"),
        (SVG + b"<p>Words under an icon.</p>", "text/html", "html"),
        (b"var, let and const are words; {so is} this; a story on them is no script.", "", "text"),
        (b"How to style a link\n\n" + STYLES, "", "text"),
        (STYLES, "text/plain", "text"),
        (SCRIPT + HTML, "text/html", "html"),
        (STYLES + b"<p>One.</p><p>Two.</p>", "text/html", "html"),
        (b"[1] The first note\n[2] The second note", "", "text"),
        (b"{{stub}} [[Words]] of a wiki", "", "text"),
        (b"GIF8 was a name; RIFF was one; the ftyp box; ID3 tags", "", "text"),
        (b" \n", "video/mp4", "empty"),
    ],
)  # fmt: skip
def test_a_page_is_a_page_whatever_its_type_says(body, content_type, kind):
    """The type counts where the bytes fit two kinds, and never turns a document into a picture."""
    assert sniff(body, content_type).kind == kind


@pytest.mark.parametrize(
    "shape",
    [b"<", b"<?", b"<!--", b"<!---->", b"<!doctype ", b"<html ", b"</p ", b"a:b\r\n c", b"[", b'{"a":', b'"\\'],
)  # fmt: skip
@pytest.mark.parametrize("before", [b"", b"<?xml?>", b"{", b'["'])
def test_no_shape_takes_long(shape, before):
    """Only the first bytes are read, each a bounded number of times."""
    assert_linear(sniff, lambda size: before + shape * (size // len(shape)), SNIFF_BYTES)
