"""Work on many pages in processes that can be killed.

The parsers are C code: they ignore alarms and threads, and a hostile page of 63 KB can take
40 seconds and 3 GB. So every page is worked on in a child process with limits of its own, and a
page that overruns them costs itself only.

    tasks --> run --> batches --> Worker (child process) --> results, in the order of the tasks
    task --> WorkerThreads --> result, awaited by an event loop
    one task --> stream (child process) --> its many results
"""

from scraper.workers.batch import MOST_TASKS, Batch
from scraper.workers.limits import Limits
from scraper.workers.pool import run, run_long
from scraper.workers.process import Task
from scraper.workers.stream import stream
from scraper.workers.worker import Worker

__all__ = [
    "MOST_TASKS",
    "Batch",
    "Limits",
    "Task",
    "Worker",
    "run",
    "run_long",
    "stream",
]
