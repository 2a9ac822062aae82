"""A fleet on a real PostgreSQL: nothing is lost and nothing is twice, whatever is killed.

`pytest -m postgres tests/fleet`
"""

import json
import os
import signal
from datetime import datetime

import pytest

from tests.patience import PATIENCE, wait_until
from tests.pausing import kill_tree, tree_of

pytestmark = pytest.mark.postgres


def below(processes, worker):
    """The processes below a worker, whatever their session."""
    return [each.pid for each in tree_of(worker.pid, processes)[1:]]


def kill_with_runs(processes, worker):
    """Kill a worker and all that it started."""
    kill_tree(worker.pid, processes)
    worker.communicate(timeout=PATIENCE)


def test_killed_workers_lose_and_double_nothing(fleet, processes):
    """Two workers for the same shards. First one is killed with its runs; then the other one alone, whose
    runs go on without it; then one that has begun again."""
    stand = fleet.stand
    first, second = fleet.work("--jobs", "2"), fleet.work("--jobs", "2")
    fleet.wait(lambda: stand.stories >= 4, first)
    kill_with_runs(processes, first)
    third = fleet.work("--jobs", "2")
    fleet.wait(lambda: stand.stories >= 14, third)
    os.kill(second.pid, signal.SIGKILL)
    second.communicate(timeout=PATIENCE)
    fourth = fleet.work("--jobs", "2")
    fleet.wait(lambda: stand.stories >= 24, fourth)
    kill_with_runs(processes, third)
    fleet.wait(lambda: len(fleet.rows()) >= len(stand.urls), fourth)
    fleet.wait(lambda: not any(report["running"] for report in fleet.reports()), fourth)
    assert fleet.rows() == stand.urls
    assert stand.most == 1  # never two requests at a host at once
    assert all(stand.asked[host, "/"] >= 1 for host in stand.hosts)
    assert stand.stories <= len(stand.urls) + 2 * 16  # what was under way was asked for again


def test_a_signal_ends_the_worker_and_its_runs_and_the_next_goes_on(fleet, processes):
    fleet.stand.free.clear()
    worker = fleet.work("--jobs", "3")
    fleet.wait(lambda: fleet.stand.stories >= 3, worker)
    runs = below(processes, worker)
    worker.send_signal(signal.SIGTERM)
    worker.communicate(timeout=PATIENCE)
    assert worker.returncode == 0
    assert runs
    wait_until(lambda: not {each.pid for each in processes()} & set(runs))
    assert not any(report["running"] for report in fleet.reports())
    fleet.stand.free.set()
    again = fleet.work()
    fleet.wait(lambda: fleet.rows() == fleet.stand.urls, again)


def test_a_shard_is_queued_once_and_run_when_it_is_due(fleet):
    assert "3 shards queued" in fleet.run("tick").stderr
    assert "0 shards queued" in fleet.run("tick").stderr
    fleet.work_until_idle(lambda: all(report["status"] == 0 for report in fleet.reports()))
    ended = [report["ended"] for report in fleet.reports()]
    homes = fleet.stand.asked.total()
    assert "3 shards queued" in fleet.run("tick").stderr
    fleet.work_until_idle(lambda: True)
    assert [report["ended"] for report in fleet.reports()] == ended
    assert fleet.stand.asked.total() == homes
    assert all(datetime.fromisoformat(each) for each in ended)


def test_a_machine_runs_its_own_shards_alone(fleet):
    fleet.run("tick")
    done = lambda: [report["status"] for report in fleet.reports()] == [0, None, 0]  # noqa: E731
    fleet.work_until_idle(done, shards=(0, 2))
    assert [report["machine"] for report in fleet.reports()] == ["first", None, "first"]
    assert [report["queued"] for report in fleet.reports()] == [False, True, False]
    assert sorted(path.name for path in (fleet.directory / "shards").iterdir()) == ["0", "2"]
    first = json.loads(fleet.run("status", "--json").stdout.splitlines()[0])
    assert first == fleet.reports()[0]
    assert "no machine yet  not run yet, queued" in fleet.run("status").stdout


def test_a_shard_of_another_machine_is_refused_until_it_is_adopted(fleet):
    worker = fleet.work("--shards", "0-1")
    fleet.wait(lambda: fleet.reports()[1]["machine"] == "first", worker)
    other = fleet.work("--shards", "1-2", machine="second")
    _, said = other.communicate(timeout=PATIENCE)
    assert other.returncode == 4
    assert "shard 1/3: is on the machine 'first'" in said and "--adopt" in said
    adopting = fleet.work("--shards", "1-2", "--adopt", machine="second")
    fleet.wait(lambda: fleet.reports()[1]["machine"] == "second", adopting)


def test_a_run_that_fails_is_noted_and_tried_again(fleet):
    fleet.file.write_text(fleet.file.read_text().replace("attempts = 1", "attempts = 0"))
    done = fleet.run("work", "-c", str(fleet.file))
    assert done.returncode == 4 and "attempts must be" in done.stderr
    fleet.file.write_text(fleet.file.read_text().replace("attempts = 0", "attempts = 1"))
    worker = fleet.work("--shards", "0", "--", "--site", "nobody")
    fleet.wait(lambda: fleet.reports()[0]["status"] == 2, worker)
    worker.terminate()
    worker.communicate(timeout=PATIENCE)
    again = fleet.work("--shards", "0")
    fleet.wait(lambda: fleet.reports()[0]["status"] == 0, again)


def test_a_database_that_goes_away_ends_a_worker_and_its_runs(fleet, server, processes):
    fleet.stand.free.clear()
    worker = fleet.work()
    fleet.wait(lambda: fleet.stand.stories >= 1, worker)
    runs = below(processes, worker)
    server.stop()
    try:
        _, said = worker.communicate(timeout=PATIENCE)
        assert worker.returncode == 1, said
        assert "start it again" in said and "Traceback" not in said
        wait_until(lambda: not {each.pid for each in processes()} & set(runs))
    finally:
        server.start()


def test_what_is_wrong_is_said_without_the_password(fleet):
    said = fleet.run("init", "--shards", "4")
    assert said.returncode == 4 and "is of a fleet of 3 shards" in said.stderr
    assert fleet.run("init", "--shards", "3").returncode == 0
    nowhere = fleet.run("status", "--database", "postgresql://me:geheim@127.0.0.1:1/x")
    assert nowhere.returncode == 4
    assert "can't be reached" in nowhere.stderr and "geheim" not in nowhere.stderr
    other = fleet.work("--shards", "3")
    _, said = other.communicate(timeout=PATIENCE)
    assert other.returncode == 4 and "'3' is no shard from 0 to 2" in said
