"""Archives on a Ray cluster of two nodes, of which anything may be killed at any moment.

Needs the ray extra. `pytest -m cluster tests/bulk` runs all of it; .ci/run leaves out what is `slow`.
"""

import importlib
import json
import subprocess
import sys

import pytest

from scraper.bulk import clean_archive
from tests.patience import PATIENCE, wait_until

pytestmark = pytest.mark.cluster

ARCHIVES = 12
MOMENTS = [  # parts that are there when something is killed
    pytest.param(2),
    *(pytest.param(parts, marks=pytest.mark.slow) for parts in (0, 1, 4, 6)),
]


@pytest.fixture(scope="module")
def cluster():
    with importlib.import_module("ray_cluster").ray_cluster() as cluster:
        yield cluster


@pytest.fixture(scope="module")
def tools():
    return importlib.import_module("ray_cluster")


class Job:
    """The command for some archives on the cluster; `expected` are its parts without a cluster."""

    def __init__(self, sources, out, parts, cluster) -> None:
        self.line = [sys.executable, "-m", "scraper", "bulk", *sources, "-o", out]
        self.line += ["--engine", "ray", "--json"]
        self._parts, self._out, self._cluster = parts, out, cluster
        self.expected = parts(f"{out}-expected")

    @property
    def done(self) -> dict[str, bytes]:
        """The parts that are there."""
        return self._parts(self._out)

    def start(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            self.line, env=self._cluster.environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def is_at(self, moment: int) -> bool:
        """Say whether so many parts are there, and pages of another archive are being worked on."""
        return len(self.done) >= moment and any(self._cluster.workers().values())

    def wait(self, condition, running: subprocess.Popen[str]):
        """Return the value of a condition once it is true, while the command runs."""
        return wait_until(condition, lambda: "" if running.poll() is None else "it is done already")


def finish(running: subprocess.Popen[str]) -> dict[str, object]:
    said, errors = running.communicate(timeout=PATIENCE)
    assert running.returncode == 0, errors
    found: dict[str, object] = json.loads(said)
    return found


@pytest.fixture
def job(crawl, out, parts, cluster):
    sources = crawl(ARCHIVES, pages=12)
    for source in sources:
        clean_archive(source, f"{out}-expected")
    return Job(sources, out, parts, cluster)


def test_parts_are_the_same_as_without_it(job):
    assert finish(job.start())["pages"] == 12 * ARCHIVES
    assert job.done == job.expected


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_worker_costs_nothing_and_leaves_nothing(cluster, job, tools, moment):
    running = job.start()
    job.wait(lambda: job.is_at(moment), running)
    children = job.wait(cluster.kill_worker, running)
    assert finish(running)["failed"] == 0
    assert job.done == job.expected
    wait_until(lambda: not any(map(tools.is_running, children)))


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_node_that_goes_away_costs_nothing(cluster, job, moment):
    running = job.start()
    job.wait(lambda: job.is_at(moment), running)
    cluster.kill_second()
    try:
        assert finish(running)["failed"] == 0
        assert job.done == job.expected
    finally:
        cluster.restart_second()


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_next_command_goes_on_where_a_killed_one_was(job, moment):
    running = job.start()
    job.wait(lambda: job.is_at(moment), running)
    running.kill()
    running.communicate()
    assert job.done.items() <= job.expected.items()
    assert finish(job.start())["done_before"] >= moment
    assert job.done == job.expected
