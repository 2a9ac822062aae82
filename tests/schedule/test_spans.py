"""Spans of time as people write them."""

from datetime import timedelta

import pytest

from scraper.schedule.cadence import is_span, span_of, span_text


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("90s", timedelta(seconds=90)),
        ("30m", timedelta(minutes=30)),
        ("1h30m", timedelta(minutes=90)),
        ("1d12h", timedelta(hours=36)),
        ("2d3h4m5s", timedelta(days=2, hours=3, minutes=4, seconds=5)),
    ],
)
def test_a_span_has_its_units_from_the_largest_down(text, span):
    assert span_of(text) == span
    assert span_of(span_text(span)) == span


@pytest.mark.parametrize(
    "text", ["", "30", "m", "30m1h", "1h 30m", "1.5h", "-1h", "1h30", "1234567d"]
)
def test_what_is_no_span_is_refused(text):
    assert not is_span(text)
    with pytest.raises(ValueError, match="1h30m"):
        span_of(text)


def test_no_time_at_all_is_zero_seconds():
    assert span_text(timedelta()) == "0s"
