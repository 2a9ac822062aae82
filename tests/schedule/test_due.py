"""When sites and pages are due: cadences, clocks that change, and the pace of a site."""

import random
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.schedule.cadence import (
    Adaptive,
    Cron,
    Every,
    cron_of,
    require_zone,
    span_text,
)
from scraper.schedule.due import (
    LONGEST_REST,
    LastVisit,
    PublishingRate,
    VisitResult,
    after_visit,
    due_at,
    next_due,
    next_visit,
    wait_of,
)

NOW = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
HOURLY, DAILY = Every(HOUR), Cron("0 6 * * *")
BERLIN = ZoneInfo("Europe/Berlin")


def is_due(look, cadence, now):
    return due_at(look, cadence, now) == now


def looked(started, cadence, before=None, versions=0, **more):
    return after_visit(before, VisitResult(started, versions, 0, **more), cadence)


def test_site_is_due_by_its_interval_a_little_early():
    again = next_due(NOW, HOURLY, PublishingRate())
    assert NOW + HOUR - 5 * MINUTE <= again < NOW + HOUR
    look = looked(NOW, HOURLY)
    assert is_due(None, HOURLY, NOW)
    assert not is_due(look, HOURLY, NOW + HOUR / 2)
    assert is_due(look, HOURLY, NOW + HOUR - timedelta(seconds=10))  # a timer that is early


@pytest.mark.parametrize("cadence", [HOURLY, DAILY, Adaptive(HOUR, DAY)], ids=str)
def test_clock_that_was_set_back_gives_one_look_more_and_no_storm(cadence):
    look = looked(NOW, cadence)
    back = NOW - 30 * DAY
    assert is_due(look, cadence, back)
    look = looked(back, cadence, look)
    assert not is_due(look, cadence, back + MINUTE)


@pytest.mark.parametrize("cadence", [HOURLY, DAILY], ids=str)
def test_missed_times_are_made_up_for_once(cadence):
    look = looked(NOW, cadence)
    late = NOW + 5 * DAY + 5 * MINUTE
    assert is_due(look, cadence, late)
    assert not is_due(looked(late, cadence, look), cadence, late + MINUTE)


def test_interval_that_was_changed_holds_from_the_last_look_on():
    look = looked(NOW, Every(DAY))
    assert is_due(look, HOURLY, NOW + HOUR)
    assert due_at(look, DAILY, NOW + HOUR) == NOW + DAY
    assert not is_due(looked(NOW, HOURLY), Every(DAY), NOW + 2 * HOUR)


def test_look_that_was_kept_without_its_time_is_due_as_it_says():
    old = LastVisit(None, NOW + HOUR)
    assert due_at(old, HOURLY, NOW) == NOW + HOUR
    assert is_due(old, HOURLY, NOW + HOUR)
    assert is_due(old, HOURLY, NOW - 30 * DAY)  # the clock was set back


def test_dark_site_is_tried_soon_unless_it_asked_for_rest():
    daily = Every(DAY)
    assert due_at(looked(NOW, daily, unreachable=True), daily, NOW) == NOW + 15 * MINUTE
    rested = looked(NOW, daily, unreachable=True, rest_until=NOW + 3 * HOUR)
    assert due_at(rested, daily, NOW) == NOW + 3 * HOUR
    joke = looked(NOW, HOURLY, unreachable=True, rest_until=NOW + 365 * DAY)
    assert due_at(joke, HOURLY, NOW) == NOW + LONGEST_REST


@pytest.mark.parametrize(
    ("expression", "start", "expected"),
    [
        ("30 2 * * *", "2026-03-28T03:00", ["29T03:00+0200", "30T02:30+0200"]),  # 2:30 is skipped
        ("30 2 * * *", "2026-10-24T03:00", ["25T02:30+0200", "26T02:30+0100"]),  # 2:30 comes twice
        ("0 * * * *", "2026-03-29T00:30", ["29T01:00+0100", "29T03:00+0200", "29T04:00+0200"]),
        ("0 * * * *", "2026-10-25T01:30", ["25T02:00+0200", "25T02:00+0100", "25T03:00+0100"]),
        ("0 6 * * *", "2026-03-28T07:00", ["29T06:00+0200", "30T06:00+0200"]),
        ("0 6 * * mon-fri", "2026-05-01T07:00", ["04T06:00+0200", "05T06:00+0200"]),
        ("@daily", "2026-05-01T07:00", ["02T00:00+0200", "03T00:00+0200"]),
    ],
)  # fmt: skip
def test_cron_goes_by_the_clock_of_its_zone(expression, start, expected):
    cron, moment, times = Cron(expression, "Europe/Berlin"), datetime.fromisoformat(start), []
    moment = moment.replace(tzinfo=BERLIN)
    for _ in expected:
        moment = cron.after(moment)
        assert moment.tzinfo is UTC
        times.append(moment.astimezone(BERLIN).strftime("%dT%H:%M%z"))
    assert times == expected


@pytest.mark.parametrize("month", [3, 10])
def test_daily_site_is_looked_at_once_a_day_through_clock_changes(month):
    """With a timer each ten minutes of real time."""
    cron, look, days = Cron("30 2 * * *", "Europe/Berlin"), None, []
    now = datetime(2026, month, 20, tzinfo=UTC)
    while now.day < 30:
        if is_due(look, cron, now):
            look = looked(now, cron, look)
            days.append(now.astimezone(BERLIN).day)
        now += 10 * MINUTE
    assert days == [20, *range(20, 30)]  # the first start, then one a day


@pytest.mark.parametrize("minute", range(0, 120, 7))
@pytest.mark.parametrize("expression", ["30 2 * * *", "*/20 2 * * *", "0 2,3 * * *", "0 * * * *"])
def test_next_time_is_later_also_in_an_hour_that_comes_twice(expression, minute):
    moment = datetime(2026, 10, 25, 0, 0, tzinfo=UTC) + minute * MINUTE
    assert Cron(expression, "Europe/Berlin").after(moment) > moment
    assert Cron(expression, "Europe/Berlin").after(moment.astimezone(BERLIN)) > moment


def test_look_in_the_second_of_two_same_hours_is_the_last_of_its_day():
    cron, began = Cron("30 2 * * *", "Europe/Berlin"), datetime(2026, 10, 25, 1, 5, tzinfo=UTC)
    assert due_at(looked(began, cron), cron, began) == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)


@given(st.text("0123456789*/,-#LWjansu @", max_size=14))
def test_any_text_is_a_cron_expression_or_names_the_fix(text):
    try:
        assert cron_of(text).after(NOW) > NOW
    except ValueError as error:
        assert "such as" in str(error) or "never comes" in str(error)


@pytest.mark.parametrize("wrong", ["* * * * * *", "61 * * * *", "0 0 31 2 *", "x", "@reboot"])
def test_cron_expression_that_is_wrong_is_refused(wrong):
    with pytest.raises(ValueError, match="no cron expression"):
        cron_of(wrong)


@pytest.mark.parametrize("name", ["Mars", "../etc/passwd", "/etc/localtime", "a\0b", "Europe"])
def test_unknown_zone_is_refused(name):
    with pytest.raises(ValueError, match="is no time zone"):
        require_zone(name)


def test_quiet_site_is_looked_at_less_and_less_up_to_its_bound():
    cadence, now, waits = Adaptive(HOUR, DAY), NOW, []
    look = looked(now, cadence, versions=300)  # what was there before tells nothing of the pace
    for _ in range(12):
        waits.append(wait_of(cadence, look.pace))
        now = due_at(look, cadence, now)
        look = looked(now, cadence, look)
    assert waits[0] == HOUR
    assert waits == sorted(waits)
    assert waits[-1] == DAY


@pytest.mark.parametrize(
    ("gap", "at_least", "at_most"),
    [(10 * MINUTE, HOUR, HOUR), (8 * HOUR, 2 * HOUR, 6 * HOUR), (9 * DAY, 20 * HOUR, DAY)],
)
def test_wait_settles_at_half_the_time_between_two_articles(gap, at_least, at_most):
    """Articles that come at random, over a month; the mean wait of its second half."""
    rng, cadence = random.Random(4), Adaptive(HOUR, DAY)
    moments, moment = [], NOW
    while moment < NOW + 30 * DAY:
        moment += gap * rng.expovariate(1)
        moments.append(moment)
    now, look, waits = NOW, looked(NOW, cadence), []
    while now < NOW + 30 * DAY:
        before, now = now, due_at(look, cadence, now)
        brought = sum(before < each <= now for each in moments)
        look = looked(now, cadence, look, brought)
        waits.append(wait_of(cadence, look.pace))
    late = waits[len(waits) // 2 :]
    assert at_least <= sum(late, timedelta()) / len(late) <= at_most
    assert min(waits) >= HOUR and max(waits) <= DAY


def test_site_that_wakes_up_is_followed_within_two_days():
    cadence = Adaptive(HOUR, DAY)
    look, now = LastVisit(NOW, pace=PublishingRate(10 * DAY, 0.0)), NOW
    assert wait_of(cadence, look.pace) == DAY
    while now < NOW + 2 * DAY:
        before, now = now, due_at(look, cadence, now)
        look = looked(now, cadence, look, round((now - before) / (20 * MINUTE)))
    assert wait_of(cadence, look.pace) == HOUR


def test_spans_are_shown_in_their_largest_unit():
    assert [span_text(each) for each in (HOUR, 90 * MINUTE, 7 * DAY)] == ["1h", "1h30m", "7d"]


@pytest.mark.parametrize(
    ("age", "wait"),
    [(timedelta(), HOUR), (5 * HOUR, HOUR), (5 * DAY, DAY / 2), (14 * DAY, None), (-HOUR, HOUR)],
)
def test_page_is_visited_less_the_longer_it_is_the_same(age, wait):
    expected = None if wait is None else NOW + wait
    assert next_visit(NOW - age, NOW, HOUR, 14 * DAY) == expected
