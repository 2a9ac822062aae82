"""Pages are listed by the date of their article, and what a search finds is counted."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from scraper.store.search.indexing import catalogue_file, date_key, searchable
from scraper.store.search.reader import Filter, Reader

SEEN = datetime(2026, 5, 1, 12, tzinfo=UTC)


def dated(tools, *dates: str):
    return [
        tools.Story(f"Of {day or 'no day'}", "The ferry leaves.", more={"date": day} if day else {})
        for day in dates
    ]


def titles(path, **wanted) -> list[str]:
    with Reader(path) as reader:
        return [row.title for row in reader.listing(Filter(**wanted), 100)]


@pytest.mark.parametrize("text", ["", "ferry"])
def test_the_newest_article_is_first_and_those_without_a_date_are_last(tools, tmp_path, text):
    dates = ("2025-12-01", "", "2026-01-01T08:00:00+09:00", "2025-12-31T23:30:00Z", "no date")
    tools.fill(tmp_path / "news", dated(tools, *dates))
    with searchable(tmp_path / "news") as path:
        assert titles(path, text=text) == [
            "Of 2025-12-31T23:30:00Z", "Of 2026-01-01T08:00:00+09:00", "Of 2025-12-01", "Of no date",
            "Of no day",
        ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "ferry"])
def test_pages_of_the_list_follow_each_other_by_date(tools, tmp_path, text):
    days = [f"2025-12-{day:02}" for day in (7, 3, 9, 1, 5, 5, 2)]
    tools.fill(tmp_path / "news", dated(tools, *days))
    seen, before = [], 0
    with searchable(tmp_path / "news") as path, Reader(path) as reader:
        while rows := reader.listing(Filter(text, before=before), 2):
            seen += [row.published for row in rows]
            before = rows[-1].number
    assert seen == sorted(days, reverse=True)


def test_hits_are_counted_whatever_page_is_shown(tools, tmp_path):
    tools.fill(tmp_path / "news", dated(tools, *["2025-12-01"] * 5))
    with searchable(tmp_path / "news") as path, Reader(path) as reader:
        last = reader.listing(Filter("ferry"), 2)[-1].number
        assert reader.found(Filter("ferry", before=last)) == 5
        assert reader.found(Filter("ferry", host="elsewhere.example")) == 0
        assert reader.found(Filter("submarine")) == 0
        assert reader.found(Filter()) == 5


@pytest.mark.parametrize(
    ("published", "key"),
    [
        ("2026-04-30", "2026-04-30"),
        ("2026-04-30T23:30:00-02:00", "2026-05-01T01:30"),
        ("2026-04-30T23:30:00", "2026-04-30T23:30"),
        ("2027-01-01", "2026-05-01T12:00"),
        ("", "-2026-05-01T12:00"),
        ("last week", "-2026-05-01T12:00"),
        ("0001-01-01T00:00:00+14:00", "-2026-05-01T12:00"),
    ],
)
def test_a_date_in_the_future_or_of_no_calendar_is_not_believed(published, key):
    assert date_key(published, SEEN) == key


def test_a_catalogue_of_an_older_version_is_made_again(tools, tmp_path):
    tools.fill(tmp_path / "news", dated(tools, "2025-12-01"))
    with searchable(tmp_path / "news"):
        pass
    with closing(sqlite3.connect(catalogue_file(tmp_path / "news"))) as db, db:
        db.execute("ALTER TABLE pages DROP COLUMN published")
        db.execute("PRAGMA user_version = 1")
    with searchable(tmp_path / "news") as path:
        assert titles(path) == ["Of 2025-12-01"]
    assert not list(tmp_path.glob("*.backup*"))
