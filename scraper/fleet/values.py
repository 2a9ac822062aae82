"""What is known of a shard, and how sets of shards are written. Data only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from scraper.errors import ExitCode
from scraper.models.shard import Shard
from scraper.models.times import iso

ALL = "all"
SETTLED = frozenset((ExitCode.OK, ExitCode.SOME_FAILED, ExitCode.DRIFT))
"""Exit statuses of runs that did what they could; after others the next run is not put off."""


@dataclass(frozen=True, slots=True)
class ShardReport:
    """One shard. `machine` is "" before any had it; `status` the exit status of its last run, negative for
    a signal, None where it has not ended."""

    shard: Shard
    machine: str = ""
    started: datetime | None = None
    ended: datetime | None = None
    status: int | None = None
    is_queued: bool = False
    is_running: bool = False

    @property
    def is_settled(self) -> bool:
        """Whether the last run came to its end, so that the next has time until a site is due."""
        return self.ended is not None and self.status in SETTLED

    def to_dict(self) -> dict[str, Any]:
        """Return the fields, ready for JSON."""
        return {
            "shard": str(self.shard),
            "machine": self.machine or None,
            "started": iso(self.started) if self.started else None,
            "ended": iso(self.ended) if self.ended else None,
            "status": self.status,
            "queued": self.is_queued,
            "running": self.is_running,
        }


def numbers_of(text: str, count: int) -> tuple[int, ...]:
    """Return the shards that a text names, of so many: "all", or numbers and ranges such as "0-15,20".
    Raises ValueError where it names none, or one that there is not."""
    if text == ALL:
        return tuple(range(count))
    found: set[int] = set()
    for part in text.split(","):
        first, _, last = part.strip().partition("-")
        ends = (first, last or first)
        if not all(end.isascii() and end.isdecimal() and int(end) < count for end in ends):
            raise ValueError(
                f"{part!r} is no shard from 0 to {count - 1}, and no range such as 0-3"
            )
        found.update(range(int(ends[0]), int(ends[1]) + 1))
    if not found:
        raise ValueError(f"{text!r} names no shard; the first number of a range is the smaller one")
    return tuple(sorted(found))


def numbers_text(numbers: Iterable[int]) -> str:
    """Return shards as `numbers_of` reads them: "0-3,8"."""
    ranges: list[list[int]] = []
    for number in sorted(numbers):
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in ranges)
