"""What runs remember, and the pure decisions on it."""

import json
import sqlite3
import zlib
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from scraper.errors import StoreDamaged, StoreError
from scraper.files.sqlite import Schema, migrate
from scraper.models.run import RunRecord, SiteTally
from scraper.models.version import MOST_OF_A_TEXT, article_digest, paragraph_changes
from scraper.runs.state import FailedVisit, PageVisit, State
from scraper.runs.state.database import MIGRATIONS, SCHEMA, SUMS
from scraper.schedule.due import LastVisit, PublishingRate

NOW = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
VISIT = PageVisit(
    key="example.org/a", url="https://example.org/a", site="example", article="example.org/a",
    payload="sha1:1", capture="c1", stamp="1/m/-", fields={"title": "A", "text": "One.\n\nTwo."},
    markdown="# A\n", now=NOW, recheck=HOUR, recheck_for=14 * DAY,
)  # fmt: skip


@pytest.fixture
def state(tmp_path):
    with State(tmp_path / "news.state.sqlite") as state:
        yield state


def later(text, payload, hours=1, **changes):
    fields = {"title": "A", "text": text}
    return replace(VISIT, fields=fields, payload=payload, now=NOW + hours * HOUR, **changes)


def test_changes_are_judged_on_title_and_text(state):
    assert state.record(VISIT) == "new"
    assert state.record(later("One.\n\nTwo.", "sha1:2")) == "unchanged"  # a box was different
    assert state.record(later("One. \n\n\n  Two.", "sha1:3")) == "unchanged"
    assert state.record(later("One.\n\nThree.", "sha1:4")) == "changed"
    first, second = state.articles.history("example.org/a")
    assert (first.number, second.number) == (1, 2)
    assert list(paragraph_changes(first, second)) == ["  One.", "- Two.", "+ Three."]


def test_text_that_returns_is_a_version_again(state):
    state.record(VISIT)
    state.record(later("One.\n\nThree.", "sha1:2"))
    assert state.record(later("One.\n\nTwo.", "sha1:3", capture="c3")) == "changed"
    assert state.record(later("One.\n\nTwo.", "sha1:4")) == "unchanged"
    first, _, third = state.articles.history("example.org/a")
    assert (third.number, third.digest, third.capture) == (3, first.digest, "c3")
    assert "c3" in state.articles.captures()


def test_page_that_goes_to_and_fro_makes_no_versions_without_end(state):
    for number in range(30):  # three texts in turn, in bytes that are never the same
        state.record(later(f"Text {number % 3}.", f"sha1:{number}"))
    texts = [version.text for version in state.articles.history("example.org/a")]
    assert texts == ["Text 0.", "Text 1.", "Text 2."] * MOST_OF_A_TEXT
    assert state.record(later("Another one.", "sha1:30")) == "changed"


def test_file_of_an_older_version_keeps_its_versions_and_takes_a_text_that_returns(tmp_path):
    path = tmp_path / "news.state.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        migrate(db, path, Schema(SCHEMA.application, MIGRATIONS[:5]))
        for number, text in enumerate(("One.", "Two."), 1):
            row = (VISIT.article, number, article_digest("A", text), NOW.isoformat())
            sql = "INSERT INTO versions VALUES (NULL, ?, ?, ?, 'example', 'u', ?, 'c', 's')"
            db.execute(sql, row)
            content = {"fields": {"title": "A", "text": text}, "markdown": ""}
            packed = zlib.compress(json.dumps(content).encode())
            db.execute("INSERT INTO contents VALUES (?, ?)", (number, packed))
    with State(path) as state:
        assert state.record(later("One.", "sha1:3")) == "changed"
        found = [(each.seq, each.number, each.text) for each in state.articles.after(0)]
    assert found == [(1, 1, "One."), (2, 2, "Two."), (3, 3, "One.")]


def test_same_bytes_make_no_version_whatever_is_extracted_from_them(state):
    state.record(VISIT)
    assert state.record(later("A newer program reads more.", "sha1:1")) == "unchanged"


def test_two_urls_of_one_article_are_one(state):
    state.record(VISIT)
    short = replace(VISIT, key="short.example/x", url="https://short.example/x")
    assert state.record(short) == "unchanged"
    assert state.pages.article_of("short.example/x") == "example.org/a"


def test_page_is_due_when_its_time_has_come(state):
    assert state.pages.is_due("example.org/a", NOW)
    state.record(VISIT)
    assert not state.pages.is_due("example.org/a", NOW + HOUR / 2)
    assert state.pages.due("example", NOW + HOUR) == [("example.org/a", "https://example.org/a")]
    assert state.pages.is_due("example.org/a", NOW - DAY)  # the clock was set back
    state.record(later("One.\n\nTwo.", "sha1:2", hours=24 * 20))
    assert not state.pages.is_due("example.org/a", NOW + 1000 * DAY)


def test_trouble_is_kept_from_its_first_day_and_ends_with_an_article(state):
    state.record(VISIT)
    for day in (1, 2):
        now = NOW + day * DAY
        state.record_failure(
            FailedVisit(VISIT.key, VISIT.url, "example", "http_status: 404", now + DAY, now)
        )
    assert state.pages.failure_of("example.org/a") == ("http_status: 404", NOW + DAY)
    assert state.pages.failing("example") == 1
    state.record(later("One.\n\nTwo.", "sha1:1"))
    assert state.pages.failure_of("example.org/a") is None
    assert len(state.articles.history("example.org/a")) == 1


def test_run_that_did_not_end_was_killed(state):
    state.runs.begin(NOW)
    state.runs.begin(NOW + HOUR)
    assert [run.outcome for run in state.runs.last(5)] == ["running", "killed"]


def test_runs_of_an_older_file_are_known_by_their_sites(tmp_path):
    path = tmp_path / "news.state.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        migrate(db, path, Schema(SCHEMA.application, MIGRATIONS[:4]))
        for sites in ({"a": SiteTally(new=1)}, {"b.c": SiteTally(), "a": SiteTally(new=2)}, {}):
            report = json.dumps(RunRecord(1, NOW, NOW, "done", sites).to_dict())
            moment = NOW.isoformat()
            db.execute("INSERT INTO runs VALUES (NULL, ?, ?, 'done', ?)", (moment, moment, report))
        db.execute("INSERT INTO runs VALUES (NULL, ?, '', 'killed', '{}')", (NOW.isoformat(),))
    with State(path) as state:
        found = state.runs.of_sites(["a", "b.c", "none"], 5)
    numbers = {site: [run.number for run in runs] for site, runs in found.items()}
    assert numbers == {"a": [2, 1], "b.c": [2], "none": []}
    assert [run.sites["a"].new for run in found["a"]] == [2, 1]


def test_newest_runs_of_a_site_come_first_and_no_more_than_asked_for(state):
    for _ in range(4):
        number = state.runs.begin(NOW)
        record = RunRecord(number, NOW, None, "running", {"a": SiteTally()})
        state.runs.keep(record)
        state.runs.keep(replace(record, ended=NOW, outcome="done"))
    assert [run.number for run in state.runs.of_sites(["a"], 3)["a"]] == [4, 3, 2]


def test_digest_knows_letters_not_spaces():
    assert article_digest("A", "b  c\n\nd") == article_digest(" A ", "b c\nd")
    assert article_digest("A", "é") == article_digest("A", "e\u0301")
    assert article_digest("A b", "c") != article_digest("A", "b c")


def test_look_comes_back_and_versions_since_are_counted(state):
    assert state.sites.last_visit("example") is None
    look = LastVisit(NOW, None, 7, PublishingRate(3 * DAY, 2.5))
    state.sites.keep_visit("example", look)
    assert state.sites.last_visit("example") == look
    dark = LastVisit(NOW, NOW + HOUR)
    state.sites.keep_visit("example", dark)
    assert state.sites.last_visit("example") == dark
    state.record(VISIT)
    state.record(later("One.", "sha1:2"))
    assert state.articles.last_seq() == 2
    counts = [state.articles.count_after("example", seq) for seq in (0, 1, 2)]
    assert (counts, state.articles.count_after("other", 0)) == ([2, 1, 0], 0)


def test_file_of_a_newer_program_and_no_database_are_refused(tmp_path):
    path = tmp_path / "news.state.sqlite"
    State(path).close()
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {SCHEMA.version + 1}")
    with pytest.raises(StoreError, match="use a newer scraper"):
        State(path)
    (tmp_path / "x").write_bytes(b"not a database at all" * 100)
    with pytest.raises(StoreDamaged, match="move it away"):
        State(tmp_path / "x")
    with pytest.raises(StoreError, match="scraper run"):
        State(tmp_path / "none", readonly=True)


def test_each_column_of_a_row_with_a_checksum_is_in_it(tmp_path):
    path = tmp_path / "news.state.sqlite"
    State(path).close()
    with closing(sqlite3.connect(path)) as db:
        for table, columns in SUMS.tables.items():
            there = tuple(row[1] for row in db.execute(f"PRAGMA table_info({table})"))
            assert there == (*columns, "crc"), table


def test_a_version_whose_text_can_t_be_read_is_named(state):
    state.record(VISIT)
    with closing(sqlite3.connect(state.path)) as db, db:
        db.execute("UPDATE contents SET content = x'00'")
    with pytest.raises(StoreDamaged, match=r"example.org/a: version 1 can't be read"):
        state.articles.newest(VISIT.article)
