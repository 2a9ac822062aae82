"""Stories: what is told twice is linked, once and for all; nothing grows with what is known."""

import random
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from scraper.runs.state import PageVisit, State
from scraper.runs.state.clusters import NEIGHBOURS

NOW = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
WORDS = [f"word{number}" for number in range(5000)]


def text(seed: int, words: int = 300) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=words))


def visit(key: str, body: str, payload: str = "1") -> PageVisit:
    return PageVisit(
        key=key, url=f"https://{key}", site=key.partition(".")[0], article=key, payload=payload,
        capture="c" * 32, stamp="1/m/-", fields={"title": "A title", "text": body}, markdown="",
        now=NOW, recheck=timedelta(hours=1), recheck_for=timedelta(days=14),
    )  # fmt: skip


@pytest.fixture
def state(tmp_path):
    with State(tmp_path / "news.state.sqlite") as state:
        yield state


def stories(state: State) -> dict[str, str]:
    return {version.key: version.record()["story"] for version in state.articles.after(0)}


def test_agency_copy_joins_the_story_that_was_first(state):
    state.record(visit("post.example/a", text(1)))
    state.record(visit("mail.example/x", text(2)))
    state.record(visit("news.example/b", text(1, 250) + " and a line of its own"))
    state.record(visit("echo.example/c", "Their own lead. " + text(1, 270)))
    assert stories(state) == {
        "post.example/a": "post.example/a", "mail.example/x": "mail.example/x",
        "news.example/b": "post.example/a", "echo.example/c": "post.example/a",
    }  # fmt: skip
    found = state.clusters.alike("post.example/a")
    assert [each.key for each in found] == ["echo.example/c", "news.example/b"]
    assert all(each.same_cluster and each.likeness > 0.7 for each in found)
    assert state.clusters.alike("mail.example/x") == []
    assert state.clusters.with_several(5) == [
        ["post.example/a", "news.example/b", "echo.example/c"]
    ]


def test_story_stays_when_the_article_changes(state):
    state.record(visit("post.example/a", text(1)))
    state.record(visit("news.example/b", text(1)))
    state.record(visit("news.example/b", text(7), payload="2"))
    assert [v.cluster for v in state.articles.history("news.example/b")] == ["post.example/a"] * 2
    state.record(visit("echo.example/c", text(7)))  # is like what it is now
    assert state.articles.history("echo.example/c")[0].cluster == "post.example/a"


def test_old_sketch_of_a_changed_article_is_found_no_more(state):
    state.record(visit("post.example/a", text(1)))
    state.record(visit("post.example/a", text(2), payload="2"))
    state.record(visit("news.example/b", text(1)))
    assert stories(state)["news.example/b"] == "news.example/b"


def test_short_text_is_a_story_of_its_own(state):
    state.record(visit("post.example/a", "Sold out."))
    state.record(visit("news.example/b", "Sold out."))
    assert stories(state) == {key: key for key in ("post.example/a", "news.example/b")}


def test_article_of_an_older_state_gets_its_place_at_its_next_visit(state, tmp_path):
    state.record(visit("post.example/a", text(1)))
    state.close()
    with closing(sqlite3.connect(tmp_path / "news.state.sqlite")) as db, db:
        db.execute("DELETE FROM sketches")
        db.execute("DELETE FROM bands")
    with State(tmp_path / "news.state.sqlite") as again:
        assert stories(again) == {"post.example/a": "post.example/a"}
        again.record(visit("post.example/a", text(1)))
        again.record(visit("news.example/b", text(1)))
        assert stories(again)["news.example/b"] == "post.example/a"


def test_text_that_thousands_share_costs_no_more(state):
    """As a notice that a site shows in the place of each article."""
    for number in range(NEIGHBOURS * 10):
        state.record(visit(f"post.example/{number}", text(1)))
    assert set(stories(state).values()) == {"post.example/0"}
    assert len(state.clusters._near(state.clusters._sketch("post.example/0")[1])) == NEIGHBOURS
