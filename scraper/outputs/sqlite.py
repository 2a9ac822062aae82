"""An SQLite database of the versions with full-text search, ready for Datasette and other tools.

    articles         one row a version; authors and tags are JSON lists
    articles_latest  the newest version of each article, by `seen_at`: numbers start over with a new state
    articles_fts     full-text index of title and text
    stories          texts that several articles have, and how many articles and sites have each

Such as: `SELECT url, articles.title FROM articles JOIN articles_fts ON articles_fts.rowid = id
WHERE articles_fts MATCH 'weather' ORDER BY rank`.
"""

import json
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from scraper.errors import OutputError
from scraper.files.sqlite import Database, DatabaseKind, statements
from scraper.models.version import SCHEMA, ArticleVersion
from scraper.outputs.removal import Removal

_COLUMNS = (
    "site", "key", "version", "digest", "seen_at", "capture", "url", "title", "authors", "date",
    "modified", "language", "site_name", "page_url", "description", "image", "tags", "status",
    "confidence", "text", "story", "is_free", "is_partial", "next_page",
)  # fmt: skip
_APPLICATION = 0x53435241  # "SCRA"
_ARTICLES = """
CREATE TABLE articles (
    id INTEGER PRIMARY KEY, site TEXT NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL,
    digest TEXT NOT NULL, seen_at TEXT NOT NULL, capture TEXT NOT NULL, url TEXT NOT NULL,
    title TEXT NOT NULL, authors TEXT NOT NULL, date TEXT, modified TEXT, language TEXT,
    site_name TEXT, page_url TEXT, description TEXT, image TEXT, tags TEXT NOT NULL,
    status TEXT NOT NULL, confidence REAL NOT NULL, text TEXT NOT NULL,
    story TEXT NOT NULL DEFAULT '', gone_at TEXT, is_free INTEGER, is_partial INTEGER, next_page TEXT,
    UNIQUE (key, seen_at, version, digest)
);
"""
_SEEN = "CREATE INDEX articles_seen ON articles (seen_at);"
_LATEST = """
CREATE VIEW articles_latest AS
SELECT * FROM articles AS a
WHERE id = (SELECT id FROM articles AS b WHERE b.key = a.key ORDER BY seen_at DESC, id DESC LIMIT 1);
"""
_SEARCH = """
CREATE VIRTUAL TABLE articles_fts USING fts5(
    title, text, content="articles", content_rowid="id", tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER IF NOT EXISTS articles_added AFTER INSERT ON articles BEGIN
    INSERT INTO articles_fts (rowid, title, text) VALUES (new.id, new.title, new.text);
END;
CREATE TRIGGER IF NOT EXISTS articles_removed AFTER DELETE ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, text)
    VALUES ('delete', old.id, old.title, old.text);
END;
CREATE INDEX articles_story ON articles (story);
CREATE VIEW stories AS
SELECT story, count(DISTINCT key) AS articles, count(DISTINCT site) AS sites,
       min(seen_at) AS first_seen, max(seen_at) AS last_seen, title
FROM articles WHERE story <> '' GROUP BY story HAVING count(DISTINCT key) > 1;
"""
# Datasette finds a full-text index by `content="articles"`, in just these quotes. Databases of the
# first days lack that and the stories; in older ones the newest version is that of the highest number,
# and no text may be there twice.
_TO_STORIES = """
ALTER TABLE articles ADD COLUMN story TEXT NOT NULL DEFAULT '';
DROP TABLE articles_fts;
"""
_IDENTIFYING = ("key", "url", "capture", "story")
_FILL_SEARCH = "INSERT INTO articles_fts (articles_fts) VALUES ('rebuild');"
_HAS_STORIES = "SELECT 1 FROM sqlite_master WHERE name = 'stories'"
_GOES_BY_NUMBER = (
    "SELECT 1 FROM sqlite_master WHERE name = 'articles_latest' AND sql LIKE '%max(version)%'"
)
_HAS_NO_RETURNS = (
    "SELECT 1 FROM sqlite_master WHERE name = 'articles' AND sql LIKE '%UNIQUE (key, digest)%'"
)
_ON_ARTICLES = (
    "SELECT sql FROM sqlite_master WHERE tbl_name = 'articles' AND type IN ('index', 'trigger')"
    " AND sql IS NOT NULL"
)
_TO_MARKS = "ALTER TABLE articles ADD COLUMN gone_at TEXT;"
_HAS_MARKS = "SELECT 1 FROM pragma_table_info('articles') WHERE name = 'gone_at'"
_TO_ACCESS = """
ALTER TABLE articles ADD COLUMN is_free INTEGER;
ALTER TABLE articles ADD COLUMN is_partial INTEGER;
ALTER TABLE articles ADD COLUMN next_page TEXT;
"""
_HAS_ACCESS = "SELECT 1 FROM pragma_table_info('articles') WHERE name = 'next_page'"
_SET_GONE = "UPDATE articles SET gone_at = :gone_at WHERE key = :key"
_NAMES = ", ".join(_COLUMNS)
_TO_RETURNS = f"""
{_ARTICLES.replace("articles", "articles_anew", 1)}
INSERT INTO articles_anew (id, {_NAMES}) SELECT id, {_NAMES} FROM articles;
DROP TABLE articles;
ALTER TABLE articles_anew RENAME TO articles;
"""  # noqa: S608  # our own names
# What a new state gives as version 1 is most often what is the newest here.
_INSERT = f"""
INSERT INTO articles ({_NAMES})
SELECT {", ".join(f":{name}" for name in _COLUMNS)}
WHERE :version > 1 OR :digest IS NOT (
    SELECT digest FROM articles WHERE key = :key ORDER BY seen_at DESC, id DESC LIMIT 1
)
ON CONFLICT (key, seen_at, version, digest) DO NOTHING
"""  # noqa: S608


def _explained(path: Path, error: Exception) -> OutputError:
    return OutputError(str(path), f"can't be written: {error}")


_KIND = DatabaseKind(None, _explained)


def write_sqlite(path: Path, versions: Sequence[ArticleVersion]) -> None:
    """Add versions and marks in one transaction; a version that is there already stays as it is."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _explained(path, error) from error
    with closing(Database(path, _KIND)) as db, db.transaction():
        _prepare(db, path)
        for version in versions:
            if version.mark:
                values = {"key": _value(version.key), "gone_at": version.gone_at}
                db.execute(_SET_GONE, values)
            else:
                db.execute(_INSERT, _row(version))


def erase_sqlite(path: Path, removal: Removal) -> int:
    """Take versions out, and write the file again so that no byte of them stays in it."""
    if not path.is_file() or not path.stat().st_size:
        return 0
    with closing(Database(path, _KIND, readonly=removal.dry)) as db:
        if not removal.dry:
            with db.transaction():
                _prepare(db, path)
        names = ("id", *_IDENTIFYING)
        rows = db.rows(f"SELECT {', '.join(names)} FROM articles")  # noqa: S608  # our own names
        records = [dict(zip(names, row, strict=True)) for row in rows]
        gone = [(record["id"],) for record in records if removal.takes(record)]
        stories = [(story, record["id"]) for record in records if (story := removal.story(record))]
        if not removal.dry and (gone or stories):
            with db.transaction():
                db.executemany("UPDATE articles SET story = ? WHERE id = ?", stories)
                db.executemany("DELETE FROM articles WHERE id = ?", gone)
                db.execute(_FILL_SEARCH)  # the words of deleted rows stay in the index otherwise
            db.scrub()
    return len(gone)


def _prepare(db: Database, path: Path) -> None:
    (application,) = db.row("PRAGMA application_id")
    (schema,) = db.row("PRAGMA user_version")
    tables = db.row("SELECT count(*) FROM sqlite_master")[0]
    if application == _APPLICATION and schema == SCHEMA:
        if not db.row(_HAS_STORIES):
            _execute(db, _TO_STORIES + _SEARCH + _FILL_SEARCH)
        if not db.row(_HAS_ACCESS):
            _execute(db, _TO_ACCESS)
        if db.row(_GOES_BY_NUMBER):
            _execute(db, "DROP VIEW articles_latest;" + _LATEST)
        if db.row(_HAS_NO_RETURNS):
            _allow_returns(db)
        if not db.row(_HAS_MARKS):
            _execute(db, _TO_MARKS)
        return
    if tables or application:
        message = f"is another database, or one of schema {schema}; name a new file in [outputs]"
        raise OutputError(str(path), message)
    _execute(db, _ARTICLES + _SEEN + _LATEST + _SEARCH)
    db.execute(f"PRAGMA application_id = {_APPLICATION}")
    db.execute(f"PRAGMA user_version = {SCHEMA}")


def _allow_returns(db: Database) -> None:
    """Make `articles` again with the same rows, as SQLite can't drop a constraint; indexes and triggers
    go with a table and come back, and views, also those of others, stay as they are."""
    on_articles = [sql for (sql,) in db.rows(_ON_ARTICLES)]
    db.execute("PRAGMA legacy_alter_table = ON")  # a view may name what is not there for a moment
    _execute(db, _TO_RETURNS)
    for statement in on_articles:
        db.execute(statement)


def _execute(db: Database, script: str) -> None:
    for statement in statements(script):
        db.execute(statement)


def _row(version: ArticleVersion) -> dict[str, Any]:
    record = version.record()
    return {name: _value(record.get(name)) for name in _COLUMNS}


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    # SQLite takes no lone surrogates.
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
