"""Newspapers that are looked at each hour: every version once, and an alarm for what is one.

Twelve of them for some hours here; `SCRAPER_HOURS=720 pytest -s tests/simulation` is a month of twenty.
"""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import newsrooms
import pytest

from scraper.cli.configuration import read_config
from scraper.config import Config
from scraper.models.run import RunRecord
from scraper.runs.progress import RunObserver
from scraper.runs.run import accept, run_due
from scraper.runs.scheduled_run import RunOptions

HERE = Path(__file__).parent
HOURS = int(os.environ.get("SCRAPER_HOURS", "10"))
SITES = 20 if HOURS > 100 else 12
FIRST = 8  # stories of a site at the start
KILLS = 20 if HOURS > 100 else 2
OVERLAPS = 20 if HOURS > 100 else 2
NEWS, EDITS = 0.1, 0.08  # chance of a new story, and of a correction, of a site in an hour


@dataclass(frozen=True)
class Plot:
    """What happens in which hour."""

    redesigns: dict[int, int]  # hour -> site
    walled: int  # site
    wall: tuple[int, int]  # hours, the second without
    down: int
    outage: tuple[int, int]
    accepted: dict[int, int]
    back: int  # the clock is set back by three hours
    ahead: int  # and set forward by a day
    kills: frozenset[int]
    overlaps: frozenset[int]


def plot(hours: int) -> Plot:
    """The same events for a day and for a month."""
    at = [round(hours * share) for share in (0.35, 0.55, 0.4, 0.75, 0.62, 0.5, 0.8, 0.7, 0.85)]
    first, second, wall, unwall, back, down, _, taken, ahead = at
    busy = {first, second, wall, back, ahead}
    free = [hour for hour in range(2, hours) if hour not in busy]
    dice = random.Random(7)
    picked = dice.sample(free, min(KILLS + OVERLAPS, len(free)))
    outage = 24 if hours > 100 else 2
    return Plot(
        {first: 3, second: 8}, 5, (wall, unwall), 11, (down, down + outage), {taken: 3},
        back, ahead, frozenset(picked[:KILLS]), frozenset(picked[KILLS:]),
    )  # fmt: skip


@dataclass
class Month:
    """The farm, and what its runs said."""

    root: Path
    rooms: list
    config: Config
    raised: list[tuple[int, str, str]] = field(default_factory=list)  # hour, site, kind
    cleared: list[tuple[int, str, str]] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    killed: int = 0

    def start(self, now: datetime) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, str(HERE / "drive.py"), str(self.root / "scraper.toml"), now.isoformat()],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip

    def asked(self) -> int:
        return sum(room.asked for room in self.rooms)

    def kill(self, now: datetime, requests: int) -> None:
        """A run that is killed behind so many requests; one that was done before counts not."""
        before, process = self.asked(), self.start(now)
        while self.asked() < before + requests and process.poll() is None:
            time.sleep(0.002)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            self.killed += 1
        process.communicate()

    def overlap(self, now: datetime) -> None:
        """Starts at one time; all end well, whoever of them does the work."""
        processes = [self.start(now) for _ in range(2)]
        for process in processes:
            _, err = process.communicate()
            assert process.returncode == 0, err.decode()

    def run(self, hour: int, now: datetime, *, whole: bool = False) -> RunRecord:
        began = time.perf_counter()
        result = run_due(self.config, RunOptions(whole=whole), {}, RunObserver(print), lambda: now)
        self.seconds.append(time.perf_counter() - began)
        assert (result.record.outcome, result.record.problems) == ("done", ())
        for tally in result.record.sites.values():
            self.counted += Counter(new=tally.new, changed=tally.changed, visited=tally.visited)
        self.hear(hour, result.record)
        return result.record

    def say(self, text: str) -> None:
        """Seen with `pytest -s`."""
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()

    def hear(self, hour: int, record: RunRecord) -> None:
        """All alarms are told once; those of a run that was killed are told by the next."""
        known = {(site, kind) for _, site, kind in self.raised}
        for alarm in record.alarms:
            if alarm.ended:
                self.cleared.append((hour, alarm.site, alarm.kind))
            elif (alarm.site, alarm.kind) not in known:
                self.raised.append((hour, alarm.site, alarm.kind))
                self.say(f"hour {hour}: {alarm.site}: {alarm.describe()}")


@pytest.fixture
def month(tmp_path: Path):
    rooms = [newsrooms.Newsroom(number, tagged=number % 2 == 1) for number in range(SITES)]
    with newsrooms.serving(rooms):
        sites = "".join(
            f'[[site]]\nname = "{room.name}"\nstart = ["{room.url}"]\nevery = "1h"\n'
            for room in rooms
        )
        file = tmp_path / "scraper.toml"
        file.write_text(
            'store = "news"\ncontact = "tests@example.org"\n'
            "[fetch]\nallow_private = true\ndelay = 0\nattempts = 1\nconcurrency = 32\n"
            '[outputs]\njsonl = "out/articles.jsonl"\nsqlite = "out/articles.sqlite"\n'
            f'[defaults]\nrecheck_for = "4d"\n{sites}'
        )
        yield Month(tmp_path, rooms, read_config(file))


def test_every_version_once_and_an_alarm_for_what_is_one(month):
    story, dice, began = plot(HOURS), random.Random(5), datetime.now(UTC)
    shift = timedelta()
    for room in month.rooms:
        for _ in range(FIRST):
            room.write()
    for hour in range(HOURS):
        shift += timedelta(hours=-3) * (hour == story.back) + timedelta(days=1) * (hour == story.ahead)  # fmt: skip
        now = began + timedelta(hours=hour) + shift
        _happen(month, story, hour, now)
        if hour:
            _write(month.rooms, dice)
        if hour in story.kills:
            month.kill(now, dice.randint(5, 60))
        if hour in story.overlaps:
            month.overlap(now)
        month.run(hour, now)
        if hour % 24 == 0:
            month.say(f"hour {hour}: {dict(month.counted)}, {sum(month.seconds):.0f} s in runs")
    for day in (3, 6):  # what was in quarantine, or grew old in it
        month.run(HOURS, began + shift + timedelta(hours=HOURS, days=day), whole=True)
    _expect_whole(month)
    _expect_alarms(month, story)
    month.say(f"{dict(month.counted)}, {month.killed} killed, {sum(month.seconds):.0f} s in runs")


def _happen(month: Month, story: Plot, hour: int, now: datetime) -> None:
    if hour in story.redesigns:
        month.rooms[story.redesigns[hour]].redesign()
    month.rooms[story.walled].walled = story.wall[0] <= hour < story.wall[1]
    month.rooms[story.down].down = story.outage[0] <= hour < story.outage[1]
    if hour in story.accepted:
        name = month.rooms[story.accepted[hour]].name
        assert [alarm.kind for alarm in accept(month.config, [name], lambda: now)]


def _write(rooms: list, dice: random.Random) -> None:
    """An hour's work of the newsrooms. Who shows nothing corrects nothing."""
    for room in rooms:
        if dice.random() < NEWS:
            room.write()
        if dice.random() < EDITS and not (room.walled or room.down):
            room.correct()


def _expect_whole(month: Month) -> None:
    """Each version there ever was, once, in both outputs, and no other."""
    truth = sorted(
        (room.url.rstrip("/") + path, title, text)
        for room in month.rooms
        for path, title, text in room.truth.elements()
    )
    lines = (month.root / "out/articles.jsonl").read_text().splitlines()
    rows = sorted((row["url"], row["title"], row["text"]) for row in map(json.loads, lines))
    assert rows == truth
    with sqlite3.connect(month.root / "out/articles.sqlite") as db:
        assert sorted(db.execute("SELECT url, title, text FROM articles")) == truth
    db.close()


def _expect_alarms(month: Month, story: Plot) -> None:
    names = [room.name for room in month.rooms]
    expected = [(hour, names[site], "layout_changed") for hour, site in story.redesigns.items()]
    expected.append((story.wall[0], names[story.walled], "consent_wall"))
    assert sorted(month.raised) == sorted(expected)
    assert [(site, kind) for _, site, kind in month.cleared] == [(names[story.walled], "consent_wall")]  # fmt: skip
    assert month.cleared[0][0] >= story.wall[1]
