"""Where records stand in their archive: reading at that place gives them again."""

import gzip
import io
from datetime import date

import pytest

from scraper.inputs.archive import read_archive
from scraper.inputs.warc import WarcRecord, read_records
from scraper.models.document import Document

MOST = 1 << 20


def records(content: bytes) -> list[WarcRecord]:
    return [
        each for each in read_records(io.BytesIO(content), MOST) if isinstance(each, WarcRecord)
    ]


def read_again(content: bytes, record: WarcRecord) -> list[str]:
    """Return the URLs of what the record's own bytes hold."""
    assert record.offset is not None
    assert record.length is not None
    return [each.url for each in records(content[record.offset :][: record.length])]


def words(number: int) -> bytes:
    return b"<p>" + b"".join(b"%d word " % (number * n) for n in range(30_000))


@pytest.mark.parametrize("compressed", [True, False])
def test_the_bytes_at_its_place_are_the_record(made, compressed):
    """Of the last one as well, and of one that is larger than what is read at a time."""
    archive = made.Archive(compressed=compressed)
    for number in range(1, 5):
        archive.page(number, words(number) if number % 2 else made.HTML)
    found = records(archive.content)
    assert [read_again(archive.content, each) for each in found] == [[each.url] for each in found]
    assert len(found) == 4


@pytest.mark.parametrize("compressed", [True, False])
def test_places_follow_each_other_without_a_gap(made, compressed):
    archive = made.Archive(compressed=compressed).page(1).page(2).page(3)
    found = records(archive.content)
    ends = [each.offset + each.length for each in found]
    assert [each.offset for each in found] == [0, *ends[:-1]]
    assert ends[-1] == len(archive.content)


def test_a_record_within_a_member_has_no_place(made):
    """Nothing can begin to read in the middle of what is compressed as a whole."""
    plain = made.Archive(compressed=False).page(1).page(2).content
    assert [(each.offset, each.length) for each in records(gzip.compress(plain))] == [
        (None, None)
    ] * 2


def test_records_around_damage_keep_their_places(made):
    first, second, third = (made.Archive().page(n, words(n)).content for n in (1, 2, 3))
    broken = second[:2000] + bytes(200) + second[2200:]
    content = first + broken + third
    found = records(content)
    assert found[0].offset == 0
    assert found[-1].offset == len(first) + len(broken)
    assert read_again(content, found[-1]) == ["https://e.org/3"]


def test_a_page_knows_its_record(made):
    content = made.Archive().page(1).content
    (page,) = read_archive(io.BytesIO(content), "a.warc.gz", "a", MOST)
    assert isinstance(page, Document)
    assert page.place is not None
    assert (page.place.url, page.place.offset, page.place.length) == (
        "https://e.org/1", 0, len(content),
    )  # fmt: skip
    assert page.place.date == made.DATE
    assert page.place.id.startswith("<urn:uuid:")
    assert page.day == date(2026, 1, 2)
