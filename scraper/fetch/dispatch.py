"""Which request is next: robots.txt before pages, each host at its pace, failures again or given up.

    submit(job) --> robots.txt known? --> allowed? --> queue --> take --> request
                        | no                                                    |
                        +--> held until it is         again, later <-- finished(job, hop)
                                                                                |
                                          drain() <-- (job, page or failure) <--+

Decides without clock, sleep or network: `now` is the run's clock, in seconds.
"""

import heapq
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from scraper.fetch import robots
from scraper.fetch.host_queue import HostQueue
from scraper.fetch.known_pages import KnownPages
from scraper.fetch.pace import HostPace, after, begin, with_base
from scraper.fetch.request import FetchJob, RequestResult
from scraper.fetch.retries import is_passing, wait_before
from scraper.fetch.robots import Rules
from scraper.fetch.settings import FetchSettings
from scraper.fetch.urls import RequestAddress, parse
from scraper.models.failure import Failure
from scraper.models.page import Page, RobotsFile
from scraper.models.times import local_and_utc
from scraper.schedule.due import LONGEST_REST

_LOG = logging.getLogger("scraper.fetch")
MAX_REMEMBERED = 128 * 1024
"""Bytes of a robots.txt that is taken from an earlier run: it takes some 30 ms, in which all else waits."""
MAX_SITES = 5_000  # whose rules are held in memory; of others they are asked for again

RETRIED = "retried_host"
"""Field of a log record that a request is made again: the host, for those who tell of each host once."""
RETRY_AFTER, FAILED_TOO_OFTEN = "Retry-After", "it failed too often"  # why a host is left alone

Ended = tuple[FetchJob, Page | Failure]


@dataclass(frozen=True, slots=True)
class HostRest:
    """A host that is left alone: until when, and why."""

    until: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Environment:
    """What a run takes from outside: the time of day, random numbers, and what earlier runs know."""

    clock: Callable[[], datetime]
    random: Callable[[], float]
    known: KnownPages | None = None


class Dispatch:
    """The jobs of a run that are not under way."""

    def __init__(self, settings: FetchSettings, around: Environment) -> None:
        self._settings = settings
        self._around = around
        self._waiting: HostQueue[FetchJob] = HostQueue(self._per_host, self._delay)
        self._paces: dict[str, HostPace] = {}
        self._down: dict[str, HostRest] = {}  # hosts that are left alone
        self._rules: dict[str, Rules] = {}  # by site
        self._held: dict[str, list[FetchJob]] = {}  # by the site whose robots.txt is on its way
        self._later: list[tuple[float, int, FetchJob]] = []  # heap of retries
        self._ended: list[Ended] = []
        self._requests = 0
        self._turn = 0

    def __bool__(self) -> bool:
        """Say whether any job waits."""
        return bool(len(self._waiting) or self._later)

    def drain(self) -> list[Ended]:
        """Return the jobs that have ended since the last call."""
        ended, self._ended = self._ended, []
        return ended

    def submit(self, job: FetchJob, *, first: bool = False) -> None:
        """Queue a job, once its robots.txt is known. `first` puts it before the others of its host."""
        if self._refused(job):
            return
        if job.purpose == "robots" or not self._settings.robots:
            self._enqueue(job, first=first)
            return
        rules = self._known_rules(job.address)
        if rules is None:
            self._hold(job)
        elif not rules.allows(job.address.url):
            self._ended.append((job, _forbidden(job, rules)))
        else:
            self._enqueue(job, first=first)

    def take(self, now: float) -> tuple[str, FetchJob] | None:
        """Return the next job that may start, and its host; it counts as started."""
        while self._later and self._later[0][0] <= now:
            self.submit(heapq.heappop(self._later)[2])
        if self._spent():
            self._end_all()
        while (taken := self._waiting.take(now)) is not None:
            host, job = taken
            begun = now if job.begun is None else job.begun
            if job.last is not None and now - begun > self._settings.retry_time:
                self._waiting.done(host, now)
                self._end(job, job.last, None)
                continue
            self._requests += 1
            return host, replace(job, begun=begun)
        return None

    def wait(self, now: float) -> float | None:
        """Return the seconds until `take` may give a job; None if a running one has to end first."""
        due = [self._later[0][0] - now] if self._later else []
        ready = self._waiting.wait(now)
        times = due if ready is None else [*due, ready]
        return max(0.0, min(times)) if times else None

    def forbids(self, address: RequestAddress) -> bool:
        """Say whether a robots.txt that was read already asks not to fetch this."""
        rules = self._known_rules(address) if self._settings.robots else None
        return rules is not None and not rules.allows(address.url)

    def finished(
        self, host: str, job: FetchJob, hop: RequestResult, now: float, rules: Rules | None
    ) -> None:
        """Take back a job that has ended. `rules` are what a request for robots.txt found, if any."""
        before = self._pace(host)
        pace = self._paces[host] = after(before, hop.seen)
        if pace.delay > before.delay or pace.pause:
            rest = f", after a rest of {pace.pause:g} s" if pace.pause else ""
            _LOG.info("%s: one request in %.1f s%s", host, pace.delay, rest)
        self._waiting.hold(host, now + pace.pause)
        self._waiting.done(host, now)
        if pace.down:
            asked_for = hop.seen.retry_after >= pace.down
            self._leave_alone(host, pace.down, RETRY_AFTER if asked_for else FAILED_TOO_OFTEN)
        outcome = hop.outcome
        if isinstance(outcome, FetchJob):
            self.submit(outcome, first=True)
            return
        due = None if pace.down else self._due(job, outcome, hop.seen.retry_after, now)
        if due is None:
            self._end(job, outcome, rules)
        else:
            self._turn += 1
            again_in = ("%s: %s; asked again in %.1f s", job.asked, _reason(outcome), due - now)
            _LOG.info(*again_in, extra={RETRIED: host})
            again = replace(job, attempts=job.attempts + 1, last=outcome)
            heapq.heappush(self._later, (due, self._turn, again))

    def _due(
        self, job: FetchJob, outcome: Page | Failure, asked: float, now: float
    ) -> float | None:
        """Return when to ask once more; None if a retry is pointless or too late."""
        if not is_passing(outcome):
            return None
        wait = wait_before(job.attempts, self._settings.attempts, asked, self._around.random())
        begun = now if job.begun is None else job.begun
        if wait is None or now + wait - begun > self._settings.retry_time:
            return None
        return now + wait

    def _end(self, job: FetchJob, outcome: Page | Failure, rules: Rules | None) -> None:
        if job.purpose == "page":
            self._ended.append((job, outcome))
            return
        site = job.asked.removesuffix(robots.PATH)
        if rules is None:
            now = self._around.clock()
            found = robots.outcome(site, outcome, now)
            if isinstance(found, RobotsFile):
                rules = robots.rules_of(found, self._settings.product)
            else:
                _LOG.info("%s: no robots.txt, so no pages for now: %s", site, found.message)
                rules = robots.closed(found, now)
        self._learn(site, parse(job.asked).host_key, rules)
        for held in self._held.pop(site, ()):
            self.submit(held)

    def _learn(self, site: str, host: str, rules: Rules) -> None:
        self._rules[site] = rules
        if len(self._rules) > MAX_SITES:
            del self._rules[next(iter(self._rules))]
        if rules.delay > self._pace(host).base:
            self._paces[host] = with_base(self._pace(host), rules.delay)

    def _known_rules(self, address: RequestAddress) -> Rules | None:
        now = self._around.clock()
        rules = self._rules.get(address.site)
        if rules is None and address.site not in self._held:
            rules = self._remembered(address.site)
            if rules is not None:
                self._learn(address.site, address.host_key, rules)
        return rules if rules is not None and rules.is_fresh(now) else None

    def _remembered(self, site: str) -> Rules | None:
        """Return the rules that earlier runs know of a site. A file that a bug of ours keeps from being
        read counts as unknown: it is asked for again, and what is wrong then is its site's alone. So
        does a very long one: other requests would wait while it is read here."""
        file = self._around.known.robots(site) if self._around.known is not None else None
        if file is None or len(file.body) > MAX_REMEMBERED:
            return None
        try:
            return robots.rules_of(file, self._settings.product)
        except Exception:  # noqa: BLE001  # it is logged
            _LOG.exception("%s: a bug in scraper; please report it", site + robots.PATH)
            return None

    def _hold(self, job: FetchJob) -> None:
        site = job.address.site
        if site in self._held:
            self._held[site].append(job)
            return
        self._held[site] = [job]
        asked = site + robots.PATH
        home = job.home_port or job.address.port
        wanted = FetchJob(-1, asked, parse(asked), purpose="robots", home_port=home)
        self.submit(wanted, first=True)

    def _refused(self, job: FetchJob) -> bool:
        """End a job that shall not be requested in this run."""
        host = job.address.host_key
        if host in self._down:
            rest = self._down[host]
            if rest.until > self._around.clock():
                self._end(job, job.last or _left_alone(job, host, rest), None)
                return True
            del self._down[host]
            self._paces[host] = begin(self._pace(host).base)
        if self._spent():
            self._end(job, job.last or self._over_budget(job), None)
            return True
        return False

    def _leave_alone(self, host: str, seconds: float, reason: str) -> None:
        rest = min(timedelta(seconds=seconds), LONGEST_REST)
        self._down[host] = HostRest(self._around.clock() + rest, reason)
        _LOG.info("%s: left alone for %g s", host, rest.total_seconds())
        for job in self._waiting.empty(host):
            self._refused(job)

    def _spent(self) -> bool:
        return 0 < self._settings.max_requests <= self._requests

    def _over_budget(self, job: FetchJob) -> Failure:
        limit = self._settings.max_requests
        message = f"not fetched: the run has made its {limit} requests (--max-requests)"
        return Failure(job.asked, "budget", message)

    def _end_all(self) -> None:
        later, self._later = self._later, []
        for job in (*self._waiting.clear(), *(entry[2] for entry in later)):
            self._refused(job)

    def _enqueue(self, job: FetchJob, *, first: bool) -> None:
        known = self._around.known
        if job.validators is None and job.purpose == "page" and known is not None:
            site = self._settings.site_of(job.address.host)
            if site is None or not site.js:  # its frame stays the same while its content changes
                job = replace(job, validators=known.validators(job.address.url))
        self._waiting.add(job.address.host_key, job, first=first)

    def _pace(self, host: str) -> HostPace:
        return self._paces.get(host) or begin(self._settings.delay)

    def _per_host(self, host: str) -> int:
        return 1 if self._pace(host).is_broken else self._settings.per_host

    def _delay(self, host: str) -> float:
        return self._pace(host).delay * (1.0 + self._settings.jitter * self._around.random())


def _reason(outcome: Page | Failure) -> str:
    """Say for the log why a request is made again."""
    if isinstance(outcome, Failure):
        return outcome.message
    return f"status {outcome.status}" + (", cut" if outcome.truncated else "")


def _left_alone(job: FetchJob, host: str, rest: HostRest) -> Failure:
    message = f"{host} is left alone until {local_and_utc(rest.until)} ({rest.reason})"
    return Failure(job.asked, "host_down", message, not_before=rest.until)


def _forbidden(job: FetchJob, rules: Rules) -> Failure:
    where = job.address.site + robots.PATH
    after_redirect = f" (after a redirect from {job.asked})" if job.hops else ""
    if rules.reason:
        again = rules.fetched_at + robots.CLOSED_FOR
        return Failure(job.asked, rules.kind, rules.reason + after_redirect, not_before=again)
    message = f"{where} asks us not to fetch {job.address.url}{after_redirect}"
    return Failure(job.asked, "robots", message)
