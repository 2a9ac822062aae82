"""Outputs: each version once, whatever a write was interrupted in; and nothing that could bite."""

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import feedparser
import pyarrow.dataset
import pytest
from versions import outputs, version, visit

from scraper.outputs import OUTPUTS
from scraper.outputs.jsonl_csv import COLUMNS
from scraper.outputs.markdown import document, file_name
from scraper.runs.deliver import deliver
from scraper.runs.state import OutputCursor


def texts(root: Path) -> list[list[str]]:
    """The texts that each output has."""
    lines = (root / "out.jsonl").read_text().splitlines()
    with (root / "out.csv").open(newline="") as file:
        rows = [row["text"] for row in csv.DictReader(file)]
    with closing(sqlite3.connect(root / "out.sqlite")) as db:
        stored = [text for (text,) in db.execute("SELECT text FROM articles ORDER BY id")]
    files = sorted((root / "out.markdown").rglob("*.md"))
    bodies = sorted(file.read_text().rpartition("\n\n")[2].strip() for file in files)
    table = pyarrow.dataset.dataset(root / "out.parquet").to_table()
    columns = sorted(table.column("text").to_pylist())
    feed = feedparser.parse((root / "out.atom").read_bytes())
    entries = sorted(entry.content[0].value[3:-4] for entry in feed.entries)
    return [[json.loads(line)["text"] for line in lines], rows, stored, bodies, columns, entries]


@pytest.mark.parametrize("torn", range(0, 400, 37))
def test_interrupted_write_is_taken_back_and_done_again(state, tmp_path, torn):
    """A kill between the file and the state, with any part of the bytes written."""
    all_kinds = outputs(tmp_path, *OUTPUTS)
    state.record(visit(1))
    assert deliver(state, all_kinds) == []
    state.record(visit(2))
    state.record(visit(3))
    for output in all_kinds:
        before = output.path.read_bytes() if output.path.is_file() else b""
        state.cursors.intend(output.name, OutputCursor(1, 3, len(before)))
        OUTPUTS[output.kind].write(output.path, state.articles.after(1))
        if OUTPUTS[output.kind].appends:
            after = output.path.read_bytes()
            output.path.write_bytes(after[: len(before) + torn])
    state.record(visit(4))
    assert deliver(state, all_kinds) == []
    expected = [f"Text {number}." for number in (1, 2, 3, 4)]
    assert texts(tmp_path) == [expected] * 6


def test_file_that_was_changed_by_others_is_never_cut(state, tmp_path):
    (jsonl,) = outputs(tmp_path, "jsonl")
    state.record(visit(1))
    deliver(state, [jsonl])
    with jsonl.path.open("a") as file:
        file.write('{"note": "mine"}\n')
    state.record(visit(2))
    deliver(state, [jsonl])
    assert jsonl.path.read_text().count("\n") == 3
    jsonl.path.write_text('{"note": "another file"}\n')
    state.record(visit(3))
    deliver(state, [jsonl])
    other, added = map(json.loads, jsonl.path.read_text().splitlines())
    assert (other, added["text"]) == ({"note": "another file"}, "Text 3.")


def test_output_that_is_added_later_gets_all_versions(state, tmp_path):
    for number in range(450):  # more than a batch
        state.record(visit(number))
    deliver(state, outputs(tmp_path, *OUTPUTS))
    assert [len(found) for found in texts(tmp_path)] == [450] * 5 + [100]
    assert texts(tmp_path)[0] == [f"Text {number}." for number in range(450)]


def test_record_says_what_identifies_the_version(state, tmp_path):
    (jsonl,) = outputs(tmp_path, "jsonl")
    state.record(visit(1))
    deliver(state, [jsonl])
    record = json.loads(jsonl.path.read_text())
    assert (record["schema"], record["site"], record["version"]) == (1, "example", 1)
    assert (record["key"], record["url"]) == ("example.org/1", "https://example.org/1")
    assert record["page_url"] == "https://example.org/canonical"
    assert record["seen_at"] == "2026-05-04T06:00:00Z"
    assert set(COLUMNS) <= record.keys()


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("example.org/../../etc/passwd", "../../etc/passwd"),
        ("example.org/a", "/etc/passwd\x00"),
        ("example.org/a", "." * 300),
        ("example.org/a", "漢字" * 100),
        ("example.org/a", "\ud800 lone"),
        ("example.org/a", "CON"),
        ("example.org/a", ""),
    ],
)
def test_markdown_name_stays_inside_and_fits(tmp_path, key, title):
    item = version(key=key, title=title)
    OUTPUTS["markdown"].write(tmp_path / "pages", [item])
    (written,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert written.parent == tmp_path / "pages" / "example"
    assert len(written.name.encode()) < 120
    assert not written.name.startswith(".")


def test_markdown_versions_have_names_of_their_own():
    names = [file_name(version(number=number)) for number in (1, 2)]
    assert names[0].startswith("example/a-title-")
    assert names[1] == names[0].removesuffix(".md") + ".v2.md"
    assert file_name(version(key="example.org/b")) not in names


def test_front_matter_is_one_line_a_field():
    text = document(version(title='A "title": with\n--- and\u2028more'))
    head, _, body = text.removeprefix("---\n").partition("\n---\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    assert json.loads(fields["title"]) == 'A "title": with\n--- and\u2028more'
    assert body == "\n# A title\n\nText.\n"


@pytest.mark.parametrize("torn", [0, 1, 2, 50])
@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_file_without_its_last_line_break_gets_each_version_on_a_line_once(
    state, tmp_path, kind, torn
):
    (output,) = outputs(tmp_path, kind)
    state.record(visit(1))
    deliver(state, [output])
    before = output.path.read_bytes().rstrip()
    output.path.write_bytes(before)
    state.record(visit(2))
    state.cursors.intend(output.name, OutputCursor(1, 2, len(before)))
    OUTPUTS[kind].write(output.path, state.articles.after(1))
    whole = output.path.read_bytes()
    output.path.write_bytes(whole[: len(before) + torn])  # killed in the middle of it
    assert deliver(state, [output]) == []
    assert output.path.read_bytes() == whole
    lines = whole.decode().splitlines()
    assert [text in line for text, line in zip(("Text 1.", "Text 2."), lines[-2:], strict=True)] == [
        True, True,
    ]  # fmt: skip
