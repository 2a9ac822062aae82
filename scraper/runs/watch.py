"""One process that starts runs when they are due, for containers and machines without timers.

    state -> when the next site is due -> `scraper run` as a process of its own -> state -> ...

Each run is a process: what it takes of memory ends with it, and it can be ended while this one waits.
Runs follow one another, and the lock of the state keeps off those of others. The file is checked for
changes all the while; a run that is under way ends as it began.
"""

import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from scraper.config import Config
from scraper.errors import ExitCode, ScraperError, StoreError
from scraper.runs.plan import plan

CHECK_EACH = timedelta(seconds=5)  # the file, and the clock, which may have been set back
PAUSE = timedelta(seconds=10)  # at least, between two runs
PAUSE_AFTER_FAILURE = timedelta(seconds=60)  # a disk that is full stays so for a while
POLL = 0.5  # seconds, in which a signal or the end of a run is noticed
GRACE = 9.0  # seconds for a run to end by itself; then it is killed, which loses nothing
_FATAL = (ExitCode.STORE_DAMAGED, ExitCode.USAGE)  # statuses that no later run mends


@dataclass(frozen=True, slots=True)
class WatchOptions:
    """What is watched, and with what. `command` is that of a run; `clock` gives times of UTC."""

    file: Path
    command: Sequence[str]
    read: Callable[[Path], Config]
    say: Callable[[str], None]
    clock: Callable[[], datetime]
    environment: Mapping[str, str] | None = None


class Watcher:
    """Starts runs until `end` is called."""

    def __init__(self, watch: WatchOptions) -> None:
        """Read the file. Raises ConfigError where it is wrong."""
        self._watch = watch
        self._config: Config | None = watch.read(watch.file)
        self._stamp = _stamp(watch.file)
        self._checked = watch.clock()
        self._due: datetime | None = (
            None  # when the next run starts; None while there is nothing to wait for
        )
        self._process: subprocess.Popen[bytes] | None = None
        self._is_told = False
        self._status: ExitCode | None = None  # with which it ends by itself
        self._plan(self._checked)

    def end(self) -> None:
        """Let `main` end soon; for signal handlers."""
        self._is_told = True

    def main(self) -> ExitCode:
        """Watch until `end` is called, or until a run says that no later one will do better."""
        try:
            while not self._is_told and self._status is None:
                self._step(self._watch.clock())
                time.sleep(POLL)
        finally:
            self._end_run()
        return self._status or ExitCode.OK

    def _step(self, now: datetime) -> None:
        """Do what the moment asks for: check the file, start a run, or see that one has ended."""
        if now < self._checked or now - self._checked >= CHECK_EACH:
            self._check(now)
        if self._process is not None:
            status = self._process.poll()
            if status is not None:
                self._process = None
                self._finish(status, now)
        elif self._due is not None and self._due <= now:
            self._process = subprocess.Popen(  # noqa: S603  # our own words
                self._watch.command,
                stdin=subprocess.DEVNULL,
                env=self._watch.environment,
                start_new_session=True,  # Ctrl-C is for this process, which passes it on
            )

    def _check(self, now: datetime) -> None:
        """Plan again if the file was changed, or the clock set back."""
        before, self._checked = self._checked, now
        stamp = _stamp(self._watch.file)
        if stamp != self._stamp:
            self._stamp = stamp
            self._reload()
        elif now >= before:
            return
        self._plan(now)

    def _reload(self) -> None:
        try:
            self._config = self._watch.read(self._watch.file)
        except ScraperError as error:
            self._config = None
            self._watch.say(f"{error}; nothing runs until it is mended")
        else:
            self._watch.say(f"{self._watch.file}: read again")

    def _plan(self, earliest: datetime) -> None:
        """Set when the next run starts: once its first site is due, but not before `earliest`."""
        if self._config is None or not self._config.sites:  # of a shard that has none
            self._due = None
            return
        try:
            self._due = max(plan(self._config, self._watch.clock())[0].times[0], earliest)
        except StoreError:  # the run says why, and mends it where that is possible
            self._due = earliest

    def _finish(self, status: int, now: datetime) -> None:
        """Plan the next run after one that ended, or end with it."""
        if status in _FATAL:
            self._status = ExitCode(status)
        else:
            self._plan(now + (PAUSE_AFTER_FAILURE if status else PAUSE))

    def _end_run(self) -> None:
        """Let a run end as it does on a signal, and see to it that it has ended."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _stamp(file: Path) -> tuple[int, int]:
    """Return what is different once a file was written; zeros where it is not there."""
    try:
        found = file.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)
