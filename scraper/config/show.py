"""A configuration for reading: each value in effect, and where it comes from."""

import json
import re
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import timedelta
from typing import Any

from scraper.config.checks import without_secrets
from scraper.config.values import Config, SiteConfig
from scraper.schedule.cadence import (
    Adaptive,
    Cron,
    Every,
    span_text,
)

DEFAULT = "default"
_SECRET = re.compile(r"auth|cookie|token|secret|session|passw|api.?key", re.IGNORECASE)
"""In the name of a header whose value is not shown."""


Row = tuple[str, str, str]  # key, value as TOML, and "default" or "line N"


def shown_values(config: Config, fetch: Mapping[str, Any]) -> Iterator[Row]:
    """Yield key, value as TOML, and "default" or "line N" of every value; secrets as "...". `fetch` has
    the defaults of `[fetch]`."""
    for key in ("store", "contact"):
        yield _row(config, key, str(getattr(config, key)))
    yield _row(config, "sites_at_once", config.sites_at_once)
    if config.store_budget:
        yield _row(config, "store_budget", f"{config.store_budget // 10**6}MB")
    if config.metrics is not None:
        yield _row(config, "metrics", str(config.metrics))
    for output in config.outputs:
        yield _row(config, f"outputs.{output.kind}", str(output.path))
    yield _row(config, "alarms.command", shlex.join(config.alarms.command))
    yield _row(config, "alarms.timeout", config.alarms.timeout)
    for key, value in (dict(fetch) | dict(config.fetch)).items():
        yield _row(config, f"fetch.{key}", value)
    for number, site in enumerate(config.sites):
        for name in (each.name for each in fields(SiteConfig)):
            key, value = f"site.{number}.{name}", _shown(name, getattr(site, name))
            yield f"site.{site.name}.{name}", _toml(value), config.origins.get(key, DEFAULT)


def folded(rows: Iterable[Row]) -> list[Row]:
    """Return the rows with one "site.*.KEY" for a default that holds for all of several sites."""
    rows = list(rows)
    sites = {key.rpartition(".")[0] for key, _, _ in rows if key.startswith("site.")}
    if len(sites) < 2:
        return rows
    counts = Counter(_of_all(row) for row in rows if _is_site_default(row))
    shared = {row for row, count in counts.items() if count == len(sites)}
    own = [row for row in rows if not (_is_site_default(row) and _of_all(row) in shared)]
    at = next((n for n, (key, _, _) in enumerate(own) if key.startswith("site.")), len(own))
    return [*own[:at], *(row for row in counts if row in shared), *own[at:]]


def _is_site_default(row: Row) -> bool:
    return row[0].startswith("site.") and row[2] == DEFAULT


def _of_all(row: Row) -> Row:
    return (f"site.*.{row[0].rpartition('.')[2]}", *row[1:])


def _shown(name: str, value: Any) -> Any:
    """Return a value of a site without what may be secret in it."""
    if name == "proxy":
        return without_secrets(value)
    if name == "start":
        return tuple(map(without_secrets, value))
    if name == "headers":
        return tuple((key, "..." if _SECRET.search(key) else text) for key, text in value)
    return value


def _row(config: Config, key: str, value: Any) -> Row:
    return key, _toml(value), config.origins.get(key, DEFAULT)


def _toml(value: Any) -> str:
    if isinstance(value, timedelta):
        return f'"{span_text(value)}"'
    if isinstance(value, Adaptive):
        return f'{{ min = "{span_text(value.least)}", max = "{span_text(value.most)}" }}'
    if isinstance(value, Every | Cron):
        return f'"{value}"'
    if isinstance(value, tuple) and value and isinstance(value[0], tuple):
        pairs = ", ".join(f"{json.dumps(key)} = {json.dumps(text)}" for key, text in value)
        return f"{{ {pairs} }}"
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
