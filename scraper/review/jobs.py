"""Long work over many pages, in a thread of its own: one at a time, bounded, and its result kept.

A job is named by what it does, so its page is a link that can be shared: whoever opens it sees the
job as it is, or may start it.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from scraper.errors import ScraperError

MOST_SECONDS = 600.0  # of one job; what it has found until then is shown
MOST_KEPT = 50  # results

Name = tuple[str, ...]


class JobProgress:
    """What the work of a job tells and asks while it goes on."""

    def __init__(self, seconds: float) -> None:
        self.done = 0
        self.total = 0
        self.cut = False
        self._until = time.monotonic() + seconds
        self._stopped = threading.Event()

    def advance(self) -> None:
        """One more page is done."""
        self.done += 1

    def is_over(self) -> bool:
        """Whether the work has to end now: its time is up, or it was cancelled."""
        if self._stopped.is_set() or time.monotonic() > self._until:
            self.cut = True
        return self.cut

    def stop(self) -> None:
        """Let the work end at its next page."""
        self._stopped.set()


@dataclass(slots=True)
class BackgroundJob:
    """One job on its `subject`. While it `runs`, `watch` tells how far it is; then there is a
    `result` or a `problem`."""

    watch: JobProgress
    subject: Any = None
    runs: bool = True
    result: Any = None
    problem: str = ""


class BackgroundJobs:
    """All jobs of a server."""

    def __init__(self, seconds: float = MOST_SECONDS) -> None:
        self._seconds = seconds
        self._guard = threading.Lock()
        self._jobs: OrderedDict[Name, BackgroundJob] = OrderedDict()

    def get(self, name: Name) -> BackgroundJob | None:
        """The job of a name, None where none was started, or its result is not kept any more."""
        with self._guard:
            return self._jobs.get(name)

    def start(self, name: Name, work: Callable[[JobProgress], Any], subject: Any = None) -> bool:
        """Start a job, anew where it is done. False where it, or another one, is running."""
        with self._guard:
            if any(job.runs for job in self._jobs.values()):
                return False
            job = BackgroundJob(JobProgress(self._seconds), subject)
            self._jobs[name] = job
            self._jobs.move_to_end(name)
            while len(self._jobs) > MOST_KEPT:
                self._jobs.popitem(last=False)
        threading.Thread(target=self._run, args=(job, work), name="job", daemon=True).start()
        return True

    def stop(self) -> None:
        """Let all work end at its next page."""
        with self._guard:
            for job in self._jobs.values():
                job.watch.stop()

    def _run(self, job: BackgroundJob, work: Callable[[JobProgress], Any]) -> None:
        try:
            job.result = work(job.watch)
        except ScraperError as error:
            job.problem = str(error)
        except BaseException as error:
            job.problem = f"a bug: {type(error).__name__}; the server's messages tell more"
            raise
        finally:
            job.runs = False
