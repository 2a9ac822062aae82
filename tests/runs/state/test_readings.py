"""Versions paragraph by paragraph: a ranking that comes and goes in what was read makes none."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from scraper.models.version import line_keys
from scraper.runs.state import PageVisit, State

NOW = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
STORY = ["The ferry left on time.", "Nobody had counted on the fog."]
RANKING = ["Museum opens on Sunday", "Tram line closed for a week", "Orchard in bloom early"]


def visit(number, kept, page):
    """A visit in which `kept` of the lines of `page` were taken for the article."""
    key, text = "example.org/a", "\n\n".join(kept)
    return PageVisit(
        key=key, url=f"https://{key}", site="example", article=key, payload=f"sha1:{number}",
        capture=f"c{number}", stamp="1/m/-", fields={"title": "The ferry", "text": text},
        markdown=text, now=NOW + timedelta(hours=number), recheck=timedelta(hours=1),
        recheck_for=timedelta(days=14), blocks=tuple(line_keys(page)),
    )  # fmt: skip


@pytest.fixture
def state(tmp_path):
    with State(tmp_path / "news.state.sqlite") as state:
        yield state


def test_ranking_whose_lines_are_taken_for_text_now_and_then(state):
    changes = []
    for number in range(6):
        ranking = RANKING[number % 3 :] + RANKING[: number % 3]
        kept = [*STORY, *ranking[: number % 2]]
        changes.append(state.record(visit(number, kept, [*STORY, *ranking])))
    assert changes == ["new"] + ["unchanged"] * 5


def test_line_that_is_new_on_the_page_makes_a_version(state):
    state.record(visit(1, STORY, [*STORY, *RANKING]))
    added = [*STORY, "It came back at noon."]
    assert state.record(visit(2, added, [*added, *RANKING])) == "changed"


def test_newest_version_is_what_the_next_visit_is_compared_with(state):
    added = [*STORY, "It came back at noon."]
    state.record(visit(1, STORY, [*STORY, *RANKING]))
    state.record(visit(2, added, [*added, *RANKING]))
    assert state.record(visit(3, STORY, [*STORY, *RANKING])) == "changed"
    assert [v.number for v in state.articles.history("example.org/a")] == [1, 2, 3]


def test_version_whose_page_was_not_kept_is_judged_by_its_text(state):
    """As those that an older release wrote."""
    state.record(replace(visit(1, STORY, []), blocks=()))
    assert state.record(visit(2, [*STORY, RANKING[0]], [*STORY, *RANKING])) == "changed"
