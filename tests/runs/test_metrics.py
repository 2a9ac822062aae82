"""The metrics that runs leave for Prometheus, read back by its own parser."""

import json
import sys

from prometheus_client.parser import text_string_to_metric_families


def read(farm) -> dict[tuple[str, ...], float]:
    """Each sample by its name, site and other label."""
    text = (farm.root / "out/scraper.prom").read_text()
    return {
        (
            sample.name,
            *(sample.labels[key] for key in sorted(sample.labels, reverse=True)),
        ): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def configured(farm):
    file = farm.configure()
    file.write_text(f'metrics = "out/scraper.prom"\n{file.read_text()}')


def test_metrics_tell_what_the_report_does(farm):
    configured(farm)
    farm.sites[1].down = True
    done = farm.run("run", "--report", farm.root / "report.json")
    assert done.status == 1  # one site is down
    report, found = json.loads((farm.root / "report.json").read_text()), read(farm)
    for name, tally in report["sites"].items():
        for result in ("new", "changed", "unchanged", "waiting"):
            assert found["scraper_site_pages", name, result] == tally[result]
        assert found["scraper_site_found", name] == tally["found"]
        assert found["scraper_site_unreadable", name] == tally["dark"]
        assert found["scraper_site_alarm", name, "layout_changed"] == 0
    assert found["scraper_site_failed_sources", "site1", "robots_unreachable"] == 1
    assert found["scraper_run_done",] == 1


def test_metrics_stay_and_the_check_is_newer_where_nothing_was_due(farm):
    configured(farm)
    farm.report()
    before = read(farm)
    farm.report()
    after = read(farm)
    assert (
        after["scraper_checked_timestamp_seconds",] > before["scraper_checked_timestamp_seconds",]
    )
    assert after["scraper_site_pages", "site0", "new"] == 6


def test_metrics_that_cannot_be_written_fail_no_run(farm):
    configured(farm)
    (farm.root / "out/scraper.prom").mkdir(parents=True)
    done = farm.run("run")
    assert done.status == 1
    assert "scraper.prom: can't be written" in done.err
    assert len(farm.lines()) == 18


def test_metrics_that_cannot_be_written_are_told_of_by_status(farm):
    configured(farm)
    (farm.root / "out/scraper.prom").mkdir(parents=True)
    farm.run("run")
    shown = farm.run("status").out.splitlines()
    assert [line for line in shown if "scraper.prom: can't be written" in line] == shown[-1:]
    first, *_ = map(json.loads, farm.run("status", "--json").out.splitlines())
    assert "scraper.prom: can't be written" in first["problems"][0]


def test_missing_library_is_said_before_anything_is_done(farm, monkeypatch):
    configured(farm)
    monkeypatch.setitem(sys.modules, "prometheus_client", None)
    done = farm.run("run")
    assert done.status == 4
    assert "scraper.toml:1: prometheus_client is not installed; run: " in done.err
    assert not (farm.root / "news").exists()
