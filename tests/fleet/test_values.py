"""How shards are written, and when a shard's next run may wait."""

from datetime import UTC, datetime

import pytest

from scraper.fleet.values import ShardReport, numbers_of, numbers_text
from scraper.models.shard import Shard

NOW = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("all", (0, 1, 2, 3)), ("0", (0,)), ("0-2", (0, 1, 2)), ("3, 0-1", (0, 1, 3)), ("1,1", (1,))],
)
def test_shards_are_named_by_numbers_and_ranges(text, numbers):
    assert numbers_of(text, 4) == numbers


@pytest.mark.parametrize("text", ["", "4", "0-4", "3-1", "a", "-1", "0,", "²"])
def test_what_names_no_shard_is_refused(text):
    with pytest.raises(ValueError, match="no shard"):
        numbers_of(text, 4)


def test_shards_are_written_as_they_are_read():
    assert numbers_text([8, 0, 1, 2]) == "0-2,8"


@pytest.mark.parametrize(
    ("status", "ended", "settled"),
    [(0, NOW, True), (1, NOW, True), (6, NOW, True), (130, NOW, False), (-9, NOW, False), (4, NOW, False),
     (None, None, False)],
)  # fmt: skip
def test_only_a_run_that_came_to_its_end_puts_the_next_off(status, ended, settled):
    report = ShardReport(Shard(0, 4), "a", NOW, ended, status)
    assert report.is_settled is settled
