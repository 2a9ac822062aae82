"""A feed that fell silent, and the quiet that is none."""

from watched_site import Watching, page, pages


def weekdays(watching, weeks):
    """A site that writes by day, and not at weekends, looked at each hour."""
    for _ in range(weeks * 7 * 24):
        works = watching.now.weekday() < 5 and 8 <= watching.now.hour < 20
        assert watching.visit(*([page()] if works and watching.now.hour % 3 == 0 else [])) == []


def test_nights_and_weekends_are_no_silence():
    watching = Watching()
    weekdays(watching, 4)
    assert watching.raised == []


def test_silence_of_three_times_the_longest_gap_is_an_alarm_and_ends_with_an_article():
    watching = Watching()
    weekdays(watching, 2)
    longest = max(watching.history.rhythm.gaps)
    assert 60 < longest < 70
    hours = 0
    while not watching.visit():
        hours += 1
        assert hours < 500
    assert abs(hours - 3 * longest) < 70  # the last article was some time before
    assert "no new article since" in watching.raised[0].evidence
    watching.visit(page())
    assert [alarm.kind for alarm in watching.cleared] == ["feed_silent"]


def test_start_points_that_lead_nowhere_are_an_alarm_at_the_third_look():
    watching = Watching()
    for _ in range(10):
        watching.visit(*pages(2))
    assert [watching.visit(found=0) for _ in range(3)] == [[], [], ["feed_silent"]]
    assert "no article 3 times in a row" in watching.raised[0].evidence
    watching.visit(page(), found=20)
    assert [alarm.kind for alarm in watching.cleared] == ["feed_silent"]


def test_a_site_that_is_down_is_not_silent():
    watching = Watching()
    weekdays(watching, 2)
    for _ in range(24 * 20):
        assert watching.visit(found=0, readable=False) == []
    assert watching.visit() == []  # nobody knows what there was meanwhile


def test_time_in_which_nothing_ran_is_no_silence_and_no_gap():
    watching = Watching()
    weekdays(watching, 2)
    longest = max(watching.history.rhythm.gaps)
    assert watching.visit(hours=24 * 30) == []
    assert watching.visit(page()) == []
    assert max(watching.history.rhythm.gaps) == longest


def test_clock_that_is_set_back_is_no_silence():
    watching = Watching()
    weekdays(watching, 2)
    assert watching.visit(hours=-24 * 10) == []
    assert watching.visit() == []
    weekdays(watching, 2)


def test_a_weekly_is_measured_by_its_weeks():
    watching = Watching()
    for week in range(30):
        for day in range(7):
            assert watching.visit(*([page()] if day == 3 else []), hours=24) == [], week
    days = 0
    while not watching.visit(hours=24):
        days += 1
        assert days < 60
    assert days >= 14


def test_a_feed_that_never_led_anywhere_is_no_alarm():
    watching = Watching()
    for _ in range(50):
        assert watching.visit(found=0) == []
