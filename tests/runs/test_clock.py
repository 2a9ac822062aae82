"""A run has one clock: all that it keeps is dated by it."""

from datetime import UTC, datetime, timedelta

from hourly import Hourly

from scraper.store import Store


def test_captures_and_files_of_robots_are_dated_by_the_clock_of_the_run(farm):
    hourly = Hourly(farm, now=datetime(2031, 5, 4, 6, 0, tzinfo=UTC))
    farm.sites[0].more["/robots.txt"] = "User-agent: *\nAllow: /\n"
    hourly.run()
    with Store.reader(farm.root / "news") as store:
        dates = {entry.fetched_at for entry in store.entries()}
        dates.add(store.visits.robots(hourly.site.url.rstrip("/")).fetched_at)
    assert dates == {hourly.now}


def test_rest_that_a_start_point_asks_for_counts_from_the_clock_of_the_run(farm):
    hourly = Hourly(farm, now=datetime(2031, 5, 4, 6, 0, tzinfo=UTC))
    hourly.site.down, hourly.site.rest = True, 3 * 3600
    hourly.run()
    asked = sum(hourly.site.asked.values())
    hourly.now += timedelta(hours=1)
    hourly.run()
    assert sum(hourly.site.asked.values()) == asked
