"""`scraper schema bulk` describes the rows that come out."""

import json
import subprocess
import sys

import pytest
from jsonschema import Draft202012Validator

from scraper.bulk import Work, clean_archive
from scraper.bulk.columns import COLUMNS
from scraper.bulk.schema import row_schema


@pytest.fixture
def valid():
    """The schema as the command prints it."""
    line = [sys.executable, "-m", "scraper", "schema", "bulk"]
    printed = subprocess.run(line, capture_output=True, text=True, check=True).stdout
    return Draft202012Validator(json.loads(printed))


def test_every_column_is_described():
    assert list(row_schema()["properties"]) == list(COLUMNS)
    assert all(each["description"] for each in row_schema()["properties"].values())


def test_rows_of_an_archive_are_valid(valid, made, tmp_path, out, rows):
    """An article, a page that is none, and a page that fails."""
    archive = made.Archive()
    story = "<h1>The bridge</h1><article>" + "<p>The bridge of the town was closed again. " * 40
    archive.add("https://e.org/1", story.encode(), Content_Type="text/html")
    archive.add("https://e.org/2", b"<p>", Content_Type="text/html")
    archive.add("https://e.org/3", b"\x00\x01" * 90, Content_Type="text/html")
    path = tmp_path / "a.warc.gz"
    path.write_bytes(archive.content)
    clean_archive(str(path), out, Work("jsonl"))
    found = rows(out)
    assert {row["status"] or row["error"] for row in found} >= {"article"} and len(found) > 1
    for row in found:
        valid.validate(row)


def test_rows_of_saved_pages_are_valid(valid, tmp_path, out, rows):
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/a.html").write_text("<title>A</title><p>" + "Words of a text. " * 90)
    clean_archive(str(tmp_path / "pages"), out, Work("jsonl"))
    (row,) = rows(out)
    valid.validate(row)


def test_what_is_no_row_is_refused(valid):
    row = dict.fromkeys(COLUMNS)
    valid.validate(row)
    for wrong in (
        {"status": "fine"},
        {"confidence": 2},
        {"warc_record_offset": "1"},
        {"sources": []},
    ):
        assert not valid.is_valid(row | wrong)
