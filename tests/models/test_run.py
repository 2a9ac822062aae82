"""What is counted in a run, and that it comes back from its JSON."""

from collections import Counter

import pytest

from scraper.models.run import SiteTally, spread_of


def test_a_tally_comes_back_from_its_json():
    tally = SiteTally(found=3, new=2, failed=Counter(timeout=1))
    tally.measure(417, {"body": 12, "related": 5})
    tally.measure(1203, {"body": 30})
    back = SiteTally.of(tally.to_dict())
    assert back == tally
    assert back.lengths == {410: 1, 1200: 1}
    assert back.blocks == {"body": 42, "related": 5}


def test_a_record_from_before_lengths_were_counted_is_read():
    fields = SiteTally(found=1).to_dict()
    del fields["lengths"], fields["blocks"]
    assert SiteTally.of(fields) == SiteTally(found=1)


@pytest.mark.parametrize(
    ("lengths", "spread"),
    [
        ({}, None),
        ({300: 1}, (300, 300, 300)),
        (dict.fromkeys(range(10, 110, 10), 1), (10, 50, 90)),
        ({100: 99, 5000: 1}, (100, 100, 100)),
    ],
)
def test_the_spread_is_of_the_tenth_the_half_and_the_nine_tenths(lengths, spread):
    assert spread_of(Counter(lengths)) == spread
