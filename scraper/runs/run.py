"""One scheduled run, wired: what is due is found, fetched, stored, extracted, written.

    due sites -> look around -> pages that are new or due -> scrape -> state -> outputs

Orders the steps; `scraper.schedule.due` says what is due and `scraper.models.version` what a version is. A run may
be killed at any moment. What the state has is done; what it lacks, the next run does again: a site
counts as visited once all its pages are, a page once it is recorded, a version once an output has
it (`scraper.runs.deliver`).
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import chain, zip_longest
from pathlib import Path

from scraper.config import Config, SiteConfig
from scraper.errors import ScraperError, StoreError
from scraper.files.lock import Lock, is_held
from scraper.files.siblings import STATE_LOCK, beside
from scraper.models.alarm import Alarm, PageObservation, SiteObservation
from scraper.models.page import Failure, is_article
from scraper.models.run import Outcome, RunRecord, SiteTally
from scraper.models.times import utc_now
from scraper.pipelines.clean import Cleaned, CleanSettings
from scraper.pipelines.discover import UrlPatterns
from scraper.pipelines.scrape import scrape
from scraper.pipelines.scrape_plan import Scraped, ScrapePlan
from scraper.runs.alarms import sight, watch
from scraper.runs.deliver import deliver
from scraper.runs.look import Seen, look_around
from scraper.runs.measure import measured, require_metrics
from scraper.runs.network import network
from scraper.runs.retention import keep_budget
from scraper.runs.state import (
    FailedVisit,
    PageVisit,
    State,
    state_file,
)
from scraper.schedule.due import (
    PublishingRate,
    VisitResult,
    after_look,
    due_at,
    next_look,
)
from scraper.store import Store
from scraper.urls import page_key
from scraper.workers import Limits

WRITE_EVERY = 100  # pages, after which the outputs get what there is

Clock = Callable[[], datetime]

_FAR = datetime(9998, 12, 31, tzinfo=UTC)  # behind each time at which a page is due again
_ASKS_FOR_REST = ("http_status", "host_down")  # failures whose time is a server's Retry-After


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What is asked of one run. No `sites` are all; a bound of 0 is none."""

    sites: tuple[str, ...] = ()
    whole: bool = False  # also what is not due
    max_time: timedelta = timedelta()
    max_pages: int = 0


@dataclass(frozen=True, slots=True)
class RunResult:
    """How a run went. `error` is what ended it early, if anything did."""

    record: RunRecord
    error: ScraperError | None = None


@dataclass(frozen=True, slots=True)
class _Task:
    """What a run has to do."""

    config: Config
    options: RunOptions
    plan: ScrapePlan


@dataclass(frozen=True, slots=True)
class _DuePage:
    """A page to visit."""

    key: str
    url: str
    site: SiteConfig


def run_due(
    config: Config,
    options: RunOptions,
    environment: Mapping[str, str],
    say: Callable[[str], None],
    clock: Clock = utc_now,
) -> RunResult:
    """Do what is due. Raises StoreInUse where another run is under way, ConfigError where a
    secret or a library is missing."""
    settings = network(config, environment)
    require_metrics(config)
    plan = ScrapePlan(
        settings, CleanSettings("markdown"), Limits(), only_due=not options.whole, clock=clock
    )
    lock = _take_lock(config.store, clock())
    try:
        with State(state_file(config.store)) as state:
            if state.migrated:
                say(str(state.migrated))
            _require_store(config.store, state)
            result = _ScheduledRun(_Task(config, options, plan), state, say, clock).main()
            record = measured(config, state, result.record, clock())
            return replace(result, record=_recorded(state, record))
    finally:
        lock.release()


def _recorded(state: State, record: RunRecord) -> RunRecord:
    """A run in which nothing was due is recorded where something went wrong beside the pages, once for
    as long as that stays the same: it may be called each minute."""
    if record.number or not record.problems:
        return record
    if any(last.problems == record.problems for last in state.last_runs(1)):
        return record
    record = replace(record, number=state.begin_run(record.started))
    state.keep_run(record)
    return record


def accept(config: Config, sites: Sequence[str], clock: Clock = utc_now) -> list[Alarm]:
    """End the alarms of sites: what they are like now is their norm. Raises StoreInUse where a run
    is under way."""
    with State(state_file(config.store), readonly=True):
        pass  # nothing is made here where nothing has run
    lock = _take_lock(config.store, clock())
    try:
        with State(state_file(config.store)) as state:
            return [alarm for name in sites for alarm in state.norms.accept(name, clock())]
    finally:
        lock.release()


def is_running(store: Path) -> bool:
    """Whether a run is under way."""
    return is_held(_lock_file(store))


def _lock_file(store: Path) -> Path:
    return beside(store, STATE_LOCK)


def _take_lock(store: Path, now: datetime) -> Lock:
    if store.is_symlink() and not store.exists():  # the state may be on that disk as well
        raise StoreError(
            str(store), f"is a link to {store.readlink()}, which is gone; mount its disk"
        )
    file = _lock_file(store)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        return Lock(file, now)
    except OSError as error:
        raise StoreError(str(store), f"can't be locked: {error.strerror or error}") from error


def _require_store(store: Path, state: State) -> None:
    """A store that is gone is more often a disk that is not mounted than one to be made anew. Where
    it is the mount point itself, an empty directory is left of it."""
    if not state.last_version():
        return
    try:
        found = "is gone" if not store.exists() else "" if any(store.iterdir()) else "is empty"
    except OSError:
        return  # opening it says what is wrong
    if found:
        message = (
            f"{found}, though runs have stored pages in it; mount it or bring back a copy,"
            f" or move {state.path} away to begin anew"
        )
        raise StoreError(str(store), message)


class _ScheduledRun:
    """One run; `main` is called once."""

    def __init__(self, task: _Task, state: State, say: Callable[[str], None], clock: Clock) -> None:
        self._config, self._options, self._plan = task.config, task.options, task.plan
        self._state, self._say, self._clock = state, say, clock
        self._started = clock()
        self._number = 0
        self._outcome: Outcome = "done"
        self._error: ScraperError | None = None
        self._tallies: dict[str, SiteTally] = {}
        self._open: Counter[str] = Counter()  # pages of a site that are still to be visited
        self._targets: list[_DuePage] = []
        self._problems: list[str] = []  # of the store
        self._alarms: list[Alarm] = []
        self._rests: dict[str, datetime] = {}  # until when a site asked to be left alone

    def main(self) -> RunResult:
        """Do all, whatever happens on the way; then say how it went."""
        problems = self._deliver()  # what a run that was killed left
        due = [site for site in self._config.sites if self._is_due(site)]
        if not due:
            return self._result(problems)
        self._number = self._state.begin_run(self._started)
        try:
            self._visit(due)
        except KeyboardInterrupt:
            self._outcome = "interrupted"
        except ScraperError as error:
            self._outcome, self._error = "failed", error
        self._alarms = watch(self._state, self._looks(due))
        result = self._result([*self._problems, *self._deliver()])
        self._state.keep_run(result.record)
        return result

    def _note(self) -> None:
        """Keep how far the run is, should it be killed."""
        self._state.keep_run(RunRecord(self._number, self._started, None, "running", self._tallies))

    def _result(self, problems: Sequence[str]) -> RunResult:
        told = (*problems, *((str(self._error),) if self._error else ()))
        record = RunRecord(
            self._number, self._started, self._clock(), self._outcome, self._tallies, told,
            tuple(self._alarms),
        )  # fmt: skip
        return RunResult(record, self._error)

    def _looks(self, due: Sequence[SiteConfig]) -> Iterator[tuple[SiteConfig, SiteObservation]]:
        """The sites that were looked at; others were due, but the run ended before."""
        for site in due:
            if site.name in self._open:
                tally = self._tallies[site.name]
                yield (
                    site,
                    SiteObservation(self._number, self._started, tally.found, not tally.dark),
                )

    def _deliver(self) -> list[str]:
        return [str(error) for error in deliver(self._state, self._config.outputs, self._say)]

    def _is_due(self, site: SiteConfig) -> bool:
        if self._options.sites and site.name not in self._options.sites:
            return False
        if self._options.whole:
            return True
        look, now = self._state.last_look(site.name), self._started
        return due_at(look, site.every, now) <= now

    def _late(self) -> bool:
        limit = self._options.max_time
        return bool(limit) and self._clock() >= self._started + limit

    def _visit(self, due: Sequence[SiteConfig]) -> None:
        with ExitStack() as stack:
            store = stack.enter_context(Store.open(self._config.store))
            if repaired := store.recovered.recovery:
                self._say(f"{self._config.store}: {repaired}")
            self._look(due, store)
            limit = self._options.max_pages or len(self._targets)
            targets = self._targets[:limit]
            urls = [target.url for target in targets]
            results = stack.enter_context(closing(scrape(urls, self._plan, store, self._late)))
            for count, scraped in enumerate(results, 1):
                self._take(targets[scraped.index], scraped, store)
                if count % WRITE_EVERY == 0:
                    self._deliver()
                    self._note()
            if self._config.store_budget:
                now = self._clock()
                problem = keep_budget(store, self._state, self._config.store_budget, now)
                self._problems += [problem] if problem else []
        if self._late() and not all(tally.complete for tally in self._tallies.values()):
            self._outcome = "max_time"
        elif len(targets) < len(self._targets):
            self._outcome = "max_pages"

    def _look(self, due: Sequence[SiteConfig], store: Store) -> None:
        """Fill `_targets`: the pages of all sites, one of each in turn."""
        self._tallies = {site.name: SiteTally() for site in due}
        taken: set[str] = set()
        lists = [
            self._targets_of(site, seen, taken)
            for site, seen in look_around(due, self._plan.fetch, self._late, store.visits)
        ]
        turns = chain.from_iterable(zip_longest(*lists))
        self._targets = [target for target in turns if target is not None]
        self._note()

    def _targets_of(self, site: SiteConfig, seen: Seen, taken: set[str]) -> list[_DuePage]:
        """The pages of a site that are to be visited; no two sites visit one page."""
        tally, state, now = self._tallies[site.name], self._state, self._started
        by = _FAR if self._options.whole else now
        wants = UrlPatterns(site.include, site.exclude).wants
        known = {
            key: url
            for key, url in state.due_pages(site.name, by)
            if key not in taken and wants(url)
        }
        wanted: dict[str, str] = {}
        for found in seen:
            if isinstance(found, Failure):
                tally.sources[found.kind] += 1
                if found.kind in _ASKS_FOR_REST and found.not_before:
                    before = self._rests.get(site.name, found.not_before)
                    self._rests[site.name] = max(before, found.not_before)
                self._say(f"{found.subject}: {found.message}")
                continue
            tally.found += 1
            key = page_key(found.url)
            if key not in taken and (self._options.whole or state.is_page_due(key, now)):
                wanted.setdefault(key, found.url)
        targets = [_DuePage(key, url, site) for key, url in (wanted | known).items()]
        taken.update(target.key for target in targets)
        tally.dark = bool(tally.sources) and not tally.found
        self._open[site.name] = len(targets)
        if not targets:
            self._complete(site)
        return targets

    def _take(self, target: _DuePage, scraped: Scraped, store: Store) -> None:
        """Record what became of one page."""
        result, tally = scraped.result, self._tallies[target.site.name]
        seen = sight(target.key, target.url, scraped, self._clock())
        if isinstance(result, Failure) and result.kind == "not_due":
            tally.waiting += 1
            self._trouble(target, "", seen, store)
        elif isinstance(result, Failure):
            tally.failed[result.kind] += 1
            self._say(f"{result.subject}: {result.message}")
            self._trouble(target, f"{result.kind}: {result.message}", seen, store)
        elif not is_article(result.status):
            tally.failed[result.status] += 1
            reason = result.status_reason or "no article"
            self._trouble(target, f"{result.status}: {reason}", seen, store)
        else:
            visit = _visit_of(target, scraped, result, store, self._clock())
            change = self._state.record(replace(visit, sight=seen))
            setattr(tally, change, getattr(tally, change) + 1)
            tally.measure(result.words, result.record.reasons if result.record else {})
        self._open[target.site.name] -= 1
        if not self._open[target.site.name]:
            self._complete(target.site)

    def _trouble(
        self, target: _DuePage, problem: str, seen: PageObservation | None, store: Store
    ) -> None:
        """What gave no article waits as long as the store's quarantine says."""
        now = self._clock()
        held = store.visits.quarantined(target.url)
        again = held.not_before if held else next_look(now, target.site.every, PublishingRate())
        problem = problem or (f"{held.kind}: {held.reason}" if held else "")
        self._state.record_trouble(
            FailedVisit(target.key, target.url, target.site.name, problem, again, now, seen)
        )

    def _complete(self, site: SiteConfig) -> None:
        tally = self._tallies[site.name]
        tally.complete = True
        before = self._state.last_look(site.name)
        versions = self._state.versions_of(site.name, before.seq) if before else 0
        seq = self._state.last_version()
        done = VisitResult(self._started, versions, seq, tally.dark, self._rests.get(site.name))
        self._state.keep_look(site.name, after_look(before, done, site.every))


def _visit_of(
    target: _DuePage, scraped: Scraped, result: Cleaned, store: Store, now: datetime
) -> PageVisit:
    """A page that gave an article. The article's key is that of the address it was found at, which
    is one where several URLs lead to it."""
    request, record = scraped.request, result.record
    assert request is not None and record is not None, "what was stored has both"  # noqa: S101
    return PageVisit(
        key=target.key,
        url=target.url,
        site=target.site.name,
        article=page_key(request["final_url"]),
        payload=scraped.rendered or store.find(scraped.id).digest,
        capture=scraped.id,
        stamp=str(record.stamp),
        fields=record.fields,
        markdown=result.output,
        now=now,
        recheck=target.site.recheck,
        recheck_for=target.site.recheck_for,
    )
