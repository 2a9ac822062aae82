"""The options of the commands that use the network."""

import functools
from typing import Any

import click
from click.core import ParameterSource

from scraper.cli.configuration import configured, shared_config_option
from scraper.fetch import FetchSettings

DEFAULTS = FetchSettings()

_SECONDS, _COUNT = click.FloatRange(min=0, min_open=True), click.IntRange(min=1)
_OPTIONS: dict[str, tuple[Any, str, str]] = {
    "timeout": (_SECONDS, "S", "Seconds that one URL may take, with redirects."),
    "max_bytes": (_COUNT, "N", "Largest body, as received and also decompressed."),
    "concurrency": (_COUNT, "N", "Requests at the same time, in all."),
    "per_host": (_COUNT, "N", "Requests at the same time to one host."),
    "delay": (click.FloatRange(min=0), "S", "Seconds between two requests to one host."),
    "attempts": (_COUNT, "N", "Requests for one URL, if another one may help."),
    "max_requests": (click.IntRange(min=0), "N", "Requests in all; 0 is no limit."),
    "contact": (str, "TEXT", "URL or e-mail address that sites see in the User-Agent."),
    "user_agent": (str, "TEXT", "User-Agent instead of our own name."),
    "ca_file": (click.Path(), "FILE", "Trust these certificates instead of the system's."),
}
"""Fields of `FetchSettings` that a command may offer: type, metavar and help of the option."""
_FLAGS = {"robots": "ignore_robots"}  # fields whose option has another name
MANNERS = ("delay", "contact")  # what a server that fetches lets its owner choose


def network_options(command: Any) -> Any:
    """Add limits and manners; the command gets `network`, a `FetchSettings`."""
    return _network_options(command, tuple(_OPTIONS))


def project_network_options(command: Any) -> Any:
    """Add limits and manners, and -c unless it is there: what the command line leaves out is as the
    configuration says. The command gets `network`, a `FetchSettings`."""
    return shared_config_option(_network_options(command, tuple(_OPTIONS), configurable=True))


def manners_options(command: Any) -> Any:
    """Add manners alone; the command gets `network`, a `FetchSettings` with default limits."""
    return _network_options(command, MANNERS)


def _network_options(command: Any, names: tuple[str, ...], *, configurable: bool = False) -> Any:
    @functools.wraps(command)  # with the options that click has noted on it
    def collected(*arguments: Any, **values: Any) -> Any:
        chosen = {name: values.pop(name) for name in (*names, "allow_private")}
        chosen["robots"] = not values.pop("ignore_robots")
        if configurable:
            chosen |= _configured_values(click.get_current_context())
        values["network"] = FetchSettings(**chosen)
        return command(*arguments, **values)

    wrapped: Any = click.option(
        "--ignore-robots", is_flag=True, help="Do not read robots.txt: for your own sites."
    )(collected)
    wrapped = click.option(
        "--allow-private", is_flag=True, help="Also fetch from this machine and the local network."
    )(wrapped)
    for name in reversed(names):
        kind, metavar, text = _OPTIONS[name]
        default = getattr(DEFAULTS, name)
        wrapped = click.option(
            _option(name),
            type=kind,
            default=default,
            metavar=metavar,
            show_default=bool(default),
            help=text,
        )(wrapped)
    return wrapped


def _configured_values(context: click.Context) -> dict[str, Any]:
    """Return what the configuration says of how to fetch, but for what the command line says."""
    config = configured(context)
    if config is None:
        return {}
    said = dict(config.fetch) | ({"contact": config.contact} if config.contact else {})
    return {
        name: value
        for name, value in said.items()
        if context.get_parameter_source(_FLAGS.get(name, name)) is not ParameterSource.COMMANDLINE
    }


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")
