"""Records that other tools write beside responses, imported: resources, conversions, damage."""

import gzip
from pathlib import Path

import pytest

from scraper.models.page import Page
from scraper.store import Store
from scraper.store.archives.importer import ImportReport, import_archives

URL = "https://news.example/a"
HTML = b"<html><body><p>A page.</p></body></html>"


def record(kind: str, url: str, block: bytes, *fields: str) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2020-05-04T10:00:00Z\r\nContent-Length: {len(block)}\r\n"
    )
    rest = "".join(f"{field}\r\n" for field in fields)
    return f"{head}{rest}\r\n".encode() + block + b"\r\n\r\n"


def response(url: str, body: bytes = HTML, head: str = "Content-Type: text/html") -> bytes:
    return record("response", url, f"HTTP/1.1 200 OK\r\n{head}\r\n\r\n".encode() + body)


def imported(folder: Path, *members: bytes) -> tuple[ImportReport, dict[str, Page]]:
    (folder / "a.warc.gz").write_bytes(b"".join(members))
    with Store.open(folder / "news") as store:
        done = import_archives([folder / "a.warc.gz"], store)
        return done, {entry.final_url: store.get(entry.id) for entry in store.entries()}


@pytest.mark.parametrize("url", [URL, "news.example/a", "www.news.example:8080/a"])
def test_a_resource_is_stored_as_a_page(tmp_path, url):
    done, pages = imported(tmp_path, record("resource", url, HTML, "Content-Type: text/html"))
    assert (done.stored, done.failures) == (1, [])
    (page,) = pages.values()
    assert page.final_url == (url if "://" in url else f"http://{url}")
    assert (page.status, page.body, page.header("content-type")) == (200, HTML, "text/html")


@pytest.mark.parametrize(
    ("date", "says"),
    [("", "has no WARC-Date"), ("WARC-Date: yesterday", "its WARC-Date is no date: yesterday"),
     ("WARC-Date: ٢٠٢٦-01-02T03:04:05Z", "its WARC-Date is no date: ٢٠٢٦-01-02T03:04:05Z")],
)  # fmt: skip
def test_a_record_without_a_date_is_left_out_and_named(tmp_path, date, says):
    undated = response(URL).replace(b"WARC-Date: 2020-05-04T10:00:00Z", date.encode() or b"X-A: b")
    done, pages = imported(tmp_path, undated, response("https://news.example/b"))
    assert [*pages] == ["https://news.example/b"]
    ((_, message),) = [(each.subject, each.message) for each in done.failures]
    assert says in message


def test_a_conversion_is_stored_where_its_page_is_not(tmp_path):
    text = record("conversion", URL, b"Words.", "Content-Type: text/plain", "WARC-Refers-To: <x>")
    done, pages = imported(tmp_path, text, response("https://news.example/b"))
    assert (done.stored, pages[URL].body) == (2, b"Words.")
    again = tmp_path / "again"
    again.mkdir()
    assert imported(again, text, response(URL))[1][URL].body == HTML


def test_records_without_a_web_address_are_counted(tmp_path):
    others = [
        record("resource", "urn:pageinfo:1", b"{}", "Content-Type: application/json"),
        record("resource", "metadata://x/", b"log", "Content-Type: text/plain"),
        record("response", "dns:news.example", b"20200504"),
    ]
    assert imported(tmp_path, *others, response(URL))[0].others == 3


def test_transfer_codings_are_undone(tmp_path):
    packed = gzip.compress(HTML)
    chunks = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    done, pages = imported(tmp_path, response(URL, chunks, "Transfer-Encoding: gzip, chunked"))
    assert (done.failures, pages[URL].body) == ([], HTML)


def test_damage_inside_an_archive_is_read_around(tmp_path):
    members = [gzip.compress(response(f"{URL}{number}")) for number in range(3)]
    members[1] = members[1][:60] + b"\xff" * 20 + members[1][80:]
    done, pages = imported(tmp_path, *members)
    assert sorted(pages) == [f"{URL}0", f"{URL}2"]
    assert [failure.subject for failure in done.failures] == [str(tmp_path / "a.warc.gz")]
