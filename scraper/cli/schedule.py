"""`scraper schedule`: install a timer that calls `scraper run`, and show what runs when."""

import difflib
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from scraper.cli.configuration import config_option, read_config, shard_of_config
from scraper.cli.terminal import agreed, complain, one_line, visible
from scraper.config import SHARD, Config
from scraper.errors import ConfigError, ExitCode, InputError
from scraper.files.siblings import ENVIRONMENT, RUN_LOG, beside
from scraper.models.shard import Shard
from scraper.models.times import local_and_utc, utc_now
from scraper.render import dumps
from scraper.runs.plan import plan
from scraper.schedule.cadence import Cadence, Cron
from scraper.schedule.timers import (
    KINDS,
    TimerEntry,
    entry_name,
    minutes_for,
)


@click.group("schedule")
def schedule_group() -> None:
    """Install a timer that calls `scraper run`, and show what runs when."""


def kind_option(command: click.decorators.FC) -> click.decorators.FC:
    """Add --systemd and --cron; the command gets `kind`, None if none is named."""
    for name, text in (("cron", "Use your crontab."), ("systemd", "Use a systemd user timer.")):
        command = click.option(f"--{name}", "kind", flag_value=name, default=None, help=text)(
            command
        )
    return command


@schedule_group.command("install", short_help="Install a timer that calls `scraper run`.")
@config_option
@kind_option
@click.option("--yes", is_flag=True, help="Do not ask.")
def install(*, config_file: Path, kind: str | None, yes: bool) -> ExitCode:
    """Install a timer that calls `scraper run` for this configuration.

    Shows what it writes where, and asks. If there is systemd, it is a user timer, else a line of
    your crontab. `every` of the sites decides how often it calls, and each run decides what is due.
    Installing again replaces what was installed for the same file.

    If a site has secrets, they are read from the file scraper.env beside the configuration.
    `scraper run --help` describes it.
    """
    config = read_config(config_file)
    if SHARD in config.store_name:
        message = "has a store for each shard; `scraper help fleets` has a timer for each of them"
        raise ConfigError(str(config_file), message)
    entry = _entry_of(config, config_file.absolute())
    name = kind or _available()
    text, before = KINDS[name].text(entry), KINDS[name].installed(entry.name)
    if text == before:
        KINDS[name].install(entry)  # it may have been stopped, or not have come to its end
        complain(f"{entry.name} is installed already")
        return ExitCode.OK
    click.echo(_changes(before, text) if before else visible(text), nl=False)
    if not agreed(f"Install this for {name}?", yes=yes):
        return ExitCode.USAGE
    KINDS[name].install(entry)
    complain(f"{entry.name} is installed ({name}); {KINDS[name].hint}")
    return ExitCode.OK


@schedule_group.command("uninstall", short_help="Remove the timer.")
@config_option
@kind_option
@click.option("--yes", is_flag=True, help="Do not ask.")
def uninstall(*, config_file: Path, kind: str | None, yes: bool) -> ExitCode:
    """Remove what `install` installed for this configuration. The file itself may be gone already."""
    name = entry_name(config_file.absolute())
    kinds = [kind] if kind else [each for each in KINDS if KINDS[each].is_available()]
    found = {each: text for each in kinds if (text := KINDS[each].installed(name))}
    if not found:
        complain(f"nothing is installed for {config_file.absolute()}")
        return ExitCode.OK
    for each, text in found.items():
        click.echo(visible(text), nl=False)
        if not agreed(f"Remove this from {each}?", yes=yes):
            return ExitCode.USAGE
        KINDS[each].remove(name)
        complain(f"{name} is removed ({each})")
    return ExitCode.OK


@schedule_group.command("next", short_help="Show when each site is visited next.")
@config_option
@shard_of_config
@click.option("-n", "count", type=click.IntRange(1, 1000), default=1, show_default=True,
              metavar="N", help="How many times of each site.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="One JSON object a site.")
def next_command(*, config_file: Path, shard: Shard | None, count: int, as_json: bool) -> None:
    """Print when each site is visited next, the earliest first.

    A site is due from its time on, and the next `scraper run` visits it. Later times are an estimate.
    """
    now = utc_now()
    for planned in plan(read_config(config_file, shard), now, count):
        if as_json:
            click.echo(dumps(planned.to_dict(now)))
            continue
        for number, moment in enumerate(planned.times):
            when = "now" if moment <= now else local_and_utc(moment, _zone_of(planned.every))
            more = f"  every {planned.every}" if number == 0 else ""
            click.echo(f"{when:<20}  {one_line(planned.site)}{more}")


def _zone_of(cadence: Cadence) -> ZoneInfo | None:
    """Return the zone in which a site's times are written; None for this machine's."""
    if isinstance(cadence, Cron) and cadence.zone != "UTC":
        return ZoneInfo(cadence.zone)
    return None


def _entry_of(config: Config, file: Path) -> TimerEntry:
    command: tuple[str, ...] = (sys.executable, "-m", "scraper", "run", "-c", str(file))
    if any(site.cookies or site.secret_headers for site in config.sites):
        command += ("--environment", str(file.with_name(ENVIRONMENT)))
    return TimerEntry(
        name=entry_name(file),
        command=command,
        minutes=minutes_for([site.every for site in config.sites], utc_now()),
        log=beside(config.store, RUN_LOG),
    )


def _available() -> str:
    for name, kind in KINDS.items():
        if kind.is_available():
            return name
    message = "neither systemd nor cron answers here; `scraper watch` needs none"
    raise InputError("schedule", message)


def _changes(before: str, after: str) -> str:
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), "installed", "new", lineterm="", n=1
    )
    return "".join(f"{visible(line)}\n" for line in lines)
