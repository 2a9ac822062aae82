"""Outputs: each version once, whatever a write was interrupted in; and nothing that could bite."""

import csv
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
from scraper.errors import OutputError
from scraper.models.version import ArticleVersion
from scraper.outputs import OUTPUTS
from scraper.outputs.appending import COLUMNS
from scraper.outputs.files import document, file_name
from scraper.runs.deliver import deliver
from scraper.runs.state import OutputCursor, PageVisit, State

NOW = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
FIELDS = {
    "title": "A title", "authors": ["Edda Falk"], "date": "2026-05-04", "modified": None,
    "language": "en", "site_name": None, "url": "https://example.org/canonical", "description": None,
    "image": None, "tags": ["a", "b"], "text": "One paragraph.", "status": "article",
    "status_reason": "", "confidence": 0.9, "sources": {},
}  # fmt: skip

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


def visit(number: int, **fields) -> PageVisit:
    return PageVisit(
        key=f"example.org/{number}", url=f"https://example.org/{number}", site="example",
        article=f"example.org/{number}", payload=str(fields), capture="c" * 32, stamp="1/m/-",
        fields=FIELDS | {"text": f"Text {number}."} | fields, markdown=f"# A title\n\nText {number}.\n",
        now=NOW, recheck=timedelta(hours=1), recheck_for=timedelta(days=14),
    )  # fmt: skip


def version(**fields) -> ArticleVersion:
    number = fields.pop("number", 1)
    key = fields.pop("key", "example.org/a")
    story = fields.pop("cluster", "")
    return ArticleVersion(
        1, key, number, "d" * 64, "example", f"https://{key}", NOW, "c" * 32, "1/m/-",
        FIELDS | fields, "# A title\n\nText.\n", story,
    )  # fmt: skip


@pytest.fixture
def state(tmp_path):
    with State(tmp_path / "news.state.sqlite") as state:
        yield state


def outputs(root: Path, *kinds: str) -> list[OutputConfig]:
    return [OutputConfig(kind, root / f"out.{kind}", f"{kind}:out") for kind in kinds]


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


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@sum", "\t=1", '=HYPERLINK("http://x")'])
def test_csv_cell_is_no_formula(tmp_path, title):
    OUTPUTS["csv"].write(tmp_path / "a.csv", [version(title=title, tags=["=1"])])
    with (tmp_path / "a.csv").open(newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["title"] == "'" + title
    assert row["tags"] == "'=1"


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


def test_csv_of_an_older_version_keeps_its_columns(tmp_path):
    older = "schema,site,key,version,text\r\n1,example,example.org/a,1,One.\r\n"
    (tmp_path / "a.csv").write_bytes(older.encode())
    OUTPUTS["csv"].write(tmp_path / "a.csv", [version(text="Two.")])
    with (tmp_path / "a.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["text"] for row in rows] == ["One.", "Two."]
    assert rows[1].keys() == {"schema", "site", "key", "version", "text"}


def resaved(path, delimiter, encoding="utf-8-sig"):
    """A CSV file as a spreadsheet saves it."""
    with path.open(newline="") as file:
        rows = list(csv.reader(file))
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)


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
