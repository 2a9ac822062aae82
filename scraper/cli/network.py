"""The options of the commands that use the network."""

from typing import Any

import click

from scraper.fetch import FetchSettings

DEFAULTS = FetchSettings()


def network_options(command: Any) -> Any:
    """Add limits and manners; the command gets `network`, a `FetchSettings`."""
    seconds, count = click.FloatRange(min=0, min_open=True), click.IntRange(min=1)
    options = (
        ("timeout", seconds, "S", "Seconds that one URL may take, with redirects."),
        ("max_bytes", count, "N", "Largest body, as received and also decompressed."),
        ("concurrency", count, "N", "Requests at the same time, in all."),
        ("per_host", count, "N", "Requests at the same time to one host."),
        ("delay", click.FloatRange(min=0), "S", "Seconds between two requests to one host."),
        ("attempts", count, "N", "Requests for one URL, if another one may help."),
        ("max_requests", click.IntRange(min=0), "N", "Requests in all; 0 is no limit."),
        ("contact", str, "TEXT", "URL or e-mail address that sites see in the User-Agent."),
        ("user_agent", str, "TEXT", "User-Agent instead of our own name."),
        ("ca_file", click.Path(), "FILE", "Trust these certificates instead of the system's."),
    )
    flags = (("allow_private", "Also fetch from this machine and the local network."),)
    names = [name for name, *_ in options] + [name for name, _ in flags]

    def collected(*arguments: Any, **values: Any) -> Any:
        robots = not values.pop("ignore_robots")
        chosen = {name: values.pop(name) for name in names}
        values["network"] = FetchSettings(**chosen, robots=robots)
        return command(*arguments, **values)

    collected.__name__, collected.__doc__ = command.__name__, command.__doc__
    collected.__click_params__ = getattr(command, "__click_params__", [])  # type: ignore[attr-defined]
    wrapped: Any = click.option(
        "--ignore-robots", is_flag=True, help="Do not read robots.txt: for your own sites."
    )(collected)
    for name, text in flags:
        wrapped = click.option(_option(name), is_flag=True, help=text)(wrapped)
    for name, kind, metavar, text in reversed(options):
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


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")
