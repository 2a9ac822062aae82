"""The metrics of a configuration, written behind each run where it asks for them."""

from dataclasses import replace
from datetime import datetime

from scraper.config import Config
from scraper.errors import OutputError
from scraper.models.run import RunRecord
from scraper.runs.metrics import require_library, write_metrics
from scraper.runs.state import State
from scraper.runs.status import site_statuses


def require_metrics(config: Config) -> None:
    """ConfigError where metrics are wanted and their library is missing."""
    if config.metrics is not None:
        require_library(config.place("metrics"))


def measured(config: Config, state: State, record: RunRecord, now: datetime) -> RunRecord:
    """Write the metrics; the record of the run, with what kept them from being written, which is
    recorded too."""
    if config.metrics is None:
        return record
    last = next(iter(state.last_runs(1)), None)
    sites = site_statuses(config, state, now, running=False)
    try:
        write_metrics(config.metrics, sites, last, now)
    except OutputError as error:
        record = replace(record, problems=(*record.problems, str(error)))
        if record.number:  # 0 where nothing was due
            state.keep_run(record)
    return record
