"""MHTML: the page in it, with its URL and charset, in linear time."""

import contextlib

import pytest

from scraper.errors import InputError
from scraper.inputs.mhtml import MAX_DEPTH, MAX_HEAD, read_mhtml
from scraper.models.document import Document
from tests.growth import assert_linear


def mhtml(*parts: bytes, start: bytes = b"") -> bytes:
    head = (
        b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;"
        + start
    )
    head += b'\r\n\tboundary="B"\r\n\r\n'
    return head + b"".join(b"--B\r\n" + part + b"\r\n" for part in parts) + b"--B--\r\n"


def html_part(text: bytes, extra: bytes = b"") -> bytes:
    return (
        b"Content-Type: text/html; charset=iso-8859-1\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n"
        + extra + b"\r\n" + text
    )  # fmt: skip


IMAGE = b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo="


def read(content: bytes) -> Document:
    return read_mhtml(content, "a.mhtml", "a")


def test_mhtml_gives_its_page_with_url_and_charset():
    """Transfer encoding is undone; the picture in front is not taken for the page."""
    page = html_part(b"<p>caf=E9</p>", b"Content-Location: https://e.org/a\r\n")
    document = read(mhtml(IMAGE, page, html_part(b"<p>frame</p>")))
    assert (document.body.strip(), document.url) == (b"<p>caf\xe9</p>", "https://e.org/a")
    assert (document.kind, document.charset) == ("html", "iso-8859-1")


def test_mhtml_start_names_the_main_part():
    """The `start` parameter counts more than the order."""
    main = html_part(b"<p>main</p>", b"Content-ID: <m@x>\r\n")
    document = read(mhtml(html_part(b"<p>ad</p>"), main, start=b' start="<m@x>";'))
    assert b"main" in document.body


@pytest.mark.parametrize("location", ["cid:frame@x", "file:///etc/passwd", "javascript:x()"])
def test_mhtml_locations_that_are_no_web_address_are_dropped(location):
    """Only http and https become the page's URL."""
    page = html_part(b"<p>x</p>", b"Content-Location: " + location.encode() + b"\r\n")
    assert read(mhtml(page)).url is None


def test_mhtml_without_a_page_is_a_failure():
    """A message of pictures only says so."""
    with pytest.raises(InputError, match="without an HTML or text part"):
        read(mhtml(IMAGE))


@pytest.mark.parametrize("identity", [b"<\xff>", "<é@x>".encode(), b"", b"<m@x> (main)"])
def test_mhtml_with_an_odd_content_id_gives_its_page(identity):
    page = html_part(b"<p>words</p>", b"Content-ID: " + identity + b"\r\n")
    assert b"words" in read(mhtml(page, start=b' start="<m@x>";')).body


def test_mhtml_in_base64_is_decoded():
    page = b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+\r\nb25l"
    assert read(mhtml(page)).body == b"<p>one"
    assert read(mhtml(page + b"==\r\nafter the end")).body == b"<p>one"
    assert read(mhtml(page + b"ZQ")).body == b"<p>onee"


def test_mail_gives_its_html_before_its_text():
    """Parts in parts, as mail has them, and a message of one part only."""
    inner = mhtml(b"Content-Type: text/plain\r\n\r\nplain", html_part(b"<p>rich"))
    outer = inner.replace(b"--B", b"--O").replace(b'"B"', b'"O"')
    nested = outer.partition(b"--O\r\n")[0] + b"--O\r\n" + inner + b"\r\n--O--\r\n"
    assert read(nested).body.strip() == b"<p>rich"
    single = b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>alone"
    assert read(single).body == b"<p>alone"


HEAD = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B"
SHAPES = {
    "folds": lambda count: HEAD + b"\r\nX: a" + b"\r\n b" * count + b"\r\n\r\n--B--",
    "parameters": lambda count: HEAD + b";\r\n a=b" * count + b"\r\n\r\n--B--",
    "parameters of a part": lambda count: (
        HEAD + b"\r\n\r\n--B\r\nContent-Type: text/html" + b"; a=b" * count
    ),
    "parts": lambda count: HEAD + b"\r\n\r\n" + b"--B\r\n\r\n" * count,
    "nested": lambda count: b"".join(
        b"Content-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n" % (n, n)
        for n in range(count // 5)
    ),
    "half a boundary": lambda count: HEAD + b"\r\n\r\n" + b"\n--" * count,
}


@pytest.mark.parametrize("name", SHAPES)
def test_no_message_takes_long(name):
    """A megabyte of headers, folds, parameters or parts is read or refused in linear time."""

    def tried(message):
        with contextlib.suppress(InputError):
            read(message)

    assert_linear(tried, SHAPES[name], 200_000)


def test_what_is_too_long_or_too_deep_is_named():
    with pytest.raises(InputError, match=f"more than {MAX_HEAD} bytes of headers"):
        read(SHAPES["folds"](200_000))
    with pytest.raises(InputError, match="without an HTML or text part"):
        read(SHAPES["nested"](100_000))
    assert MAX_DEPTH < 20
