"""The option that names a shard, and the shard that a command was given."""

import os
from collections.abc import Callable
from typing import Any

import click

from scraper.models.shard import Shard, shard_of

SHARD_VARIABLE = "SCRAPER_SHARD"


_GIVEN = "scraper.shard"  # in the context


def shard_option(
    text: str, envvar: str | None = None, *, exposed: bool = True
) -> Callable[..., Any]:
    """Return a decorator that adds --shard with a help text; the command gets `shard`, or None, unless it
    is not `exposed` and only for the defaults of other options."""
    return click.option(
        "--shard",
        envvar=envvar,
        show_envvar=envvar is not None,
        default=None,
        metavar="I/K",
        is_eager=True,  # other options have defaults of the shard
        expose_value=exposed,
        callback=_shard,
        help=text,
    )


def shard_given(context: click.Context) -> Shard | None:
    """Return the shard of a command's option or of the environment, None where neither names one."""
    found: Shard | None = context.meta.get(_GIVEN)
    text = os.environ.get(SHARD_VARIABLE, "")
    return found or (_parsed(text) if text else None)


def _shard(context: click.Context, _option: click.Parameter, value: str | None) -> Shard | None:
    found = context.meta[_GIVEN] = _parsed(value) if value else None
    return found


def _parsed(text: str) -> Shard:
    try:
        return shard_of(text)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--shard") from None
