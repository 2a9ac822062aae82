"""Archives on the machines of a Ray cluster.

Ray has to move and repeat tasks only: what is done is in OUT. So a worker, a machine or this process
may be killed at any moment, and no answer of Ray is kept but the report of an archive.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from typing import Any

from scraper.bulk.engines.attempt import ArchiveTask, attempt
from scraper.bulk.work import Report, Work
from scraper.errors import OutputError
from scraper.extras import not_installed
from scraper.models.failure import Failure

RETRIES = 5
"""Further attempts at an archive whose worker or machine went away. An archive that takes its worker
along each time has to end somewhere."""

WAITING = 2
"""Archives that are handed to Ray for each core: one is worked on, and the next is there when it ends."""


def run_on_ray(
    sources: Sequence[str], out: str, work: Work, jobs: int | None
) -> Iterator[Report | Failure]:
    """Yield the reports of sources, from the cluster that RAY_ADDRESS names, from one that runs on this
    machine, or from one that is started here and ends with the work."""
    ray = _library()
    connects = not ray.is_initialized()
    with redirect_stdout(sys.stderr):  # Ray says there from a thread which worker died
        if connects:
            ray.init(log_to_driver=False, logging_level="ERROR")
        try:
            yield from _results(ray, [ArchiveTask(source, out, work) for source in sources], jobs)
        finally:
            if connects:
                ray.shutdown()


def _library() -> Any:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # it would report to its makers
    try:
        import ray  # noqa: PLC0415  # an extra, and large
    except ImportError as error:
        raise OutputError("--engine ray", not_installed("ray", error)) from error
    return ray


def _results(ray: Any, tasks: list[ArchiveTask], jobs: int | None) -> Iterator[Report | Failure]:
    """Keep a bounded number of tasks with Ray; yield what comes of each, the first that ends first."""
    call = ray.remote(num_cpus=1, max_retries=RETRIES, scheduling_strategy="SPREAD")(attempt).remote
    left = iter(tasks)
    running: dict[Any, ArchiveTask] = {}
    while True:
        room = (jobs or _window(ray)) - len(running)
        while room > 0 and (task := next(left, None)) is not None:
            running[call(task)] = task
            room -= 1
        if not running:
            return
        ended, _ = ray.wait(list(running))
        for reference in ended:
            yield _result(ray, reference, running.pop(reference))


def _window(ray: Any) -> int:
    """Return how many archives Ray is given at a time, by the machines that it has now."""
    return WAITING * max(1, int(ray.cluster_resources().get("CPU", 1)))


def _result(ray: Any, reference: Any, task: ArchiveTask) -> Report | Failure:
    try:
        result: Report | Failure = ray.get(reference)
    except ray.exceptions.RayTaskError:
        raise  # a bug of ours, as Ray hands it on
    except ray.exceptions.RayError as error:
        reason = str(error).strip().split("\n", 1)[0]
        message = f"its worker went away {RETRIES + 1} times ({type(error).__name__}: {reason})"
        return Failure(task.source, "crash", message)
    return result
