"""Counts to geometry: nothing of the picture is left to the template."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.views.charts import (
    ChartFrame,
    Flag,
    Series,
    ValueRange,
    nice_steps,
    ranges,
    shares,
    stacked,
)

FRAME = ChartFrame("Pages", ("05-01", "05-02", "05-03"), (Flag(1, 4, "consent wall"),))
SERIES = (Series("new", "s-new", (1, 0, 3)), Series("failed", "s-failed", (0, 2, 1)))


def test_bars_stand_on_each_other_and_on_the_ground():
    chart = stacked(FRAME, SERIES)
    assert [bar.style for bar in chart.bars] == ["s-new", "s-failed", "s-new", "s-failed"]
    lower, upper = chart.bars[2:]
    assert lower.y + lower.height == pytest.approx(chart.bottom)
    assert upper.y + upper.height == pytest.approx(lower.y, abs=0.11)
    assert lower.height == pytest.approx(3 * upper.height, abs=0.3)


def test_the_table_has_every_number_of_the_picture():
    chart = stacked(FRAME, SERIES)
    assert chart.table.head == ("Run", "new", "failed")
    assert chart.table.rows == (("05-01", "1", "0"), ("05-02", "0", "2"), ("05-03", "3", "1"))


def test_the_description_tells_the_span_and_the_last_run():
    assert stacked(FRAME, SERIES).description == (
        "3 runs from 05-01 to 05-03. The last: new 3, failed 1."
    )


def test_what_never_happened_has_no_place_in_the_legend():
    chart = stacked(FRAME, (*SERIES, Series("changed", "s-changed", (0, 0, 0))))
    assert [name for _, name in chart.legend] == ["new", "failed"]


def test_shares_fill_the_picture_where_there_is_anything():
    chart = shares(FRAME, SERIES)
    heights = [bar.height for bar in chart.bars]
    assert heights[:2] == [pytest.approx(chart.bottom - chart.top, abs=0.2)] * 2
    assert sum(heights[2:]) == pytest.approx(chart.bottom - chart.top, abs=0.2)
    assert chart.table.rows[2] == ("05-03", "75.0 %", "25.0 %")


def test_a_run_without_articles_parts_the_line_of_lengths():
    chart = ranges(
        FRAME, (ValueRange(90, 200, 400), None, ValueRange(80, 150, 300)), "s-length", "words"
    )
    assert chart.line.count("M") == 2
    assert len(chart.bars) == len(chart.points) == 2
    assert chart.table.rows[1] == ("05-02", "", "", "")


def test_an_alarm_is_marked_over_its_run():
    chart = stacked(FRAME, SERIES)
    (flag,) = chart.flags
    middle = chart.left + (chart.right - chart.left) / 2
    assert (flag.at, flag.number, flag.label) == (pytest.approx(middle), 4, "consent wall")


def test_nothing_at_all_is_a_picture_as_well():
    chart = stacked(ChartFrame("Pages", ()), ())
    assert (chart.bars, chart.description) == ((), "No run is recorded.")


@given(st.floats(0, 1e9, allow_nan=False))
def test_a_scale_reaches_its_top_in_a_few_round_steps(top):
    steps = nice_steps(top)
    assert steps[0] == 0
    assert steps[-1] >= top
    assert 2 <= len(steps) <= 7
    assert all(step == round(step) for step in steps)


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), max_size=80))
def test_every_bar_lies_within_the_picture(counts):
    labels = tuple(str(number) for number in range(len(counts)))
    series = [Series(str(at), "s-0", tuple(float(pair[at]) for pair in counts)) for at in range(2)]
    for chart in (
        stacked(ChartFrame("x", labels), series),
        shares(ChartFrame("x", labels), series),
    ):
        for bar in chart.bars:
            assert chart.left <= bar.x <= bar.x + bar.width <= chart.right + 0.1
            assert chart.top - 0.1 <= bar.y <= bar.y + bar.height <= chart.bottom + 0.11
