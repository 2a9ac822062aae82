"""Runs that are killed, told to end, bounded, or held up: the next goes on, and nothing is twice."""

import json
import os
import signal
from datetime import UTC, datetime, timedelta
from threading import current_thread

import pytest
from whole import asked, expect_whole, wait_for

from scraper.cli.configuration import read_config
from scraper.fetch import FetchSettings
from scraper.runs.progress import RunObserver
from scraper.runs.run import run_due
from scraper.runs.scheduled_run import RunOptions
from scraper.runs.start_points import read_start_points
from scraper.store import Store
from tests.patience import PATIENCE, wait_until
from tests.pausing import children_of


def test_kills_lose_and_double_nothing(farm):
    for site in farm.sites:
        site.write(9)
        site.slow = 0.4
    for stories in (3, 6, 12):
        before = asked(farm)
        process = farm.start("run")
        wait_for(lambda before=before, stories=stories: asked(farm) >= before + stories, process)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        farm.sites[0].write(1)
    for site in farm.sites:
        site.slow = 0.0
    farm.report()
    expect_whole(farm)
    runs = json.loads(farm.run("status", "--json").out.splitlines()[0])["runs"]
    assert [run["outcome"] for run in runs] == ["done", "killed", "killed", "killed"]
    assert asked(farm) <= len(farm.truth) + 3 * 16  # what was under way was asked for again


def test_second_start_says_that_a_run_is_under_way(farm):
    for site in farm.sites:
        site.hold("/news")
    process = farm.start("run")
    wait_for(lambda: asked(farm) > 0, process)
    second = farm.run("run")
    assert second.status == 0
    assert "already running, nothing done: in use by process" in second.err
    for site in farm.sites:
        site.let_go()
    process.communicate()
    assert process.returncode == 0
    expect_whole(farm)


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("path", ["/", "/news"])
def test_signals_end_a_run_though_servers_hang_and_leave_whole_files(farm, sent, path):
    for site in farm.sites[1:]:
        site.hold(path)
    process = farm.start("run")
    wait_for(lambda: all(site.asked["/"] for site in farm.sites), process)
    if path == "/news":
        wait_for(lambda: asked(farm) > 4, process)
    process.send_signal(sent)
    _, said = process.communicate(timeout=PATIENCE)  # the servers would hang for longer
    assert process.returncode == 130, said
    assert b"Traceback" not in said, said.decode()
    assert b"the next run continues" in said
    for site in farm.sites:
        site.let_go()
    farm.report()
    expect_whole(farm)


def test_bounds_end_a_run_and_the_next_goes_on(farm):
    first = farm.report("--max-pages", "4")
    assert first["outcome"] == "max_pages"
    assert len(farm.lines()) == 4
    assert farm.report("--site", "site1")["sites"].keys() == {"site1"}
    for site in farm.sites:
        site.slow = 0.7
    assert farm.report("--max-time", "1s")["outcome"] == "max_time"
    for site in farm.sites:
        site.slow = 0.0
    assert farm.report()["outcome"] == "done"
    expect_whole(farm)
    assert farm.report()["sites"] == {}


def test_server_that_hangs_holds_up_no_end_and_nothing_that_is_done(farm):
    farm.sites[0].slow = 60.0
    config = read_config(farm.root / "scraper.toml")
    others = len(farm.sites[1].stories) + len(farm.sites[2].stories)
    done: list[datetime] = []  # when all others were

    def clock():
        """An hour later once the others are done, and their results were handed over."""
        now = datetime.now(UTC)
        if not done and (config.store / "index.sqlite").is_file():
            with Store.reader(config.store) as store:
                done.extend([now] if len([*store.entries(status="article")]) == others else [])
        late = bool(done) and now > done[0] + timedelta(seconds=1)
        return now + timedelta(hours=late)

    result = run_due(
        config, RunOptions(max_time=timedelta(minutes=30)), {}, RunObserver(print), clock
    )
    assert result.record.outcome == "max_time"
    assert not result.record.sites["site0"].failed  # no request was waited for until its timeout
    assert len(farm.lines()) == others
    farm.sites[0].slow = 0.0
    assert farm.report()["sites"]["site0"]["new"] == 6
    expect_whole(farm)


def test_start_points_that_were_read_in_part_are_not_taken_for_all(farm, processes):
    """The clock passes --max-time in the thread that looks, just after it was read outside it. What
    that thread started ends though nobody waits for it."""
    before = set(children_of(os.getpid(), processes))
    config = read_config(farm.root / "scraper.toml")
    settings = FetchSettings(contact="tests@example.org", allow_private=True, delay=0, attempts=1)
    whole = list(read_start_points(config.sites[:1], settings, lambda: False))
    assert [len(seen) for _, seen in whole] == [6]
    cut = read_start_points(
        config.sites[:1], settings, lambda: current_thread().name == "start points"
    )
    assert list(cut) == []
    wait_until(lambda: set(children_of(os.getpid(), processes)) <= before)
