"""The kind of an input is its content's, not its name's."""

import gzip

import pytest

from scraper.inputs.sniff import sniff

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
    (b"Just words.\n", "page.html", "text"),
    (PROSE, "", "text"),
    (b"# Title\n\n<p align=center><img src=x></p>\n\n<div>x</div>", "README.md", "text"),
    (b"<!DOCTYPE html><p>x", "saved.md", "html"),
    ("Слова.".encode("utf-16"), "", "text"),
    ("言葉。".encode("shift_jis"), "", "text"),
    (b"one stray \x00 byte in a text that is otherwise as good as any other" * 2, "", "text"),
    (b"WARC/1.1\r\n", "x.html", "warc"),
    (gzip.compress(b"x", mtime=0), "x.html", "gzip"),
    (MAIL, "", "mhtml"),
    (b"Title: a story\nDate: today\n\nText with a front matter.\n", "", "text"),
    (b"%PDF-1.7\n", "x.html", "binary"),
    (b"\x89PNG\r\n\x1a\n\x00", "", "binary"),
    (b"PK\x03\x04<html>", "", "binary"),
    (b"\xff\xd8\xff\xe0", "", "binary"),
    (bytes(range(256)) * 4, "", "binary"),
    (b"\x00" * 100, "", "binary"),
    (b"", "", "empty"),
    (b" \r\n\t", "", "empty"),
]


@pytest.mark.parametrize(("head", "name", "kind"), CASES)
def test_content_decides(head, name, kind):
    """The name is asked only where the bytes fit two kinds."""
    assert sniff(head, name) == kind
