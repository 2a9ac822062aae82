"""Archives of other tools are imported as well as they can be read."""

import gc
import gzip
import io
import warnings
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from scraper.store import Store

NOW = datetime(2026, 6, 1, tzinfo=UTC)
A, B = "https://news.example/a?x=1", "https://other.example/b"
HTML = b"<html><body><p>A page.</p></body></html>"


def foreign(
    path: Path, *, gzipped: bool = True, whole: bool = False, chunked: bool = False
) -> None:
    """As warcio and wget write: requests, metadata, SHA-1, chunks, times in seconds."""
    body = b"5\r\n<p>On\r\n3\r\ne.<\r\n0\r\n\r\n" if chunked else b"<p>One.<"
    head = [("Content-Type", "text/html"), ("Set-Cookie", "sid=secret; Path=/")]
    head += [("Transfer-Encoding", "chunked")] if chunked else []
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=gzipped and not whole)
    date = {"WARC-Date": "2020-05-04T10:00:00Z"}
    writer.write_record(writer.create_warcinfo_record("x.warc", {"software": "other/1.0"}))
    http = StatusAndHeaders("200 OK", head, protocol="HTTP/1.1")
    response = writer.create_warc_record(
        A, "response", payload=io.BytesIO(body), http_headers=http, warc_headers_dict=date
    )
    request = writer.create_warc_record(
        A, "request", payload=io.BytesIO(b""),
        http_headers=StatusAndHeaders("GET / HTTP/1.0", [("Cookie", "sid=secret")], is_http_request=True),
    )  # fmt: skip
    writer.write_request_response_pair(request, response)
    writer.write_record(
        writer.create_revisit_record(
            B, response.rec_headers.get_header("WARC-Payload-Digest"), A, "2020-05-04T10:00:00Z",
            http_headers=StatusAndHeaders("200 OK", head, protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": "2020-05-05T10:00:00Z"},
        )
    )  # fmt: skip
    writer.write_record(
        writer.create_warc_record(
            "metadata://x/", "resource", payload=io.BytesIO(b"log"), warc_content_type="text/plain"
        )
    )
    data = buffer.getvalue()
    path.write_bytes(gzip.compress(data) if whole else data)


@pytest.mark.parametrize(
    "form", [{}, {"gzipped": False}, {"whole": True}, {"chunked": True}], ids=str
)
def test_archives_of_other_tools_are_imported(tmp_path, form, imported, content):
    with warnings.catch_warnings():  # warcio leaves its temporary files to the garbage collector
        warnings.simplefilter("ignore", ResourceWarning)
        foreign(tmp_path / "other.warc.gz", **form)
        gc.collect()
    done = imported(tmp_path / "news", tmp_path / "other.warc.gz")
    assert (done.stored, done.others, done.failures) == (2, 3, [])
    pages = {page.final_url: page for page in content(tmp_path / "news").values()}
    assert {page.raw for page in pages.values()} == {b"<p>One.<"}
    assert pages[A].fetched_at == datetime(2020, 5, 4, 10, tzinfo=UTC)
    assert pages[B].status == 200
    assert "secret" not in str(pages)


def test_wget_is_imported(tmp_path, imported, content):
    """Angle brackets around the URL, no digest of the block, headers ended by a line feed alone."""
    head = "HTTP/1.1 200 OK\nContent-Type: text/html\nX-Long: a\n b\n\n"
    block = head.encode() + HTML
    text = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        "WARC-Target-URI: <https://news.example/w>\r\nWARC-Date: 2020-05-04T10:00:00Z\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    (tmp_path / "w.warc").write_bytes(text.encode() + block + b"\r\n\r\n")
    assert imported(tmp_path / "news", tmp_path / "w.warc").stored == 1
    (page,) = content(tmp_path / "news").values()
    assert (page.final_url, page.raw) == ("https://news.example/w", HTML)
    assert page.header("x-long") == "a b"


def offsets(data: bytes) -> list[dict]:
    iterator = ArchiveIterator(io.BytesIO(data))
    found = []
    for record in iterator:
        record.raw_stream.read()
        found.append({"kind": record.rec_type, "offset": iterator.get_record_offset()})
    return found


def test_revisit_finds_its_payload_in_another_file_or_in_the_store(
    root, tmp_path, imported, content, scraper
):
    whole, first, rest = (tmp_path / f"{name}.warc.gz" for name in ("whole", "first", "rest"))
    scraper("store", "export", whole, "--store", root)
    data = whole.read_bytes()
    with Store.reader(root) as store:
        entry = store.find(A)
    cut = next(e["offset"] for e in offsets(data) if e["kind"] == "revisit")
    first.write_bytes(data[:cut])
    rest.write_bytes(data[cut:])
    assert imported(tmp_path / "both", rest, first).failures == []
    assert content(tmp_path / "both") == content(root)
    assert entry.revisit
    alone = imported(tmp_path / "alone", rest)
    assert len(alone.failures) == 3
    assert (
        imported(tmp_path / "alone", first).stored + imported(tmp_path / "alone", rest).stored > 0
    )
    assert content(tmp_path / "alone") == content(root)
