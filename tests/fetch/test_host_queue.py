"""The queue of hosts, with a clock of the test's own."""

from hypothesis import given
from hypothesis import strategies as st

from scraper.fetch import host_queue as module


def HostQueue(per_host, delay):  # noqa: N802  # stands for the class, with the same for all hosts
    return module.HostQueue(lambda _: per_host, lambda _: delay)


def test_a_host_waits_for_its_delay_while_others_go_on():
    queue = HostQueue(per_host=2, delay=1.0)
    for job in ("a1", "a2", "b1"):
        queue.add(job[0], job)
    assert [queue.take(0.0), queue.take(0.0)] == [("a", "a1"), ("b", "b1")]
    assert queue.take(0.5) is None
    assert queue.wait(0.5) == 0.5
    assert queue.take(1.0) == ("a", "a2")


def test_a_full_host_waits_for_an_end():
    queue = HostQueue(per_host=1, delay=0.0)
    queue.add("a", 1)
    queue.add("a", 2)
    assert queue.take(0.0) == ("a", 1)
    assert (queue.take(9.0), queue.wait(9.0)) == (None, None)
    queue.done("a", 9.0)
    assert queue.take(9.0) == ("a", 2)


def test_a_redirect_goes_before_what_waits():
    queue = HostQueue(per_host=1, delay=0.0)
    queue.add("a", 1)
    queue.add("a", 2, first=True)
    assert queue.take(0.0) == ("a", 2)


@given(
    jobs=st.lists(st.sampled_from("abcd"), max_size=40),
    per_host=st.integers(1, 3),
    delay=st.sampled_from([0.0, 0.5, 2.0]),
    run_time=st.sampled_from([0.1, 1.0, 3.0]),
)
def test_every_job_runs_once_and_no_host_is_pressed(jobs, per_host, delay, run_time):
    queue = HostQueue(per_host, delay)
    for number, host in enumerate(jobs):
        queue.add(host, number)
    now, running, taken, starts = 0.0, [], [], {}
    while len(queue) or running:
        while found := queue.take(now):
            host, number = found
            assert now - starts.get(host, -9.0) >= delay
            starts[host] = now
            taken.append(number)
            running.append((now + run_time, host))
            assert sum(1 for _, other in running if other == host) <= per_host
        ends = [end for end, _ in running]
        wait = queue.wait(now)
        assert ends or wait is not None
        now = min([*ends, *([now + wait] if wait else [])])
        for end, host in [item for item in running if item[0] <= now]:
            running.remove((end, host))
            queue.done(host, now)
    assert sorted(taken) == list(range(len(jobs)))
