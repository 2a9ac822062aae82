"""One process that starts runs when they are due, for containers and machines without timers.

    state -> when the next site is due -> `scraper run` as a process of its own -> state -> ...

Each run is a process: what it takes of memory ends with it, and it can be told to end while this
one waits. Runs follow one another, and the lock of the state keeps off those of others. The file is
looked at again when it changes; a run that is under way ends as it began. The only user of
APScheduler.
"""

import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from apscheduler.schedulers.background import BackgroundScheduler

from scraper.config import Config
from scraper.errors import ExitCode, ScraperError, StoreError
from scraper.runs.plan import plan

LOOK_EACH = timedelta(seconds=5)  # at the file and at the clock, which may have been set back
PAUSE = timedelta(seconds=10)  # at least, between two runs
PAUSE_AFTER_FAILURE = timedelta(seconds=60)  # a disk that is full stays so for a while
POLL = 0.5  # seconds, in which a signal is seen
GRACE = 9.0  # seconds for a run to end that is told to; then it is killed, which loses nothing
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
    """Starts runs until it is told to end."""

    def __init__(self, watch: WatchOptions) -> None:
        """Raises ConfigError where the file is wrong, StoreError where the state can't be read."""
        self._watch = watch
        self._config: Config | None = watch.read(watch.file)
        self._stamp = _stamp(watch.file)
        self._seen = watch.clock()
        self._told = False  # an Event could be locked by the very code that a signal interrupts
        self._ended = threading.Event()
        self._guard = threading.Lock()  # of the process, which two threads look at
        self._process: subprocess.Popen[bytes] | None = None
        self._status = ExitCode.OK
        self._error: BaseException | None = None
        self._scheduler = BackgroundScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "misfire_grace_time": None}
        )
        self._plan(self._seen)

    def end(self) -> None:
        """Tell it to end; for signal handlers."""
        self._told = True

    def main(self) -> ExitCode:
        """Watch until `end` is called, or a run says that no other will do better."""
        seconds = LOOK_EACH.total_seconds()
        look = partial(self._guarded, self._look)
        self._scheduler.add_job(look, "interval", seconds=seconds, id="look")
        self._scheduler.start()
        while not self._told and not self._ended.wait(POLL):
            pass
        self._scheduler.shutdown(wait=False)
        self._end_run()
        if self._error is not None:
            raise self._error
        return self._status

    def _guarded(self, job: Callable[[], None]) -> None:
        """The scheduler would log what a job raises, and go on without it."""
        try:
            job()
        except BaseException as error:  # noqa: BLE001  # raised where `main` ends
            self._error = error
            self._ended.set()

    def _look(self) -> None:
        """See whether the file is another, or the clock is."""
        now, before, stamp = self._watch.clock(), self._seen, _stamp(self._watch.file)
        self._seen = now
        if stamp != self._stamp:
            self._stamp = stamp
            self._reload()
        elif now >= before:
            return
        if not self._is_running():
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
        """Have the next run started when its first site is due."""
        if self._config is None:
            if self._scheduler.get_job("run"):
                self._scheduler.remove_job("run")
            return
        try:
            at = max(plan(self._config, self._watch.clock())[0].times[0], earliest)
        except StoreError:  # the run says why, and mends it where that is possible
            at = earliest
        run = partial(self._guarded, self._run)
        self._scheduler.add_job(run, "date", run_date=at, id="run", replace_existing=True)

    def _run(self) -> None:
        """One run, to its end; then the next is planned."""
        with self._guard:
            if self._told:
                return
            self._process = subprocess.Popen(  # noqa: S603  # our own words
                self._watch.command,
                stdin=subprocess.DEVNULL,
                env=self._watch.environment,
                start_new_session=True,  # Ctrl-C is for this process, which passes it on
            )
        status = self._process.wait()
        self._process = None
        if status in _FATAL:
            self._status = ExitCode(status)
            self._ended.set()
        elif not self._told:
            self._plan(self._watch.clock() + (PAUSE_AFTER_FAILURE if status else PAUSE))

    def _is_running(self) -> bool:
        return self._process is not None

    def _end_run(self) -> None:
        """Let a run end as it does on a signal, and see to it that it has ended."""
        with self._guard:
            process = self._process
        if process is None:
            return
        process.terminate()
        try:
            process.wait(GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _stamp(file: Path) -> tuple[int, int]:
    """What is different once a file was written; zeros where it is not there."""
    try:
        found = file.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)
