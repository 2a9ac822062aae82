"""The configuration of the commands that need one: its option, its values, the names of its sites."""

from collections.abc import Sequence
from pathlib import Path

import click

from scraper.cli.options import Decorator
from scraper.config import Config, load
from scraper.outputs import OUTPUTS


def config_option(command: Decorator) -> Decorator:
    """Add -c; the command gets `config_file`, a `Path`."""
    return click.option(
        "-c",
        "--config",
        "config_file",
        type=click.Path(dir_okay=False, path_type=Path),
        envvar="SCRAPER_CONFIG",
        default=Path("scraper.toml"),
        show_default=True,
        show_envvar=True,
        metavar="FILE",
        help="The configuration.",
    )(command)


def read_config(path: Path) -> Config:
    """Return the configuration of a file. Raises ConfigError."""
    return load(path, outputs=tuple(OUTPUTS))


def require_sites(config: Config, names: Sequence[str], option: str) -> None:
    """Raise a usage error that lists the sites if a name is that of no site."""
    known = [site.name for site in config.sites]
    for name in names:
        if name not in known:
            message = f"no site is named {name!r} in {config.file}; known are {', '.join(known)}"
            raise click.BadParameter(message, param_hint=option)
