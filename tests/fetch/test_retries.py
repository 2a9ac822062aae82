"""Trying again, slowing down, giving up: what a real server sees of it."""

import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from scraper.fetch import pace as module
from scraper.fetch.pace import HostAnswer, HostPace, after, begin
from scraper.fetch.retries import FIRST_WAIT, JITTER, LATEST, LONGEST_WAIT, retry_after, wait_before
from scraper.models.failure import Failure
from scraper.models.page import Page

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SHORT = b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n<p>half"
QUIET = {"robots": False}


def sequence(server, path, *answers):
    """Answer with each status or raw bytes in turn, and with the last for ever."""
    left = list(answers)

    async def handler(exchange):
        answer = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(answer, str):
            await exchange.answer(b"<p>a", answer)
        elif answer is None:
            exchange.reset()
        else:
            await exchange.send(answer)
            exchange.writer.close()

    return server.route(path, handler)


@pytest.mark.parametrize("first", ["408 So", "429 So", "500 So", "502 So", "503 So", "504 So"])
def test_a_passing_error_is_asked_again(server, fetch_many, quick_retries, first):
    (found,) = fetch_many([sequence(server, "/", first, "200 OK")], **QUIET)
    assert (found.status, found.trace.attempts, len(server.seen)) == (200, 2, 2)


@pytest.mark.parametrize("first", ["400 So", "401 So", "403 So", "404 So", "410 So", "501 So"])
def test_a_lasting_error_is_not_asked_again(server, fetch_many, quick_retries, first):
    (found,) = fetch_many([sequence(server, "/", first, "200 OK")], **QUIET)
    assert (found.status, len(server.seen)) == (int(first[:3]), 1)


def test_a_reset_connection_is_asked_again(server, fetch_many, quick_retries):
    (found,) = fetch_many([sequence(server, "/", None, "200 OK")], **QUIET)
    assert (found.status, found.trace.attempts) == (200, 2)


def test_a_body_that_was_cut_is_asked_again(server, fetch_many, quick_retries):
    (found,) = fetch_many([sequence(server, "/", SHORT, "200 OK")], **QUIET)
    assert (found.truncated, found.body) == ("", b"<p>a")


def test_a_body_that_is_always_cut_is_kept_and_flagged(server, fetch_many, quick_retries):
    (found,) = fetch_many([sequence(server, "/", SHORT)], **QUIET)
    assert (found.truncated, found.raw, len(server.seen)) == ("disconnect", b"<p>half", 3)


def test_the_last_answer_is_what_is_told(server, fetch_many, quick_retries):
    (found,) = fetch_many([sequence(server, "/", "500 So", None, "503 So")], **QUIET)
    assert (found.status, found.trace.attempts) == (503, 3)


def test_a_retry_waits_for_what_the_server_asks(server, fetch_many, quick_retries):
    times = []

    async def busy(exchange):
        times.append(time.monotonic())
        await exchange.answer(b"", "503 Busy", ("Retry-After: 1",))

    fetch_many([server.route("/", busy)], attempts=2, **QUIET)
    assert times[1] - times[0] >= 1.0


def test_other_urls_of_the_host_wait_as_well(server, fetch_many, quick_retries):
    times = []

    async def noted(exchange):
        times.append(time.monotonic())
        first = len(times) == 1
        headers = ("Retry-After: 1",) if first else ()
        await exchange.answer(b"", "429 Slow down" if first else "200 OK", headers)

    server.route("/a", noted)
    server.route("/b", noted)
    fetch_many([server.url("/a"), server.url("/b")], per_host=1, attempts=1, **QUIET)
    assert times[1] - times[0] >= 1.0


def test_who_asks_for_an_hour_is_left_alone(server, fetch_many, quick_retries):
    """The run does not wait; the failure says when to come back."""
    url = server.body("/a", b"", "Retry-After: 3600", status="503 Busy")
    found = fetch_many([url] * 5, per_host=1, **QUIET)
    assert [type(outcome) for outcome in found] == [Page] + [Failure] * 4
    assert len(server.seen) == 1
    assert {outcome.kind for outcome in found[1:]} == {"host_down"}
    assert found[1].not_before > datetime.now(UTC) + timedelta(minutes=59)


def test_who_asks_for_a_year_is_left_alone_for_a_day(server, fetch_many, quick_retries):
    url = server.body("/a", b"", "Retry-After: 31536000", status="503 Busy")
    _, failure = fetch_many([url] * 2, per_host=1, **QUIET)
    assert timedelta(hours=23) < failure.not_before - datetime.now(UTC) <= timedelta(days=1)


def test_retries_end_with_their_time(server, fetch_many):
    (found,) = fetch_many([sequence(server, "/", "503 So")], retry_time=0.9, attempts=9, **QUIET)
    assert (found.status, len(server.seen)) == (503, 1)


def test_a_dead_host_is_left_alone(server, fetch_many, quick_retries, monkeypatch):
    """The breaker: after a few failures and trials the other URLs fail without a request."""
    monkeypatch.setattr(module, "BREAK_TIME", 0.05)
    url = sequence(server, "/", None)
    found = fetch_many([url] * 60, attempts=1, **QUIET)
    assert len(found) == 60
    assert len(server.seen) < 12
    assert found[-1].kind == "host_down"
    assert "left alone until" in found[-1].message


def test_a_host_that_comes_back_is_asked_for_all(server, fetch_many, quick_retries, monkeypatch):
    monkeypatch.setattr(module, "BREAK_TIME", 0.05)
    url = sequence(server, "/", *[None] * 7, "200 OK")
    found = fetch_many([url] * 30, attempts=3, **QUIET)
    assert sum(isinstance(outcome, Page) for outcome in found) >= 28


def test_one_dead_host_costs_the_others_nothing(server, fetch_many, quick_retries):
    good = server.body("/", b"<p>a")
    found = fetch_many(["http://127.0.0.1:1/", good, "http://127.0.0.1:1/2", good], **QUIET)
    assert [type(outcome) for outcome in found] == [Failure, Page, Failure, Page]


def test_a_run_makes_no_more_requests_than_its_budget(server, fetch_many):
    url = server.body("/a", b"<p>a")
    found = fetch_many([url] * 10, max_requests=4)
    assert len(server.seen) == 4  # robots.txt is one
    kinds = [getattr(outcome, "kind", "page") for outcome in found]
    assert (kinds.count("page"), kinds.count("budget")) == (3, 7)


# --- decisions, without a server


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        ("1", 1.0),
        ("120", 120.0),
        ("120, 60", 120.0),
        ("-1", 0.0),
        ("1e9", 0.0),
        ("999999999999", LATEST),
        ("abc", 0.0),
        ("", 0.0),
        ("٣", 0.0),
        (format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90.0),
        (format_datetime(NOW - timedelta(days=1), usegmt=True), 0.0),
        ("Fri, 31 Dec 2055 23:59:59 GMT", LATEST),
        ("Fri, 99 Foo 2055", 0.0),
    ],
)
def test_retry_after_is_read_in_both_forms(value, seconds):
    assert retry_after(value, NOW) == seconds


def test_waits_double_and_part():
    for chance in (0.0, 0.5):
        waits = [wait_before(attempts, 99, 0.0, chance) for attempts in (1, 2, 3)]
        assert waits == [least * FIRST_WAIT + chance * JITTER for least in (1, 2, 4)]


@pytest.mark.parametrize("attempts", [9, 5_000])
def test_waits_have_an_end(attempts):
    assert wait_before(attempts, 9_999, 0.0, 1.0) == LONGEST_WAIT


def test_the_server_may_ask_for_more():
    assert wait_before(1, 3, 45.0, 1.0) == 45.0


def test_after_the_last_attempt_there_is_no_wait():
    assert wait_before(3, 3, 0.0, 0.0) is None


def run(seen, pace):
    for one in seen:
        pace = after(pace, one)
    return pace


def test_a_strained_host_is_asked_more_slowly_each_time():
    delays = [run([HostAnswer(429)] * n, begin(0.5)).delay for n in (1, 2, 3, 20)]
    assert delays == [1.0, 2.0, 4.0, module.MAX_DELAY]


def test_good_answers_bring_the_pace_back():
    slow = run([HostAnswer(503)] * 3, begin(0.5))
    assert slow.delay > 2
    assert run([HostAnswer(200, 0.1)] * 6, slow).delay == 0.5


def test_a_slow_host_is_asked_no_faster_than_it_answers():
    assert run([HostAnswer(200, 7.0)], begin(0.5)).delay == 7.0


def test_failures_in_a_row_open_the_breaker_and_one_answer_closes_it():
    broken = run([HostAnswer(0)] * module.BREAK_AFTER, begin(0.5))
    assert (broken.is_broken, broken.pause) == (True, module.BREAK_TIME)
    assert not run([HostAnswer(404)], broken).is_broken


def test_each_failed_trial_doubles_the_pause_until_the_host_is_down():
    pace = run([HostAnswer(0)] * module.BREAK_AFTER, begin(0.5))
    pauses = []
    while not pace.down:
        pauses.append(pace.pause)
        pace = after(pace, HostAnswer(500))
    assert pauses == [15.0, 30.0, 60.0]


def test_a_missing_page_is_no_failure_of_its_host():
    assert run([HostAnswer(404)] * 50, begin(0.5)) == HostPace(0.5, 0.5)
