"""CSV: rows in the columns of the file, whoever wrote or tore it."""

import csv

import pytest
from versions import outputs, version, visit

from scraper.outputs import OUTPUTS
from scraper.outputs.jsonl_csv import COLUMNS
from scraper.runs.deliver import deliver
from scraper.runs.state import OutputCursor


def resaved(path, delimiter, encoding="utf-8-sig"):
    """A CSV file as a spreadsheet saves it."""
    with path.open(newline="") as file:
        rows = list(csv.reader(file))
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@sum", "\t=1", '=HYPERLINK("http://x")'])
def test_csv_cell_is_no_formula(tmp_path, title):
    OUTPUTS["csv"].write(tmp_path / "a.csv", [version(title=title, tags=["=1"])])
    with (tmp_path / "a.csv").open(newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["title"] == "'" + title
    assert row["tags"] == "'=1"


def test_csv_of_an_older_version_keeps_its_columns(tmp_path):
    older = "schema,site,key,version,text\r\n1,example,example.org/a,1,One.\r\n"
    (tmp_path / "a.csv").write_bytes(older.encode())
    OUTPUTS["csv"].write(tmp_path / "a.csv", [version(text="Two.")])
    with (tmp_path / "a.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["text"] for row in rows] == ["One.", "Two."]
    assert rows[1].keys() == {"schema", "site", "key", "version", "text"}


@pytest.mark.parametrize(("delimiter", "encoding"), [(";", "utf-8-sig"), ("\t", "utf-16")])
def test_csv_with_a_header_that_is_not_ours_is_an_error_and_gets_all_rows_later(
    state, tmp_path, delimiter, encoding
):
    (output,) = outputs(tmp_path, "csv")
    state.record(visit(1))
    deliver(state, [output])
    original = output.path.read_bytes()
    resaved(output.path, delimiter, encoding)
    foreign = output.path.read_bytes()
    state.record(visit(2))
    (error,) = deliver(state, [output])
    assert "name a new file" in str(error)
    assert output.path.read_bytes() == foreign
    output.path.write_bytes(original + original.partition(b"\r\n")[2])  # mended, and longer
    assert deliver(state, [output]) == []
    with output.path.open(newline="") as file:
        assert [row["text"] for row in csv.DictReader(file)] == ["Text 1.", "Text 1.", "Text 2."]


@pytest.mark.parametrize("torn", [1, 10, 20, 30])
def test_csv_whose_header_was_torn_is_begun_again(state, tmp_path, torn):
    (output,) = outputs(tmp_path, "csv")
    state.record(visit(1))
    state.cursors.intend(output.name, OutputCursor(0, 1, 0))
    output.path.write_bytes(",".join(COLUMNS).encode()[:torn])
    assert deliver(state, [output]) == []
    with output.path.open(newline="") as file:
        assert [row["text"] for row in csv.DictReader(file)] == ["Text 1."]


def test_csv_that_others_saved_is_not_cut_after_an_interrupted_write(state, tmp_path):
    (output,) = outputs(tmp_path, "csv")
    state.record(visit(1))
    deliver(state, [output])
    state.record(visit(2))
    state.cursors.intend(output.name, OutputCursor(1, 2, output.path.stat().st_size))
    resaved(output.path, ";")
    foreign = output.path.read_bytes() + b"a;row;of;mine\r\n" * 10
    output.path.write_bytes(foreign)
    assert len(deliver(state, [output])) == 1
    assert output.path.read_bytes() == foreign


def test_csv_with_a_byte_order_mark_gets_whole_rows(tmp_path):
    path = tmp_path / "a.csv"
    OUTPUTS["csv"].write(path, [version()])
    resaved(path, ",")
    OUTPUTS["csv"].write(path, [version(key="example.org/b")])
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["schema"], row["key"]) for row in rows] == [
        ("1", "example.org/a"), ("1", "example.org/b"),
    ]  # fmt: skip
