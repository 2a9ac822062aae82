"""`scraper fleet`: shards on many machines, whose runs PostgreSQL starts."""

import asyncio
from collections.abc import Coroutine
from datetime import datetime
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import click

from scraper.cli.configuration import config_option, read_config
from scraper.cli.extra import missing_extra
from scraper.cli.options import span
from scraper.cli.terminal import complain, one_line
from scraper.errors import ExitCode
from scraper.models.shard import Shard
from scraper.render import dumps
from scraper.text import counted

VARIABLE = "SCRAPER_DATABASE"
T = TypeVar("T")


@click.group("fleet")
def fleet_group() -> None:
    """Run the shards of many sites on many machines. PostgreSQL says whose turn it is."""


def database_option(command: click.decorators.FC) -> click.decorators.FC:
    """Add --database; the command gets `database`, "" for what libpq's variables say (PGHOST, ...)."""
    return click.option(
        "--database",
        envvar=VARIABLE,
        show_envvar=True,
        default="",
        metavar="URL",
        help="The database, such as postgresql://scraper@db.example/fleet.",
    )(command)


@fleet_group.command("init", short_help="Make the tables of a fleet.")
@database_option
@click.option(
    "--shards",
    type=click.IntRange(1, 10_000),
    required=True,
    metavar="K",
    help="Number of shards. It can't be changed later: take more than machines.",
)
def init_command(*, database: str, shards: int) -> None:
    """Make the tables of a fleet of K shards in an empty database, once. Calling it again does nothing."""
    made = _run(_fleet().create(database, shards))
    complain(f"{'made' if made else 'there are'} the tables for {counted(shards, 'shard')}")


@fleet_group.command("tick", short_help="Queue each shard now.")
@database_option
def tick_command(*, database: str) -> None:
    """Queue a run of each shard now. A shard that waits already is not queued twice.

    Workers do this each minute for their own shards, so nothing needs to call it.
    """
    queued = _run(_fleet().tick(database))
    complain(f"{counted(queued, 'shard')} queued")


@fleet_group.command(
    "work",
    short_help="Run shards, until a signal.",
    context_settings={"ignore_unknown_options": True},
)
@config_option
@database_option
@click.option(
    "--shards",
    default="all",
    show_default=True,
    metavar="LIST",
    help="The shards that this machine has, such as 0-15,20.",
)
@click.option(
    "-j", "--jobs", type=click.IntRange(min=1), default=1, show_default=True, metavar="N",
    help="Shards that run at the same time.",
)  # fmt: skip
@click.option(
    "--machine",
    default="",
    metavar="NAME",
    help="What this machine is called.  [default: its host name]",
)
@click.option("--adopt", is_flag=True, help="Take over shards that another machine had.")
@click.option(
    "--stalled-after",
    default="30s",
    show_default=True,
    metavar="SPAN",
    help="A worker that was not heard of for SPAN is dead, and its shards are queued again.",
)
@click.argument("run_options", nargs=-1, type=click.UNPROCESSED)
def work_command(  # noqa: PLR0913  # one parameter for each option, as click has it
    *,
    config_file: Path,
    database: str,
    shards: str,
    jobs: int,
    machine: str,
    adopt: bool,
    stalled_after: str,
    run_options: tuple[str, ...],
) -> ExitCode:
    """Run the shards that this machine has when their sites are due, until SIGTERM or Ctrl-C. Runs that
    are under way then end within 10 seconds, and the next worker continues.

    RUN_OPTIONS are options of `scraper run`, such as --max-time 30m. A machine may have several
    workers for the same shards. Two machines never have the same shard: move its directory, and call
    `work` with --adopt on the new one.

    \b
    Exit status:
      0  ended by a signal
      1  the database went away
      4  the configuration or the database is wrong, or a shard is another machine's
    """
    read_config(config_file, Shard(0, 2))  # what is wrong with it for shards is said now
    fleet = _fleet()
    seconds = span(stalled_after, "--stalled-after").total_seconds()
    if not seconds:
        raise click.BadParameter("must be more than 0 seconds", param_hint="--stalled-after")
    runs = fleet.ShardRuns(config_file.absolute(), run_options)
    names = {"machine": machine} if machine else {}
    asked = fleet.FleetWork(runs, shards, jobs, adopt, seconds, **names)
    complain(f"working on shards {shards} of {config_file}")
    _run(fleet.work(database, asked))
    return ExitCode.OK


@fleet_group.command("status", short_help="Show where each shard is and how it went.")
@database_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a shard.")
def status_command(*, database: str, as_json: bool) -> None:
    """Print for each shard its machine, and its run: whether it waits, runs, or how it ended.

    How the sites went, `scraper status` prints on each machine.
    """
    for report in _run(_fleet().reports(database)):
        click.echo(dumps(report.to_dict()) if as_json else _line(report))


def _line(report: Any) -> str:
    machine = one_line(report.machine) or "no machine yet"
    return f"{report.shard!s:>9}  {machine}  {_went(report)}"


def _went(report: Any) -> str:
    """Return in words how it is with a shard."""
    waits = ", queued" if report.is_queued else ""
    if report.is_running:
        return f"running since {_moment(report.started)}{waits}"
    if report.started is None:
        return f"not run yet{waits}"
    if report.ended is None:
        return f"ended early, started {_moment(report.started)}{waits}"
    return f"last run {_moment(report.ended)}, exit status {report.status}{waits}"


def _moment(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else "just now"


def _fleet() -> ModuleType:
    """Return the package for fleets. Raises ConfigError where its libraries are not installed."""
    try:
        return import_module("scraper.fleet")
    except ImportError as error:
        raise missing_extra("fleet", error) from error


def _run(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)
