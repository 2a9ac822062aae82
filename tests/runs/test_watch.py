"""`scraper watch`: runs when sites are due, one after the other, until it is told to end."""

import json
import signal
import subprocess

import pytest

from tests.patience import PATIENCE, wait_until


def lines_of(process):
    return process.stderr.read().decode()


def wait_for(condition, process):
    def ended():
        if process.poll() is None:
            return ""
        return f"ended: {lines_of(process) if process.stderr else process.returncode}"

    wait_until(condition, ended)


def ended(process, sent):
    process.send_signal(sent)
    _, said = process.communicate(timeout=PATIENCE)
    return said.decode()


def runs(farm):
    if not (farm.root / "news.state.sqlite").exists():
        return []
    listed = farm.run("status", "--json").out.splitlines()
    return json.loads(listed[0])["runs"] if listed else []


def set_every(farm, every):
    file = farm.configure()
    file.write_text(file.read_text().replace('every = "1h"', f'every = "{every}"'))


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_run_under_way_ends_with_the_watcher(farm, sent):
    for site in farm.sites:
        site.hold("/news")
    process = farm.start("watch")
    wait_for(lambda: sum(site.asked.total() for site in farm.sites) > 6, process)
    said = ended(process, sent)
    assert process.returncode == 0, said
    assert "Traceback" not in said
    assert "the next run continues" in said
    for site in farm.sites:
        site.let_go()
    farm.report()
    assert len(farm.lines()) == len(farm.truth)


def test_runs_come_when_due_and_a_changed_file_counts_at_once(farm):
    set_every(farm, "7d")
    log = farm.root / "watch.log"
    with log.open("wb") as stream:
        process = subprocess.Popen(farm.command("watch"), stderr=stream)

    def said() -> str:
        return log.read_text().replace("\\n", "")

    wait_for(lambda: [each["outcome"] for each in runs(farm)] == ["done"], process)
    (farm.root / "scraper.toml").write_text("[[sites]]\n")  # broken: it stays and waits
    wait_for(lambda: "did you mean 'site'?; nothing runs until it is mended" in said(), process)
    set_every(farm, "2s")
    wait_for(lambda: len(runs(farm)) >= 3, process)
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE) == 0, said()
    assert "read again" in said() and "already running" not in said()
    assert len(farm.lines()) == len(farm.truth)


def test_configuration_that_is_wrong_from_the_start_ends_it(farm):
    (farm.root / "scraper.toml").write_text("[[sites]]\n")
    done = subprocess.run(farm.command("watch"), capture_output=True, text=True, check=False)
    assert done.returncode == 4
    assert "scraper.toml:1: unknown key 'sites'" in done.stderr


def test_damaged_state_ends_it_with_its_status(farm):
    (farm.root / "news.state.sqlite").write_bytes(b"no database" * 100)
    done = subprocess.run(
        farm.command("watch"), capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    assert done.returncode == 7
    assert "move it away" in done.stderr


def test_options_of_run_are_passed_on(farm):
    command = [*farm.command("watch"), "--", "--max-pages", "nine"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert done.returncode == 2
    assert "'--max-pages'" in done.stderr
