"""`scraper config`: what a configuration says, and where each value is from."""

from pathlib import Path

import click

from scraper.cli.configuration import config_option, read_config, shard_of_config
from scraper.cli.network import DEFAULTS
from scraper.cli.terminal import complain, one_line
from scraper.config import folded, shown_values
from scraper.config.load import FETCH
from scraper.errors import ConfigError, ExitCode
from scraper.models.alarm import Alarm, AlarmMessage
from scraper.models.shard import Shard
from scraper.models.times import utc_now
from scraper.render import dumps
from scraper.runs.alarm_command import call_command
from scraper.runs.metrics import require_libraries


@click.group("config")
def config_group() -> None:
    """Check and show the configuration."""


@config_group.command("show", short_help="Show every value and where it comes from.")
@config_option
@shard_of_config
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
def show(*, config_file: Path, shard: Shard | None, as_json: bool) -> None:
    """Print every value in effect and where it comes from: a line of the file, or the default. A default
    that holds for all of several sites is printed once, as site.*.

    If the configuration is wrong, or a library that it needs is missing, the message names the line,
    and the exit status is 4. Secrets are not shown: the file names the environment variables that hold
    them.
    """
    config = read_config(config_file, shard)
    rows = shown_values(config, {key: getattr(DEFAULTS, key) for key in FETCH})
    for key, value, origin in rows if as_json else folded(rows):
        if as_json:
            click.echo(dumps({"key": key, "value": value, "origin": origin}))
        else:
            click.echo(f"{one_line(key)} = {one_line(value)}  # {origin}")
    require_libraries(config)


@config_group.command("try-alarm", short_help="Send an example through the command of [alarms].")
@config_option
def try_alarm(*, config_file: Path) -> ExitCode:
    """Give an example of an alarm to the command of [alarms], to see that it reaches you.

    The exit status is 1 if the command fails or takes too long, and 4 if there is none.
    """
    config = read_config(config_file)
    if not config.alarms.command:
        raise ConfigError(
            str(config.file), "has no command in [alarms]; `scraper help alarms` shows some"
        )
    evidence = "an example that `scraper config try-alarm` made up; nothing is wrong"
    alarm = Alarm(config.sites[0].name, "soft_404", utc_now(), 0, evidence)
    problem = call_command(config.alarms, AlarmMessage(0, "raised", alarm), config.file.parent)
    complain(problem or "sent: the command ended with 0")
    return ExitCode.SOME_FAILED if problem else ExitCode.OK
