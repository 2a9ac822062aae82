"""Runs do what is due by cron expressions, by the pace of a site, and by what a server asks for."""

from datetime import UTC, datetime, timedelta

from scraper.cli.configuration import read_config
from scraper.runs.progress import RunObserver
from scraper.runs.run import run_due
from scraper.runs.scheduled_run import RunOptions

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
START = datetime.now(UTC).replace(hour=3, minute=0, second=0, microsecond=0) + DAY


def looked_at(farm, now):
    """The sites that a run at a time looks at."""
    config = read_config(farm.root / "scraper.toml")
    record = run_due(config, RunOptions(), {}, RunObserver(print), lambda: now).record
    assert (record.outcome, record.problems) == ("done", ())
    return list(record.sites)


def set_every(farm, *values):
    text = farm.configure().read_text()
    for value in values:
        text = text.replace('every = "1h"', f"every = {value}", 1)
    (farm.root / "scraper.toml").write_text(text)


def test_cron_expression_says_when_a_site_is_looked_at(farm):
    set_every(farm, '"0 6 * * *"', '"0 6 * * *"\ntimezone = "Asia/Tokyo"')
    assert looked_at(farm, START) == ["site0", "site1", "site2"]
    hours = (1, 2, 3, 4, 9, 14, 17, 18, 19, 23)
    at = {hour: looked_at(farm, START + hour * HOUR) for hour in hours}
    assert [hour for hour, sites in at.items() if "site0" in sites] == [3]
    assert [hour for hour, sites in at.items() if "site1" in sites] == [18]  # 6 in Tokyo is 21 UTC
    assert all("site2" in sites for sites in at.values())


def test_adaptive_site_is_looked_at_as_often_as_it_brings_something(farm):
    set_every(farm, '{ min = "1h", max = "12h" }', '{ min = "1h", max = "12h" }')
    looks = {"site0": 0, "site1": 0, "site2": 0}
    for hour in range(12):
        farm.sites[1].write(1)
        for name in looked_at(farm, START + hour * HOUR):
            looks[name] += 1
    assert looks["site2"] == 12
    assert looks["site1"] == 12  # an article an hour
    assert looks["site0"] < 6  # nothing new
    assert sorted((line["url"], line["title"], line["text"]) for line in farm.lines()) == farm.truth


def test_site_that_asks_for_rest_is_left_alone_as_long(farm):
    now = datetime.now(UTC)
    farm.sites[0].down, farm.sites[0].rest = True, 3 * 3600
    assert "site0" in looked_at(farm, now)
    farm.sites[0].down = False
    assert "site0" not in looked_at(farm, now + 2 * HOUR)
    assert "site0" in looked_at(farm, now + 3 * HOUR + timedelta(minutes=1))
