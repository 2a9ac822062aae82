"""Outputs that are damaged, or hold what readers take for something else."""

import csv
import json
from datetime import UTC, datetime

import feedparser
import pytest

from scraper.config import OutputConfig
from scraper.models.version import ArticleVersion
from scraper.outputs import OUTPUTS
from scraper.runs.deliver import deliver
from tests.outputs.test_gone import visit

NOW = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
FIELDS = {"title": "A title", "text": "Text.", "authors": [], "tags": [], "status": "article"}


def version(**fields) -> ArticleVersion:
    return ArticleVersion(
        1, "example.org/a", 1, "d" * 64, "example", "https://example.org/a", NOW, "c" * 32, "1/m/-",
        FIELDS | fields, "# A title\n\nText.\n",
    )  # fmt: skip


@pytest.mark.parametrize(
    "damage", [lambda b: b[:-40], lambda b: b"\0" * len(b), lambda b: b"%" + b]
)
def test_damaged_feed_is_set_aside_and_written_again(state, tmp_path, damage):
    feed, said = OutputConfig("atom", tmp_path / "feed.xml", "atom:feed.xml"), []
    state.record(visit(1))
    assert deliver(state, [feed]) == []
    damaged = damage(feed.path.read_bytes())
    feed.path.write_bytes(damaged)
    state.record(visit(2))
    assert deliver(state, [feed], said.append) == []
    assert len(feedparser.parse(feed.path.read_bytes()).entries) == 2
    assert (tmp_path / "feed.xml.damaged").read_bytes() == damaged
    assert "kept as feed.xml.damaged" in said[0]


def test_second_damage_keeps_the_first(state, tmp_path):
    feed = OutputConfig("atom", tmp_path / "feed.xml", "atom:feed.xml")
    for number in range(3):
        state.record(visit(number))
        assert deliver(state, [feed]) == []
        feed.path.write_text(f"damage {number}")
    kept = sorted(path.read_text() for path in tmp_path.glob("feed.xml.damaged*"))
    assert kept == ["damage 0", "damage 1"]


def test_feed_of_somebody_else_stays_where_it_is(state, tmp_path):
    feed = OutputConfig("atom", tmp_path / "feed.xml", "atom:feed.xml")
    feed.path.write_text("no feed")
    state.record(visit(1))
    (error,) = deliver(state, [feed])
    assert "is not an Atom feed" in error.message
    assert feed.path.read_text() == "no feed"


@pytest.mark.parametrize("first", "=+-@＝＋－＠")
def test_cell_that_a_spreadsheet_may_run_stands_after_an_apostrophe(tmp_path, first):
    OUTPUTS["csv"].write(tmp_path / "a.csv", [version(title=f"{first}HYPERLINK(1)")])
    with (tmp_path / "a.csv").open(newline="", encoding="utf-8") as file:
        (row,) = csv.DictReader(file)
    assert row["title"] == f"'{first}HYPERLINK(1)"


@pytest.mark.parametrize(
    "odd", ["\uffff", "\ufffe", "\x85", "\u2028", "\ufeff", "\x7f", "\x9b", "\ud800"]
)
def test_front_matter_has_only_what_yaml_takes(tmp_path, odd):
    title = f"A{odd}title 漢字 🎈"
    OUTPUTS["markdown"].write(tmp_path, [version(title=title)])
    (file,) = tmp_path.rglob("*.md")
    front = file.read_text("utf-8").split("\n---\n")[0]
    line = next(line for line in front.split("\n") if line.startswith("title: "))
    assert odd not in front
    assert json.loads(line.removeprefix("title: ")) == title
    assert "漢字 🎈" in line
