"""Calls of `scraper run` by the system: as a systemd user timer, or as a line of the crontab.

    Entry -> text that is shown -> installed, found again by its name, removed

Only what was installed from here is ever replaced or removed.
"""

from scraper.schedule.timers import crontab, systemd
from scraper.schedule.timers.entry import (
    TimerEntry,
    TimerKind,
    entry_name,
    minutes_for,
)

KINDS: dict[str, TimerKind] = {"systemd": systemd.KIND, "cron": crontab.KIND}
"""In the order in which one is chosen, the first that this machine has."""

__all__ = ["KINDS", "TimerEntry", "TimerKind", "entry_name", "minutes_for"]
