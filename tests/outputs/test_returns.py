"""A text that returns: the newest of each output is what the page shows, whatever was interrupted, and
also in databases that were made when no text could be there twice."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
import pyarrow.dataset
import pytest

from scraper.config import OutputConfig
from scraper.models.version import ArticleVersion, article_digest
from scraper.outputs import OUTPUTS
from scraper.runs.deliver import deliver
from scraper.runs.state import OutputCursor, PageVisit

NOW = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
FIELDS = {
    "title": "A title", "authors": [], "date": None, "modified": None, "language": "en",
    "site_name": None, "url": None, "description": None, "image": None, "tags": [],
    "status": "article", "status_reason": "", "confidence": 0.9, "sources": {},
}  # fmt: skip
KEY = "example.org/a"
OLDER = "UNIQUE (key, digest)"
PRESENT = "UNIQUE (key, seen_at, version, digest)"


def visit(text: str, day: int) -> PageVisit:
    return PageVisit(
        key=KEY, url=f"https://{KEY}", site="example", article=KEY, payload=f"{day}",
        capture="c" * 32, stamp="1/m/-", fields=FIELDS | {"text": text}, markdown=f"{text}\n",
        now=NOW + timedelta(days=day), recheck=timedelta(hours=1), recheck_for=timedelta(days=14),
    )  # fmt: skip


def version(number: int, text: str, day: int) -> ArticleVersion:
    return ArticleVersion(
        number, KEY, number, article_digest("A title", text), "example", f"https://{KEY}",
        NOW + timedelta(days=day), "c" * 32, "1/m/-", FIELDS | {"text": text}, f"{text}\n",
    )  # fmt: skip


def rows(path: Path, sql: str) -> list[tuple]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(sql).fetchall()


def everything(root: Path) -> dict[str, list[tuple[int, str]]]:
    """Number and text of all versions in each output that keeps all; of the feed, the one entry."""
    lines = [json.loads(line) for line in (root / "out.jsonl").read_text().splitlines()]
    table = pyarrow.dataset.dataset(root / "out.parquet").to_table().to_pylist()
    files = sorted((root / "out.markdown").rglob("*.md"), key=lambda file: len(file.name))
    feed = feedparser.parse((root / "out.atom").read_bytes()).entries
    return {
        "jsonl": [(line["version"], line["text"]) for line in lines],
        "parquet": [(row["version"], row["text"]) for row in table],
        "sqlite": rows(root / "out.sqlite", "SELECT version, text FROM articles ORDER BY id"),
        "markdown": [(0, file.read_text().rpartition("\n\n")[2].strip()) for file in files],
        "atom": [(0, entry.content[0].value[3:-4]) for entry in feed],
        "latest": rows(root / "out.sqlite", "SELECT version, text FROM articles_latest"),
    }


@pytest.mark.parametrize("known", [1, 2, 3])
def test_returning_text_is_in_each_output_once_however_a_write_ended(state, tmp_path, known):
    """A kill between the files and the state, behind each of the versions."""
    all_kinds = [OutputConfig(kind, tmp_path / f"out.{kind}", f"{kind}:out") for kind in OUTPUTS]
    for day, text in enumerate(("A", "B", "A", "B")[:known]):
        state.record(visit(text, day))
    assert deliver(state, all_kinds) == []
    for day, text in enumerate(("A", "B", "A", "B")[known:], known):
        state.record(visit(text, day))
    for output in all_kinds:
        appends = OUTPUTS[output.kind].appends
        length = output.path.stat().st_size if appends else 0
        state.cursors.intend(output.name, OutputCursor(known, 4, length))
        OUTPUTS[output.kind].write(output.path, state.articles.after(known))
    assert deliver(state, all_kinds) == []
    found = everything(tmp_path)
    expected = [(1, "A"), (2, "B"), (3, "A"), (4, "B")]
    assert found["jsonl"] == found["parquet"] == found["sqlite"] == expected
    assert sorted(text for _, text in found["markdown"]) == ["A", "A", "B", "B"]
    assert (found["atom"], found["latest"]) == ([(0, "B")], [(4, "B")])


def older(path: Path, *versions: ArticleVersion) -> None:
    """A database in which no text may be there twice, as those were."""
    OUTPUTS["sqlite"].write(path, versions)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA writable_schema = ON")
        sql = "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = 'articles'"
        db.execute(sql, (PRESENT, OLDER))
        db.commit()
    with closing(sqlite3.connect(path)) as db:
        db.execute("REINDEX")
        assert OLDER in db.execute("SELECT sql FROM sqlite_master").fetchone()[0]
        with pytest.raises(sqlite3.IntegrityError), db:
            names = (
                "site, key, version, digest, seen_at, capture, url, title, authors, tags, status"
            )
            db.execute(
                f"INSERT INTO articles ({names}, confidence, text)"
                " SELECT site, key, 9, digest, '9', capture, url, title, authors, tags, status,"
                " confidence, text FROM articles LIMIT 1"
            )


def test_database_that_is_there_takes_a_text_that_returns(tmp_path):
    path = tmp_path / "a.sqlite"
    older(path, version(1, "Alpha", 0), version(2, "Beta", 1))
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE VIEW mine AS SELECT count(*) AS n FROM articles JOIN articles_latest")
        db.execute("CREATE INDEX my_index ON articles (title)")
        db.commit()
    before = rows(path, "SELECT name FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
    OUTPUTS["sqlite"].write(path, [version(3, "Alpha", 2)])
    assert rows(path, "SELECT id, version, text FROM articles") == [
        (1, 1, "Alpha"), (2, 2, "Beta"), (3, 3, "Alpha"),
    ]  # fmt: skip
    assert rows(path, "SELECT version FROM articles_latest") == [(3,)]
    found = rows(path, "SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'alpha'")
    assert found == [(1,), (3,)]
    after = rows(path, "SELECT name FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
    assert (after, rows(path, "SELECT n FROM mine")) == (before, [(3,)])
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
    with closing(sqlite3.connect(path)) as db:
        db.execute("INSERT INTO articles_fts (articles_fts) VALUES ('integrity-check')")
        db.execute("DELETE FROM articles WHERE id = 1")  # the triggers are there
        db.commit()
    found = rows(path, "SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'alpha'")
    assert found == [(3,)]


def test_state_that_was_made_anew_brings_what_the_page_shows_and_doubles_nothing(tmp_path):
    path = tmp_path / "a.sqlite"
    OUTPUTS["sqlite"].write(path, [version(1, "A", 0), version(2, "B", 1)])
    OUTPUTS["sqlite"].write(path, [version(1, "B", 5)])  # as it is here
    assert rows(path, "SELECT count(*) FROM articles") == [(2,)]
    OUTPUTS["sqlite"].write(path, [version(1, "A", 9)])  # by another state: the page was put back
    again = [version(1, "A", 9), replace(version(2, "B", 10), seq=2)]
    for _ in range(2):
        OUTPUTS["sqlite"].write(path, again)
    found = rows(path, "SELECT version, text FROM articles ORDER BY seen_at")
    assert found == [(1, "A"), (2, "B"), (1, "A"), (2, "B")]
