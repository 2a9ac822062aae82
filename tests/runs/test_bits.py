"""`scraper store verify` finds bits that flipped in the databases of a store, and says what to do."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from scraper.errors import StoreDamaged
from scraper.runs.state.database import open_state
from scraper.runs.verify import verify
from scraper.store import Store
from scraper.store.search.indexing import searchable

PAGE = 4096  # bytes, of SQLite
TEXTS = {
    "extractions": ("news/extractions.sqlite", "SELECT fields FROM extractions LIMIT 1"),
    "versions": ("news.state.sqlite", "SELECT content FROM contents LIMIT 1"),
    "reports": ("news.state.sqlite", "SELECT report FROM runs LIMIT 1"),
    "pages' bytes": ("news.state.sqlite", "SELECT payload FROM pages LIMIT 1"),
    "observations": ("news.state.sqlite", "SELECT sight FROM sights LIMIT 1"),
    "digest": ("news.state.sqlite", "SELECT digest FROM versions LIMIT 1"),
    "known pages": ("news.state.sqlite", "SELECT key FROM pages LIMIT 1"),
    "index": ("news/index.sqlite", "SELECT digest FROM captures LIMIT 1"),
    "notes": ("news/index.sqlite", "SELECT id || verdict || title FROM notes WHERE title <> '' LIMIT 1"),
    "robots": ("news/index.sqlite", "SELECT origin FROM robots LIMIT 1"),
    "types": ("news/index.sqlite", "SELECT content_type FROM captures WHERE content_type <> '' LIMIT 1"),
    "search texts": ("news.review.sqlite", "SELECT c1 FROM texts_content WHERE c1 <> '' LIMIT 1"),
    "search words": ("news.review.sqlite", "SELECT block FROM texts_data ORDER BY length(block) DESC LIMIT 1"),
    "search pages": ("news.review.sqlite", "SELECT url FROM pages LIMIT 1"),
}  # fmt: skip
SAYS = {
    "news/extractions.sqlite": ("extraction", "scraper replay --save"),
    "news.state.sqlite": ("state", "put a copy in its place"),
    "news/index.sqlite": ("index", "scraper store rebuild"),
    "news.review.sqlite": ("search", "remove the file"),
}


@pytest.fixture
def visited(farm):
    """The directory of a store after a run and a search."""
    farm.report()
    with searchable(farm.root / "news"):
        pass
    for path in farm.root.rglob("*.sqlite"):
        with closing(sqlite3.connect(path)) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return farm.root


def problems(root: Path) -> list[tuple[str, str]]:
    with Store.reader(root / "news") as store:
        return [(each.kind, each.message) for each in verify(store).problems]


def test_a_store_after_a_run_and_a_search_is_whole(visited):
    assert problems(visited) == []


@pytest.mark.parametrize("kept", TEXTS)
def test_a_flipped_bit_is_named_with_what_to_do(visited, kept):
    name, sql = TEXTS[kept]
    flip(visited / name, sql)
    kind, remedy = SAYS[name]
    found = problems(visited)
    assert found and {each for each, _ in found} == {kind}
    assert all(remedy in message for _, message in found)


@pytest.mark.parametrize("name", [name for name in SAYS if "index" not in name])
def test_a_page_of_zeros_is_named_with_what_to_do(visited, name):
    empty_a_page(visited / name)
    kind, remedy = SAYS[name]
    found = problems(visited)
    assert {each for each, _ in found} == {kind}
    assert all(remedy in message for _, message in found)


def test_an_index_with_a_page_of_zeros_is_refused_with_what_to_do(visited):
    empty_a_page(visited / "news/index.sqlite")
    with pytest.raises(StoreDamaged, match="run `scraper store rebuild`"):
        problems(visited)


def test_a_version_whose_capture_is_gone_is_named(visited):
    with closing(open_state(visited / "news.state.sqlite", readonly=False)) as db:
        db.execute("UPDATE versions SET capture = ? WHERE seq = 1", ("0" * 32,))
    ((kind, message),) = problems(visited)
    assert kind == "state" and "is from a capture that the store does not have" in message


def test_the_command_names_the_file_and_ends_with_7(visited, farm):
    flip(visited / "news.state.sqlite", TEXTS["versions"][1])
    done = farm.run("store", "verify", "--store", visited / "news", configured=False)
    assert done.status == 7
    assert "state: news.state.sqlite: version 1 of" in done.out


@pytest.mark.parametrize("table", ["pages", "sights", "marks", "outputs"])
def test_a_row_that_is_gone_is_named(visited, table):
    path = visited / "news.state.sqlite"
    with closing(open_state(path, readonly=False)) as db:
        db.execute("INSERT INTO marks VALUES (1, 'a', 1, '', 1, 0)")
    with closing(sqlite3.connect(path)) as db, db:  # without the triggers of a writer
        db.execute(f"DELETE FROM {table} WHERE crc = (SELECT min(crc) FROM {table})")
    ((kind, message),) = problems(visited)
    assert kind == "state"
    assert f"the table `{table}` has" in message and "put a copy in its place" in message


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM site_runs WHERE site = 'site1'",
        "DELETE FROM bands WHERE id = 1",
        "UPDATE sqlite_sequence SET seq = 3 WHERE name = 'versions'",
    ],
)
def test_tables_that_contradict_each_other_are_named(visited, sql):
    with closing(open_state(visited / "news.state.sqlite", readonly=False)) as db:
        db.execute(sql)
    ((kind, message),) = problems(visited)
    assert kind == "state" and "put a copy in its place" in message


def test_a_run_over_a_damaged_row_names_it_and_publishes_nothing(visited, farm):
    flip(visited / "news.state.sqlite", "SELECT payload FROM pages WHERE site = 'site0' LIMIT 1")
    farm.sites[0].write(1)
    given = [path.read_bytes() for path in sorted((visited / "out").rglob("*.*"))]
    done = farm.run("run", "--all")
    assert done.status == 7
    assert "of the table `pages` is not as it was written; put a copy in its place" in done.err
    assert [path.read_bytes() for path in sorted((visited / "out").rglob("*.*"))] == given


def empty_a_page(path: Path) -> None:
    content = bytearray(path.read_bytes())
    middle = len(content) // PAGE // 2 * PAGE
    content[middle : middle + PAGE] = bytes(PAGE)
    path.write_bytes(content)


def flip(path: Path, sql: str) -> None:
    """Flip a bit of a value where it stands in the file, in a letter where it has some."""
    with closing(sqlite3.connect(path)) as db:
        (value,) = db.execute(sql).fetchone()
    wanted = value.encode() if isinstance(value, str) else value
    piece, content = wanted[: min(len(wanted), 900)], bytearray(path.read_bytes())
    place = content.find(piece)
    assert place >= 0, "the value is not whole in the file"
    middle = len(piece) // 2
    letters = (each for each in range(middle, len(piece)) if chr(piece[each]).isalpha())
    content[place + next(letters, middle)] ^= 1
    path.write_bytes(content)
