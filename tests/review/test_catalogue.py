"""The catalogue follows its store: newest first, one row a page, whatever happens to either."""

import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scraper.errors import StoreError
from scraper.files.lock import Lock
from scraper.files.siblings import SEARCH_LOCK
from scraper.store import Extractions, Store
from scraper.store.search import indexing
from scraper.store.search.catalogue import Catalogue
from scraper.store.search.indexing import (
    Indexer,
    catalogue_file,
    catch_up,
    searchable,
)
from scraper.store.search.reader import Filter, Reader
from tests.patience import PATIENCE


@pytest.fixture
def root(tmp_path):
    return tmp_path / "news"


def read(root):
    """All titles, newest first."""
    with searchable(root) as path, Reader(path) as reader:
        return [row.title for row in reader.listing(Filter(status="any"), 1000)]


def found(root, text, **filters):
    with searchable(root) as path, Reader(path) as reader:
        return [row.title for row in reader.listing(Filter(text=text, **filters), 1000)]


def test_pages_are_listed_newest_first(tools, root):
    tools.fill(root, [tools.Story(f"Story {n}") for n in range(5)])
    assert read(root) == [f"Story {n}" for n in (4, 3, 2, 1, 0)]


def test_the_first_step_has_the_newest_pages(tools, root, monkeypatch):
    monkeypatch.setattr(indexing, "BATCH", 2)
    tools.fill(root, [tools.Story(f"Story {n}") for n in range(7)])
    catalogue = Catalogue(catalogue_file(root))
    steps = catch_up(root, catalogue)
    next(steps)
    with Reader(catalogue_file(root)) as reader:
        assert [row.title for row in reader.listing(Filter(), 9)] == ["Story 6", "Story 5"]
        assert not reader.whole()
    assert len(list(steps)) > 0
    catalogue.close()
    with Reader(catalogue_file(root)) as reader:
        assert reader.whole()
        assert reader.count() == 7


def test_new_captures_are_added_and_nothing_is_read_twice(tools, root):
    tools.fill(root, [tools.Story("One")])
    assert read(root) == ["One"]
    tools.fill(root, [tools.Story("Two")], first=1)
    assert read(root) == ["Two", "One"]
    catalogue = Catalogue(catalogue_file(root))
    assert list(catch_up(root, catalogue)) == []
    catalogue.close()


def test_a_page_has_one_row_that_moves_up_with_its_newest_text(tools, root):
    url = "https://news.example/a"
    tools.fill(root, [tools.Story("Old", "old words", url), tools.Story("Other")])
    assert read(root) == ["Other", "Old"]
    tools.fill(root, [tools.Story("New", "new words", url)], first=5)
    assert read(root) == ["New", "Other"]
    assert found(root, "old") == []
    assert found(root, "new words") == ["New"]


def test_an_error_page_does_not_hide_the_article_before_it(tools, root):
    url = "https://news.example/a"
    tools.fill(
        root, [tools.Story("Article", "words", url), tools.Story("", "", url, status="soft_404")]
    )
    assert read(root) == ["Article"]


def test_what_is_extracted_later_is_found(tools, root):
    ids = tools.fill(root, [tools.Story("", "", status="")])
    assert found(root, "ferry") == []
    with Extractions.writer(root) as kept:
        kept.keep(ids[0], tools.STAMP, {"title": "Late", "text": "the ferry", "status": "article"})
    assert found(root, "ferry") == ["Late"]


def test_a_verdict_that_comes_later_is_listed(tools, root):
    ids = tools.fill(root, [tools.Story(status="", http=404)])
    assert read(root) == [""]
    with Store.open(root) as store:
        store.note(ids[0], status="http_status")
    with searchable(root) as path, Reader(path) as reader:
        assert [row.status for row in reader.listing(Filter(status="any"), 9)] == ["http_status"]


def test_a_store_that_was_made_anew_is_read_anew(tools, root):
    tools.fill(root, [tools.Story("One"), tools.Story("Two")])
    assert read(root) == ["Two", "One"]
    shutil.rmtree(root)
    tools.fill(root, [tools.Story("Three")], first=9)
    assert read(root) == ["Three"]


def test_pages_that_the_store_has_no_more_are_not_listed(tools, root):
    """As `scraper store gc` leaves it: the captures are gone from the index."""
    ids = tools.fill(root, [tools.Story(f"Story {n}", "ferry") for n in range(4)])
    assert len(read(root)) == 4
    with sqlite3.connect(root / "index.sqlite") as db:
        db.execute("DELETE FROM captures WHERE id = ?", (ids[1],))
    db.close()
    assert found(root, "ferry") == ["Story 3", "Story 2", "Story 0"]
    tools.fill(root, [tools.Story("Story 4", "ferry")], first=4)
    assert found(root, "ferry") == ["Story 4", "Story 3", "Story 2", "Story 0"]


def test_a_page_whose_capture_is_gone_shows_the_best_that_is_left(tools, root):
    """gc may take the article and leave the login wall after it, by another spelling of the URL."""
    story, url = tools.Story, "https://news.example/a"
    ids = tools.fill(root, [story("First", "ferry", url), story("Second", "ferry", url)])
    tools.fill(root, [story("Wall", "", f"{url}/?utm_source=x", status="login_wall")], first=2)
    assert read(root) == ["Second"]
    for capture, left in ((ids[1], "First"), (ids[0], "Wall")):
        with closing(sqlite3.connect(root / "index.sqlite")) as db, db:
            db.execute("DELETE FROM captures WHERE id = ?", (capture,))
        assert read(root) == [left]


def test_an_older_capture_that_is_stored_later_is_not_the_newest(tools, root):
    """As `scraper store import` brings them."""
    url = "https://news.example/a"
    tools.fill(root, [tools.Story("New", "words", url)], first=50)
    tools.fill(root, [tools.Story("Old", "words", url)], first=1)
    assert read(root) == ["New"]


def test_a_catalogue_that_is_no_database_is_made_anew(tools, root):
    tools.fill(root, [tools.Story("One")])
    catalogue_file(root).write_bytes(b"not a database, but long enough to look at" * 100)
    assert read(root) == ["One"]


def test_a_catalogue_that_breaks_is_made_anew(tools, root):
    """Its head is whole, its pages are not: it is found when it is used, and good at the next look."""
    tools.fill(root, [tools.Story(f"Story {n}", "words " * 500) for n in range(50)])
    assert len(read(root)) == 50
    path = catalogue_file(root)
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    tools.fill(root, [tools.Story("New")], first=60)
    with suppress(StoreError):
        read(root)
    assert len(read(root)) == 51


def test_a_catalogue_of_another_version_is_made_anew(tools, root):
    tools.fill(root, [tools.Story("One")])
    assert read(root) == ["One"]
    with sqlite3.connect(catalogue_file(root)) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    assert read(root) == ["One"]


def test_while_another_process_keeps_it_up_it_is_only_read(tools, root):
    tools.fill(root, [tools.Story("One")])
    assert read(root) == ["One"]
    tools.fill(root, [tools.Story("Two")], first=1)
    lock = Lock(root.with_name(root.name + SEARCH_LOCK), datetime.now(UTC))
    assert read(root) == ["One"]
    lock.release()
    assert read(root) == ["Two", "One"]


def test_a_store_has_one_catalogue_however_it_is_named(tools, root, monkeypatch):
    tools.fill(root, [tools.Story("One")])
    (root.parent / "link").symlink_to(root)
    monkeypatch.chdir(root)
    assert catalogue_file(Path()) == catalogue_file(root.parent / "link") == catalogue_file(root)
    assert read(Path()) == ["One"]


def test_paging_goes_through_all_pages_once(tools, root):
    tools.fill(root, [tools.Story(f"Story {n}", "the same words") for n in range(23)])
    with searchable(root) as path, Reader(path) as reader:
        for text in ("", "same"):
            seen, before = [], 0
            while rows := reader.listing(Filter(text=text, before=before), 5):
                seen += [row.title for row in rows]
                before = rows[-1].number
            assert seen == [f"Story {n}" for n in reversed(range(23))]


def test_filters_are_by_host_and_verdict(tools, root):
    tools.fill(
        root,
        [
            tools.Story("A", url="https://www.a.example/1"),
            tools.Story("B", url="https://b.example/1"),
            tools.Story("Wall", "", url="https://b.example/2", status="consent_wall"),
        ],
    )
    assert found(root, "", host="a.example") == ["A"]
    assert found(root, "", host="b.example", status="any") == ["Wall", "B"]
    assert found(root, "", status="consent_wall") == ["Wall"]
    assert found(root, "") == ["B", "A"]


def test_a_page_whose_address_is_none_is_listed(tools, root):
    """As `scraper store import` brings them."""
    tools.fill(
        root, [tools.Story("Odd", "words", url) for url in ("http://e.org:99999/", "http://[x")]
    )
    assert found(root, "words") == ["Odd", "Odd"]


def test_a_bug_of_the_index_is_told(tools, root, monkeypatch, capfd):
    def broken(*_):
        raise ValueError("a bug")

    tools.fill(root, [tools.Story("One")])
    monkeypatch.setattr(indexing, "catch_up", broken)
    monkeypatch.setattr(indexing, "EVERY", 0.01)
    indexer = Indexer(root)
    indexer.start()
    try:
        assert indexer.ready.wait(PATIENCE)
        assert "ValueError" in str(indexer.problem)
    finally:
        indexer.close()
    assert capfd.readouterr().err.count("Traceback") == 1


def test_a_missing_store_is_told_and_then_found(tools, root):
    indexer = Indexer(root)
    indexer.start()
    try:
        assert indexer.ready.wait(PATIENCE)
        assert isinstance(indexer.problem, StoreError)
    finally:
        indexer.close()
