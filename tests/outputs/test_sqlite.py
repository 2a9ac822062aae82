"""The database: versions, the newest of each article, and a search; also in files of older releases."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from versions import NOW, version

from scraper.errors import OutputError
from scraper.models.version import ArticleVersion
from scraper.outputs import OUTPUTS

# The tables that databases had before there were stories.
FIRST_TABLES = """
CREATE TABLE articles (
    id INTEGER PRIMARY KEY, site TEXT NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL,
    digest TEXT NOT NULL, seen_at TEXT NOT NULL, capture TEXT NOT NULL, url TEXT NOT NULL,
    title TEXT NOT NULL, authors TEXT NOT NULL, date TEXT, modified TEXT, language TEXT,
    site_name TEXT, page_url TEXT, description TEXT, image TEXT, tags TEXT NOT NULL,
    status TEXT NOT NULL, confidence REAL NOT NULL, text TEXT NOT NULL,
    UNIQUE (key, digest)
);
CREATE INDEX articles_seen ON articles (seen_at);
CREATE VIEW articles_latest AS
SELECT * FROM articles AS a
WHERE version = (SELECT max(version) FROM articles AS b WHERE b.key = a.key);
CREATE VIRTUAL TABLE articles_fts USING fts5(
    title, text, content = 'articles', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER articles_added AFTER INSERT ON articles BEGIN
    INSERT INTO articles_fts (rowid, title, text) VALUES (new.id, new.title, new.text);
END;
CREATE TRIGGER articles_removed AFTER DELETE ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, text)
    VALUES ('delete', old.id, old.title, old.text);
END;
INSERT INTO articles VALUES (1, 'example', 'example.org/old', 1, 'd', '2026', 'c', 'u', 'An ancient one',
    '[]', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '[]', 'article', 0.9, 'Text.');
PRAGMA application_id = 0x53435241;
PRAGMA user_version = 1;
"""


def test_database_of_the_first_days_gets_stories_and_a_search_that_datasette_finds(tmp_path):
    path = tmp_path / "a.sqlite"
    with closing(sqlite3.connect(path)) as db:
        db.executescript(FIRST_TABLES)
    OUTPUTS["sqlite"].write(path, [version(key="example.org/b", cluster="example.org/a")])
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT key, story FROM articles ORDER BY id").fetchall() == [
            ("example.org/old", ""), ("example.org/b", "example.org/a"),
        ]  # fmt: skip
        found = db.execute("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'ancient'")
        assert found.fetchone() == (1,)
        # as datasette.utils.detect_fts asks
        sql = "SELECT name FROM sqlite_master WHERE rootpage = 0 AND sql LIKE ?"
        like = '%VIRTUAL TABLE%USING FTS%content="articles"%'
        assert db.execute(sql, (like,)).fetchall() == [("articles_fts",)]


def test_database_tells_stories_that_several_articles_tell(tmp_path):
    items = [
        version(key="a.example/1"), version(key="b.example/1", cluster="a.example/1"),
        version(key="a.example/2"),
    ]  # fmt: skip
    OUTPUTS["sqlite"].write(tmp_path / "a.sqlite", items)
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as db:
        rows = db.execute("SELECT story, articles, sites FROM stories").fetchall()
    assert rows == [("a.example/1", 2, 1)]


def told(path, *digests, day):
    """Versions 1, 2, ... of an article, seen day by day."""
    for number, digest in enumerate(digests, 1):
        item = version(number=number, text=digest)
        seen = NOW + timedelta(days=day + number)
        OUTPUTS["sqlite"].write(path, [replace(item, digest=digest, seen_at=seen)])


def latest(path):
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT text FROM articles_latest").fetchall()


def test_newest_version_is_the_one_seen_last_also_where_numbers_began_anew(tmp_path):
    path = tmp_path / "a.sqlite"
    told(path, "A", "B", "C", day=0)
    told(path, "C", "D", day=10)  # by a state that was made anew
    assert latest(path) == [("D",)]


def test_of_versions_seen_in_the_same_second_the_one_written_last_is_the_newest(tmp_path):
    items = [replace(version(text=text), digest=text) for text in ("A", "B")]
    OUTPUTS["sqlite"].write(tmp_path / "a.sqlite", items)
    assert latest(tmp_path / "a.sqlite") == [("B",)]


def test_database_that_is_there_gets_the_newest_by_time(tmp_path):
    path = tmp_path / "a.sqlite"
    with closing(sqlite3.connect(path)) as db:
        db.executescript(FIRST_TABLES)
        db.execute("UPDATE articles SET key = 'example.org/a', version = 9")
        db.commit()
    told(path, "A", day=0)
    assert latest(path) == [("A",)]


def test_row_that_the_database_refuses_is_an_error(tmp_path):
    with pytest.raises(OutputError, match="NOT NULL"):
        OUTPUTS["sqlite"].write(tmp_path / "a.sqlite", [version(confidence=float("nan"))])


def test_foreign_database_is_left_alone(tmp_path):
    with closing(sqlite3.connect(tmp_path / "other.sqlite")) as db:
        db.execute("CREATE TABLE mine (a)")
    with pytest.raises(OutputError, match="another database"):
        OUTPUTS["sqlite"].write(tmp_path / "other.sqlite", [version()])


def test_database_finds_words_and_newest_versions(tmp_path):
    path = tmp_path / "a.sqlite"
    second = version(number=2, text="Über den Fluss.")
    OUTPUTS["sqlite"].write(path, [version()])
    OUTPUTS["sqlite"].write(path, [ArticleVersion(2, second.key, 2, "e" * 64, *_rest(second))])
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT version FROM articles_latest").fetchall() == [(2,)]
        sql = (
            "SELECT version FROM articles JOIN articles_fts ON articles_fts.rowid = id"
            " WHERE articles_fts MATCH ? ORDER BY rank"
        )
        assert db.execute(sql, ("uber",)).fetchall() == [(2,)]


def _rest(item: ArticleVersion) -> tuple:
    return (item.site, item.url, item.seen_at, item.capture, item.stamp, item.fields, item.markdown)


def test_database_of_an_older_version_takes_what_is_known_of_access(tmp_path):
    path = tmp_path / "a.sqlite"
    OUTPUTS["sqlite"].write(path, [version()])
    with closing(sqlite3.connect(path)) as db:
        for name in ("is_free", "is_partial", "next_page"):
            db.execute(f"ALTER TABLE articles DROP COLUMN {name}")
    OUTPUTS["sqlite"].write(path, [version(key="example.org/b", is_free=False, is_partial=True)])
    with closing(sqlite3.connect(path)) as db:
        assert set(db.execute("SELECT is_free, is_partial FROM articles")) == {(None, None), (0, 1)}
