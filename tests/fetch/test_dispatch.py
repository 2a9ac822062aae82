"""Who may be asked when: decided without clock, sleep or network, so the times here are exact."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from scraper.fetch import FetchSettings, robots
from scraper.fetch.dispatch import Dispatch, Environment
from scraper.fetch.pace import HostAnswer
from scraper.fetch.request import FetchJob, RequestResult
from scraper.fetch.urls import parse
from scraper.models.page import Page, RobotsFile

START = datetime(2026, 1, 1, tzinfo=UTC)
SITE = "https://example.org"
GOOD = HostAnswer(200)


class Run:
    """Drives a dispatch by hand; `now` only moves when nothing can start."""

    def __init__(self, **settings):
        chosen = FetchSettings(**({"jitter": 0.0} | settings))
        self.now = 0.0
        clock = lambda: START + timedelta(seconds=self.now)  # noqa: E731
        self.dispatch = Dispatch(chosen, Environment(clock, lambda: 0.5))
        self.starts = []

    def submit(self, *paths):
        for number, path in enumerate(paths):
            self.dispatch.submit(FetchJob(number, SITE + path, parse(SITE + path)))

    def go(self, answer):
        """Answer each request at once until all is done; note when each started."""
        while self.dispatch:
            while (taken := self.dispatch.take(self.now)) is not None:
                host, job = taken
                self.starts.append((self.now, job.address.url.removeprefix(SITE)))
                outcome, rules = answer(job)
                result = (
                    outcome if isinstance(outcome, RequestResult) else RequestResult(outcome, GOOD)
                )
                self.dispatch.finished(host, job, result, self.now, rules)
            wait = self.dispatch.wait(self.now)
            if wait is None:
                break
            self.now += wait or 0.001
        return [job.asked.removeprefix(SITE) for job, _ in self.dispatch.drain()]


def page(job, status=200):
    url = job.address.url
    return Page(job.asked, url, status, (), b"<p>", b"<p>", START)


def test_requests_to_a_host_are_a_delay_apart():
    run = Run(delay=2.0, robots=False)
    run.submit("/a", "/b", "/c")
    assert run.go(lambda job: (page(job), None)) == ["/a", "/b", "/c"]
    assert run.starts == [(0.0, "/a"), (2.0, "/b"), (4.0, "/c")]


def test_so_are_redirects():
    def answer(job):
        if job.address.url == f"{SITE}/a":
            return FetchJob(job.index, job.asked, parse(f"{SITE}/end")), None
        return page(job), None

    run = Run(delay=2.0, robots=False)
    run.submit("/a", "/b")
    run.go(answer)
    assert run.starts == [(0.0, "/a"), (2.0, "/end"), (4.0, "/b")]


def test_the_crawl_delay_of_robots_txt_is_kept_from_then_on():
    def answer(job):
        if job.purpose == "robots":
            file = RobotsFile(SITE, START, 200, b"User-agent: *\nCrawl-delay: 7\n")
            return page(job), robots.rules_of(file, "scraper")
        return page(job), None

    run = Run(delay=0.5)
    run.submit("/a", "/b", "/c")
    run.go(answer)
    assert [path for _, path in run.starts] == ["/robots.txt", "/a", "/b", "/c"]
    times = [when for when, path in run.starts if path != "/robots.txt"]
    assert [later - earlier for earlier, later in pairwise(times)] == [7.0, 7.0]


def test_jitter_lengthens_the_delay_by_chance():
    run = Run(delay=2.0, robots=False, jitter=0.5)
    run.submit("/a", "/b")
    run.go(lambda job: (page(job), None))
    assert run.starts == [(0.0, "/a"), (2.5, "/b")]  # half of a half on top


def test_a_retry_waits_and_the_last_answer_stands():
    answers = iter((503, 503, 200))

    def answer(job):
        status = next(answers)
        return RequestResult(page(job, status), HostAnswer(status)), None

    run = Run(delay=0.0, robots=False)
    run.submit("/a")
    run.go(answer)
    times = [when for when, _ in run.starts]
    assert len(times) == 3
    assert times[1] >= 1.5  # a second, and half a second by chance
    assert times[2] - times[1] >= 2.5


def test_no_retry_begins_after_its_time():
    run = Run(delay=0.0, robots=False, retry_time=1.4, attempts=9)
    run.submit("/a")
    run.go(lambda job: (RequestResult(page(job, 503), HostAnswer(503)), None))
    assert run.starts == [(0.0, "/a")]


def test_a_host_that_asks_for_rest_gets_it():
    rests = iter((30.0, 0.0))

    def answer(job):
        return RequestResult(page(job), HostAnswer(429, retry_after=next(rests))), None

    run = Run(delay=0.0, robots=False, attempts=1)
    run.submit("/a", "/b")
    run.go(answer)
    assert run.starts == [(0.0, "/a"), (30.0, "/b")]
