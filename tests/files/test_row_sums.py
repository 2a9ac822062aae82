"""Checksums and counts of rows: kept by whatever writes, asked for by what reads, brought to older files."""

import sqlite3
from contextlib import closing

import pytest

from scraper.errors import StoreDamaged
from scraper.files.sqlite import (
    Database,
    DatabaseKind,
    RowSums,
    Schema,
    counting,
    store_errors,
)

OLD = "CREATE TABLE towns (name TEXT PRIMARY KEY, people INTEGER NOT NULL) WITHOUT ROWID;"
SUMS = RowSums({"towns": ("name", "people")}, since=2, counted=3)
STEP = (
    "ALTER TABLE towns ADD COLUMN crc INTEGER NOT NULL DEFAULT 0;"
    "\nUPDATE towns SET crc = row_crc(name, people);"
)
KIND = DatabaseKind(
    Schema(0x746F776E, (OLD, STEP, counting(["towns"]))),
    store_errors("copy it back"),
    sums=SUMS,
    readable_from=1,
)
UNCOUNTED = DatabaseKind(
    Schema(0x746F776E, (OLD, STEP)),
    store_errors("copy it back"),
    sums=RowSums(SUMS.tables, since=2),
)
OLDER = DatabaseKind(Schema(0x746F776E, (OLD,)), store_errors("copy it back"))


@pytest.fixture
def path(tmp_path):
    with closing(Database(tmp_path / "towns.sqlite", KIND)) as db:
        db.execute("INSERT INTO towns VALUES ('Bexley', 900, 0), ('Ålesund', 40, 0)")
    return tmp_path / "towns.sqlite"


def spoil(path, sql):
    """Change a row as a disk would, without its checksum."""
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(sql)


def people(db, name):
    sql = f"SELECT people FROM towns WHERE name = ? AND {db.intact('towns')}"
    return db.rows(sql, (name,))


def damage(path):
    with closing(Database(path, KIND, readonly=True)) as db:
        return db.damage()


def test_rows_as_they_were_written_are_read(path):
    with closing(Database(path, KIND, readonly=True)) as db:
        assert (people(db, "Bexley"), people(db, "Ålesund"), db.damage()) == ([(900,)], [(40,)], [])


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE towns SET people = people + 1",
        "INSERT OR REPLACE INTO towns VALUES ('Bexley', 901, 0)",
        "INSERT INTO towns VALUES ('Bexley', 1, 0) ON CONFLICT (name) DO UPDATE SET people = 2",
        "UPDATE OR REPLACE towns SET name = 'Bexley' WHERE name = 'Ålesund'",
        "DELETE FROM towns WHERE name = 'Bexley'",
        "DELETE FROM towns",
        "INSERT OR IGNORE INTO towns VALUES ('Bexley', 3, 0), ('Corvane', 4, 0)",
    ],
)
def test_each_way_to_write_keeps_the_checksums_and_the_count(path, sql):
    with closing(Database(path, KIND)) as db:
        db.execute(sql)
    assert damage(path) == []


def test_a_damaged_row_is_an_error_with_its_name_and_what_to_do(path):
    spoil(path, "UPDATE towns SET people = 901 WHERE name = 'Bexley'")
    with closing(Database(path, KIND, readonly=True)) as db:
        with pytest.raises(
            StoreDamaged, match=r"the row 'Bexley' of the table `towns` .* copy it back"
        ):
            people(db, "Bexley")
        assert people(db, "Ålesund") == [(40,)]
        assert db.damage() == ["the row 'Bexley' of the table `towns` is not as it was written"]


def test_a_text_that_is_no_text_any_more_is_damage_too(path):
    spoil(path, "UPDATE towns SET name = CAST(x'c06c' AS TEXT) WHERE name = 'Bexley'")
    (found,) = damage(path)
    assert "is not as it was written" in found
    with closing(Database(path, KIND, readonly=True)) as db:
        with pytest.raises(StoreDamaged, match="not UTF-8; copy it back"):
            db.rows("SELECT name FROM towns")
        with pytest.raises(StoreDamaged, match="not UTF-8; copy it back"):
            db.rows(f"SELECT people FROM towns WHERE {db.intact('towns')}")


def test_an_older_file_is_read_without_checksums_and_gets_them_from_a_writer(tmp_path):
    path = tmp_path / "old.sqlite"
    with closing(Database(path, OLDER)) as db:
        db.execute("INSERT INTO towns VALUES ('Bexley', 900)")
    with closing(Database(path, KIND, readonly=True)) as db:
        assert people(db, "Bexley") == [(900,)]
    with closing(Database(path, KIND)) as db:
        assert (people(db, "Bexley"), db.migrated.before) == ([(900,)], 1)
    assert damage(path) == []
    assert (tmp_path / "old.sqlite.v1.backup").is_file()


def test_a_row_that_is_gone_is_missed(path):
    """As where a page of the file was written and never reached the disk."""
    spoil(path, "DELETE FROM towns WHERE name = 'Bexley'")
    assert damage(path) == ["the table `towns` has 1 rows, though 2 were written"]
    message = "has 1 rows, though 2 were written; copy it back"
    with (
        closing(Database(path, KIND, readonly=True)) as db,
        pytest.raises(StoreDamaged, match=message),
    ):
        db.require_whole("towns")


def test_a_row_that_is_whole_but_older_is_known(path):
    with closing(sqlite3.connect(path)) as db:
        ((older,),) = db.execute("SELECT crc FROM towns WHERE name = 'Bexley'").fetchall()
    with closing(Database(path, KIND)) as db:
        db.execute("UPDATE towns SET people = 901 WHERE name = 'Bexley'")
    spoil(path, f"UPDATE towns SET people = 900, crc = {older} WHERE name = 'Bexley'")
    assert damage(path) == ["the table `towns` lacks what was written last"]


def test_a_file_without_counts_gets_them_from_a_writer(tmp_path):
    path = tmp_path / "old.sqlite"
    with closing(Database(path, UNCOUNTED)) as db:
        db.execute("INSERT INTO towns VALUES ('Bexley', 900, 0), ('Corvane', 40, 0)")
    assert damage(path) == []
    with closing(Database(path, KIND)) as db:
        db.execute("DELETE FROM towns WHERE name = 'Corvane'")
    assert damage(path) == []
    spoil(path, "DELETE FROM towns")
    assert damage(path) == ["the table `towns` has 0 rows, though 1 were written"]


def test_what_another_process_writes_meanwhile_is_no_damage(path):
    with (
        closing(Database(path, KIND)) as writer,
        closing(Database(path, KIND, readonly=True)) as reader,
    ):
        written = []

        def write(statement):
            """Add a row before each statement of the reader."""
            written.append(statement)
            writer.execute("INSERT INTO towns VALUES (?, 1, 0)", (f"Town {len(written)}",))

        reader.connection.set_trace_callback(write)
        reader.require_whole("towns")
        assert reader.damage() == []
        assert len(written) > 2
