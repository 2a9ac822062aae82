"""Parquet parts: typed, of one schema, each version once, whatever a write was interrupted in."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset
import pyarrow.parquet
import pytest

from scraper.errors import OutputError
from scraper.models.version import ArticleVersion
from scraper.outputs import parquet
from scraper.outputs.parquet import write_parquet

NOW = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)


def version(seq: int, **fields) -> ArticleVersion:
    known = {
        "title": "A title", "authors": ["Edda Falk", "Ida Roth"], "date": "2026-05-04",
        "modified": None, "language": "en", "site_name": None, "url": None, "description": None,
        "image": None, "tags": [], "text": f"Text {seq}.", "status": "article",
        "status_reason": "", "confidence": 0.5, "sources": {"date": "json-ld datePublished"},
    }  # fmt: skip
    key = f"example.org/{seq}"
    return ArticleVersion(
        seq, key, 1, f"{seq:064x}", "example", f"https://{key}", NOW, "c" * 32, "1/m/-",
        known | fields, "# A title\n", "example.org/1",
    )  # fmt: skip


def texts(path: Path) -> list[str]:
    return pyarrow.dataset.dataset(path).to_table().column("text").to_pylist()


def parts(path: Path) -> list[int]:
    return [pyarrow.parquet.read_metadata(part).num_rows for part in sorted(path.iterdir())]


def test_columns_have_types_and_the_schema_its_number(tmp_path):
    write_parquet(tmp_path / "out", [version(1)])
    table = pyarrow.dataset.dataset(tmp_path / "out").to_table()
    (row,) = table.to_pylist()
    assert row["seen_at"] == NOW
    assert row["authors"] == ["Edda Falk", "Ida Roth"]
    assert row["sources"] == [("date", "json-ld datePublished")]
    assert (row["schema"], row["version"], row["confidence"]) == (1, 1, 0.5)
    assert row["story"] == "example.org/1"
    assert row["page_url"] is None
    assert table.schema.field("seen_at").type == pa.timestamp("us", tz="UTC")
    assert table.schema.metadata[b"scraper_schema"] == b"1"


def test_a_part_is_filled_and_then_the_next_begins(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "PART_ROWS", 4)
    for first in range(1, 13, 3):
        write_parquet(tmp_path, [version(seq) for seq in range(first, first + 3)])
    assert parts(tmp_path) == [6, 6]
    assert texts(tmp_path) == [f"Text {seq}." for seq in range(1, 13)]


@pytest.mark.parametrize("before", [1, 2, 3, 4, 5, 6, 7, 8])
def test_what_is_given_again_is_there_once(tmp_path, monkeypatch, before):
    """A kill between the file and the state, whether the part had room, was filled or was begun."""
    monkeypatch.setattr(parquet, "PART_ROWS", 4)
    for seq in range(1, before + 1):
        write_parquet(tmp_path, [version(seq)])
    batch = [version(seq) for seq in range(before + 1, before + 4)]
    write_parquet(tmp_path, batch)
    write_parquet(tmp_path, [*batch, version(before + 4)])
    assert texts(tmp_path) == [f"Text {seq}." for seq in range(1, before + 5)]


def test_part_of_another_schema_stays_as_it_is(tmp_path):
    write_parquet(tmp_path, [version(1)])
    (part,) = tmp_path.iterdir()
    older = pyarrow.parquet.read_table(part).drop_columns(["story"])
    pyarrow.parquet.write_table(older, part)
    data = part.read_bytes()
    write_parquet(tmp_path, [version(2)])
    assert part.read_bytes() == data
    assert len(list(tmp_path.iterdir())) == 2


def test_what_is_no_part_is_left_alone(tmp_path):
    part = tmp_path / "part-000000000001-00000000.parquet"
    part.write_bytes(b"PAR1 but not really")
    with pytest.raises(OutputError, match="move it out"):
        write_parquet(tmp_path, [version(1)])
    assert part.read_bytes() == b"PAR1 but not really"


def test_texts_that_are_no_unicode_are_taken(tmp_path):
    write_parquet(tmp_path, [version(1, title="\ud800 lone", tags=["\udfff"], text="\x00")])
    (row,) = pyarrow.dataset.dataset(tmp_path).to_table().to_pylist()
    assert (row["title"], row["tags"], row["text"]) == ("? lone", ["?"], "\x00")


def test_without_pyarrow_the_message_names_the_extra(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(OutputError, match="-m pip install 'pyarrow"):
        write_parquet(tmp_path / "out", [version(1)])
    assert not (tmp_path / "out").exists()


def moments(path, name="date"):
    return pyarrow.dataset.dataset(path).to_table().column(name).to_pylist()


def test_dates_are_moments_and_what_the_page_gave_stands_beside_them(tmp_path):
    given = ("2026-01-30T15:06:00+09:00", "2026-05-04", "2026-05-04T10:00", None, "soon")
    made = [version(n, date=date) for n, date in enumerate(given)]
    write_parquet(tmp_path, made)
    assert moments(tmp_path) == [
        datetime(2026, 1, 30, 6, 6, tzinfo=UTC), datetime(2026, 5, 4, tzinfo=UTC),
        datetime(2026, 5, 4, 10, tzinfo=UTC), None, None,
    ]  # fmt: skip
    assert moments(tmp_path, "date_text") == list(given)


def test_parts_whose_dates_are_texts_become_one_table_with_the_others(tmp_path):
    write_parquet(tmp_path, [version(1)])
    (part,) = tmp_path.iterdir()
    table = pyarrow.parquet.read_table(part).drop_columns(["date_text", "modified_text"])
    for name in ("date", "modified", "gone_at"):
        at, texts = table.schema.names.index(name), [None if name == "gone_at" else "2026-05-04"]
        table = table.set_column(at, name, pyarrow.array(texts, pyarrow.string()))
    pyarrow.parquet.write_table(table, part)
    write_parquet(tmp_path, [version(2)])
    assert moments(tmp_path) == [datetime(2026, 5, 4, tzinfo=UTC)] * 2
    assert moments(tmp_path, "date_text") == ["2026-05-04"] * 2
