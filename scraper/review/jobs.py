"""Long work over many pages, in a thread of its own: one job at a time, bounded, its result kept.

A job is named by what it does, so the address of its view can be shared: it shows the job as it
is, or offers to start it.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from scraper.errors import ScraperError

MOST_SECONDS = 600.0  # of one job; what it has found until then is shown
MOST_KEPT = 50  # results

Name = tuple[str, ...]


class JobProgress:
    """How far a job is, and whether it has to end."""

    def __init__(self, seconds: float) -> None:
        self.done = 0
        self.total = 0
        self.found = 0  # pages so far of the kind that the work looks for
        self.cut_short = False
        self._until = time.monotonic() + seconds
        self._stopped = threading.Event()

    def advance(self) -> None:
        """Count one more page as done."""
        self.done += 1

    def is_over(self) -> bool:
        """Say whether the work has to end now: its time is up, or it was cancelled."""
        if self._stopped.is_set() or time.monotonic() > self._until:
            self.cut_short = True
        return self.cut_short

    def stop(self) -> None:
        """Let the work end at its next page."""
        self._stopped.set()


@dataclass(slots=True)
class BackgroundJob:
    """One job on its `subject`. When it is no longer `running`, it has a `result` or a `problem`. `key`
    stands for its name in an address."""

    key: str
    progress: JobProgress
    subject: Any = None
    running: bool = True
    result: Any = None
    problem: str = ""


class BackgroundJobs:
    """All jobs of a server."""

    def __init__(self, seconds: float = MOST_SECONDS) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._jobs: OrderedDict[Name, BackgroundJob] = OrderedDict()

    def get(self, name: Name) -> BackgroundJob | None:
        """Return the job of a name; None if none was started or its result is no longer kept."""
        with self._lock:
            return self._jobs.get(name)

    def of_key(self, key: str) -> BackgroundJob | None:
        """Return the job of a key; None if its result is no longer kept."""
        with self._lock:
            return next((job for job in self._jobs.values() if job.key == key), None)

    def start(self, name: Name, work: Callable[[JobProgress], Any], subject: Any = None) -> bool:
        """Start a job, again if it is done. Return False if it, or another one, is running."""
        with self._lock:
            if any(job.running for job in self._jobs.values()):
                return False
            job = BackgroundJob(_key(name), JobProgress(self._seconds), subject)
            self._jobs[name] = job
            self._jobs.move_to_end(name)
            while len(self._jobs) > MOST_KEPT:
                self._jobs.popitem(last=False)
        threading.Thread(target=self._run, args=(job, work), name="job", daemon=True).start()
        return True

    def stop(self) -> None:
        """Let all work end at its next page."""
        with self._lock:
            for job in self._jobs.values():
                job.progress.stop()

    def _run(self, job: BackgroundJob, work: Callable[[JobProgress], Any]) -> None:
        try:
            job.result = work(job.progress)
        except ScraperError as error:
            job.problem = str(error)
        except BaseException as error:
            job.problem = f"a bug: {type(error).__name__}; the terminal of the server shows where"
            raise
        finally:
            job.running = False


def _key(name: Name) -> str:
    return sha256("\0".join(name).encode("utf-8", "replace")).hexdigest()[:20]
