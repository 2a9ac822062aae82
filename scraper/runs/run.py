"""A scheduled run from its lock to its record, and alarms accepted under the same lock.

take the lock --> open the state --> is this machine's run at rest? --> the steps (`scheduled_run`) -->
measure --> record --> release the lock
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from scraper.config import Config
from scraper.models.alarm import Alarm
from scraper.models.run import RunRecord
from scraper.models.run_event import RunEvent
from scraper.models.times import utc_now
from scraper.pipelines.clean_task import CleanSettings
from scraper.pipelines.scrape_plan import ScrapePlan
from scraper.runs.guards import Belonging, take_lock
from scraper.runs.metrics import measured, require_libraries
from scraper.runs.network import network
from scraper.runs.progress import RunObserver
from scraper.runs.scheduled_run import Clock, RunOptions, RunResult, RunTask, ScheduledRun
from scraper.runs.shards import (
    Machine,
    note_end,
    note_start,
    require_at_rest,
    require_own_state,
)
from scraper.runs.state import State, state_file
from scraper.workers import Limits


def run_due(
    config: Config,
    options: RunOptions,
    environment: Mapping[str, str],
    observer: RunObserver,
    clock: Clock = utc_now,
) -> RunResult:
    """Do what is due. Raises StoreInUse where another run is under way, ConfigError where a secret or
    a library is missing, or where store and state do not belong together."""
    settings = network(config, environment)
    require_libraries(config)
    plan = ScrapePlan(
        settings, CleanSettings("markdown"), Limits(), only_due=not options.whole, clock=clock
    )
    with take_lock(config.store, clock()), State(state_file(config.store)) as state:
        if state.migrated:
            observer.tell(RunEvent("info", str(state.migrated)))
        require_own_state(config, state)
        here = Machine.here()
        if not options.adopt:
            require_at_rest(config, state, here)
            Belonging(config, state).require()
        note_start(state, here)
        result = ScheduledRun(RunTask(config, options, plan), state, observer, clock).main()
        record = measured(config, state, result.record, clock())
        note_end(state)
        return replace(result, record=_recorded(state, record))


def _recorded(state: State, record: RunRecord) -> RunRecord:
    """Record a run in which nothing was due if something went wrong beside the pages, once for as long
    as that stays the same: a run may be started each minute."""
    if record.number or not record.problems:
        return record
    if any(last.problems == record.problems for last in state.runs.last(1)):
        return record
    record = replace(record, number=state.runs.begin(record.started))
    state.runs.keep(record)
    return record


def accept(config: Config, sites: Sequence[str], clock: Clock = utc_now) -> list[Alarm]:
    """End the alarms of sites: what they are like now is their baseline. Raises StoreInUse where a run
    is under way."""
    with State(state_file(config.store), readonly=True):
        pass  # nothing is made here where nothing has run
    with take_lock(config.store, clock()), State(state_file(config.store)) as state:
        return [alarm for name in sites for alarm in state.baselines.accept(name, clock())]
