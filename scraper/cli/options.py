"""The options that several commands share: one decorator each, so that they work alike."""

import difflib
import functools
import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from scraper.cli.configuration import (
    configured,
    is_named,
    of_one_store,
    shared_config_option,
)
from scraper.config import STORE
from scraper.inputs import is_directory
from scraper.models.article import Include
from scraper.render import FORMATS, format_of_suffix, known_suffixes
from scraper.schedule.cadence import span_of
from scraper.sites.directory import DEFAULT

Decorator = Callable[..., Any]

_RUNS = "runs write this, with [outputs] in the configuration; here --csv or --jsonl is next to it"
_WRITTEN_BY_OTHERS = {
    ".parquet": "`scraper bulk` and runs write Parquet; here --csv or --jsonl is next to it",
    ".sqlite": _RUNS,
    ".db": _RUNS,
    ".atom": _RUNS,
    ".rss": _RUNS,
    ".xlsx": "no spreadsheet is written; --csv is read by all of them",
    ".tsv": "no file with tabs is written; --csv has commas",
}
"""What is said where an output's name asks for a format that is not written there."""

NEAR = 0.8
"""Share of its letters that a mistyped suffix has in common with the one that was meant: `.jsnl` and `.htlm`
are above it, `.test`, `.rst` and `.log` below."""

DRIFT = "drift"
"""What --fail-on is given to fail while an alarm is open."""


def span(text: str, option: str) -> timedelta:
    """Return the length of a span such as 30s, 90m, 24h or 7d; zero for ""."""
    if not text:
        return timedelta()
    try:
        return span_of(text)
    except ValueError:
        message = f"{text!r} is not a span such as 90m, 24h or 7d"
        raise click.BadParameter(message, param_hint=option) from None


def ago(text: str, now: datetime, option: str) -> datetime:
    """Return the moment that is a span before now."""
    try:
        return now - span(text, option)
    except OverflowError:
        message = f"{text!r} is longer than time is counted"
        raise click.BadParameter(message, param_hint=option) from None


def format_options(command: Decorator) -> Decorator:
    """Add --format and its short forms; the command gets `format_name`, or None. Two formats are a usage
    error."""
    short = {f"as_{name}".replace("-", "_"): name for name in FORMATS}

    @functools.wraps(command)  # with the options that click has noted on it
    def with_format(*arguments: Any, format_name: str | None, **options: Any) -> Any:
        asked = {name for key, name in short.items() if options.pop(key)} | {format_name} - {None}
        if len(asked) > 1:
            both = " and ".join(f"--{name}" for name in FORMATS if name in asked)
            raise click.UsageError(f"{both} are opposites: an output has one format.")
        return command(*arguments, format_name=asked.pop() if asked else None, **options)

    wrapped: Decorator = with_format
    for key, name in reversed(short.items()):
        text = f"Short for --format {name}."
        wrapped = click.option(f"--{name}", key, is_flag=True, help=text)(wrapped)
    return click.option(
        "-f",
        "--format",
        "format_name",
        type=click.Choice(list(FORMATS)),
        default=None,
        help="Format of the article.  [default: text]",
    )(wrapped)


def format_by_name(output: str | None) -> str:
    """Return the format that the name of an output asks for, text if it asks for none. Raises a usage error
    for the name of a file that would be taken for something else, or that seems to be mistyped."""
    names_file = output and not output.endswith(("/", os.sep)) and not is_directory(Path(output))
    suffix = Path(output).suffix.lower() if output and names_file else ""
    if suffix in _WRITTEN_BY_OTHERS:
        raise click.UsageError(f"{output}: {_WRITTEN_BY_OTHERS[suffix]}")
    format_name = format_of_suffix(suffix)
    if format_name is None and (meant := _mistyped(suffix)):
        raise click.UsageError(
            f"{output}: did you mean {meant}? No format has {suffix}; --text writes text to any name"
        )
    return format_name or "text"


def _mistyped(suffix: str) -> str:
    """Return the suffix of a format that has been mistyped as this one; "" if none is near."""
    known = [each.removeprefix(".") for each in known_suffixes()]
    swapped = [each for each in known if sorted(each) == sorted(suffix[1:])]
    near = swapped or difflib.get_close_matches(suffix[1:], known, 1, NEAR)
    return f".{near[0]}" if near else ""


def include_options(command: Decorator) -> Decorator:
    """Add what the output shows beside the body; the command gets `include`, an `Include`."""
    flags = (
        (
            "--title/--no-title",
            True,
            "Begin with the title (text, Markdown and HTML).  [default: do]",
        ),
        ("--captions", False, "Also show captions of pictures."),
        ("--comments", False, "Also show readers' comments."),
        ("--tables/--no-tables", True, "Show tables.  [default: show]"),
        ("--links", False, "Keep links (Markdown and HTML)."),
        ("--images", False, "Keep pictures (Markdown and HTML)."),
    )
    return _gather(command, "include", flags, lambda values: Include(**values))


def favor_option(command: Decorator) -> Decorator:
    """Add --favor."""
    return click.option(
        "--favor",
        type=click.Choice(["precision", "balanced", "recall"]),
        default="balanced",
        show_default=True,
        help="Leave doubtful text out (precision), or keep it (recall).",
    )(command)


def store_option(command: Decorator) -> Decorator:
    """Add --store, and -c unless it is there; the command gets `store`, a `Path`: that which is named,
    or that of the configuration, or "store"."""
    return shared_config_option(
        click.option(
            "--store",
            type=click.Path(file_okay=False, path_type=Path),
            envvar="SCRAPER_STORE",
            show_envvar=True,
            callback=_choose_store,
            help="Directory of the store.  [default: that of the configuration, or store]",
        )(command)
    )


def _choose_store(context: click.Context, option: click.Parameter, value: Path | None) -> Path:
    """Return --store, else the store of -c FILE, of SCRAPER_STORE, of the nearest configuration."""
    if context.resilient_parsing:
        return value or Path(STORE)
    source = context.get_parameter_source(option.name or "")
    overruled = source is ParameterSource.ENVIRONMENT and is_named(context, on_command_line=True)
    if value is not None and not overruled:
        return value
    config = configured(context)
    return of_one_store(config).store if config is not None else Path(STORE)


def sites_option(command: Decorator) -> Decorator:
    """Add --sites of a command that reads them; the command gets `sites`, a `Path` or None for the one in
    the store."""
    return _sites(command, _require_directory)


def any_sites_option(command: Decorator) -> Decorator:
    """Add --sites of a command that may make the directory, or says itself what is not there; the command
    gets `sites` as from `sites_option`."""
    return _sites(command, None)


def _sites(command: Decorator, check: Callable[..., Path | None] | None) -> Decorator:
    return click.option(
        "--sites",
        type=click.Path(file_okay=False, path_type=Path),
        envvar="SCRAPER_SITES",
        default=None,
        show_envvar=True,
        metavar="DIR",
        callback=check,
        help="Directory of site rules and learned knowledge; commands that work on a store take its own by default.",
    )(command)


def _require_directory(
    context: click.Context, option: click.Parameter, value: Path | None
) -> Path | None:
    """Return --sites. Raises a usage error where the command line names what is not there: articles would
    come out without its rules. That of the environment may still have to be made."""
    source = context.get_parameter_source(option.name or "")
    if value is not None and source is ParameterSource.COMMANDLINE and not value.is_dir():
        raise click.BadParameter(f"Directory {str(value)!r} does not exist.", context, option)
    return value


def html_options(command: Decorator) -> Decorator:
    """Add --html and --force; the command gets `html`, a path, "-" or None, and `force`."""
    command = click.option(
        "--force", is_flag=True, help="Overwrite FILE of --html, if it is no such report."
    )(command)
    return click.option(
        "--html",
        metavar="FILE",
        help='Write a report for a browser to FILE; "-" is standard output.',
    )(command)


def sites_in(sites: Path | None, store: Path) -> Path:
    """Return the directory of site files: the one that was named, or the store's."""
    return sites if sites is not None else store / DEFAULT


def limit_options(command: Decorator) -> Decorator:
    """Add the workers' limits; the command gets `jobs`, `timeout` (s) and `memory` (MB)."""
    command = click.option(
        "--memory",
        type=click.IntRange(min=64),
        default=1024,
        show_default=True,
        metavar="MB",
        help="Memory that one page may use.",
    )(command)
    command = click.option(
        "--timeout",
        type=click.FloatRange(min=0, min_open=True),
        default=20.0,
        show_default=True,
        metavar="S",
        help="Seconds of processor time that one page may take.",
    )(command)
    return click.option(
        "-j",
        "--jobs",
        type=click.IntRange(min=1),
        default=None,
        metavar="N",
        help="Number of worker processes.  [default: one for each core]",
    )(command)


def _gather(
    command: Decorator,
    name: str,
    flags: tuple[tuple[str, bool, str], ...],
    build: Callable[[dict[str, bool]], object],
) -> Decorator:
    """Add flags that the command gets as one value."""
    names = [flag.partition("/")[0].removeprefix("--") for flag, _, _ in flags]

    @functools.wraps(command)  # with the options that click has noted on it
    def collected(*arguments: Any, **options: Any) -> Any:
        options[name] = build({key: options.pop(key) for key in names})
        return command(*arguments, **options)

    wrapped: Decorator = collected
    for flag, default, text in reversed(flags):
        wrapped = click.option(flag, default=default, is_flag=True, help=text)(wrapped)
    return wrapped
