"""The steps of one scheduled run.

    1  deliver          what a run that was killed left for the outputs
    2  due sites        by their cadence, from the state
    3  start points     of all due sites, side by side: what each leads to
    4  probes           of sites that are withheld: one page says whether they still are
    5  pages            that are new or due, one of each site in turn
    6  fetch            each is stored, extracted, and recorded or held back (`results`)
    7  retention        the store is brought within its budget
    8  alarms           each site against its baseline
    9  deliver          new versions to the outputs

A run may be killed at any moment. What the state has is done; what it lacks, the next run does again:
a site counts as visited once all its pages are, a page once it is recorded, a version once an output
has it (`scraper.runs.deliver`).
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from scraper.config import Config, SiteConfig
from scraper.errors import ScraperError
from scraper.models.alarm import Alarm, SiteObservation
from scraper.models.run import Outcome, RunRecord, SiteTally
from scraper.models.run_event import RunEvent, RunProgress
from scraper.pipelines.scrape import scrape
from scraper.pipelines.scrape_plan import ScrapePlan
from scraper.runs.alarm_command import send_messages
from scraper.runs.alarms import judge_sites
from scraper.runs.deliver import deliver
from scraper.runs.guards import Belonging
from scraper.runs.probes import probe
from scraper.runs.progress import (
    RunObserver,
    found_pages,
    pages_progress,
    start_points_progress,
)
from scraper.runs.results import PageResults
from scraper.runs.retention import keep_budget
from scraper.runs.site_visit import DuePage, SiteVisit, due_pages, erased_line, in_turns
from scraper.runs.start_points import read_start_points
from scraper.runs.state import State
from scraper.schedule.due import due_at
from scraper.store import ErasedPages, Store

WRITE_EVERY = 100  # pages, after which the outputs get what there is ...
WRITE_AFTER = timedelta(seconds=10)
"""... or the time, where pages come slowly. To add to a full part of Parquet, the dearest output, takes .05 s."""

Clock = Callable[[], datetime]
_Pages = Sequence[tuple[SiteVisit, DuePage]]


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What is asked of one run. Without `sites`, all are meant; a bound of 0 means no bound."""

    sites: tuple[str, ...] = ()
    whole: bool = False  # also what is not due
    max_time: timedelta = timedelta()
    max_pages: int = 0
    adopt: bool = False  # store, state and configuration belong together from now on


@dataclass(frozen=True, slots=True)
class RunResult:
    """How a run went. `error` is what ended it early, if anything did."""

    record: RunRecord
    error: ScraperError | None = None


@dataclass(frozen=True, slots=True)
class RunTask:
    """What a run has to do, and how."""

    config: Config
    options: RunOptions
    plan: ScrapePlan


class ScheduledRun:
    """One run; `main` is called once."""

    def __init__(self, task: RunTask, state: State, observer: RunObserver, clock: Clock) -> None:
        self._config, self._options, self._plan = task.config, task.options, task.plan
        self._state, self._clock = state, clock
        self._tell, self._watch = observer.tell, observer.watch
        self._started = self._written = clock()
        self._unwritten = 0  # pages since the outputs were last written
        self._number = 0
        self._outcome: Outcome = "done"
        self._error: ScraperError | None = None
        self._visits: list[SiteVisit] = []  # of sites whose start points were read
        self._tallies: dict[str, SiteTally] = {}
        self._problems: list[str] = []  # of the store, and of alarms that were not sent
        self._alarms: list[Alarm] = []

    def main(self) -> RunResult:
        """Do all steps, whatever happens on the way; return how it went."""
        self._problems = self._send_messages()
        problems = [*self._deliver(), *self._problems]
        if self._outcome == "interrupted":
            return self._result(problems)
        due = [site for site in self._config.sites if self._is_due(site)]
        if not due:
            return self._result(problems)
        self._number = self._state.runs.begin(self._started)
        self._tallies = {site.name: SiteTally() for site in due}
        try:
            self._visit(due)
        except KeyboardInterrupt:
            self._outcome = "interrupted"
        except ScraperError as error:
            self._outcome, self._error = "failed", error
        self._alarms = judge_sites(self._state, self._observed(due))
        self._problems += self._send_messages(first_tries=True)
        result = self._result([*self._problems, *self._deliver()])
        self._state.runs.keep(result.record)
        return result

    def _visit(self, due: Sequence[SiteConfig]) -> None:
        """Do the steps that need the store."""
        with Store.open(self._config.store, clock=self._clock) as store:
            if repaired := store.recovered.recovery:
                self._tell(RunEvent("warning", f"{self._config.store}: {repaired}"))
            Belonging(self._config, self._state).keep(store)
            results = PageResults(self._state, store, self._tell, self._clock)
            self._read_start_points(self._without_erased(due, store.erased), store)
            self._probe(results, store)
            pages = self._choose_pages(results)
            limit = self._options.max_pages or len(pages)
            try:
                self._fetch(pages[:limit], results, store, self._plan)
            except KeyboardInterrupt:
                self._settle(results)
                raise
            self._settle(results)
            self._keep_budget(store)
        if self._is_late() and not all(tally.complete for tally in self._tallies.values()):
            self._outcome = "max_time"
        elif limit < len(pages):
            self._outcome = "max_pages"

    def _without_erased(self, due: Sequence[SiteConfig], erased: ErasedPages) -> list[SiteConfig]:
        """Return the sites with a start point or page that was not erased; name the others."""
        left = []
        for site in due:
            reasons = [erased.covering(url) for url in (*site.start, *site.pages)]
            if all(reasons):
                message = f"{reasons[0]}; it is not visited, take it out of {self._config.file}"
                self._tell(RunEvent("warning", message, site.name))
            else:
                left.append(site)
        return left

    def _read_start_points(self, due: Sequence[SiteConfig], store: Store) -> None:
        names = [site.name for site in due]
        self._watch(lambda: start_points_progress(self._visits, names))
        read = read_start_points(
            due,
            self._plan.fetch,
            self._is_late,
            known=store.visits,
            clock=self._clock,
            at_once=self._config.sites_at_once,
        )
        for site, discovered in read:
            visit = SiteVisit(site, self._tallies[site.name], elsewhere=self._config.elsewhere)
            visit.withheld = self._state.sites.withheld(site.name)
            for failure in visit.add_discovered(discovered, store.erased.covers):
                self._tell(RunEvent("warning", f"{failure.subject}: {failure.message}", site.name))
            if visit.erased:
                self._tell(RunEvent("info", erased_line(visit.erased), site.name))
            self._visits.append(visit)
            self._watch(lambda: start_points_progress(self._visits, names))
        self._note()

    def _probe(self, results: PageResults, store: Store) -> None:
        """Probe the sites that are withheld; a run on the whole asks for all pages anyway."""
        if self._options.whole:
            return
        plan = replace(self._plan, only_due=False)
        probe(
            self._visits,
            self._state,
            results,
            lambda pages: self._fetch(pages, results, store, plan),
            self._started,
        )

    def _choose_pages(self, results: PageResults) -> _Pages:
        """Return the pages to visit; no two sites visit one page. A site without any is done."""
        taken: set[str] = set()
        chosen: list[list[tuple[SiteVisit, DuePage]]] = []
        now, whole = self._clock(), self._options.whole
        for visit in self._visits:
            pages = due_pages(visit, self._state, max(now, self._started), whole=whole, taken=taken)
            if visit.blocked:
                visit.tally.waiting += len(pages)
                pages = []
            taken.update(page.key for page in pages)
            visit.open = visit.pages = len(pages)
            self._tell(found_pages(visit))
            chosen.append([(visit, page) for page in pages])
            if not pages:
                results.finish(visit, self._started)
        self._note()
        return in_turns(chosen)

    def _fetch(self, pages: _Pages, results: PageResults, store: Store, plan: ScrapePlan) -> None:
        """Fetch pages and take what comes, until the run is to end; no site waits for another."""
        urls = [page.url for _, page in pages]
        sites = [visit.name for visit, _ in pages]
        plan = replace(plan, join=frozenset(p.url for v, p in pages if v.site.join_pages))
        if pages:
            self._watch(partial(self._pages_progress, pages, 0))
        with closing(scrape(urls, plan, store, self._meanwhile, lines=sites)) as scraped:
            for count, each in enumerate(scraped, 1):
                visit, page = pages[each.index]
                results.take(visit, page, each)
                self._watch(partial(self._pages_progress, pages, count))
                if visit.open == 0:
                    results.settle(visit)
                    results.finish(visit, self._started)
                self._unwritten += 1

    def _meanwhile(self) -> bool:
        """Write what there is to the outputs if it is time to, while pages are waited for; return whether the
        run is to end."""
        now = self._clock()
        passed = abs(now - self._written)  # a clock may be set back
        if self._unwritten >= WRITE_EVERY or (self._unwritten and passed >= WRITE_AFTER):
            self._deliver()
            self._note()
            self._written, self._unwritten = now, 0
        return self._is_late()

    def _settle(self, results: PageResults) -> None:
        """Record what is held of visits that ended early."""
        for visit in self._visits:
            if visit.open != 0:
                results.settle(visit)
                results.report_rest(visit)
                results.keep_withheld(visit, self._started)

    def _keep_budget(self, store: Store) -> None:
        if self._config.store_budget:
            budget, now = self._config.store_budget, self._clock()
            problem = keep_budget(store, self._state, budget, now)
            self._problems += [problem] if problem else []

    def _observed(self, due: Sequence[SiteConfig]) -> Iterator[tuple[str, SiteObservation]]:
        """Yield the sites whose start points were read; others were due, but the run ended before."""
        read = {visit.name for visit in self._visits if visit.open is not None}
        for site in due:
            if site.name in read:
                tally = self._tallies[site.name]
                readable = bool(site.start) and not tally.unreachable  # else no news is expected
                yield (
                    site.name,
                    SiteObservation(self._number, self._started, tally.found, readable),
                )

    def _deliver(self) -> list[str]:
        errors = deliver(self._state, self._config.outputs, self._warn)
        return [str(error) for error in errors]

    def _warn(self, text: str) -> None:
        self._tell(RunEvent("warning", text))

    def _pages_progress(self, pages: _Pages, following: int) -> RunProgress:
        upcoming = pages[following][1].url if following < len(pages) else ""
        return pages_progress(self._visits, now=self._clock(), upcoming=upcoming)

    def _send_messages(self, *, first_tries: bool = False) -> list[str]:
        """Send the alarms that a person has not heard of; an interrupt leaves them to the next run."""
        if self._outcome == "interrupted":
            return []
        try:
            return send_messages(self._config, self._state, self._clock(), first_tries=first_tries)
        except KeyboardInterrupt:
            self._outcome = "interrupted"
            return []

    def _note(self) -> None:
        """Keep how far the run is, should it be killed."""
        record = RunRecord(self._number, self._started, None, "running", self._tallies)
        self._state.runs.keep(record)

    def _result(self, problems: Sequence[str]) -> RunResult:
        all_problems = (*problems, *((str(self._error),) if self._error else ()))
        record = RunRecord(
            self._number, self._started, self._clock(), self._outcome, self._tallies, all_problems,
            tuple(self._alarms),
        )  # fmt: skip
        return RunResult(record, self._error)

    def _is_due(self, site: SiteConfig) -> bool:
        if self._options.sites and site.name not in self._options.sites:
            return False
        if self._options.whole:
            return True
        last = self._state.sites.last_visit(site.name)
        return due_at(last, site.every, self._started) <= self._started

    def _is_late(self) -> bool:
        limit = self._options.max_time
        return bool(limit) and self._clock() >= self._started + limit
