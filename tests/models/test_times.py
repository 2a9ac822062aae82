"""Moments have one form in JSON, whatever zone they come in."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from scraper.models.times import iso, iso_exact

BERLIN = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("moment", "second", "exact"),
    [
        (datetime(2026, 5, 4, 6, tzinfo=UTC), "2026-05-04T06:00:00Z", "2026-05-04T06:00:00Z"),
        (datetime(2026, 5, 4, 8, tzinfo=BERLIN), "2026-05-04T06:00:00Z", "2026-05-04T06:00:00Z"),
        (
            datetime(2026, 5, 4, 6, 0, 59, 999999, tzinfo=UTC),
            "2026-05-04T06:00:59Z",
            "2026-05-04T06:00:59.999999Z",
        ),
    ],
)
def test_a_moment_is_written_in_utc_and_cut_never_rounded(moment, second, exact):
    assert (iso(moment), iso_exact(moment)) == (second, exact)
    assert datetime.fromisoformat(exact) == moment
