"""Answers as archives record them: after others that announce them, in doubled encodings, in other formats."""

import gzip
import time

import pytest

from scraper.encoding.sniff import sniff
from scraper.inputs.documents import read_documents
from scraper.inputs.paths import InputFile
from scraper.inputs.recorded import response_of
from scraper.models.document import Document
from scraper.models.failure import Failure

PAGE = b"<!DOCTYPE html><title>Weir</title><p>The weir holds.</p>"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
MOST = 1 << 20


@pytest.mark.parametrize(
    "interim",
    [
        b"HTTP/1.1 100 Continue\r\n\r\n",
        b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\nA: b\r\nC: d\r\n\r\n",
        b"HTTP/1.1 100 Continue\n\n",
    ],
)
def test_the_final_answer_is_the_response(interim: bytes) -> None:
    found = response_of(interim + HEAD + b"\r\n" + PAGE, MOST)
    assert (found.status, found.raw) == (200, PAGE)
    assert found.header("content-type") == "text/html"


@pytest.mark.parametrize("block", [b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\nwords"])  # fmt: skip
def test_an_interim_answer_without_a_final_one_is_what_it_is(block: bytes) -> None:
    assert response_of(block, MOST).status == 100


def test_any_number_of_interim_answers_costs_little() -> None:
    before = time.process_time()
    response_of(b"HTTP/1.1 100 Continue\r\n\r\n" * 100_000, 1 << 24)
    response_of(b"HTTP/1.1 100 C\r\n" + b"a: b\r\n" * 100_000, 1 << 24)
    assert time.process_time() - before < 2


@pytest.mark.parametrize(
    ("encodings", "times"), [(("gzip", "gzip"), 2), (("gzip", "gzip"), 1), (("gzip, gzip",), 2)]
)
def test_content_encodings_in_several_headers_are_all_undone(made, tmp_path, encodings, times):
    body = PAGE
    for _ in range(times):
        body = gzip.compress(body)
    fields = "".join(f"Content-Encoding: {encoding}\r\n" for encoding in encodings).encode()
    archive = made.Archive().put("response", "https://e.org/1", HEAD + fields + b"\r\n" + body)
    path = tmp_path / "a.warc.gz"
    path.write_bytes(archive.content)
    (document,) = read_documents([InputFile(path, "a")])
    assert isinstance(document, Document)
    assert document.body == PAGE


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (b"filedesc://a.arc 0.0.0.0 20050101000000 text/plain 7\n1 0 Org\n", "warcio recompress"),
        (gzip.compress(b"filedesc://a.arc 0.0.0.0 20050101000000 text/plain 7\n"), "warcio recompress"),
        (b"\x28\xb5\x2f\xfd\x04\x00\x01", "zstd -d"),
        (b"\x5d\x2a\x4d\x18\x04\x00\x00\x00abcd", "zstd -d -D"),
    ],
    ids=["arc", "arc-gzip", "zstd", "zstd-dictionary"],
)  # fmt: skip
def test_an_archive_that_is_not_read_is_named_with_what_to_do(tmp_path, content, advice):
    path = tmp_path / "a.arc"
    path.write_bytes(content)
    (failure,) = read_documents([InputFile(path, "a")])
    assert isinstance(failure, Failure)
    assert advice in failure.message
    assert not sniff(content).is_page
