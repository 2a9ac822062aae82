"""Shares: equal, and the same on every machine whatever else is in the list."""

from collections import Counter

import pytest

from scraper.models.shard import WHOLE, Shard, shard_of


def test_shares_are_about_equal():
    counts = Counter(Shard.of(f"site{number}.example", 16).index for number in range(16_000))
    assert len(counts) == 16
    assert all(850 < count < 1150 for count in counts.values())


def test_a_name_has_the_share_it_always_had():
    """What is written here is on disks: another share would be another history."""
    names = ("bbc.co.uk", "example.org", "asahi.com", "127.0.0.1")
    assert [str(Shard.of(name, 64)) for name in names] == ["61/64", "6/64", "10/64", "20/64"]


def test_the_whole_has_everything():
    assert all(WHOLE.has(name) for name in ("a", "b", "\udcff"))


def test_i_and_k_are_read_and_written():
    assert (shard_of("03/64"), str(shard_of("03/64"))) == (Shard(3, 64), "3/64")


@pytest.mark.parametrize(
    "text", ["", "3", "/", "a/b", "-1/4", "4/4", "0/0", "1/", "²/4", "0/" + "9" * 5000]
)
def test_what_is_no_share_is_refused(text):
    with pytest.raises(ValueError, match=r"is not I/K, such as 0/8|counted from 0"):
        shard_of(text)
