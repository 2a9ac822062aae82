"""The configuration of a command: its option, its values, and what it stands for where it is shared.

-c FILE, SCRAPER_CONFIG, or the nearest scraper.toml -> `configuration_file` -> `configured`
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from scraper.cli.shard import SHARD_VARIABLE, shard_given, shard_option
from scraper.config import CONFIGURATION, SHARD, Config, load, nearest_configuration
from scraper.errors import ConfigError
from scraper.models.shard import WHOLE, Shard
from scraper.outputs import OUTPUTS

Command = Callable[..., Any]

_SHARD_HELP = "Only the sites of shard I of K, counted from 0, by their registrable domain."
_NAME = "config_file"  # of the option's value
_FILE, _CONFIG = "scraper.configuration.file", "scraper.configuration"  # in the context


def config_option(command: Command) -> Command:
    """Add -c; the command gets `config_file`, a `Path`."""
    return _option(command, exposed=True)


def local_config_option(command: Command) -> Command:
    """Add -c as `config_option` does, for a command that makes the file: directories above don't count."""
    return _option(command, exposed=True, above=False)


def shared_config_option(command: Command) -> Command:
    """Add -c, if the command has none, for options whose defaults are in the configuration."""
    named = {each.name for each in getattr(command, "__click_params__", ())}
    return command if _NAME in named else _option(command, exposed=False)


def shard_of_config(command: Command) -> Command:
    """Add --shard; the command gets `shard`, None where none is given."""
    decorated: Command = shard_option(_SHARD_HELP, SHARD_VARIABLE)(command)
    return decorated


def shared_shard_option(command: Command) -> Command:
    """Add --shard for options whose defaults are in the configuration."""
    decorated: Command = shard_option(_SHARD_HELP, SHARD_VARIABLE, exposed=False)(command)
    return decorated


def read_config(path: Path, shard: Shard | None = None) -> Config:
    """Return the configuration of a file, of one shard where one is given. Raises ConfigError."""
    return load(path, outputs=tuple(OUTPUTS), shard=shard or WHOLE)


def read_config_of_one(path: Path, shard: Shard | None) -> Config:
    """Return the configuration for a command that looks into one store. Raises ConfigError where there is
    one for each shard, and none is given."""
    return of_one_store(read_config(path, shard))


def of_one_store(config: Config) -> Config:
    """Return a configuration as it is. Raises ConfigError where it has a store for each shard and is not
    that of a shard."""
    if config.shard == WHOLE and SHARD in config.store_name:
        message = f"has a store for each shard; say which one, such as --shard 0/8 or {SHARD_VARIABLE}=0/8"
        raise ConfigError(str(config.file), message)
    return config


def configured(context: click.Context) -> Config | None:
    """Return the configuration that a command with -c uses, read once; None where there is none and
    none was named. Raises ConfigError."""
    if _CONFIG not in context.meta:
        file = context.meta.get(_FILE, Path(CONFIGURATION))
        is_there = is_named(context) or file.is_file()
        context.meta[_CONFIG] = read_config(file, shard_given(context)) if is_there else None
    config: Config | None = context.meta[_CONFIG]
    return config


def is_named(context: click.Context, *, on_command_line: bool = False) -> bool:
    """Say whether the configuration was named: by -c or, unless `on_command_line`, by SCRAPER_CONFIG."""
    sources = [ParameterSource.COMMANDLINE]
    sources += [] if on_command_line else [ParameterSource.ENVIRONMENT]
    return context.get_parameter_source(_NAME) in sources


def require_sites(config: Config, names: Sequence[str], option: str) -> None:
    """Raise a usage error that lists the sites if a name is that of no site."""
    known = [site.name for site in config.sites]
    where = f"shard {config.shard} of {config.file}" if config.shard.count > 1 else config.file
    for name in names:
        if name not in known:
            message = f"no site is named {name!r} in {where}; known are {', '.join(known)}"
            raise click.BadParameter(message, param_hint=option)


def _option(command: Command, *, exposed: bool, above: bool = True) -> Command:
    where = "here, or in a directory above" if above else "here"
    return click.option(
        "-c",
        "--config",
        _NAME,
        type=click.Path(dir_okay=False, path_type=Path),
        envvar="SCRAPER_CONFIG",
        show_envvar=True,
        metavar="FILE",
        is_eager=True,
        expose_value=exposed,
        callback=_choose if above else _choose_here,
        help=f"The configuration.  [default: {CONFIGURATION} {where}]",
    )(command)


def _choose_here(_context: click.Context, _option: click.Parameter, value: Path | None) -> Path:
    """Return the file that was named, or the one of this directory."""
    return value or Path(CONFIGURATION)


def _choose(context: click.Context, _option: click.Parameter, value: Path | None) -> Path:
    """Return the file that was named, or the nearest; the name of the one here where there is none."""
    chosen = value or nearest_configuration() or Path(CONFIGURATION)
    context.meta[_FILE] = chosen
    return chosen
