"""Parts that are missing or damaged are named, and only these."""

from pathlib import Path

import pytest

from scraper.bulk import Report, Work, clean_archive
from scraper.bulk.check import BulkTotals, DamagedPart, MissingPart, check
from scraper.errors import OutputError

KINDS = ("parquet", "jsonl")


@pytest.fixture(params=KINDS)
def work(request) -> Work:
    return Work(format=request.param)


def test_whole_parts_give_their_reports(crawl, out, work):
    sources = crawl(2, pages=2)
    reports = [clean_archive(source, out, work) for source in sources]
    assert list(check(sources, out)) == reports
    totals = BulkTotals()
    for report in reports:
        totals.add(report)
    assert (totals.archives, totals.pages, totals.left_out["media"]) == (2, 4, 2)


def test_a_part_that_is_not_there_is_named(crawl, out, work):
    first, second = crawl(2, pages=1)
    report = clean_archive(second, out, work)
    missing, whole = check([first, second], out)
    assert isinstance(missing, MissingPart)
    assert missing.source == first
    assert whole == report


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.8, 0.999])
def test_one_wrong_byte_is_found(crawl, out, work, share):
    (source,) = crawl(pages=3)
    part = Path(out) / clean_archive(source, out, work).part
    content = bytearray(part.read_bytes())
    content[int(len(content) * share)] ^= 0x40
    part.write_bytes(content)
    (found,) = check([source], out)
    assert isinstance(found, DamagedPart)
    assert "remove it" in found.message


@pytest.mark.parametrize("size", [0, 7, 500])
def test_a_part_that_was_cut_is_found(crawl, out, work, size):
    (source,) = crawl(pages=3)
    part = Path(out) / clean_archive(source, out, work).part
    part.write_bytes(part.read_bytes()[:size])
    (found,) = check([source], out)
    assert isinstance(found, DamagedPart)


def test_the_part_of_another_archive_is_found(crawl, out):
    first, second = (Path(out) / clean_archive(s, out).part for s in crawl(2, pages=1))
    first.write_bytes(second.read_bytes())
    found = list(check(crawl(2, pages=1), out))
    assert isinstance(found[0], DamagedPart)
    assert isinstance(found[1], Report)


@pytest.mark.parametrize("mark", [None, "", "[]", "{}", '{"settings": {"format": "xml"}}'])
def test_a_directory_of_something_else_is_refused(tmp_path, out, mark):
    Path(out).mkdir()
    if mark is not None:
        (Path(out) / "_scraper.json").write_text(mark)
    with pytest.raises(OutputError, match=r"_scraper\.json"):
        list(check(["/a.warc.gz"], out))
