"""A bad hour of a site costs that hour: its pages wait together, and one of them is asked for."""

import pytest
from hourly import Hourly

from scraper.runs.state import State, state_file

WALL = (
    '<!DOCTYPE html><html lang="en"><head><title>Your privacy</title></head><body><div class="cmp">'
    "<h1>Before you continue</h1><p>We and our 218 partners store cookies on your device and process"
    " personal data such as your IP address, to show advertisements and to measure them.</p>"
    "<p>You can withdraw your consent to cookies at any time in the privacy settings.</p>"
    "<button>Accept all cookies</button><button>Manage consent</button></div></body></html>"
)
CLOSED = (
    '<!DOCTYPE html><html lang="en"><head><title>The Post</title></head><body><main>'
    "<h1>Back soon</h1><p>Our editors' system is being mended this morning, and we expect to be here"
    " for you again shortly.</p><p>Thank you for your patience.</p></main></body></html>"
)


@pytest.fixture
def hourly(farm):
    hourly = Hourly(farm)
    assert hourly.tally().new == 6
    return hourly


@pytest.fixture
def walled(hourly):
    """The stories ask for consent since an hour, also two that nobody had seen before."""
    hourly.site.write(2)
    hourly.break_stories(WALL)
    assert hourly.tally().failed == {"consent_wall": 8}
    return hourly


def test_wall_of_one_hour_costs_no_article_a_day(walled):
    walled.mend()
    tally = walled.tally()
    assert (tally.new, tally.unchanged, tally.waiting, tally.withheld) == (2, 6, 0, "")
    assert sorted(v["url"] for v in walled.farm.lines()) == [u for u, _, _ in walled.farm.truth]


def test_alarm_ends_with_the_wall(walled):
    with State(state_file(walled.farm.root / "news"), readonly=True) as state:
        assert [alarm.kind for alarm in state.baselines.open_alarms()] == ["consent_wall"]
    walled.mend()
    (alarm,) = walled.run().alarms
    assert (alarm.kind, alarm.ending) == ("consent_wall", "cleared")


def test_one_page_is_asked_for_while_the_wall_stands(walled):
    before = walled.asked()
    for _ in range(3):
        tally = walled.tally()
        assert (tally.failed.total(), tally.withheld) == (1, "consent_wall")
    assert walled.asked() == before + 3


def test_another_page_is_asked_for_each_time(walled):
    before = dict(walled.site.asked)
    for _ in range(4):
        walled.tally()
    again = [p for p in walled.site.stories if walled.site.asked[p] > before.get(p, 0)]
    assert len(again) == 4


def test_new_article_of_a_site_that_is_walled_waits_and_comes_with_the_others(walled):
    walled.tally()
    walled.site.write(1)
    walled.break_stories(WALL)
    walled.tally()
    walled.mend()
    tally = walled.tally()
    assert (tally.new, tally.unchanged) == (3, 6)


def test_outage_of_the_stories_is_the_sites(hourly):
    hourly.site.refuse = 503
    tally = hourly.tally()
    assert tally.withheld == "http_503"
    hourly.site.refuse = 0
    tally = hourly.tally()
    assert (tally.unchanged, tally.withheld) == (6, "")


def test_rest_that_a_story_asks_for_puts_off_the_next_request(hourly):
    hourly.site.refuse = 503
    hourly.tally()
    hourly.site.rest = 3 * 3600
    hourly.tally()
    asked = hourly.asked()
    hourly.run(hours=2)
    assert hourly.asked() == asked
    hourly.site.refuse = 0
    assert hourly.tally(hours=1.5).unchanged == 6


@pytest.mark.parametrize("body", ["\x02\x00\x07glim\x1f", "%PDF-1.7\n"])
def test_bytes_in_place_of_the_stories_are_the_sites_trouble_and_an_alarm(hourly, body):
    hourly.break_stories(body * 40)
    run = hourly.run()
    assert run.sites["site0"].failed == {"not_html": 6}
    assert [alarm.kind for alarm in run.alarms] == ["soft_404"]
    hourly.mend()
    tally = hourly.tally()
    assert (tally.unchanged, tally.changed, tally.waiting) == (6, 0, 0)


def test_maintenance_page_under_all_addresses_is_no_version(hourly):
    hourly.break_stories(CLOSED)
    tally = hourly.tally()
    assert (tally.changed, tally.failed) == (0, {"soft_404": 6})
    assert [row["version"] for row in hourly.farm.rows_of_jsonl()] == [1] * 6
    hourly.mend()
    assert hourly.tally().unchanged == 6


def test_reason_tells_how_many_pages_gave_which_text(hourly):
    hourly.break_stories(CLOSED)
    hourly.tally()
    page = next(iter(hourly.site.stories))
    shown = hourly.farm.run("history", hourly.site.url.rstrip("/") + page)
    assert "6 pages of one visit gave one and the same text" in shown.out


def test_error_page_that_goes_on_is_an_alarm(hourly):
    hourly.break_stories(CLOSED)
    kinds = {alarm.kind for _ in range(2) for alarm in hourly.run().alarms}
    assert kinds == {"soft_404"}


def test_error_page_of_new_addresses_is_no_article(hourly):
    hourly.site.write(3)
    hourly.site.more |= dict.fromkeys(
        list(hourly.site.stories)[-3:], "<title>Moved</title><p>Moved."
    )
    tally = hourly.tally()
    assert (tally.new, tally.unchanged) == (0, 6)
    assert len(hourly.farm.lines()) == 6


def test_error_text_is_known_when_one_page_shows_it_later(hourly):
    hourly.break_stories(CLOSED)
    hourly.tally()
    hourly.mend()
    assert hourly.tally().unchanged == 6
    hourly.site.more[next(iter(hourly.site.stories))] = CLOSED
    assert hourly.tally().changed == 0


def test_page_that_alone_asks_for_a_subscription_withholds_nothing(hourly):
    hourly.site.write(1)
    premium = list(hourly.site.stories)[-1]
    hourly.site.more[premium] = (
        "<title>Premium</title><h1>Premium</h1><p>This article is for subscribers only.</p>"
        '<form><input type="password"><button>Log in to read on</button></form>'
    )
    tally = hourly.tally()
    assert (tally.unchanged, tally.failed.total(), tally.withheld) == (6, 1, "")
    hourly.site.write(1)
    assert hourly.tally().new == 1


def test_run_on_the_whole_asks_for_all_pages(walled):
    walled.mend()
    tally = walled.tally(hours=0, whole=True)
    assert (tally.new, tally.unchanged, tally.withheld) == (2, 6, "")


@pytest.fixture
def quiet(farm):
    """A site whose pages are asked for once, so that only new ones are due."""
    hourly = Hourly(farm)
    hourly.file.write_text(hourly.file.read_text().replace('recheck = "30m"', 'recheck = "60d"'))
    assert hourly.tally().new == 6
    return hourly


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("trouble", ["wall", "outage"])
def test_bad_hour_of_a_site_with_few_pages_due_costs_that_hour(quiet, count, trouble):
    quiet.site.write(count)
    if trouble == "wall":
        quiet.break_stories(WALL)
    else:
        quiet.site.refuse = 503
    tally = quiet.tally()
    assert (tally.failed.total(), tally.new) == (count, 0)
    quiet.mend()
    quiet.site.refuse = 0
    tally = quiet.tally()
    assert (tally.new, tally.withheld) == (count, "")
    assert len(quiet.farm.lines()) == len(quiet.farm.truth)


def test_single_page_that_stays_walled_keeps_no_other_waiting(quiet):
    quiet.site.write(1)
    quiet.site.more[list(quiet.site.stories)[-1]] = WALL
    quiet.tally()
    quiet.site.write(1)
    assert quiet.tally().new == 1
    quiet.site.write(1)
    tally = quiet.tally()
    assert (tally.new, tally.withheld) == (1, "")
