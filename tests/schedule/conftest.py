"""A machine with stand-ins for `systemctl` and `crontab`, which do what these programs do with files, so
that no test touches the timers of the machine."""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from machines import CONFIG, CRONTAB, SYSTEMCTL

from scraper.cli import run


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine with systemd and cron, and a configuration."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, script in (("crontab", CRONTAB), ("systemctl", SYSTEMCTL)):
        (programs / name).write_text(script)
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("TABLE", str(tmp_path / "table"))
    monkeypatch.setenv("CALLS", str(tmp_path / "calls"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "news").mkdir()
    (tmp_path / "news/scraper.toml").write_text(CONFIG)
    return tmp_path


@pytest.fixture
def schedule(machine, capsys):
    def schedule(*arguments, file="news/scraper.toml"):
        capsys.readouterr()
        status = run(["schedule", *arguments, "-c", str(machine / file)])
        return status, *capsys.readouterr()

    return schedule
