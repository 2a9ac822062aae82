"""An article that its server has taken down is marked in every output, and no longer once it is back."""

import csv

import feedparser
import pyarrow.dataset
import pytest
from hourly import Hourly


@pytest.fixture
def hourly(farm):
    hourly = Hourly(farm)
    assert hourly.tally().new == 6
    return hourly


@pytest.fixture
def down(hourly):
    """One of six articles is answered with 404."""
    hourly.path = next(iter(hourly.site.stories))
    hourly.url = hourly.site.url.rstrip("/") + hourly.path
    hourly.site.gone.add(hourly.path)
    assert hourly.tally().gone == 1
    return hourly


def in_csv(hourly):
    with (hourly.farm.root / "out/articles.csv").open(newline="", encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["url"] == hourly.url]


def in_parquet(hourly):
    table = pyarrow.dataset.dataset(hourly.farm.root / "out/parquet").to_table()
    return [row for row in table.to_pylist() if row["url"] == hourly.url]


def marks(hourly):
    """What each output says of the article: a time, or None."""
    out = hourly.farm.root / "out"
    *_, line = [row for row in hourly.farm.rows_of_jsonl() if row["url"] == hourly.url]
    (in_database,) = hourly.farm.rows(f"SELECT gone_at FROM articles WHERE url = '{hourly.url}'")
    (page,) = [p.read_text() for p in (out / "pages").rglob("*.md") if hourly.url in p.read_text()]
    entry = next(
        e for e in feedparser.parse((out / "feed.xml").read_bytes()).entries if e.link == hourly.url
    )
    moment = in_parquet(hourly)[-1]["gone_at"]  # a timestamp in UTC
    return {
        "jsonl": line["gone_at"],
        "csv": in_csv(hourly)[-1]["gone_at"] or None,
        "parquet": moment and f"{moment:%Y-%m-%dT%H:%M:%SZ}",
        "sqlite": in_database[0],
        "markdown": next(
            (li.split('"')[1] for li in page.split("\n") if li[:8] == "gone_at:"), None
        ),
        "atom": "2026-05-04T08:00:00Z" if "gone" in [tag.term for tag in entry.tags] else None,
    }


def test_each_output_says_since_when(down):
    assert set(marks(down).values()) == {"2026-05-04T08:00:00Z"}


def test_rows_that_say_so_are_no_articles(down):
    last = in_csv(down)[-1]
    assert (last["status"], last["version"], len(in_csv(down))) == ("gone", "1", 2)
    assert len(in_parquet(down)) == 2


def test_article_is_marked_once(down):
    for _ in range(3):
        assert down.tally(hours=24 * 8).gone == 0
    assert len(in_csv(down)) == 2


def test_article_that_is_back_is_marked_as_there(down):
    down.site.gone.clear()
    assert down.tally(hours=24 * 8).unchanged == 6
    assert set(marks(down).values()) == {None}
    assert [row["status"] for row in in_csv(down)] == ["article", "gone", "article"]


def test_article_that_is_back_with_another_text_is_a_version(down):
    down.site.gone.clear()
    down.site.correct(0, "A line that was added while nobody could read it.")
    assert down.tally(hours=24 * 8).changed == 1
    assert [row["version"] for row in in_csv(down)] == ["1", "1", "1", "2"]
    assert down.farm.rows("SELECT count(*) FROM articles WHERE gone_at IS NOT NULL") == [(0,)]


def test_outage_that_answers_404_takes_nothing_down(hourly):
    hourly.site.refuse = 404
    tally = hourly.tally()
    assert (tally.gone, tally.withheld) == (0, "http_404")
    hourly.site.refuse = 0
    assert (hourly.tally().unchanged, len(hourly.farm.rows_of_jsonl())) == (6, 6)
