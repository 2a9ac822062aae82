"""`scraper status`: how the sites of a configuration are, from the runs that are recorded."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from scraper.cli.configuration import (
    config_option,
    read_config,
    require_sites,
    shard_of_config,
)
from scraper.cli.options import DRIFT, html_options
from scraper.cli.printing import counts_line, how_to_accept, withheld_line, write_html
from scraper.cli.terminal import complain, one_line
from scraper.config import SHARD, Config
from scraper.errors import ExitCode, StoreError
from scraper.models.run import SiteStatus
from scraper.models.shard import Shard
from scraper.models.times import local_and_utc, utc_now
from scraper.render import dumps
from scraper.runs.guards import is_running
from scraper.runs.run import accept
from scraper.runs.shards import shards_here
from scraper.runs.state import State, state_file
from scraper.runs.status import RUNS, site_statuses
from scraper.text import counted
from scraper.views import dashboard_view, render, standalone
from scraper.views.dashboard import MOST_RUNS

MOST_NAMED = 10  # shards in a message
_BARS = "▁▂▃▄▅▆▇█"


@click.command("status")
@config_option
@shard_of_config
@click.option(
    "--site", "names", multiple=True, metavar="NAME", help="Only this site. May be repeated."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a site.")
@html_options
@click.option(
    "--fail-on",
    type=click.Choice([DRIFT]),
    metavar=DRIFT,
    help="End with exit status 6 if an alarm of any of the sites is open.",
)
@click.option(
    "--accept",
    "accepted",
    multiple=True,
    metavar="NAME",
    help="First end the alarms of this site: it is meant to be as it is now. May be repeated.",
)
def status(  # noqa: PLR0913  # one parameter for each option, as click has it
    *,
    config_file: Path,
    shard: Shard | None,
    names: tuple[str, ...],
    as_json: bool,
    html: str | None,
    force: bool,
    fail_on: str | None,
    accepted: tuple[str, ...],
) -> ExitCode:
    """Print for each site its last run, its open alarms, and bars of the new and changed articles
    of the last runs. With a store for each shard: of all shards that have run on this machine.

    --html writes charts of the last runs of each site instead: how pages ended, the lengths of
    articles, their blocks by reason, and the alarms. It is one file that needs no network.
    """
    if html is not None and as_json:
        raise click.UsageError("--html and --json exclude each other")
    config, now = read_config(config_file, shard), utc_now()
    require_sites(config, names, "--site")
    require_sites(config, accepted, "--accept")
    shares = [config] if shard else _shares(config)
    _accept(shares, accepted)
    most = MOST_RUNS if html else RUNS
    sites = [site for share in shares for site in _sites(_of(share, names), now, most)]
    if html is not None:
        _write_report(sites, now, html, force=force)
    for site in sites if html is None else ():
        click.echo(dumps(site.to_dict()) if as_json else "\n".join(_lines(site, now)))
    for line in _problems(sites) if html is None and not as_json else ():
        click.echo(line)
    drifted = fail_on == DRIFT and any(site.alarms for site in sites)
    return ExitCode.DRIFT if drifted else ExitCode.OK


def _shares(config: Config) -> list[Config]:
    """Return a configuration as each shard has it that is here; itself where it has none."""
    if SHARD not in config.store_name:
        return [config]
    here = shards_here(config)
    if not here:
        message = "no shard has run here yet; `scraper run --shard I/K` begins one"
        raise StoreError(config.store_name, message)
    numbers = {shard.index for shard in here}
    missing = [str(number) for number in range(here[0].count) if number not in numbers]
    if missing:
        are = "is" if len(missing) == 1 else "are"
        complain(f"{len(missing)} of {here[0].count} shards {are} not here: {_first(missing)}")
    return [read_config(config.file, shard) for shard in here]


def _of(config: Config, names: Sequence[str]) -> Config:
    """Return a configuration with the sites that are named alone; with all where none is."""
    if not names:
        return config
    return replace(config, sites=tuple(site for site in config.sites if site.name in names))


def _first(names: Sequence[str]) -> str:
    return ", ".join(names[:MOST_NAMED]) + (", ..." if len(names) > MOST_NAMED else "")


def _sites(config: Config, now: datetime, most: int) -> list[SiteStatus]:
    running = is_running(config.store)
    with State(state_file(config.store), readonly=True) as state:
        return site_statuses(config, state, now, running=running, most=most)


def _accept(shares: Sequence[Config], names: Sequence[str]) -> None:
    """End the alarms of sites, each in its shard. Raises a usage error for one that is not here."""
    here = {site.name: share for share in shares for site in share.sites}
    for name in names:
        if name not in here:
            message = f"{name!r} belongs to a shard that is not here; call it where that shard runs"
            raise click.BadParameter(message, param_hint="--accept")
        ended = accept(here[name], [name])
        if not ended:
            complain(f"{name}: no alarm is open")
        for alarm in ended:
            complain(f"{alarm.site}: accepted, {one_line(alarm.describe())}")


def _write_report(sites: Sequence[SiteStatus], now: datetime, target: str, *, force: bool) -> None:
    page = render("status.html", shell=standalone("Runs"), dashboard=dashboard_view(sites, now))
    write_html(target, page, force=force)


def bars(counts: Sequence[int]) -> str:
    """Return one bar for each count, as high as its share of the highest; a dot for zero."""
    highest = max(counts, default=0)
    return "".join(
        _BARS[max(0, -(-count * len(_BARS) // highest) - 1)] if count else "·" for count in counts
    )


def _problems(sites: "Sequence[SiteStatus]") -> list[str]:
    """Return what went wrong beside the pages in the last runs of sites, each run's once, newest
    first."""
    last = {(site.shard.index, run.number): run for site in sites for run in site.reported}
    return [
        f"problem in the run of {local_and_utc(run.started)}: {one_line(problem)}"
        for run in sorted(last.values(), key=lambda run: (run.started, run.number), reverse=True)
        for problem in run.problems
    ]


def _lines(site: SiteStatus, now: datetime) -> list[str]:
    if not site.runs:
        return [f"{site.name}: not run yet"]
    record, tally = site.runs[0]
    due = "now" if site.due is None or site.due <= now else local_and_utc(site.due)
    state = "" if record.outcome == "done" else f" ({record.outcome})"
    trend = bars([each.new + each.changed for _, each in reversed(site.runs)])
    alarms = []
    for alarm in site.alarms:
        since = local_and_utc(alarm.since)
        alarms.append(f"  ALARM since {since}, {one_line(alarm.describe())}")
        alarms += (f"    {one_line(page)}" for page in alarm.pages)
        alarms.append(f"    {how_to_accept(alarm)}")
    if tally.withheld:
        alarms.append(f"  {withheld_line(tally)}")
    return [
        f"{site.name}: last run {local_and_utc(record.started)}{state}, due {due}",
        f"  {counts_line(tally)}; {site.quarantined} in quarantine in all",
        *alarms,
        f"  {trend}  {_span_of(len(site.runs))}",
    ]


def _span_of(runs: int) -> str:
    """Return what the bars show."""
    return f"new and changed in the last {'run' if runs == 1 else counted(runs, 'run')}"
