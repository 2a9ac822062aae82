"""A day, and the time of day where one is known: what a date on a page comes to."""

from datetime import UTC, date, datetime
from typing import NamedTuple

from scraper.extraction.metadata.clocks import MAX_OFFSET_HOURS

MAX_OFFSET = MAX_OFFSET_HOURS * 60  # minutes east or west of UTC


class DateTimeText(NamedTuple):
    """A day, and the time of day with its offset where the page gives them."""

    day: date
    clock: str = ""  # "14:30" or "14:30:05"
    offset: str = ""  # "Z", "+02:00"

    def iso(self) -> str:
        """Return the moment in ISO 8601: "2024-05-17", "2024-05-17T14:30:00+02:00"."""
        if not self.clock:
            return self.day.isoformat()
        seconds = self.clock if self.clock.count(":") == 2 else f"{self.clock}:00"
        return f"{self.day.isoformat()}T{seconds}{'+00:00' if self.offset == 'Z' else self.offset}"

    def moment(self) -> datetime:
        """Return a point in time to compare with; UTC where no offset is known."""
        parsed = datetime.fromisoformat(self.iso())
        return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)

    def in_utc(self) -> bool:
        """Say whether the clock is known to be UTC's."""
        return bool(self.clock) and self.offset in ("Z", "+00:00", "-00:00")

    def seen_as(self, other: "DateTimeText") -> "DateTimeText | None":
        """Return this moment (in UTC) with the offset that makes it `other`, or None if no offset does."""
        if not other.clock or other.in_utc():
            return None
        local = datetime.fromisoformat(f"{other.day.isoformat()}T{other.clock}")
        mine = datetime.fromisoformat(f"{self.day.isoformat()}T{self.clock}")
        if other.clock.count(":") == 1 or self.clock.count(":") == 1:
            mine = mine.replace(second=0)
            local = local.replace(second=0)
        minutes, rest = divmod(int((local - mine).total_seconds()), 60)
        if rest or minutes % 30 or not minutes or abs(minutes) > MAX_OFFSET:
            return None
        hours, minutes_over = divmod(abs(minutes), 60)
        offset = f"{'-' if minutes < 0 else '+'}{hours:02}:{minutes_over:02}"
        if other.offset and other.offset != offset:
            return None
        clock = (
            other.clock
            if other.clock.count(":") == 2
            else f"{other.clock}:{self.clock[6:] or '00'}"
        )
        return DateTimeText(other.day, clock, offset)
