"""Moments as people read them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from scraper.models.times import local_and_utc

EVENING = datetime(2026, 5, 4, 21, 0, tzinfo=UTC)


def test_the_local_time_stands_before_utc():
    assert (
        local_and_utc(EVENING, ZoneInfo("Africa/Cairo"))
        == "2026-05-05 00:00 EEST (2026-05-04 21:00 UTC)"
    )
    assert local_and_utc(EVENING, ZoneInfo("Europe/Berlin")) == "2026-05-04 23:00 CEST (21:00 UTC)"


def test_where_the_clock_shows_utc_it_stands_alone():
    assert local_and_utc(EVENING, UTC) == "2026-05-04 21:00 UTC"
