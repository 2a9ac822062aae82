"""How runs went, for Prometheus: a text file that node_exporter's textfile collector reads.

All are gauges: each run is a process of its own, so the numbers are those of the last run of each site.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from scraper.config import Config
from scraper.errors import ConfigError, OutputError
from scraper.extras import not_installed
from scraper.files.atomic import write_atomic
from scraper.models.alarm import ALARM_KINDS
from scraper.models.run import RunRecord, SiteStatus
from scraper.outputs import missing_library
from scraper.runs.state import State
from scraper.runs.status import site_statuses

if TYPE_CHECKING:
    from prometheus_client import Gauge

MakeGauge = Callable[..., "Gauge"]  # of a name, a help text and the names of its labels
COUNTS = ("new", "changed", "unchanged", "waiting")


def require_libraries(config: Config) -> None:
    """Raise ConfigError where an output or metrics are wanted and their library is missing."""
    for output in config.outputs:
        if missing := missing_library(output.kind):
            raise ConfigError(config.place(f"outputs.{output.kind}"), missing)
    if config.metrics is None:
        return
    try:
        import prometheus_client  # noqa: F401, PLC0415
    except ImportError as error:
        raise ConfigError(config.place("metrics"), not_installed("metrics", error)) from error


def measured(config: Config, state: State, record: RunRecord, now: datetime) -> RunRecord:
    """Write the metrics if the configuration asks for them. Return the record of the run; if they could
    not be written, it says why, and the state keeps that."""
    if config.metrics is None:
        return record
    last = next(iter(state.runs.last(1)), None)
    sites = site_statuses(config, state, now, running=False)
    try:
        write_metrics(config.metrics, sites, last, now)
    except OutputError as error:
        record = replace(record, problems=(*record.problems, str(error)))
        if record.number:  # 0 where nothing was due
            state.runs.keep(record)
    return record


def write_metrics(
    path: Path, sites: Sequence[SiteStatus], last: RunRecord | None, now: datetime
) -> None:
    """Write the file whole. `last` is the last run that had anything to do. Raises OutputError."""
    write_atomic(path, metrics(sites, last, now), overwrite=True)


def metrics(sites: Sequence[SiteStatus], last: RunRecord | None, now: datetime) -> bytes:
    """Return the text in the format of Prometheus."""
    from prometheus_client import CollectorRegistry, Gauge, generate_latest  # noqa: PLC0415  # an extra

    registry = CollectorRegistry()

    def gauge(name: str, help_text: str, *labels: str) -> Gauge:
        return Gauge(f"scraper_{name}", help_text, labels, registry=registry)

    checked = gauge("checked_timestamp_seconds", "When it was last checked what is due.")
    checked.set(now.timestamp())
    if last is not None:
        _set_run(gauge, last, now)
    _set_sites(gauge, sites)
    return generate_latest(registry)


def _set_run(gauge: MakeGauge, last: RunRecord, now: datetime) -> None:
    """Set what is known of the last run that had work."""
    started = gauge("run_started_timestamp_seconds", "When the last run began that had work.")
    started.set(last.started.timestamp())
    seconds = gauge("run_duration_seconds", "How long that run took.")
    seconds.set(((last.ended or now) - last.started).total_seconds())
    done = gauge("run_done", "1 if that run did all that was due.")
    done.set(last.outcome == "done")


def _set_sites(gauge: MakeGauge, sites: Sequence[SiteStatus]) -> None:
    """Set what is known of each site."""
    visited = gauge("site_run_timestamp_seconds", "When the last run of a site began.", "site")
    found = gauge("site_found", "Articles that the site led to in its last run.", "site")
    pages = gauge(
        "site_pages", "Pages of the last run, by how their visits ended.", "site", "result"
    )
    failed = gauge("site_failed_pages", "Pages of the last run that failed.", "site", "kind")
    sources = gauge("site_failed_sources", "Start points and feeds that failed.", "site", "kind")
    unreachable = gauge("site_unreadable", "1 if none of its start points could be read.", "site")
    held = gauge("site_quarantined_pages", "Pages whose last visit gave no article.", "site")
    alarm = gauge("site_alarm", "1 if an alarm is open.", "site", "kind")
    for site in sites:
        held.labels(site.name).set(site.quarantined)
        opened = {one.kind for one in site.alarms}
        for kind in ALARM_KINDS:
            alarm.labels(site.name, kind).set(kind in opened)
        if not site.runs:
            continue
        record, tally = site.runs[0]
        visited.labels(site.name).set(record.started.timestamp())
        found.labels(site.name).set(tally.found)
        unreachable.labels(site.name).set(tally.unreachable)
        for name in COUNTS:
            pages.labels(site.name, name).set(getattr(tally, name))
        for gauges, counts in ((failed, tally.failed), (sources, tally.sources)):
            for failure, count in counts.items():
                gauges.labels(site.name, failure).set(count)
