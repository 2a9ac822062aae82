"""One page in a killable process: what it may take, and that it costs itself only."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from scraper.errors import PageError
from scraper.models.failure import FAILURE_KINDS, Failure
from scraper.workers import Limits, Worker, run
from scraper.workers.pool import AHEAD
from tests.patience import PATIENCE, wait_until

SMALL = Limits(memory=512 << 20)
SHORT = Limits(wall=1.0)  # for what hangs
LINUX = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="limits of the Linux kernel"
)


def alive(pid: int) -> bool:
    """Whether a process runs; one that ended and waits to be reaped does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"


def wait_for_the_end(pids) -> None:
    wait_until(lambda: not any(map(alive, pids)))


def test_results_come_in_the_order_of_the_tasks(acts):
    """A slow page in front does not let the ones behind it overtake."""
    tasks = [acts.Act(str(i), "slowly" if i % 7 == 0 else "answer") for i in range(30)]
    assert [result[0] for result in run(tasks, acts.perform, jobs=3)] == [t.name for t in tasks]


@pytest.mark.parametrize(
    ("does", "kind", "says"),
    [
        ("hang", "timeout", "longer than 1 s"),
        ("abort", "crash", "SIGABRT"),
        ("killed", "memory", "killed from outside"),
        ("bug", "bug", "ZeroDivisionError: the page did it (acts.py:"),
        ("refuse", "too_large", "too deep"),
        ("nothing", "bug", "returned None"),
        ("unpicklable", "bug", "pickle"),
        pytest.param("eat", "memory", "more than 512 MB", marks=LINUX),
    ],
)
def test_a_bad_page_is_a_failure_that_says_why(acts, does, kind, says):
    """Each way to break a worker has its kind, and the message names the cause."""
    limits = SHORT if does == "hang" else SMALL
    [failure] = run([acts.Act("page", does)], acts.perform, limits, 1)
    assert isinstance(failure, Failure)
    assert (failure.subject, failure.kind) == ("page", kind)
    assert says in failure.message
    assert kind in FAILURE_KINDS


@LINUX
@pytest.mark.parametrize("does", ["spin", "search"])
def test_processor_time_is_limited_on_its_own(acts, does):
    """A busy loop, of Python or within C, ends by the kernel's count of its processor time."""
    [failure] = run([acts.Act("page", does)], acts.perform, Limits(wall=PATIENCE, cpu=0.5), 1)
    assert (failure.kind, "0.5 s" in failure.message) == ("timeout", True)


@LINUX
def test_limits_hold_where_their_signals_were_blocked(acts):
    """As the one who started us may have left them."""
    numbers = (signal.SIGPROF, signal.SIGALRM)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, numbers)
    try:
        limits = Limits(wall=PATIENCE, cpu=0.5)
        [failure] = run([acts.Act("page", "search")], acts.perform, limits, 1)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    assert "0.5 s" in failure.message


def test_bad_pages_cost_only_themselves(acts):
    """Of 60 pages with 12 bombs of four kinds among them, the 48 others all come out right."""
    bombs = ("abort", "bug", "killed", "eat" if sys.platform.startswith("linux") else "bug")
    tasks = [
        acts.Act(str(i), bombs[i // 5 % 4] if i % 5 == 0 else "answer", b"x" * i) for i in range(60)
    ]
    results = list(run(tasks, acts.perform, SMALL, 2))
    for i, result in enumerate(results):
        if i % 5 == 0:
            assert isinstance(result, Failure)
            assert result.subject == str(i)
        else:
            assert (result[0], result[2]) == (str(i), i)


def test_a_hanging_page_does_not_hold_up_the_others(acts, tmp_path):
    """One page hangs until the other worker has done all that come after it."""
    sign = str(tmp_path / "done").encode()
    between = (acts.Act(str(i)) for i in range(49))
    tasks = [acts.Act("slow", "wait", sign), *between, acts.Act("last", "tell", sign)]
    results = list(run(tasks, acts.perform, Limits(wall=PATIENCE), 2))
    assert [name for name, _, _ in results] == [task.name for task in tasks]
    assert len({pid for _, pid, _ in results[1:]}) == 1


def test_large_tasks_and_results_pass(acts):
    """Far more than a pipe holds goes to the worker."""
    [result] = run([acts.Act("big", payload=b"x" * (40 << 20))], acts.perform, jobs=1)
    assert result[2] == 40 << 20


@LINUX
def test_a_task_larger_than_the_memory_is_a_failure(acts):
    """The page need not even be parsed to be too much; the one after it is done."""
    tasks = [acts.Act("big", payload=b"x" * (90 << 20)), acts.Act("small")]
    big, small = run(tasks, acts.perform, Limits(memory=64 << 20), 1)
    assert (big.subject, big.kind, small[0]) == ("big", "memory", "small")


def test_failures_among_the_tasks_keep_their_place(acts):
    """An input that could not be read is passed on where it stood."""
    unread = Failure("gone.html", "unreadable", "no such file")
    results = list(run([acts.Act("a"), unread, acts.Act("b")], acts.perform, jobs=2))
    assert [results[0][0], results[1], results[2][0]] == ["a", unread, "b"]


def test_no_task_starts_no_process_and_gives_nothing(acts):
    """An empty run is over at once."""
    assert list(run([], acts.perform)) == []


@LINUX
def test_a_single_task_starts_a_single_process(acts, processes):
    """Processes start as tasks come: one page does not pay for a pool of all cores."""
    started = []

    def children():
        return {each.pid for each in processes() if each.parent == os.getpid()}

    before = children()

    def one():
        yield acts.Act("only")
        started.extend(children() - before)

    [result] = run(one(), acts.perform, jobs=8)
    assert started == [result[1]]


def test_a_stream_of_tasks_is_read_no_further_than_needed(acts):
    """Memory stays flat: behind a page that hangs, only `AHEAD` more tasks are taken."""
    taken = 0

    def endless():
        nonlocal taken
        yield acts.Act("first", "slowly")
        while True:
            taken += 1
            yield acts.Act(str(taken))

    results = run(endless(), acts.perform, jobs=2)
    next(results)
    results.close()
    assert taken <= AHEAD + 2


def test_closing_the_results_ends_the_processes(acts):
    """Whoever stops early leaves no process behind."""
    results = run((acts.Act(str(i)) for i in range(1000)), acts.perform, jobs=2)
    pids = {next(results)[1] for _ in range(20)}
    results.close()
    wait_for_the_end(pids)


def test_an_error_in_the_stream_of_tasks_reaches_the_caller(acts):
    """A bug on the caller's side is raised, not taken for a bad page."""

    def broken():
        yield acts.Act("a")
        raise LookupError("a bug")

    with pytest.raises(LookupError):
        list(run(broken(), acts.perform, jobs=1))


def test_work_that_no_worker_can_import_is_refused(acts, monkeypatch):
    """A bug of the caller is raised at once, not reported once for each page."""
    monkeypatch.setattr(acts.perform, "__module__", "__main__")
    with pytest.raises(ValueError, match="must live in a module"):
        list(run([acts.Act("a")], acts.perform))


def test_a_worker_that_cannot_start_is_an_error_of_the_run(acts, monkeypatch, capfd):
    """Not of the pages: here the worker's work is gone from where it was."""
    monkeypatch.setattr(acts.perform, "__module__", "acts_elsewhere")
    monkeypatch.setitem(sys.modules, "acts_elsewhere", acts)
    with pytest.raises(PageError, match="can't start"):
        list(run([acts.Act("a"), acts.Act("b")], acts.perform))
    assert "acts_elsewhere" in capfd.readouterr().err  # the worker says what it lacks


@LINUX
def test_a_worker_does_one_task_after_another(acts):
    """`Worker.call` is for callers with a loop of their own; it survives what it ran into."""
    worker = Worker(acts.perform, Limits(wall=PATIENCE, cpu=1.0))
    try:
        first = worker.call(acts.Act("a"))
        broken = worker.call(acts.Act("b", "spin"))
        second = worker.call(acts.Act("c"))
    finally:
        worker.close()
    assert (first[0], broken.kind, second[0]) == ("a", "timeout", "c")
    assert first[1] != second[1]


@LINUX
def test_killing_the_parent_ends_the_workers(processes):
    """After kill -9 on the command, even a hanging worker ends soon after its page's time."""
    script = Path(__file__).with_name("orphan.py")
    with subprocess.Popen(
        [sys.executable, script, "2"], stdout=subprocess.PIPE, start_new_session=True
    ) as process:
        assert process.stdout.readline() == b"working\n"
        members = wait_until(
            lambda: (
                len(found := [p.pid for p in processes() if p.session == process.pid]) > 2 and found
            )
        )
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    wait_for_the_end(members)
