"""What calls `clean_archive` for many sources. `ENGINES` is the table that a new one joins."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module

from scraper.bulk.work import Report, Work
from scraper.models.failure import Failure

Engine = Callable[[Sequence[str], str, Work, int | None], Iterator[Report | Failure]]
"""Yields a report for each source, or why it has none, in any order. The last argument is how many
archives are worked on at a time; None leaves that to the engine."""

ENGINES: Mapping[str, str] = {
    "local": "scraper.bulk.engines.local:run_local",
    "ray": "scraper.bulk.engines.on_ray:run_on_ray",
}
"""Where each engine is; imported when it is called for."""


def engine_of(name: str) -> Engine:
    """Return an engine by its name."""
    module, _, function = ENGINES[name].partition(":")
    engine: Engine = getattr(import_module(module), function)
    return engine
