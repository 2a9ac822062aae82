"""Hours on the farm: stories come and are corrected, boxes turn, runs overlap and are killed.

Six hours here; `SCRAPER_HOURS=720 pytest tests/running/test_simulation.py` is a month.
"""

import os
import random
import signal
import time
from collections import Counter
from datetime import UTC, datetime, timedelta

from scraper.cli.config import read_config
from scraper.running import RunOptions, run_due
from scraper.runs import RunRecord

HOURS = int(os.environ.get("SCRAPER_HOURS", "6"))
KILL_EACH = 4  # hours
OVERLAP_EACH = 5
FOLLOWED = 8  # newest stories of a site, which are corrected while they are looked at each hour


def test_every_version_once_and_no_false_change(farm):
    rng, started = random.Random(5), datetime.now(UTC)
    config = read_config(farm.root / "scraper.toml")
    expected: Counter[str] = Counter({"new": 18})
    counted: Counter[str] = Counter()
    for hour in range(1, HOURS + 1):
        if hour > 1:
            expected += _edit(farm, rng)
        interrupted = hour % KILL_EACH == 0
        if interrupted:
            _kill(farm)
        if hour % OVERLAP_EACH == 0:
            _overlap(farm)
            interrupted = True

        def clock(hour=hour):
            return started + timedelta(hours=hour)

        result = run_due(config, RunOptions(whole=interrupted), {}, print, clock)
        assert (result.record.outcome, result.record.problems) == ("done", ())
        counted += _counts(result.record)
    rows = farm.lines()
    assert sorted((row["url"], row["title"], row["text"]) for row in rows) == farm.truth
    assert expected.total() == len(farm.truth)
    assert counted.total() <= expected.total()  # what a killed or another run has is counted there
    assert len(farm.rows("SELECT 1 FROM articles")) == len(farm.truth)


def _edit(farm, rng) -> Counter[str]:
    """An hour's work of the newsrooms."""
    done: Counter[str] = Counter()
    for site in farm.sites:
        count = rng.randrange(2)
        site.write(count)
        done["new"] += count
        if rng.random() < 0.5:
            newest = rng.randrange(max(0, len(site.stories) - FOLLOWED), len(site.stories))
            site.correct(
                newest, f"Correction {rng.randrange(10**6)}: an earlier version said less."
            )
            done["changed"] += 1
    return done


def _counts(record: RunRecord) -> Counter[str]:
    counts: Counter[str] = Counter()
    for tally in record.sites.values():
        assert not tally.failed and not tally.sources
        counts += Counter(new=tally.new, changed=tally.changed)
    return counts


def _asked(farm) -> int:
    return sum(site.asked.total() for site in farm.sites)


def _kill(farm) -> None:
    before = _asked(farm)
    process = farm.start("run", "--all")
    while _asked(farm) < before + 9 and process.poll() is None:
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def _overlap(farm) -> None:
    processes = [farm.start("run", "--all") for _ in range(2)]
    said = [process.communicate()[1] for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert any(b"already running" in each for each in said)
