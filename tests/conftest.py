"""The order of the tests, their cores and examples, what runs beside them, and known gaps: promises of the
fixtures that extraction does not keep yet.

Each line of known_gaps.txt is the id of a test in test_fixtures.py. Such a test must fail: the
run is red both when a promise outside the list breaks and when one of the list starts to hold,
so the list only gets shorter.
"""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings

GAPS = Path(__file__).with_name("known_gaps.txt")

# A busy machine is not a fault, and what was right yesterday is right today:
# `pytest --hypothesis-profile=default` looks for other examples.
settings.register_profile(
    "repeatable", deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
settings.load_profile("repeatable")


def pytest_configure(config: pytest.Config) -> None:
    """Give each of several test processes a core of its own and the next free test, and SIGINT its effect.

    A command in the background of a shell ignores SIGINT, and so would all that its tests start.
    What a test starts takes a worker process for each core it may use, and each of them loads the
    model: with several cores for each test, a third of the time goes into that.
    """
    if (
        getattr(config.option, "dist", "no") == "load"
    ):  # what `-n` asks for; without xdist there is no such option
        config.option.dist = "worksteal"  # a process that has ended early takes tests of another
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    number = getattr(config, "workerinput", {}).get("workerid", "").removeprefix("gw")
    if number and hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {cores[int(number) % len(cores)]})


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the known gaps as expected failures. The longest test begins first: at the end the
    other processes would wait for it."""
    items.sort(key=lambda item: item.path.parent.name != "simulation")
    gaps = set(GAPS.read_text(encoding="utf-8").split("\n"))
    for item in items:
        if item.path.name == "test_fixtures.py" and item.name in gaps:
            item.add_marker(pytest.mark.xfail(strict=True, reason="see known_gaps.txt"))


class Process(NamedTuple):
    """A process as the kernel has it."""

    pid: int
    parent: int
    session: int
    state: str  # a letter of proc(5): R and S run or wait, T is stopped


@pytest.fixture
def processes() -> Callable[[], list[Process]]:
    """What runs, read from /proc at each call; not what has ended and waits to be reaped."""
    return _processes


def _processes() -> list[Process]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if fields[0] not in "ZX":
            found.append(Process(int(stat.parent.name), int(fields[1]), int(fields[3]), fields[0]))
    return found
