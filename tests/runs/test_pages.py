"""Pages that a configuration names itself: they are visited as they are, with or without start points."""

import json

import pytest
from hourly import Hourly


@pytest.fixture
def watched(farm):
    """One site with two of its stories as pages, and no start point."""
    site = farm.sites[0]
    first, second, *_ = site.stories
    urls = [site.url.rstrip("/") + path for path in (first, second)]
    text = farm.configure().read_text()
    text = text[: text.index("[[site]]")]
    (farm.root / "scraper.toml").write_text(
        f'{text}[[site]]\nname = "watched"\npages = {json.dumps(urls)}\nevery = "1h"\n'
    )
    farm.first = first
    return farm


def test_pages_are_visited_and_nothing_else(watched):
    tally = watched.report()["sites"]["watched"]
    assert (tally["found"], tally["new"]) == (2, 2)
    assert set(watched.sites[0].asked) == {"/robots.txt", *list(watched.sites[0].stories)[:2]}


def test_a_change_of_such_a_page_is_a_version(watched):
    watched.report()
    watched.sites[0].correct(0, "The mayor of Quillhaven corrected the year in the evening.")
    tally = watched.report("--all")["sites"]["watched"]
    assert (tally["changed"], tally["unchanged"]) == (1, 1)


def test_no_alarm_is_raised_because_they_bring_nothing_new(watched):
    for _ in range(4):
        watched.report("--all")
    assert "ALARM" not in watched.run("run", "--all").err


def test_pages_are_visited_beside_those_of_start_points(watched):
    site = watched.sites[0]
    file = watched.root / "scraper.toml"
    file.write_text(file.read_text() + f'start = ["{site.url}"]\n')
    assert watched.report()["sites"]["watched"]["new"] == len(site.stories)


def test_a_site_needs_one_of_the_two(watched):
    file = watched.root / "scraper.toml"
    file.write_text(file.read_text().replace("pages = ", "# "))
    done = watched.run("run")
    assert (done.status, "a site needs 'start'" in done.err) == (4, True)


def test_a_page_that_has_not_changed_for_months_is_still_visited_each_time(farm):
    hourly = Hourly(farm)
    first, second, *_ = hourly.site.stories
    text = hourly.file.read_text()
    pages = f'pages = ["{hourly.site.url.rstrip("/")}{first}"]\n'
    hourly.file.write_text(text + pages)
    hourly.run()
    hourly.run(hours=24 * 90)
    before = hourly.site.asked[first], hourly.site.asked[second]
    hourly.run(hours=1)
    hourly.run(hours=1)
    assert (hourly.site.asked[first] - before[0], hourly.site.asked[second] - before[1]) == (2, 0)
