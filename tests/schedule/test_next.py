"""What runs when, and how often it is called."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from machines import CONFIG

from scraper.cli import run
from scraper.schedule.cadence import Adaptive, Cron, Every
from scraper.schedule.timers import (
    minutes_for,
)

NOW = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cadences", "minutes"),
    [
        ([Every(timedelta(hours=1))], 10),
        ([Every(timedelta(hours=1)), Every(timedelta(minutes=15))], 5),
        ([Every(timedelta(seconds=30))], 1),
        ([Adaptive(timedelta(minutes=20), timedelta(days=1))], 6),
        ([Cron("0 6 * * *")], 10),
        ([Cron("15 6 * * *")], 5),
        ([Cron("3 6 * * *")], 3),
        ([Cron("*/7 * * * *")], 1),
    ],
    ids=lambda value: str(value) if isinstance(value, int) else ", ".join(map(str, value)),
)
def test_calls_are_often_enough_for_all_sites(cadences, minutes):
    assert minutes_for(cadences, NOW) == minutes


def test_next_says_what_runs_when(schedule, machine):
    text = CONFIG + '[[site]]\nname = "daily"\nstart = "http://127.0.0.1:9/"\nevery = "@daily"\n'
    (machine / "news/scraper.toml").write_text(text)
    status, shown, _ = schedule("next")
    assert status == 0
    assert [line.split() for line in shown.splitlines()] == [
        ["now", "example", "every", "30m"], ["now", "daily", "every", "@daily"],
    ]  # fmt: skip
    run(["run", "-c", str(machine / "news/scraper.toml")])  # nobody answers at port 9
    found = [json.loads(line) for line in schedule("next", "--json", "-n", "3")[1].splitlines()]
    assert {each["site"]: each["due_now"] for each in found} == {"example": False, "daily": False}
    daily = next(each for each in found if each["site"] == "daily")
    first, second, third = (datetime.fromisoformat(each) for each in daily["times"])
    assert first <= datetime.now(UTC) + timedelta(minutes=15)  # it could not be read
    assert (second.hour, second.minute, third - second) == (0, 0, timedelta(days=1))
    assert daily["timezone"] == "UTC"


def test_next_of_a_state_by_a_newer_program_ends_with_its_error(schedule, machine):
    (machine / "news/store.state.sqlite").write_bytes(b"no database" * 100)
    status, _, said = schedule("next")
    assert status == 7 and "move it away" in said
    assert Path(machine / "news/store.state.sqlite").exists()
