"""Limits hold for whatever is read: archives in the worker as well as pages."""

import gzip
import json
import zlib

import pytest


def warc(*members: bytes) -> bytes:
    return b"".join(gzip.compress(member) for member in members)


def record(url: str, body: bytes) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    return (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2026-01-02T03:04:05Z\r\nContent-Length: {len(block)}\r\n\r\n"
    ).encode() + block + b"\r\n\r\n"  # fmt: skip


def endless_header(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    head = packer.compress(b"WARC/1.1\r\nX: " + b"a" * (megabytes << 20))
    return head + packer.flush()


@pytest.mark.parametrize("megabytes", [10, 40])
def test_an_archive_with_an_endless_header_is_a_named_failure(invoke, pages, tmp_path, megabytes):
    """The page after it comes out."""
    good = record("https://e.org/1", pages.page().encode())
    path = pages.put(tmp_path / "a.warc.gz", endless_header(megabytes) + warc(good))
    outcome = invoke("clean", path)
    assert outcome.status == 1
    assert f"{path}: the archive holds a record whose header has more than" in outcome.err
    assert outcome.out.startswith(pages.TITLE)


def test_memory_of_the_command_holds_for_an_archive(invoke, pages, tmp_path):
    """A record of 60 MB is too much for a worker of 64 MB, and the command says so."""
    path = pages.put(tmp_path / "a.warc.gz", warc(record("https://e.org/1", b"<p>" + bytes(60 << 20))))  # fmt: skip
    outcome = invoke("clean", path, "--memory", 64)
    assert outcome.status == 1
    assert "needed more than 64 MB (--memory allows more)" in outcome.err


def test_an_archive_on_standard_input_is_read(invoke, pages):
    archive = warc(*(record(f"https://e.org/{n}", pages.page(f"Title {n}").encode()) for n in range(3)))  # fmt: skip
    records = invoke("clean", "--jsonl", given=archive).lines
    assert [each["title"] for each in records] == ["Title 0", "Title 1", "Title 2"]
    assert records[0]["input"] == "<stdin>#https://e.org/0"


def test_credentials_in_an_archive_are_never_printed(invoke, pages, tmp_path):
    url = "https://reader:secret@e.org/1"
    path = pages.put(tmp_path / "a.warc.gz", warc(record(url, pages.page().encode())))
    for form in ("--json", "--jsonl", "--markdown", "--text"):
        outcome = invoke("clean", path, form)
        assert outcome.status == 0
        assert "secret" not in outcome.out + outcome.err


def test_a_page_that_takes_too_long_gives_its_title(invoke, pages, tmp_path):
    """And why it gave no more; the page beside it comes out."""
    body = "<p>A line of the register, with a name and a number in it.</p>" * 200_000
    big = pages.put(tmp_path / "a.html", pages.page("The register", [body]))
    small = pages.put(tmp_path / "b.html")
    outcome = invoke("clean", "--jsonl", "--timeout", 1, big, small)
    failed, good = outcome.lines
    assert outcome.status == 1
    assert (failed["status"], failed["title"]) == ("timeout", "The register")
    assert failed["status_reason"] == failed["error"]["message"]
    assert good["title"] == pages.TITLE


@pytest.mark.parametrize("form", ["--json", "--jsonl"])
def test_a_single_page_that_takes_too_long_is_a_record_too(invoke, pages, tmp_path, form):
    body = "<p>A line of the register, with a name and a number in it.</p>" * 200_000
    big = pages.put(tmp_path / "a.html", pages.page("The register", [body]))
    outcome = invoke("clean", form, "--timeout", 1, big)
    record = json.loads(outcome.out)
    assert outcome.status == 1
    assert (record["status"], record["title"]) == ("timeout", "The register")
    assert "took longer than 1 s" in record["status_reason"]


def test_a_report_does_not_replace_its_page(invoke, pages, tmp_path):
    page = pages.put(tmp_path / "a.html")
    before = page.read_bytes()
    outcome = invoke("explain", page, "--html", page, "--force")
    assert (outcome.status, page.read_bytes()) == (1, before)
