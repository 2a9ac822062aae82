"""The field's other tools read the segments."""

import gzip

import pytest
from warcio.archiveiterator import ArchiveIterator

from scraper.store import Store

BODY = b"<html><p>text</p></html>"


@pytest.fixture
def segment(tmp_path, make_page):
    headers = (
        ("Content-Type", "text/html"),
        ("Content-Encoding", "gzip"),
        ("Transfer-Encoding", "chunked"),
        ("Content-Disposition", "attachment; filename=grün.html"),
    )
    raw = gzip.compress(BODY)
    with Store.open(tmp_path / "store") as store:
        store.put(make_page(1, raw=raw, headers=headers, http_version="2"))
        store.put(make_page(2, raw=raw, headers=headers, truncated="length"))
        store.put(make_page(3, final_url="https://news.example/größe", status=599))
    (path,) = (tmp_path / "store/segments").iterdir()
    return path


def records(path):
    """Type, headers, HTTP head and decoded content of each record, digests checked."""
    with path.open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            yield record, record.content_stream().read()


def test_warcio_reads_every_record_and_agrees_on_the_digests(segment):
    kinds = [(record.rec_type, record.digest_checker.passed) for record, _ in records(segment)]
    assert kinds == [("warcinfo", True), ("response", True), ("revisit", None), ("response", True)]


def test_warcio_decodes_the_body(segment):
    assert [body for _, body in records(segment)][1] == BODY


def test_the_version_is_1_1_and_the_revisit_has_the_profile_of_1_1(segment):
    _, _, revisit, _ = [record for record, _ in records(segment)]
    assert revisit.rec_headers.protocol == "WARC/1.1"
    assert revisit.rec_headers["WARC-Profile"] == (
        "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
    )


def test_the_revisit_names_the_record_it_refers_to(segment):
    _, first, revisit, _ = [record.rec_headers for record, _ in records(segment)]
    assert revisit["WARC-Refers-To"] == first["WARC-Record-ID"]
    assert revisit["WARC-Refers-To-Target-URI"] == first["WARC-Target-URI"]
    assert revisit["WARC-Refers-To-Date"] == first["WARC-Date"]
    assert revisit["WARC-Payload-Digest"] == first["WARC-Payload-Digest"]


def test_a_truncated_capture_says_so(segment):
    found = [record.rec_headers["WARC-Truncated"] for record, _ in records(segment)]
    assert found == [None, None, "length", None]


def test_http_2_is_told_without_breaking_the_status_line(segment):
    _, first, *_ = [record for record, _ in records(segment)]
    assert first.rec_headers["WARC-Protocol"] == "h2"
    assert (first.http_headers.protocol, first.http_headers.statusline) == ("HTTP/1.1", "200 OK")


def test_no_transfer_coding_is_claimed_that_is_not_there(segment):
    _, first, *_ = [record.http_headers for record, _ in records(segment)]
    assert first["Transfer-Encoding"] is None
    assert first["X-Crawler-Transfer-Encoding"] == "chunked"


def test_header_bytes_that_are_not_ascii_stay(segment):
    assert "filename=grün.html".encode() in gzip.decompress(segment.read_bytes())


def test_fastwarc_reads_and_verifies_every_record(segment):
    fastwarc = pytest.importorskip("fastwarc.warc")
    with segment.open("rb") as file:
        found = []
        for record in fastwarc.ArchiveIterator(file, parse_http=False):
            assert record.verify_block_digest(consume=False)
            found.append(record.headers["WARC-Type"])
    assert found == ["warcinfo", "response", "revisit", "response"]
