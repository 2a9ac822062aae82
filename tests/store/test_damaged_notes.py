"""Rows of the index that stand nowhere else: what is damaged is named, and costs nothing but itself."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from scraper.errors import StoreDamaged
from scraper.models.page import Quarantined
from scraper.store import Store
from scraper.store.index import FILE, Index


@pytest.fixture
def noted(tmp_path, make_page):
    """A store of three pages with notes; its root and the ids."""
    root = tmp_path / "store"
    with Store.open(root) as store:
        keys = [store.put(make_page(number)) for number in range(3)]
        for key in keys:
            store.note(key, status="article", title="A title", words=3)
    return root, keys


def spoil(root, sql):
    """Change rows as a disk would, not a writer."""
    with closing(sqlite3.connect(root / FILE)) as db, db:
        db.execute(sql)


def problems(report):
    return [(problem.kind, problem.where, problem.message) for problem in report.problems]


def named(key):
    return f"the row {key!r} of the table `notes` is not as it was written"


@pytest.mark.parametrize("title", ["'B title'", "CAST(x'41c0' AS TEXT)"])
def test_rebuilding_forgets_only_the_note_that_is_damaged_and_names_it(noted, title):
    root, keys = noted
    spoil(root, f"UPDATE notes SET title = {title} WHERE id = '{keys[0]}'")
    assert problems(Store.rebuild(root)) == [("index", FILE, named(keys[0]))]
    with Store.reader(root) as store:
        assert {entry.id: entry.title for entry in store.entries()} == {
            keys[0]: "",
            keys[1]: "A title",
            keys[2]: "A title",
        }
        assert store.verify().ok
    assert Store.rebuild(root).ok


def test_rebuilding_names_a_damaged_note_and_tells_that_another_one_is_gone(noted):
    root, keys = noted
    spoil(root, f"UPDATE notes SET words = 4 WHERE id = '{keys[0]}'")
    spoil(root, f"DELETE FROM notes WHERE id = '{keys[1]}'")
    gone = "the table `notes` has 2 rows, though 3 were written"
    expected = [("index", FILE, named(keys[0])), ("index", FILE, gone)]
    assert problems(Store.rebuild(root)) == expected
    assert Store.rebuild(root).ok


def test_rebuilding_counts_the_damaged_notes_that_it_does_not_name(noted):
    root, _ = noted
    with closing(Index(root / FILE, readonly=False)) as index, index.transaction():
        for number in range(22):
            index.note(f"{number:032x}", "article", "A title", 3)
    spoil(root, "UPDATE notes SET words = 4")
    *shown, (_, _, last) = problems(Store.rebuild(root))
    assert len(shown) == 20
    assert last == "5 more rows of the table `notes` are not as they were written"


def test_a_damaged_note_keeps_no_page_from_its_reader_and_is_found_by_verify(noted):
    root, keys = noted
    spoil(root, f"UPDATE notes SET title = 'B title' WHERE id = '{keys[0]}'")
    with Store.reader(root) as store:
        assert store.get(keys[0]).id == keys[0]
        ((kind, _, message),) = problems(store.verify())
    assert (kind, message) == ("index", f"{named(keys[0])}; run `scraper store rebuild`")


def test_a_damaged_row_of_the_quarantine_is_told_and_forgotten(noted):
    root, _ = noted
    at = datetime(2026, 5, 4, tzinfo=UTC)
    with Store.open(root) as store:
        for url in ("https://e.org/1", "https://e.org/2"):
            store.visits.quarantine(Quarantined(url, "empty", "no text", 1, at, at, at))
    spoil(root, "UPDATE quarantine SET last = 'x' WHERE url = 'https://e.org/1'")
    with Store.reader(root) as store, pytest.raises(StoreDamaged, match="store rebuild"):
        store.visits.quarantined("https://e.org/1")
    ((_, _, message),) = problems(Store.rebuild(root))
    assert message == (
        "the row 'https://e.org/1' of the table `quarantine` is not as it was written"
    )
    with Store.reader(root) as store:
        assert [each.url for each in store.visits.all_quarantined()] == ["https://e.org/2"]
