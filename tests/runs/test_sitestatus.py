"""How sites are, read from the record: slow ones beside fast ones, however many runs there were; and
what went wrong beside the pages."""

import json
import shutil
from datetime import UTC, datetime, timedelta

from prometheus_client.parser import text_string_to_metric_families

from scraper.config import load
from scraper.errors import ExitCode
from scraper.models.run import RunRecord, SiteTally
from scraper.runs.metrics import metrics
from scraper.runs.state import State, state_file
from scraper.runs.status import site_statuses

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
        state._file.run("PRAGMA synchronous = OFF")  # no power fails here
        for index in range(runs):
            now = BEGUN + index * BETWEEN
            sites = {"busy": SiteTally(found=3, new=index % 2, complete=True)}
            sites |= {} if index else {"weekly": SiteTally(found=30, new=5, complete=True)}
            state.runs.keep(RunRecord(state.runs.begin(now), now, now, "done", sites))
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


def problems_told(farm):
    """By the lines for people, and by the JSON of each site."""
    shown = farm.run("status").out.splitlines()
    sites = map(json.loads, farm.run("status", "--json").out.splitlines())
    lines = [line.partition(" UTC: ")[2] for line in shown if line.startswith("problem in the run")]
    return [lines, *(site["problems"] for site in sites)]


def test_one_site_may_be_asked_for_alone(farm):
    farm.run("run", "--max-pages", "1")
    shown = farm.run("status", "--site", "site1", "--json")
    assert [json.loads(line)["site"] for line in shown.out.splitlines()] == ["site1"]
    assert farm.run("status", "--site", "site9").status == ExitCode.USAGE


def test_to_accept_a_site_without_an_alarm_says_that_none_is_open(farm):
    farm.run("run", "--max-pages", "1")
    said = farm.run("status", "--accept", "site1")
    assert (said.status, said.err) == (
        ExitCode.OK,
        "scraper: site1: no alarm is open\n",
    )


def test_outputs_that_cannot_be_written_are_told_by_status(farm):
    (farm.root / "out").write_text("in the way of all outputs")
    done = farm.run("run", "--all")
    assert done.status == 1
    told = problems_told(farm)
    assert len(told[0]) == 6 and all("can't be written" in line for line in told[0][:1])
    assert all(line in done.err for line in told[0])
    assert told == [told[0]] * 4
    assert farm.run("run").status == 1  # nothing is due, and nothing is new about it
    assert problems_told(farm) == told


def test_output_that_fails_while_nothing_is_due_is_told_by_status_too(farm):
    farm.report()
    assert problems_told(farm) == [[]] * 4
    shutil.rmtree(farm.root / "out")
    (farm.root / "out").write_text("in the way of all outputs")
    for _ in range(3):
        assert farm.run("run").status == 1
    told = problems_told(farm)
    assert len(told[0]) == 6 and told == [told[0]] * 4
    with State(farm.root / "news.state.sqlite", readonly=True) as state:
        assert len(state.runs.last(9)) == 2
    (farm.root / "out").unlink()
    farm.report("--all")
    assert problems_told(farm) == [[]] * 4
