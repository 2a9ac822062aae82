"""How sites are, read from the record: slow ones beside fast ones, and however many runs there were."""

from datetime import UTC, datetime, timedelta

from prometheus_client.parser import text_string_to_metric_families

from scraper.config import load
from scraper.metrics import metrics
from scraper.runs import RunRecord, SiteTally
from scraper.sitestatus import site_statuses
from scraper.state import State, state_file

BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
BETWEEN = timedelta(minutes=10)
RUNS = 6 * 144  # of six days


def recorded(tmp_path, runs=RUNS):
    """A weekly site that was in the first run, and one that was in all; the configuration."""
    file = tmp_path / "scraper.toml"
    file.write_text(
        'store = "news"\n'
        '[[site]]\nname = "weekly"\nevery = "7d"\nstart = ["http://a.example/"]\n'
        '[[site]]\nname = "busy"\nevery = "10m"\nstart = ["http://b.example/"]\n'
    )
    config = load(file, outputs=())
    with State(state_file(config.store)) as state:
        state._db.execute("PRAGMA synchronous = OFF")  # no power fails here
        for index in range(runs):
            now = BEGUN + index * BETWEEN
            sites = {"busy": SiteTally(found=3, new=index % 2, complete=True)}
            sites |= {} if index else {"weekly": SiteTally(found=30, new=5, complete=True)}
            state.keep_run(RunRecord(state.begin_run(now), now, now, "done", sites))
    return config


def statuses(config, most=20):
    with State(state_file(config.store), readonly=True) as state:
        return site_statuses(config, state, BEGUN + RUNS * BETWEEN, running=False, most=most)


def test_a_slow_site_is_told_of_beside_a_fast_one(tmp_path):
    weekly, busy = statuses(recorded(tmp_path))
    assert [(run.number, tally.new) for run, tally in weekly.runs] == [(1, 5)]
    assert [run.number for run, _ in busy.runs] == list(range(RUNS, RUNS - 20, -1))


def test_metrics_of_a_slow_site_stay(tmp_path):
    text = metrics(statuses(recorded(tmp_path)), None, BEGUN).decode()
    samples = [s for family in text_string_to_metric_families(text) for s in family.samples]
    found = {s.labels["site"]: s.value for s in samples if s.name == "scraper_site_found"}
    assert found == {"weekly": 30, "busy": 3}
