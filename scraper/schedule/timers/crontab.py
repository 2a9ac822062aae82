"""A line of the user's crontab, under a comment that names it. All other lines stay as they are.

cron hands the line to sh, but for a % it puts a line break, unless a backslash stands before it.
"""

import re
import shlex

from scraper.errors import ConfigError, OutputError
from scraper.schedule.timers.entry import TimerEntry, TimerKind, call, require

LONGEST = 900  # bytes of a command; Debian's cron takes 999
_MARK = "# {name}: written by `scraper schedule install`, removed by `scraper schedule uninstall`"

_LINE = re.compile(r"[^\n]*\n|[^\n]+")  # as cron has it; str.splitlines knows more line breaks


def _text(entry: TimerEntry) -> str:
    command = shlex.join((*entry.command, "--log", str(entry.log)))
    command = command.replace("%", "\\%")
    if len(command.encode("utf-8", "surrogateescape")) > LONGEST:
        raise ConfigError(str(entry.log.parent), "its path is too long for a line of the crontab")
    when = "*" if entry.minutes == 1 else f"*/{entry.minutes}"
    return f"{_MARK.format(name=entry.name)}\n{when} * * * * {command}\n"


def _crontab() -> str:
    done = call("crontab", "-l")
    if done.returncode and "no crontab" in done.stderr.lower():
        return ""
    require(done)
    return done.stdout


def _parted(name: str) -> tuple[str, str]:
    """Return the entry of a name, and the other lines."""
    own, others, mark = "", "", _MARK.format(name=name)
    lines = iter(_LINE.findall(_crontab()))
    for line in lines:
        if line.strip() == mark:
            own += line + next(lines, "")
        else:
            others += line
    return own, others


def _put(content: str) -> None:
    require(call("crontab", "-", text=content))


def _install(entry: TimerEntry) -> None:
    _, others = _parted(entry.name)
    gap = "" if not others or others.endswith("\n") else "\n"
    _put(f"{others}{gap}{_text(entry)}")


def _is_available() -> bool:
    try:
        _crontab()
    except OutputError:
        return False
    return True


KIND = TimerKind(
    is_available=_is_available,
    text=_text,
    installed=lambda name: _parted(name)[0],
    install=_install,
    remove=lambda name: _put(_parted(name)[1]),
    hint="cron mails what goes wrong before the log is opened",
)
