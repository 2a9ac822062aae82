"""Tasks that go to a worker in one message: what they share, and what each keeps for itself."""

import pickle
import sys

import pytest

from scraper.models.failure import Failure
from scraper.workers import Limits, Worker, run, run_long
from scraper.workers.batch import MOST_BYTES, MOST_TASKS, SECONDS, Batch, next_size
from scraper.workers.child import Growth

LINUX = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the kernel's count of memory"
)
SMALL = Limits(memory=512 << 20, cpu=0.5)


def answers(worker, count):
    """The next results of a worker."""
    found = []
    while len(found) < count:
        result = worker.receive()
        if result is not None:
            found.append(result)
    return found


@pytest.fixture
def worker(acts):
    worker = Worker(acts.perform, SMALL, acts.outline)
    yield worker
    worker.close()


@LINUX
@pytest.mark.parametrize(
    ("does", "place"), [("abort", 0), ("killed", 7), ("spin", 3), ("eat", 3), ("bug", 3)]
)
def test_a_bad_page_costs_no_other_page_of_its_batch(acts, worker, does, place):
    """Wherever it stands: those in front of it are done, and those behind it go to a new process."""
    tasks = [acts.Act(str(i), does if i == place else "answer") for i in range(8)]
    worker.send(Batch(tasks))
    results = answers(worker, len(tasks))
    failed = results.pop(place)
    assert (type(failed), failed.subject) == (Failure, str(place))
    assert [result[0] for result in results] == [str(i) for i in range(8) if i != place]


@LINUX
def test_two_bad_pages_side_by_side_are_told_apart(acts, worker):
    """Each has its own failure, and what its outline says."""
    does = {3: "abort", 4: "spin", 5: "killed"}
    worker.send(Batch([acts.Act(str(i), does.get(i, "answer")) for i in range(8)]))
    results = answers(worker, 8)
    assert [each.kind for each in results[3:6]] == ["crash", "timeout", "memory"]
    assert results[4].message.startswith("4: ")  # by the outline
    assert [results[i][0] for i in (0, 1, 2, 6, 7)] == ["0", "1", "2", "6", "7"]


@LINUX
def test_a_page_that_is_worked_on_again_is_none_that_was_done(acts, worker):
    """What came before the bad page is not done twice: its results are from the first process."""
    worker.send(Batch([acts.Act("a"), acts.Act("b"), acts.Act("c", "abort"), acts.Act("d")]))
    first, second, _, fourth = answers(worker, 4)
    assert first[1] == second[1] != fourth[1]


@LINUX
def test_a_worker_that_grows_is_replaced_and_nothing_is_lost(acts):
    """A leak in a parser ends with its process, also in the middle of a batch."""
    tasks = [acts.Act(str(i), "leak") for i in range(40)]
    results = list(run(tasks, acts.perform, Limits(recycle=64 << 20), 1))
    assert [name for name, _, _ in results] == [task.name for task in tasks]
    pids = [pid for _, pid, _ in results]
    assert len(set(pids)) > 4
    assert pids == sorted(pids, key=pids.index)  # one process after the other


@LINUX
def test_a_worker_that_does_not_grow_is_kept(acts):
    """However many pages it has done."""
    tasks = (acts.Act(str(i)) for i in range(2000))
    assert len({pid for _, pid, _ in run(tasks, acts.perform, Limits(recycle=64 << 20), 1)}) == 1


def test_growth_is_measured_from_the_first_page():
    """Until then the parsers are loaded."""
    growth = Growth(100)
    assert [growth.exceeds(bytes_) for bytes_ in (5000, 5100, 5101)] == [False, False, True]


def test_what_tasks_share_is_in_a_batch_once(acts):
    """Such as the settings, which are larger than the path of a page."""
    shared = b"x" * 1000
    batch = Batch([acts.Act(str(i), payload=shared) for i in range(MOST_TASKS)])
    assert len(batch.message) < 1000 + MOST_TASKS * 100
    assert len(pickle.dumps((batch.tasks[0], None))) > 1000


def test_a_batch_ends_with_a_large_page(acts):
    """So that what waits in a worker is small beside the page under way."""
    batch = Batch([acts.Act("small")])
    assert batch.takes_more(MOST_TASKS)
    batch.add(acts.Act("large", payload=b"x" * MOST_BYTES))
    assert not batch.takes_more(MOST_TASKS)


@pytest.mark.parametrize(
    ("size", "seconds", "following"),
    [
        (1, 0.0, 2),
        (MOST_TASKS, 0.0, MOST_TASKS),
        (8, SECONDS * 0.75, 8),
        (8, SECONDS * 2, 4),
        (1, SECONDS * 100, 1),
    ],
)
def test_batches_grow_while_they_are_done_quickly(size, seconds, following):
    """Long tasks come one at a time, so that no worker has many left when the others are done."""
    assert next_size(size, seconds) == following


@LINUX
def test_long_tasks_are_dealt_out_one_by_one(acts):
    """Two workers share four tasks of 0.2 s."""
    tasks = [acts.Act(str(i), "slowly") for i in range(4)]
    pids = [pid for _, pid, _ in run_long(tasks, acts.perform, Limits(), 2)]
    assert sorted(map(pids.count, set(pids))) == [2, 2]


def test_a_batch_that_is_left_early_is_not_answered_later(acts, worker):
    """The answers to tasks that nobody waits for are not taken for those of the next ones."""
    results = worker.results(Batch([acts.Act(str(i)) for i in range(8)]))
    assert next(results)[0] == "0"
    results.close()
    assert worker.call(acts.Act("next"))[0] == "next"
