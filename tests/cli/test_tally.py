"""What a summary of many inputs says."""

import pytest

from scraper.cli.tally import Tally
from scraper.models.document import LEFT_OUT_REASONS, left_out_words


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "1 record of an unchanged page"), (2, "2 records of unchanged pages")],
)
def test_what_is_left_out_is_called_as_many_as_it_is(count, said):
    tally = Tally("cleaned")
    tally.left_out["revisit"] = count
    assert tally.summary() == f"0 cleaned, {said}"


@pytest.mark.parametrize("reason", LEFT_OUT_REASONS)
def test_no_reason_calls_one_input_by_a_plural(reason):
    one = left_out_words(reason, 1)
    assert "their" not in one and not one.startswith(("records", "frames"))
