"""A systemd user timer: two files of the user's, which systemd then reads.

In a unit's command line systemd splits at spaces, reads quotes and backslashes, and expands % and $.
"""

import os
import re
from pathlib import Path

from scraper.errors import OutputError, reason_of
from scraper.files.atomic import write_atomic
from scraper.schedule.timers.entry import TimerEntry, TimerKind, call, require

MARK = "# Written by `scraper schedule install`; `scraper schedule uninstall` removes it."
STOP_WITHIN = 30  # seconds that a run has to end before it is killed

_SERVICE = """\
{mark}
[Unit]
Description=scraper run, what is due ({name})

[Service]
Type=oneshot
ExecStart={command}
# The run ends its own workers.
KillMode=mixed
TimeoutStopSec={stop}
Nice=10
"""
_TIMER = """\
{mark}
[Unit]
Description=scraper run, every {minutes} minutes ({name})

[Timer]
OnCalendar=*:0/{minutes}
AccuracySec=10s
Persistent=true

[Install]
WantedBy=timers.target
"""
_PLAIN = re.compile(r"[A-Za-z0-9/._+-]+")
_BY_SHELL = ("/bin/sh", "-c", 'exec "$0" "$@"')
"""Before a program whose own path has quotes, backslashes or $, which systemd refuses."""


def _directory() -> Path:
    base = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(base) / "systemd" / "user"


def _files(name: str) -> tuple[Path, Path]:
    return _directory() / f"{name}.service", _directory() / f"{name}.timer"


def _word(word: str) -> str:
    for special, escaped in (("\\", "\\\\"), ('"', '\\"'), ("%", "%%"), ("$", "$$")):
        word = word.replace(special, escaped)
    return f'"{word}"'


def _contents(entry: TimerEntry) -> dict[Path, str]:
    service, timer = _files(entry.name)
    words = entry.command if _PLAIN.fullmatch(entry.command[0]) else (*_BY_SHELL, *entry.command)
    command = " ".join(map(_word, words))
    return {
        service: _SERVICE.format(mark=MARK, name=entry.name, command=command, stop=STOP_WITHIN),
        timer: _TIMER.format(mark=MARK, name=entry.name, minutes=entry.minutes),
    }


def _shown(files: dict[Path, str]) -> str:
    return "\n".join(f"{path}\n\n{content}" for path, content in files.items())


def _read(path: Path) -> str:
    try:
        content = path.read_text("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise OutputError(str(path), f"can't be read: {reason_of(error)}") from error
    if MARK not in content:
        raise OutputError(str(path), "was not written by `scraper schedule install`; move it away")
    return content


def _installed(name: str) -> str:
    return _shown({path: content for path in _files(name) if (content := _read(path))})


def _install(entry: TimerEntry) -> None:
    for path, content in _contents(entry).items():
        write_atomic(path, content, overwrite=True)
    require(call("systemctl", "--user", "daemon-reload"))
    require(call("systemctl", "--user", "enable", "--now", f"{entry.name}.timer"))


def _remove(name: str) -> None:
    service, timer = _files(name)
    if timer.exists():
        require(call("systemctl", "--user", "disable", "--now", timer.name))
    for path in (timer, service):
        path.unlink(missing_ok=True)
    require(call("systemctl", "--user", "daemon-reload"))


def _is_available() -> bool:
    try:
        return call("systemctl", "--user", "show-environment").returncode == 0
    except OutputError:
        return False


KIND = TimerKind(
    is_available=_is_available,
    text=lambda entry: _shown(_contents(entry)),
    installed=_installed,
    install=_install,
    remove=_remove,
    hint="`loginctl enable-linger` lets it run while you are not logged in",
)
