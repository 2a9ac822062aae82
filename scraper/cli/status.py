"""`scraper status`: how the sites of a configuration are, from the runs that are recorded."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from scraper.cli.config import read_config
from scraper.cli.htmlfile import html_options, write_html
from scraper.cli.options import config_option
from scraper.cli.runs import told
from scraper.output import dumps
from scraper.runs import RunRecord, SiteTally
from scraper.views.dashboard import MOST_RUNS

RUNS = 20  # that the bars show
_READ = 500  # newest runs that are looked through: a site that is due once a week is in few
_BARS = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class SiteStatus:
    """One site. `runs` are those that looked at it, newest first."""

    name: str
    due: datetime | None
    quarantined: int
    runs: tuple[tuple[RunRecord, SiteTally], ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        last = self.runs[0] if self.runs else None
        return {
            "site": self.name,
            "due": self.due.isoformat(timespec="seconds") if self.due else None,
            "quarantined": self.quarantined,
            "last_run": last[0].started.isoformat(timespec="seconds") if last else None,
            "last": last[1].to_dict() if last else None,
            "runs": [
                {"run": record.number, "outcome": record.outcome, **tally.to_dict()}
                for record, tally in self.runs
            ],
        }


@click.command("status")
@config_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object a site.")
@html_options
def status(*, config_file: Path, as_json: bool, html: str | None, force: bool) -> None:
    """Print for each site its last run, and bars of the new and changed articles of the last runs.

    --html writes a page of charts instead: over the last runs of each site the pages by what became
    of them, the lengths of articles, the blocks by reason, and the alarms. One file, no network.
    """
    if html is not None and as_json:
        raise click.UsageError("--html and --json exclude each other")
    from scraper.running import is_running, state_file  # noqa: PLC0415
    from scraper.state import State  # noqa: PLC0415

    config, now = read_config(config_file), datetime.now(UTC)
    with State(state_file(config.store), readonly=True) as state:
        runs = state.last_runs(_READ)
        if runs and runs[0].outcome == "running" and not is_running(config.store):
            runs[0] = replace(runs[0], outcome="killed")
        sites = [
            SiteStatus(
                site.name, state.not_before(site.name), state.in_trouble(site.name),
                of_site(runs, site.name, MOST_RUNS if html else RUNS),
            )
            for site in config.sites
        ]  # fmt: skip
    if html is not None:
        _write_report(sites, now, html, force=force)
        return
    for site in sites:
        click.echo(dumps(site.to_dict()) if as_json else "\n".join(_lines(site, now)))


def _write_report(sites: Sequence[SiteStatus], now: datetime, target: str, *, force: bool) -> None:
    from scraper.views import SiteHistory, dashboard_view, render, standalone  # noqa: PLC0415

    histories = [SiteHistory(site.name, site.due, site.quarantined, site.runs) for site in sites]
    view = dashboard_view(histories, now)
    page = render("status.html", shell=standalone("Runs"), dashboard=view)
    write_html(target, page, force=force)


def of_site(
    runs: Sequence[RunRecord], name: str, most: int = RUNS
) -> tuple[tuple[RunRecord, SiteTally], ...]:
    """The newest runs that looked at a site."""
    return tuple((run, run.sites[name]) for run in runs if name in run.sites)[:most]


def bars(counts: Sequence[int]) -> str:
    """One character a count, as high as its share of the highest; a dot for none."""
    highest = max(counts, default=0)
    return "".join(
        _BARS[max(0, -(-count * len(_BARS) // highest) - 1)] if count else "·" for count in counts
    )


def _lines(site: SiteStatus, now: datetime) -> list[str]:
    if not site.runs:
        return [f"{site.name}: not run yet"]
    record, tally = site.runs[0]
    due = "now" if site.due is None or site.due <= now else f"{site.due:%Y-%m-%d %H:%M} UTC"
    state = "" if record.outcome == "done" else f" ({record.outcome})"
    trend = bars([each.new + each.changed for _, each in reversed(site.runs)])
    return [
        f"{site.name}: last run {record.started:%Y-%m-%d %H:%M} UTC{state}, due {due}",
        f"  {told(tally)}; {site.quarantined} waiting in quarantine",
        f"  {trend}  new and changed in the last {len(site.runs)} runs",
    ]
