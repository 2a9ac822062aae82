"""Timers that are installed, shown, replaced and removed; what they call is what was meant.

`systemctl` and `crontab` are stand-ins that do what these programs do with files, so that no test
touches the timers of the machine.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from machines import CONFIG, SYSTEMCTL

from scraper.errors import ConfigError
from scraper.schedule.timers import (
    KINDS,
    TimerEntry,
    entry_name,
)


def units(machine):
    return sorted(path.name for path in (machine / "config/systemd/user").glob("*"))


def test_systemd_timer_is_shown_installed_and_removed(schedule, machine):
    name = entry_name(machine / "news/scraper.toml")
    status, shown, said = schedule("install", "--yes")
    assert status == 0, said
    assert "OnCalendar=*:0/10" in shown and "scraper" in shown
    assert units(machine) == [f"{name}.service", f"{name}.timer"]
    written = (machine / f"config/systemd/user/{name}.service").read_text()
    assert written in shown
    calls = (machine / "calls").read_text().splitlines()
    assert calls[-1] == f"--user enable --now {name}.timer"
    assert schedule("install", "--yes")[2] == f"scraper: {name} is installed already\n"
    status, shown, _ = schedule("uninstall", "--yes")
    assert status == 0 and "OnCalendar" in shown
    assert units(machine) == []
    assert f"--user disable --now {name}.timer" in (machine / "calls").read_text()
    assert "nothing is installed" in schedule("uninstall", "--yes")[2]


def test_install_that_broke_off_is_finished_by_the_next(schedule, machine):
    systemctl = machine / "bin/systemctl"
    systemctl.write_text('#!/bin/sh\n[ "$2" = enable ] && { echo broken >&2; exit 1; }\nexit 0\n')
    status, _, said = schedule("install", "--yes")
    assert status == 1 and "enable --now" in said and "broken" in said
    systemctl.write_text(SYSTEMCTL)
    assert schedule("install")[0] == 0  # nothing is written that was not agreed to
    assert " enable --now " in (machine / "calls").read_text()


def test_nothing_is_done_without_an_answer(schedule, machine):
    status, shown, said = schedule("install")
    assert status == 2
    assert "ExecStart" in shown and "--yes" in said
    assert units(machine) == []


def test_unit_of_another_is_never_replaced(schedule, machine):
    name = entry_name(machine / "news/scraper.toml")
    file = machine / f"config/systemd/user/{name}.service"
    file.parent.mkdir(parents=True)
    file.write_text("[Service]\n")
    status, _, said = schedule("install", "--yes")
    assert status == 1 and "was not written by" in said
    assert schedule("uninstall", "--yes")[0] == 1
    assert file.read_text() == "[Service]\n"


def test_crontab_keeps_all_other_lines(schedule, machine):
    table = machine / "table"
    others = "MAILTO=me\n# mine\n0 5 * * * backup  # no line break at the end"
    table.write_text(others)
    assert schedule("install", "--cron", "--yes")[0] == 0
    assert table.read_text().startswith(others + "\n# scraper-news-")
    assert len(table.read_text().splitlines()) == 5
    (machine / "news/scraper.toml").write_text(CONFIG.replace("30m", "7m"))
    status, shown, _ = schedule("install", "--cron", "--yes")  # changed: the difference is shown
    assert status == 0
    assert any(line.startswith("-*/10 * * * * ") for line in shown.splitlines())
    assert any(line.startswith("+*/2 * * * * ") for line in shown.splitlines())
    assert len(table.read_text().splitlines()) == 5
    assert schedule("uninstall", "--cron", "--yes")[0] == 0
    assert table.read_text() == others + "\n"


LATIN_1 = b"# caf\xe9\r\n0 5 * * * backup --name=\xfcber\n"


def test_crontab_keeps_bytes_that_are_no_text(schedule, machine):
    (machine / "table").write_bytes(LATIN_1)
    assert schedule("install", "--cron", "--yes")[0] == 0
    assert (machine / "table").read_bytes().startswith(LATIN_1 + b"# scraper-news-")
    assert schedule("uninstall", "--cron", "--yes")[0] == 0
    assert (machine / "table").read_bytes() == LATIN_1


def test_systemd_timer_is_removed_whatever_the_crontab_holds(schedule, machine):
    (machine / "table").write_bytes(LATIN_1)
    schedule("install", "--systemd", "--yes")
    assert schedule("uninstall", "--yes")[0] == 0
    assert units(machine) == []


def test_line_with_a_line_separator_in_its_path_is_removed_whole(schedule, machine):
    home = machine / "a\u2028b\x85c"
    home.mkdir()
    (home / "scraper.toml").write_text(CONFIG)
    file = f"{home.name}/scraper.toml"
    assert schedule("install", "--cron", "--yes", file=file)[0] == 0
    assert schedule("uninstall", "--cron", "--yes", file=file)[0] == 0
    assert (machine / "table").read_text() == ""


def test_two_configurations_have_their_own_entries(schedule, machine):
    (machine / "other").mkdir()
    shutil.copy(machine / "news/scraper.toml", machine / "other/scraper.toml")
    schedule("install", "--cron", "--yes")
    schedule("install", "--cron", "--yes", file="other/scraper.toml")
    schedule("uninstall", "--cron", "--yes")
    left = (machine / "table").read_text()
    assert "other" in left and "/news/" not in left


NASTY = "a %d $HOME `x` \"q\" 'r' \\ ; & é"


def test_line_of_the_crontab_calls_for_the_very_file(schedule, machine):
    """cron turns \\% into % and hands the line to sh; so does this test, and a run happens."""
    home = machine / NASTY
    home.mkdir()
    (home / "scraper.toml").write_text(CONFIG + 'cookies = { session = "NEWS_SESSION" }\n')
    (home / "scraper.env").write_text("NEWS_SESSION=abc\n")
    assert schedule("install", "--cron", "--yes", file=f"{NASTY}/scraper.toml")[0] == 0
    line = (machine / "table").read_text().splitlines()[1]
    command = line.split(" ", 5)[5].replace("\\%", "%")
    assert "%" not in line.replace("\\%", "")
    done = subprocess.run(["/bin/sh", "-c", command], cwd="/", check=False)
    assert done.returncode == 1  # nobody answers at port 9
    assert "example: 0 new" in (home / "store.run.log").read_text()
    assert sorted(each.name for each in home.iterdir()) == [
        "scraper.env", "scraper.toml", "store", "store.run.log", "store.state.lock",
        "store.state.sqlite",
    ]  # fmt: skip


@contextmanager
def asked(header):
    """A server on this machine that says no, and the values of a header that it was sent."""
    values = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            values.append(self.headers[header])
            self.send_error(404)

        def log_message(self, format, *args):  # noqa: A002  # the base class's name
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", values
        server.shutdown()


@pytest.mark.parametrize("kind", ["cron", "systemd"])
def test_secret_is_what_stands_in_the_file_under_both_timers(schedule, machine, kind):
    """No shell reads it, and systemd does not: the command of both is the same."""
    secret = "ab$$cd ef&gh;`touch x`%d#"  # no real one
    (machine / "news/scraper.env").write_text(f"# mine\nNEWS_SESSION={secret}\n")
    with asked("X-Key") as (url, values):
        site = CONFIG.replace("http://127.0.0.1:9/", url)
        (machine / "news/scraper.toml").write_text(
            f'{site}secret_headers = {{ "X-Key" = "NEWS_SESSION" }}\nplain_http = true\n'
            "[fetch]\nallow_private = true\nrobots = false\n"
        )
        assert schedule("install", f"--{kind}", "--yes")[0] == 0
        if kind == "cron":
            line = (machine / "table").read_text().splitlines()[1]
            command = ["/bin/sh", "-c", line.split(" ", 5)[5].replace("\\%", "%")]
        else:
            (service,) = (machine / "config/systemd/user").glob("*.service")
            (line,) = re.findall(r"^ExecStart=(.*)$", service.read_text(), re.MULTILINE)
            assert "EnvironmentFile" not in service.read_text()
            command = shlex.split(line)  # these words have nothing that systemd alone expands
        subprocess.run(command, cwd=machine, check=False)
    assert values and set(values) == {secret}
    assert not (machine / "x").exists()


def test_units_quote_what_systemd_would_read_otherwise(machine):
    entry = TimerEntry("scraper-x", (sys.executable, "-c", NASTY), 10, machine / "log")
    text = KINDS["systemd"].text(entry)
    expected = "a %%d $$HOME `x` \\\"q\\\" 'r' \\\\ ; & é"
    assert f'ExecStart="{sys.executable}" "-c" "{expected}"' in text


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed here")
def test_systemd_finds_nothing_wrong_with_the_units(schedule, machine):
    python = machine / f"{NASTY} python"
    python.symlink_to(sys.executable)
    entry = TimerEntry("scraper-x", (str(python), "-c", NASTY), 10, machine / "log")
    KINDS["systemd"].install(entry)
    for suffix in ("service", "timer"):
        file = machine / f"config/systemd/user/scraper-x.{suffix}"
        environment = os.environ | {"XDG_RUNTIME_DIR": str(machine)}
        done = subprocess.run(
            ["systemd-analyze", "--user", "verify", file],
            capture_output=True, text=True, check=False, env=environment,
        )  # fmt: skip
        about = [line for line in done.stderr.splitlines() if "scraper-x" in line]
        assert about == [], done.stderr


def test_line_break_in_a_path_is_refused(schedule, machine):
    home = machine / "a\nb"
    home.mkdir()
    (home / "scraper.toml").write_text(CONFIG)
    status, _, said = schedule("install", "--cron", "--yes", file="a\nb/scraper.toml")
    assert status == 4 and "rename it" in said
    with pytest.raises(ConfigError, match="control character"):
        TimerEntry("x", ("/bin/true", "a\x1bb"), 10, machine / "log")
    assert not (machine / "table").exists()


def test_path_that_cron_could_not_hold_is_refused(schedule, machine):
    home = machine / ("x" * 200) / ("y" * 200) / ("z" * 100)
    home.mkdir(parents=True)
    (home / "scraper.toml").write_text(CONFIG)
    file = str((home / "scraper.toml").relative_to(machine))
    status, _, said = schedule("install", "--cron", "--yes", file=file)
    assert status == 4 and "too long" in said


def test_machine_without_timers_is_told_of_watch(schedule, machine):
    for name in ("crontab", "systemctl"):
        (machine / "bin" / name).write_text("#!/bin/sh\necho 'no bus' >&2\nexit 1\n")
    status, _, said = schedule("install", "--yes")
    assert status == 1 and "scraper watch" in said
    status, _, said = schedule("install", "--cron", "--yes")
    assert status == 1 and "no bus" in said
