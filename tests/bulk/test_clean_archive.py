"""One archive in, one part out: the rows, what is counted, what is refused."""

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import scraper
from scraper.bulk import Report, Work, arrow_schema, clean_archive
from scraper.bulk.columns import COLUMNS
from scraper.errors import InputError, OutputError
from scraper.inputs import MAX_PAGE
from scraper.inputs.warc import WarcRecord, read_records
from scraper.outputs.parquet import AS_GIVEN

SMALL = Work(seconds=1.0)


def test_each_page_is_a_row_and_the_rest_is_counted(crawl, out, rows):
    (source,) = crawl(pages=3)
    report = clean_archive(source, out)
    found = rows(out)
    assert [row["url"] for row in found] == [f"https://e0.org/{page}" for page in range(3)]
    assert all(row["text"] and row["title"] and row["status"] == "article" for row in found)
    assert report == Report(
        source,
        report.part,
        3,
        Path(source).stat().st_size,
        {"article": 3},
        {"media": 1, "status": 1},
    )


def test_a_row_says_where_its_record_is(crawl, out, rows):
    (source,) = crawl(pages=3)
    clean_archive(source, out)
    for row in rows(out):
        with Path(row["warc_filename"]).open("rb") as file:
            file.seek(row["warc_record_offset"])
            with_length = file.read(row["warc_record_length"])
        (record,) = read_records(io.BytesIO(with_length), MAX_PAGE)
        assert isinstance(record, WarcRecord)
        assert record.url == row["url"]
        assert record.headers["warc-record-id"] == row["warc_record_id"]
        assert row["fetch_time"].isoformat() == "2026-01-02T03:04:05+00:00"


def test_a_part_has_the_public_schema_and_carries_its_report(crawl, out):
    (source,) = crawl(pages=1)
    report = clean_archive(source, out)
    schema = pq.read_schema(Path(out) / report.part)
    assert schema.remove_metadata().equals(arrow_schema().remove_metadata())
    assert schema.names == [*COLUMNS, *AS_GIVEN]
    metadata = pq.read_metadata(Path(out) / report.part).metadata
    assert json.loads(metadata[b"scraper_report"]) == report.to_dict()
    mark = json.loads((Path(out) / "_scraper.json").read_text())
    assert json.loads(metadata[b"scraper_stamp"]) == mark == Work().stamp()


def test_every_field_of_an_article_has_a_column():
    article = scraper.extract("<p>x")
    assert {name for name in article.to_dict() if name != "url"} <= set(COLUMNS)


def test_json_lines_have_the_same_rows(crawl, out, rows):
    (source,) = crawl(pages=2)
    clean_archive(source, out)
    clean_archive(source, f"{out}-jsonl", Work(format="jsonl"))
    expected = [
        row
        | {of: row.pop(name) for name, of in AS_GIVEN.items()}
        | {"sources": dict(row["sources"]), "fetch_time": "2026-01-02T03:04:05Z"}
        for row in rows(out)
    ]
    assert rows(f"{out}-jsonl") == expected


def test_dates_are_moments_beside_what_the_page_gave(crawl, out, rows):
    (source,) = crawl(pages=1)
    clean_archive(source, out)
    (row,) = rows(out)
    assert row["date_text"] == "2026-01-02T03:04:05+02:00"
    assert row["date"] == datetime(2026, 1, 2, 1, 4, 5, tzinfo=UTC)
    assert (row["modified"], row["modified_text"]) == (None, None)


def test_what_is_done_is_left_alone(crawl, out):
    (source,) = crawl()
    part = Path(out) / clean_archive(source, out).part
    Path(source).unlink()
    before = part.stat()
    assert clean_archive(source, out) == Report(source, part.name, done_before=True)
    assert part.stat().st_mtime_ns == before.st_mtime_ns


def test_a_page_that_takes_too_long_is_a_row_and_the_next_are_done(tmp_path, made, out, rows):
    slow = b"<div>" + b"<p>%d words <a href=/x>of a link</a></p>" * 300_000
    archive = made.Archive().page(1, slow).page(2, b"<title>T</title><p>" + b"Some words. " * 90)
    (tmp_path / "a.warc.gz").write_bytes(archive.content)
    report = clean_archive(str(tmp_path / "a.warc.gz"), out, SMALL)
    first, second = rows(out)
    assert (first["error"], first["text"], first["url"]) == ("timeout", None, "https://e.org/1")
    assert first["warc_record_offset"] == 0
    assert second["text"].startswith("Some words.")
    assert report.counts["timeout"] == 1


def test_a_hole_costs_the_record_in_it_and_is_a_row(crawl, out, rows):
    (source,) = crawl(pages=6)
    content = bytearray(Path(source).read_bytes())
    middle = len(content) // 2
    content[middle : middle + 200] = bytes(200)
    Path(source).write_bytes(content)
    report = clean_archive(source, out)
    found = rows(out)
    assert [row["error"] for row in found].count("truncated") == 1
    assert report.counts["article"] == 5
    assert [row["warc_filename"] for row in found] == [source] * 6


def test_saved_pages_of_a_directory_become_one_part(tmp_path, out, rows, crawl):
    """Without the archives beside them, which are sources of their own."""
    saved = tmp_path / "crawl"
    crawl()
    (saved / "deep").mkdir()
    (saved / "deep" / "a.html").write_text("<title>A</title><p>" + "Words of a page. " * 60)
    (saved / "b.html").write_bytes(b"\x89PNG\r\n\x1a\n")
    report = clean_archive(str(saved), out)
    bad, good = rows(out)
    assert (good["file"], good["title"]) == (str(saved / "deep" / "a.html"), "A")
    assert (bad["file"], bad["error"]) == (str(saved / "b.html"), "unreadable")
    assert good["warc_filename"] is None
    assert report.pages == 2


@pytest.mark.parametrize("content", [b"", b"<html><p>SlowDown", b"\x1f\x8b\x08 no gzip"])
def test_what_is_no_archive_publishes_nothing(tmp_path, out, parts, content):
    """Such as a server's error page in place of the file."""
    (tmp_path / "a.warc.gz").write_bytes(content)
    with pytest.raises(InputError, match=r"a\.warc\.gz: .*nothing was written"):
        clean_archive(str(tmp_path / "a.warc.gz"), out)
    assert parts(out) == {}


def test_parts_of_other_settings_are_not_mixed_in(crawl, out, parts):
    first, second = crawl(2, pages=1)
    clean_archive(first, out)
    with pytest.raises(OutputError, match=r"favor balanced, now recall.*name another directory"):
        clean_archive(second, out, Work(favor="recall"))
    assert len(parts(out)) == 1


def test_parts_without_a_mark_are_not_added_to(crawl, out):
    (source,) = crawl(pages=1)
    clean_archive(source, out)
    (Path(out) / "_scraper.json").unlink()
    with pytest.raises(OutputError, match=r"has parts, but no _scraper\.json"):
        clean_archive(source, out)


@pytest.mark.parametrize("day", ["2026-01-02", "2026-02-02"])
def test_rules_hold_on_the_day_of_the_capture(tmp_path, made, out, rows, day):
    """And not on the day of the work."""
    sites = tmp_path / "sites"
    sites.mkdir()
    rule = 'valid_until = 2026-01-15\ndrop = [".rule"]\n'
    (sites / "e.org.toml").write_text(f'["e.org"]\n{rule}')
    ruled = "<p class=rule>" + "A paragraph for the rule to take out of the page. " * 8
    body = f"<title>T</title><article><p>{'Some words of the text. ' * 60}</p>{ruled}</article>"
    content = made.record(
        "response", "https://e.org/1", made.answer(body.encode()), WARC_Date=f"{day}T00:00:00Z"
    )
    (tmp_path / "a.warc").write_bytes(content)
    clean_archive(str(tmp_path / "a.warc"), out, Work(sites=str(sites)))
    (row,) = rows(out)
    assert ("for the rule" in row["text"]) == (day > "2026-01-15")
