"""A file of any kind is opened, closed and explained in one way."""

import sqlite3
from pathlib import Path

import pytest

from scraper.errors import ScraperError, StoreDamaged, StoreError
from scraper.files.sqlite import Database, DatabaseKind, NewerTables, Schema, store_errors

ONE, TWO = "CREATE TABLE words (word TEXT PRIMARY KEY);", "ALTER TABLE words ADD COLUMN n INTEGER;"


def outdated(path: Path, version: int) -> ScraperError:
    return StoreError(str(path), f"version {version} is too old")


def kind(*steps: str) -> DatabaseKind:
    return DatabaseKind(Schema(0x1234, steps), store_errors("do this"), outdated)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "words.sqlite"


def test_a_new_file_gets_the_tables_and_a_log_and_keeps_what_is_committed(file):
    db = Database(file, kind(ONE))
    with db.transaction():
        db.execute("INSERT INTO words VALUES (?)", ("kept",))
    assert db.rows("PRAGMA journal_mode") == [("wal",)]
    db.close()
    db.close()
    reader = Database(file, kind(ONE), readonly=True)
    assert reader.rows("SELECT word FROM words") == [("kept",)]
    with pytest.raises(StoreError, match="readonly database"):
        reader.execute("DELETE FROM words")
    reader.close()


def test_what_is_written_in_a_transaction_that_fails_is_not_there(file):
    db = Database(file, kind(ONE))
    with pytest.raises(KeyError), db.transaction():
        db.executemany("INSERT INTO words VALUES (?)", [("a",), ("b",)])
        raise KeyError
    assert db.rows("SELECT * FROM words") == []
    db.close()


def test_an_older_file_is_migrated_when_written_and_named_when_read(file):
    Database(file, kind(ONE)).close()
    with pytest.raises(StoreError, match="version 1 is too old"):
        Database(file, kind(ONE, TWO), readonly=True)
    db = Database(file, kind(ONE, TWO))
    assert db.migrated is not None
    assert (db.migrated.before, db.migrated.after) == (1, 2)
    assert db.migrated.backup.is_file()
    db.close()


def test_a_file_of_a_newer_program_is_left_alone(file):
    Database(file, kind(ONE, TWO)).close()
    before = file.read_bytes()
    with pytest.raises(NewerTables, match="use a newer scraper"):
        Database(file, kind(ONE))
    assert file.read_bytes() == before


def test_what_is_no_database_is_damage_with_what_to_do(file):
    file.write_bytes(b"these are words, but no database " * 200)
    with pytest.raises(StoreDamaged, match=r"words\.sqlite: .*not a database; do this"):
        Database(file, kind(ONE))


def test_a_place_where_nothing_can_be_made_blames_the_disk(tmp_path):
    with pytest.raises(StoreError, match="is the disk full or read-only"):
        Database(tmp_path / "none" / "words.sqlite", kind(ONE))


def test_a_file_without_a_schema_is_the_users_and_gets_no_log(file):
    db = Database(file, DatabaseKind(None, store_errors("do this")))
    with db.transaction():
        db.execute(ONE)
    db.close()
    with sqlite3.connect(file) as plain:
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    plain.close()
