"""MHTML and WARC: the pages in them, with their URLs, and nothing their URLs could break."""

import gzip
import io
import uuid
from pathlib import Path, PurePosixPath

import pytest

from scraper.inputs import InputFile, read_source, warc
from scraper.inputs.warc import page_id
from scraper.models.page import Document, Failure

HTML = b"<!DOCTYPE html><title>T</title><p>Words.</p>"


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


def read(path: Path, content: bytes) -> list[Document | Failure]:
    path.write_bytes(content)
    return list(read_source(InputFile(path, path.stem)))


def test_mhtml_gives_its_page_with_url_and_charset(tmp_path):
    """Transfer encoding is undone; the picture in front is not taken for the page."""
    page = html_part(b"<p>caf=E9</p>", b"Content-Location: https://e.org/a\r\n")
    [document] = read(tmp_path / "a.mhtml", mhtml(IMAGE, page, html_part(b"<p>frame</p>")))
    assert (document.body.strip(), document.url) == (b"<p>caf\xe9</p>", "https://e.org/a")
    assert (document.kind, document.charset) == ("html", "iso-8859-1")


def test_mhtml_start_names_the_main_part(tmp_path):
    """The `start` parameter counts more than the order."""
    main = html_part(b"<p>main</p>", b"Content-ID: <m@x>\r\n")
    [document] = read(
        tmp_path / "a.mht", mhtml(html_part(b"<p>ad</p>"), main, start=b' start="<m@x>";')
    )
    assert b"main" in document.body


@pytest.mark.parametrize("location", ["cid:frame@x", "file:///etc/passwd", "javascript:x()"])
def test_mhtml_locations_that_are_no_web_address_are_dropped(tmp_path, location):
    """Only http and https become the page's URL."""
    page = html_part(b"<p>x</p>", b"Content-Location: " + location.encode() + b"\r\n")
    assert read(tmp_path / "a.mht", mhtml(page))[0].url is None


def test_mhtml_without_a_page_is_a_failure(tmp_path):
    """A message of pictures only says so."""
    [failure] = read(tmp_path / "a.mhtml", mhtml(IMAGE))
    assert "without an HTML or text part" in failure.message


class Archive:
    """A WARC in the making, byte by byte."""

    def __init__(self, compressed: bool = True) -> None:
        self.content = b""
        self.pack = gzip.compress if compressed else bytes

    def add(self, url: str, body: bytes, status: str = "200 OK", **headers: str) -> "Archive":
        fields = [f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items()]
        payload = f"HTTP/1.1 {status}\r\n{''.join(fields)}\r\n".encode() + body
        head = (
            "WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2026-01-02T03:04:05Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{uuid.uuid4()}>\r\nWARC-Target-URI: {url}\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(payload)}\r\n\r\n"
        )
        self.content += self.pack(head.encode() + payload + b"\r\n\r\n")
        return self

    def bytes(self) -> bytes:
        return self.content


def page(archive: Archive, number: int, body: bytes = HTML) -> Archive:
    return archive.add(f"https://e.org/{number}", body, Content_Type="text/html; charset=utf-8")


@pytest.mark.parametrize("compressed", [True, False])
def test_warc_gives_its_pages_and_nothing_else(tmp_path, compressed):
    """Redirects, errors, pictures and robots.txt are no pages."""
    archive = page(Archive(compressed), 1)
    archive.add("https://e.org/2", b"moved", "301 Moved", Content_Type="text/html")
    archive.add("https://e.org/3", b"gone", "404 Not Found", Content_Type="text/html")
    archive.add("https://e.org/4.png", b"\x89PNG", Content_Type="image/png")
    archive.add("https://e.org/robots.txt", b"User-agent: *", Content_Type="text/plain")
    archive.add("https://e.org/5.txt", b"words", Content_Type="text/plain")
    archive.add("https://e.org/6", HTML)
    archive.add("https://e.org/7", b"\x89PNG\r\n\x1a\n")
    documents = read(tmp_path / "a.warc", archive.bytes())
    assert [(d.url, d.kind) for d in documents] == [
        ("https://e.org/1", "html"), ("https://e.org/5.txt", "text"), ("https://e.org/6", "html"),
    ]  # fmt: skip
    assert documents[0].charset == "utf-8"
    assert documents[0].name == f"{tmp_path / 'a.warc'}#https://e.org/1"


def test_warc_in_a_single_gzip_member_is_read(tmp_path):
    """`gzip crawl.warc` is not how archives should be made, but how some are."""
    plain = page(page(Archive(compressed=False), 1), 2).bytes()
    assert len(read(tmp_path / "a.warc.gz", gzip.compress(plain))) == 2


def test_warc_bodies_are_decoded(tmp_path):
    """Chunks and content codings are undone; a header without its coding is forgiven."""
    packed = gzip.compress(HTML)
    chunks = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (10, packed[:10], len(packed) - 10, packed[10:])
    archive = Archive()
    archive.add(
        "https://e.org/1",
        chunks,
        Content_Type="text/html",
        Content_Encoding="gzip",
        Transfer_Encoding="chunked",
    )
    archive.add("https://e.org/2", HTML, Content_Type="text/html", Content_Encoding="br")
    assert [d.body for d in read(tmp_path / "a.warc.gz", archive.bytes())] == [HTML, HTML]


def test_a_bomb_in_a_warc_costs_its_record_only(tmp_path):
    """The pages before and after it are read."""
    archive = page(Archive(), 1)
    bomb = gzip.compress(bytes(80 << 20))
    archive.add("https://e.org/bomb", bomb, Content_Type="text/html", Content_Encoding="gzip")
    one, failure, three = read(tmp_path / "a.warc.gz", page(archive, 3).bytes())
    assert (one.url, failure.kind, three.url) == ("https://e.org/1", "too_large", "https://e.org/3")
    assert failure.subject.endswith("#https://e.org/bomb")


def test_a_cut_off_warc_gives_the_pages_before_the_cut(tmp_path):
    """At whatever byte it ends, whole pages come out and the loss is reported."""
    archive = page(Archive(), 1)
    first = len(archive.bytes())
    both = page(archive, 2).bytes()
    for cut in range(first + 1, len(both), 17):
        results = read(tmp_path / "a.warc.gz", both[:cut])
        whole = [result for result in results if isinstance(result, Document)]
        assert [document.body for document in whole][:1] == [HTML]
        assert isinstance(results[-1], Failure), cut
        assert results[-1].kind == "truncated"


def test_a_cut_off_plain_warc_does_not_give_half_a_page(tmp_path):
    """The record's length tells that its end is missing."""
    whole = page(Archive(compressed=False), 1, HTML * 20).bytes()
    [failure] = read(tmp_path / "a.warc", whole[:-200])
    assert failure.kind == "truncated"


URLS = [
    "https://e.org/../../etc/passwd", "file:///etc/passwd", "https://../x", "https://a/b\x00c", "",
    "https://[::1]/", "https://[", "https://e.org/" + "a" * 5000, "https://CON/x", "https://-rf/",
    "https://xn--e1afmkfd.org/", "https://пример.рф/", "https://e.org\\..\\..\\x", "https://..e.org/",
    "https://e.org/?q=a/b&c=\n", "C:\\x",
]  # fmt: skip


@pytest.mark.parametrize("url", URLS)
def test_urls_never_become_paths(url):
    """The name of a record's result is one plain, short file name, whatever its URL."""
    name = page_id(url)
    assert PurePosixPath(name).name == name
    assert len(name) < 120
    assert name.isascii()
    assert not set(name) & set("/\\:\0\n ")
    assert not name.startswith((".", "-"))


def test_different_urls_have_different_names():
    """Also where only the query differs."""
    assert len({page_id(url) for url in URLS}) == len(URLS)


def test_records_larger_than_a_page_are_not_read_into_memory():
    """The length in the record's head is enough to refuse it."""
    results = list(
        warc.read_warc(
            io.BytesIO(page(Archive(compressed=False), 1, HTML * 99).bytes()), "a", "a", 1000
        )
    )
    assert [r.kind for r in results] == ["too_large"]
