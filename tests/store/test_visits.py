"""What the store keeps beside pages, and an index of an older version."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from scraper.errors import StoreError
from scraper.models.page import Quarantined, RobotsFile, Validators
from scraper.store import Store

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
URL = "https://news.example/a"
HELD = Quarantined(URL, "login_wall", "for subscribers", 2, NOW, NOW, NOW + timedelta(days=7), "ab")


@pytest.fixture
def root(tmp_path):
    return tmp_path / "store"


def test_a_robots_file_comes_back_after_a_restart(root):
    file = RobotsFile("https://news.example", NOW, 200, b"User-agent: *\n")
    with Store.open(root) as store:
        store.visits.keep_robots(RobotsFile(file.origin, NOW, 503, b""))
        store.visits.keep_robots(file)
    with Store.reader(root) as store:
        assert store.visits.robots(file.origin) == file
        assert store.visits.robots("https://other.example") is None


def test_the_quarantine_comes_back_what_is_due_first(root):
    sooner = Quarantined("https://news.example/b", "dns", "", 1, NOW, NOW, NOW)
    with Store.open(root) as store:
        store.visits.quarantine(HELD)
        store.visits.quarantine(sooner)
    with Store.reader(root) as store:
        assert list(store.visits.all_quarantined()) == [sooner, HELD]
        assert store.visits.quarantined(URL) == HELD


def test_release_takes_a_url_out(root):
    with Store.open(root) as store:
        store.visits.quarantine(HELD)
        store.visits.release(URL)
        store.visits.release("https://news.example/never-in")
        assert store.visits.quarantined(URL) is None


def test_credentials_do_not_reach_the_quarantine(root):
    with Store.open(root) as store:
        visit = Quarantined("https://u:s3cret@news.example/a", "dns", "", 1, NOW, NOW, NOW)
        store.visits.quarantine(visit)
        assert [held.url for held in store.visits.all_quarantined()] == [URL]


def test_a_reader_keeps_nothing(root):
    Store.open(root).close()
    with Store.reader(root) as store, pytest.raises(StoreError, match="reading only"):
        store.visits.quarantine(HELD)


def test_the_newest_whole_capture_says_what_to_ask_with(root, make_page):
    def page(number, etag, **more):
        return make_page(number, headers=(("ETag", etag),), **more)

    with Store.open(root) as store:
        key = store.put(page(1, '"a"'))
        url = store.get(key).final_url
        assert store.visits.validators(url) == Validators(key, '"a"', "")
        assert store.visits.validators("https://news.example/unknown") is None


def to_version_1(root):
    """Undo what the later versions of the tables added."""
    db = sqlite3.connect(root / "index.sqlite")
    for column in ("etag", "last_modified", "trace"):
        db.execute(f"ALTER TABLE captures DROP COLUMN {column}")
    db.execute("DROP TABLE robots")
    db.execute("DROP TABLE quarantine")
    db.execute("DROP TABLE row_counts")
    db.execute("ALTER TABLE notes DROP COLUMN crc")
    db.execute("PRAGMA user_version = 1")
    db.commit()
    db.close()


def test_an_older_index_is_brought_up_to_date_by_the_next_writer(root, make_page):
    with Store.open(root) as store:
        key = store.put(make_page(1))
        store.note(key, status="article", title="T", words=3)
    to_version_1(root)
    with Store.open(root) as store:
        (entry,) = store.entries()
        assert (entry.id, entry.verdict, entry.etag) == (key, "article", "")
        store.visits.quarantine(HELD)
        assert store.verify().ok


def test_a_reader_of_an_older_index_says_what_to_do(root, make_page):
    with Store.open(root) as store:
        store.put(make_page(1))
    to_version_1(root)
    with pytest.raises(StoreError, match="scraper store rebuild"):
        Store.reader(root)
