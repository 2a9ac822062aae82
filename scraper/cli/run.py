"""`scraper run`: do what is due."""

import os
from collections.abc import Container, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import get_args

import click

from scraper.cli.configuration import (
    config_option,
    read_config,
    require_sites,
    shard_of_config,
)
from scraper.cli.options import DRIFT, span
from scraper.cli.printing import counts_line, how_to_accept, require_replaceable, withheld_line
from scraper.cli.run_display import log, log_to, observer
from scraper.cli.terminal import one_line
from scraper.config import Config, read_environment
from scraper.errors import ExitCode, ScraperError, StoreInUse
from scraper.files.atomic import write_atomic
from scraper.models.alarm import ALARM_WORDS, Alarm
from scraper.models.article import Status
from scraper.models.failure import FAILURE_KINDS
from scraper.models.run import (
    RunRecord,
    has_drifted,
    matches,
)
from scraper.models.run_event import Level
from scraper.models.shard import Shard
from scraper.models.times import local_and_utc, utc_now
from scraper.render import dumps
from scraper.runs.plan import Planned, plan
from scraper.runs.run import run_due
from scraper.runs.scheduled_run import RunOptions, RunResult

ANY = "any"
KINDS = (ANY, DRIFT, *FAILURE_KINDS, *get_args(Status))


@click.command("run")
@config_option
@shard_of_config
@click.option(
    "--environment",
    "environment_file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Read secrets of sites from NAME=value lines in FILE, then from the environment.",
)
@click.option(
    "--site", "names", multiple=True, metavar="NAME", help="Visit only this site. May be repeated."
)
@click.option(
    "--all",
    "whole",
    is_flag=True,
    help="Visit all sites and pages, due or not, in quarantine or not.",
)
@click.option(
    "--max-time",
    default="",
    metavar="SPAN",
    help="End after SPAN (30s, 10m, 1h). The next run continues.",
)
@click.option(
    "--max-pages",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Visit at most N pages; 0 is all.  [default: 0]",
)
@click.option(
    "--fail-on",
    multiple=True,
    type=click.Choice(KINDS),
    metavar="KIND",
    help='End with exit status 1 if a page failed like this (http_status, login_wall), or in "any" '
    'way; with 6 for "drift", if an alarm of a visited site is open.',
)
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the report of the run to FILE, as JSON.",
)
@click.option(
    "--log",
    "log_file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Add messages to FILE, not to standard error. At 5 MB it becomes FILE.1, up to FILE.5.",
)
@click.option(
    "--adopt",
    is_flag=True,
    help="Go on although store, state and configuration don't belong together; from now on they do.",
)
def run_command(  # noqa: PLR0913  # one parameter for each option, as click has it
    *,
    config_file: Path,
    shard: Shard | None,
    environment_file: Path | None,
    names: tuple[str, ...],
    whole: bool,
    max_time: str,
    max_pages: int,
    fail_on: tuple[str, ...],
    report: Path | None,
    log_file: Path | None,
    adopt: bool,
) -> ExitCode:
    """Find, fetch, store and extract what is due, and write what is new to the outputs.

    Call it again and again: by cron, by a timer or by hand. It visits only sites that are due, and
    asks only for pages that are new or due. A second start while a run is under way says so and
    ends with 0. Ctrl-C and SIGTERM end a run within seconds. However a run ended, the next one
    continues, and no version is written twice.

    When many pages of a site show a wall, an outage or an error page, the site is withheld: the next
    visits ask for one page, and once it gives an article, for all that waited.

    The --environment FILE may be missing. Each of its lines is NAME=value, NAME='value',
    NAME="value", a comment that begins with #, or empty. Nothing is expanded. As in files of
    systemd, a backslash makes the next character stand for itself, except between '.

    On a terminal, a run shows the sites that are under way, pages done, the rate, what it waits for and
    what is next. Otherwise each event is a line with its time, level and site.

    \b
    Exit status:
      0    everything that was due is done, or nothing was due, or another run is under way
      1    a site could not be read at all, an output could not be written, or --fail-on says so
      4    the configuration is wrong, or does not belong to the store and its state (see --adopt)
      6    an alarm of a visited site is open, and --fail-on drift was given
      7    the store or the state is damaged
      130  interrupted
    """
    if log_file is not None:
        log_to(log_file)
    try:
        if report is not None:
            require_replaceable(report)
        config = read_config(config_file, shard)
        require_sites(config, names, "--site")
        limit = span(max_time, "--max-time") if max_time else timedelta()
        options = RunOptions(names, whole, limit, max_pages, adopt)
        result = _run(config, options, _variables(environment_file))
    except StoreInUse as busy:
        log("info", f"already running, nothing done: {busy.message}")
        return ExitCode.OK
    except ScraperError as error:
        log("error", str(error))
        return error.exit_code
    if report is not None:
        write_atomic(report, dumps(result.record.to_dict(), indent=2) + "\n", overwrite=True)
    if result.error is not None:
        return result.error.exit_code
    return exit_code(result.record, frozenset(fail_on))


def _run(config: Config, options: RunOptions, variables: Mapping[str, str]) -> RunResult:
    """Do what is due, and say what happened."""
    reported: set[str] = set()
    with observer(reported) as hears:
        result = run_due(config, options, variables, hears)
    for level, line in summary(result.record, reported, whole=options.whole):
        log(level, line)
    if not result.record.sites:
        log("info", nothing_due(plan(config, utc_now()), options.sites))
    return result


def nothing_due(planned: Sequence[Planned], names: Sequence[str]) -> str:
    """Return that nothing is due, and what is due next; of the sites that were named, if any were."""
    following = next((each for each in planned if not names or each.site in names), None)
    if following is None:
        return "nothing is due"
    return f"nothing is due; {following.site} is next, at {local_and_utc(following.times[0])}"


def _variables(file: Path | None) -> Mapping[str, str]:
    """Return the environment, with what a file sets."""
    variables = read_environment(file) if file else {}
    if variables is None:
        log("warning", f"{file}: is not there; nothing is read from it")
    return {**os.environ, **(variables or {})}


def exit_code(record: RunRecord, fail_on: frozenset[str]) -> ExitCode:
    """Return the exit status for the end of a run."""
    if record.outcome == "interrupted":
        return ExitCode.INTERRUPTED
    if DRIFT in fail_on and has_drifted(record):
        return ExitCode.DRIFT
    unreachable = any(tally.unreachable for tally in record.sites.values())
    failed = unreachable or bool(record.problems) or matches(record, fail_on)
    return ExitCode.SOME_FAILED if failed else ExitCode.OK


def summary(
    record: RunRecord, reported: Container[str], *, whole: bool = False
) -> list[tuple[Level, str]]:
    """Return a run in a few lines with their levels: one a site, but for those that are `reported`, and
    more for its alarms, then what went wrong beside the pages. A run on the `whole`, due or not, is not
    resumed: the next does what is due."""
    lines: list[tuple[Level, str]] = []
    for name, tally in record.sites.items():
        if name not in reported:
            lines.append(("info", f"{name}: {counts_line(tally)}"))
        if tally.withheld:
            lines.append(("warning", f"{name}: {withheld_line(tally)}"))
        for alarm in record.alarms:
            if alarm.site == name:
                level: Level = "info" if alarm.ended else "warning"
                lines += ((level, line) for line in alarm_lines(alarm))
    if record.outcome in ("max_time", "max_pages", "interrupted"):
        why = record.outcome.replace("max_", "--max-").replace("-pages", "-pages reached")
        then = "the next --all starts from the beginning" if whole else "the next run continues"
        lines.append(("info", f"ended early ({why.replace('-time', '-time reached')}); {then}"))
    return [*lines, *(("error", problem) for problem in record.problems)]


def alarm_lines(alarm: Alarm) -> list[str]:
    """Return an alarm of a run: that it is open, with the pages that show it and what to do; or that
    it is over."""
    if alarm.ended:
        return [f"{alarm.site}: alarm is over, {ALARM_WORDS[alarm.kind]}"]
    return [
        f"{alarm.site}: ALARM {one_line(alarm.describe())}",
        *(f"  {one_line(page)}" for page in alarm.pages),
        f"  {how_to_accept(alarm)}",
    ]
