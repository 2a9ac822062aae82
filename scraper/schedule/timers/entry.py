"""One entry: what is called and how often; and calls of the programs that keep entries."""

import hashlib
import math
import re
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from scraper.errors import ConfigError, OutputError, reason_of
from scraper.schedule.cadence import Cadence, Cron, Every

MINUTES = (10, 6, 5, 4, 3, 2, 1)
"""Between two calls. All divide an hour; the longest also serves sites that could not be read."""
CALLS_AN_INTERVAL = 3  # at least, so that a site is late by a third of its interval at most
_TIMES = 60  # of a cron expression, that are tried
PATIENCE = 30  # seconds for a program of the system

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_UNFIT = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class TimerEntry:
    """What is to be called."""

    name: str
    command: tuple[str, ...]
    minutes: int  # between two calls, one of `MINUTES`
    log: Path

    def __post_init__(self) -> None:
        for word in (*self.command, str(self.log)):
            if _CONTROL.search(word):
                message = (
                    "a line break or control character in a path can't be scheduled; rename it"
                )
                raise ConfigError(repr(word), message)


@dataclass(frozen=True, slots=True)
class TimerKind:
    """A way to have an entry called."""

    is_available: Callable[[], bool]
    text: Callable[[TimerEntry], str]  # what is going to be written, to be shown
    installed: Callable[[str], str]  # what is written of a name now, "" for nothing
    install: Callable[[TimerEntry], None]
    remove: Callable[[str], None]
    hint: str  # what else there is to know


def entry_name(file: Path) -> str:
    """Return the name of a configuration's entry: readable, and one for each absolute path."""
    digest = hashlib.sha256(str(file).encode("utf-8", "surrogateescape")).hexdigest()[:8]
    words = _UNFIT.sub("-", file.parent.name.lower()).strip("-")[:30]
    return "-".join(filter(None, ("scraper", words, digest)))


def minutes_for(cadences: Sequence[Cadence], now: datetime) -> int:
    """Return the minutes between two calls for sites of these cadences."""
    return min((_minutes(cadence, now) for cadence in cadences), default=MINUTES[0])


def _minutes(cadence: Cadence, now: datetime) -> int:
    if isinstance(cadence, Cron):
        times, moment = [], now
        for _ in range(_TIMES):
            moment = cadence.after(moment)
            times.append(moment.minute)
        step = math.gcd(60, *times)
        return next(minutes for minutes in MINUTES if step % minutes == 0)
    span = cadence.span if isinstance(cadence, Every) else cadence.least
    most = span / CALLS_AN_INTERVAL / timedelta(minutes=1)
    return next((minutes for minutes in MINUTES if minutes <= most), 1)


def call(*command: str, text: str = "") -> subprocess.CompletedProcess[str]:
    """Call a program with a list of words, never by a shell; return how it ended. Raises OutputError where
    it is not installed, or does not end.

    What is no UTF-8 stands in the texts as surrogates, and goes back as it was; so do line breaks.
    """
    try:
        done = subprocess.run(  # noqa: S603  # our own words
            command,
            input=text.encode("utf-8", "surrogateescape"),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except FileNotFoundError:
        raise OutputError(command[0], "is not installed here") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise OutputError(command[0], f"can't be called: {reason_of(error)}") from error
    output, said = (each.decode("utf-8", "surrogateescape") for each in (done.stdout, done.stderr))
    return subprocess.CompletedProcess(done.args, done.returncode, output, said)


def require(done: subprocess.CompletedProcess[str]) -> None:
    """Raise OutputError unless a program ended well."""
    if done.returncode:
        said = done.stderr.strip() or f"exit status {done.returncode}"
        raise OutputError(" ".join(done.args), said)
