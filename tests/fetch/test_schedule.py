"""The schedule, with a clock of the test's own."""

from hypothesis import given
from hypothesis import strategies as st

from scraper.fetch import host_queue as module


def Schedule(per_host, delay):  # noqa: N802  # stands for the class, with the same for all hosts
    return module.Schedule(lambda _: per_host, lambda _: delay)


def test_a_host_waits_for_its_delay_while_others_go_on():
    schedule = Schedule(per_host=2, delay=1.0)
    for job in ("a1", "a2", "b1"):
        schedule.add(job[0], job)
    assert [schedule.take(0.0), schedule.take(0.0)] == [("a", "a1"), ("b", "b1")]
    assert schedule.take(0.5) is None
    assert schedule.wait(0.5) == 0.5
    assert schedule.take(1.0) == ("a", "a2")


def test_a_full_host_waits_for_an_end():
    schedule = Schedule(per_host=1, delay=0.0)
    schedule.add("a", 1)
    schedule.add("a", 2)
    assert schedule.take(0.0) == ("a", 1)
    assert (schedule.take(9.0), schedule.wait(9.0)) == (None, None)
    schedule.done("a", 9.0)
    assert schedule.take(9.0) == ("a", 2)


def test_a_redirect_goes_before_what_waits():
    schedule = Schedule(per_host=1, delay=0.0)
    schedule.add("a", 1)
    schedule.add("a", 2, first=True)
    assert schedule.take(0.0) == ("a", 2)


@given(
    jobs=st.lists(st.sampled_from("abcd"), max_size=40),
    per_host=st.integers(1, 3),
    delay=st.sampled_from([0.0, 0.5, 2.0]),
    run_time=st.sampled_from([0.1, 1.0, 3.0]),
)
def test_every_job_runs_once_and_no_host_is_pressed(jobs, per_host, delay, run_time):
    schedule = Schedule(per_host, delay)
    for number, host in enumerate(jobs):
        schedule.add(host, number)
    now, running, taken, starts = 0.0, [], [], {}
    while len(schedule) or running:
        while found := schedule.take(now):
            host, number = found
            assert now - starts.get(host, -9.0) >= delay
            starts[host] = now
            taken.append(number)
            running.append((now + run_time, host))
            assert sum(1 for _, other in running if other == host) <= per_host
        ends = [end for end, _ in running]
        wait = schedule.wait(now)
        assert ends or wait is not None
        now = min([*ends, *([now + wait] if wait else [])])
        for end, host in [item for item in running if item[0] <= now]:
            running.remove((end, host))
            schedule.done(host, now)
    assert sorted(taken) == list(range(len(jobs)))
