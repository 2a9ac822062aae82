"""WARC: the pages in it, with their URLs, and nothing their URLs could break."""

import gzip
import zlib
from datetime import date
from pathlib import Path, PurePosixPath

import brotli
import pytest

from scraper.inputs import InputFile, read_documents
from scraper.inputs.archive import page_id
from scraper.models.document import Document, LeftOut
from scraper.models.failure import Failure

HTML = b"<!DOCTYPE html><title>T</title><p>Words.</p>"


def read(path: Path, content: bytes) -> list[Document | Failure | LeftOut]:
    path.write_bytes(content)
    return list(read_documents([InputFile(path, path.stem)]))


def pages_of(path: Path, content: bytes) -> list[Document]:
    return [each for each in read(path, content) if isinstance(each, Document)]


@pytest.mark.parametrize("compressed", [True, False])
def test_an_archive_gives_its_pages_and_counts_the_rest(tmp_path, made, compressed):
    """Redirects, errors, pictures and robots.txt are no pages."""
    archive = made.Archive(compressed=compressed).page(1)
    archive.add("https://e.org/2", b"moved", "301 Moved", Content_Type="text/html")
    archive.add("https://e.org/3", b"gone", "404 Not Found", Content_Type="text/html")
    archive.add("https://e.org/4.png", b"\x89PNG", Content_Type="image/png")
    archive.add("https://e.org/robots.txt", b"User-agent: *", Content_Type="text/plain")
    archive.add("https://e.org/5.txt", b"words", Content_Type="text/plain")
    archive.add("https://e.org/6", HTML)
    archive.add("https://e.org/7", b"\x89PNG\r\n\x1a\n")
    archive.add("https://e.org/8", b"<rss version='2.0'>", Content_Type="text/html")
    archive.put("request", "https://e.org/1", b"GET / HTTP/1.1\r\n\r\n")
    archive.put("revisit", "https://e.org/1", made.answer(b""))
    archive.put("resource", "urn:pageinfo:https://e.org/1", b"{}", Content_Type="application/json")
    archive.put("response", "dns:e.org", b"20260102\ne.org. 300 IN A 127.0.0.1")
    found = read(tmp_path / "a.warc", archive.content)
    pages = [each for each in found if isinstance(each, Document)]
    assert [(page.url, page.kind) for page in pages] == [
        ("https://e.org/1", "html"), ("https://e.org/5.txt", "text"), ("https://e.org/6", "html"),
    ]  # fmt: skip
    assert (pages[0].charset, pages[0].day) == ("utf-8", date(2026, 1, 2))
    assert pages[0].name == f"{tmp_path / 'a.warc'}#https://e.org/1"
    assert [each.reason for each in found if isinstance(each, LeftOut)] == [
        "status", "status", "media", "robots", "media", "media", "revisit", "address", "address",
    ]  # fmt: skip


def test_an_archive_in_a_single_gzip_member_is_read(tmp_path, made):
    """`gzip crawl.warc` is not how archives should be made, but how some are."""
    plain = made.Archive(compressed=False).page(1).page(2).content
    assert len(read(tmp_path / "a.warc.gz", gzip.compress(plain))) == 2


def chunked(body: bytes) -> bytes:
    cut = len(body) // 3
    parts = [body[:cut], body[cut:]]
    return b"".join(b"%x;x=y\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def deflated(body: bytes) -> bytes:
    return zlib.compress(body)[2:-4]


@pytest.mark.parametrize(
    ("body", "transfer", "content"),
    [
        (chunked(gzip.compress(HTML)), "chunked", "gzip"),
        (chunked(gzip.compress(HTML)), "gzip, chunked", ""),
        (chunked(brotli.compress(HTML)), "Chunked", "br"),
        (gzip.compress(HTML), "gzip", ""),
        (deflated(HTML), "", "deflate"),
        (HTML, "", "br"),
        (HTML, "chunked", "gzip"),
        (HTML, "gzip, chunked", ""),
        (chunked(HTML), "chunked", "gzip"),
    ],
    ids=range(9),
)
def test_bodies_are_decoded(tmp_path, made, body, transfer, content):
    """Transfer and content codings are undone; a header without its coding is forgiven."""
    archive = made.Archive().add(
        "https://e.org/1", body, Content_Type="text/html", Transfer_Encoding=transfer,
        Content_Encoding=content,
    )  # fmt: skip
    [page] = read(tmp_path / "a.warc.gz", archive.content)
    assert page.body == HTML


def test_a_compressed_body_whose_header_is_missing_is_no_page(tmp_path, made):
    """It reads as binary data, and is never taken for words."""
    words = b"The pier was built in the spring, and the ferry came in the autumn. " * 40
    archive = made.Archive()
    for number, body in enumerate([brotli.compress(words), deflated(words), gzip.compress(words)]):
        archive.add(f"https://e.org/{number}", body, Content_Type="text/html")
    found = read(tmp_path / "a.warc.gz", archive.content)
    assert [each.reason for each in found] == ["media"] * 3


def test_a_bomb_costs_its_record_only(tmp_path, made):
    """The pages before and after it are read."""
    bomb = gzip.compress(bytes(80 << 20))
    archive = made.Archive().page(1)
    archive.add("https://e.org/bomb", bomb, Content_Type="text/html", Content_Encoding="gzip")
    one, failure, three = read(tmp_path / "a.warc.gz", archive.page(3).content)
    assert (one.url, failure.kind, three.url) == ("https://e.org/1", "too_large", "https://e.org/3")
    assert failure.subject.endswith("#https://e.org/bomb")


@pytest.mark.parametrize("url", ["https://e.org/a", "www.e.org/a", "e.org:8080/a"])
def test_resources_are_pages(tmp_path, made, url):
    """Tools that convert saved files write pages without an answer's head, some without scheme."""
    archive = made.Archive().put("resource", url, HTML, Content_Type="text/html; charset=koi8-r")
    [page] = read(tmp_path / "a.warc", archive.content)
    expected = url if "://" in url else f"http://{url}"
    assert (page.body, page.url, page.charset) == (HTML, expected, "koi8-r")


def test_a_resource_of_a_file_has_no_web_address(tmp_path, made):
    archive = made.Archive().put("resource", "file:///a.html", HTML, Content_Type="text/html")
    assert [page.url for page in read(tmp_path / "a.warc", archive.content)] == [None]


def test_conversions_are_pages_where_the_page_itself_is_missing(tmp_path, made):
    """As in archives of texts alone; beside its page, the conversion would be the page twice."""
    text = b"Words of the page, and more words."
    fields = {"Content_Type": "text/plain", "WARC_Refers_To": "<urn:uuid:1>"}
    alone = made.Archive().put("conversion", "https://e.org/1", text, **fields)
    [page] = read(tmp_path / "a.warc.wet.gz", alone.content)
    assert (page.body, page.kind, page.url) == (text, "text", "https://e.org/1")
    beside = made.Archive().page(1).put("conversion", "https://e.org/1", text, **fields)
    assert [page.body for page in pages_of(tmp_path / "b.warc", beside.content)] == [HTML]


def test_what_a_browser_made_of_a_page_takes_its_place(tmp_path, made):
    """Exports of a store have it right before the page it was made of."""
    identity = "<urn:uuid:00000000-0000-0000-0000-000000000001>"
    archive = made.Archive()
    archive.put("conversion", "https://e.org/1", HTML, WARC_Refers_To=identity)
    shell = made.answer(b"<div id=root></div>", Content_Type="text/html")
    archive.put("response", "https://e.org/1", shell, WARC_Record_ID=identity)
    [page] = read(tmp_path / "a.warc", archive.content)
    assert (page.body, page.charset) == (HTML, "utf-8")


def test_credentials_in_an_address_are_cut(tmp_path, made):
    """From the name in messages and from the page's own address."""
    archive = made.Archive().add("https://reader:secret@e.org/1", HTML)
    archive.add("https://reader:secret@e.org/2", b"moved", "301 Moved")
    found = read(tmp_path / "a.warc", archive.content)
    assert found[0].url == "https://e.org/1"
    assert "secret" not in str(found)


@pytest.mark.parametrize("status", ["000 None", "099 Odd", "20 Short", "2000 Long"])
def test_a_status_that_does_not_exist_is_named(tmp_path, made, status):
    archive = made.Archive().add("https://e.org/0", HTML, status).page(1)
    failure, page = read(tmp_path / "a.warc", archive.content)
    assert (failure.kind, page.url) == ("unreadable", "https://e.org/1")


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
