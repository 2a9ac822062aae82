"""One task with many results, and what is said of a page that ran out of time or memory."""

import io
import sys

import pytest

from scraper.models.failure import Failure
from scraper.workers import Limits, Worker, run, stream

SHORT = Limits(cpu=0.5, memory=512 << 20)
LINUX = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="limits of the Linux kernel"
)


def test_results_come_one_by_one(acts):
    assert list(stream(acts.Act("a", "...."), acts.perform_many, SHORT)) == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("letter", "kind"),
    [("s", "timeout"), ("a", "crash"), ("b", "bug"), pytest.param("e", "memory", marks=LINUX)],
)
def test_what_came_before_a_failure_stands(acts, letter, kind):
    """The failure is the last result."""
    *before, failure = stream(acts.Act("a", f"..{letter}.."), acts.perform_many, SHORT)
    assert before == [0, 1]
    assert (failure.subject, failure.kind) == ("a", kind)


def test_each_result_has_its_own_time(acts):
    """Twelve results of a third of a second each, within a limit of three seconds that pass."""
    limits = Limits(cpu=0.5, wall=3.0)
    assert list(stream(acts.Act("a", "h" * 12), acts.perform_many, limits)) == list(range(12))


def test_a_stream_that_is_closed_ends_its_process(acts):
    results = stream(acts.Act("a", "." * 100_000), acts.perform_many, SHORT)
    assert next(results) == 0
    results.close()
    assert list(results) == []


def test_standard_input_is_handed_on(acts):
    given = io.BytesIO(b"words" * 100_000)
    assert list(stream(acts.Act("a", "i"), acts.perform_many, SHORT, given)) == [b"words", 0]


def test_waiting_is_no_processor_time(acts):
    """A page that sleeps is not one that takes long: only what hangs for several times the limit."""
    [result] = run([acts.Act("page", "slowly")], acts.perform, Limits(cpu=0.1), 1)
    assert result[0] == "page"


@pytest.mark.parametrize("does", ["spin", pytest.param("eat", marks=LINUX)])
def test_what_is_known_of_a_failed_page_is_said(acts, does):
    """In a process of its own; the page after it comes out."""
    tasks = [acts.Act("bad", does), acts.Act("good")]
    failure, good = run(tasks, acts.perform, SHORT, 1, acts.outline)
    assert isinstance(failure, Failure)
    assert failure.message.startswith("BAD: ")
    assert good[0] == "good"


@pytest.mark.parametrize("does", ["bug", "abort", "refuse"])
def test_other_failures_are_as_they_are(acts, does):
    [failure] = run([acts.Act("bad", does)], acts.perform, SHORT, 1, acts.outline)
    assert not failure.message.startswith("BAD: ")


def test_a_page_of_which_nothing_can_be_said_is_the_failure_it_was(acts):
    """Also through `call`, and the worker goes on."""
    worker = Worker(acts.perform, SHORT, acts.outline)
    try:
        failure = worker.call(acts.Act("hopeless", "spin"))
        assert (failure.kind, failure.message[:4]) == ("timeout", "took")
        assert worker.call(acts.Act("good"))[0] == "good"
    finally:
        worker.close()
