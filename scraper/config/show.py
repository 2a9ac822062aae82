"""A configuration for reading: each value in effect, and where it comes from."""

import json
import re
from collections.abc import Iterator
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


def shown_values(config: Config) -> Iterator[tuple[str, str, str]]:
    """Yield key, value as TOML, and "default" or "line N" of every value; secrets as "..."."""
    for key in ("store", "contact"):
        yield _row(config, key, str(getattr(config, key)))
    if "sites_at_once" in config.origins:
        yield _row(config, "sites_at_once", str(config.sites_at_once))
    if config.store_budget:
        yield _row(config, "store_budget", f"{config.store_budget // 10**6}MB")
    if config.metrics is not None:
        yield _row(config, "metrics", str(config.metrics))
    for output in config.outputs:
        yield _row(config, f"outputs.{output.kind}", str(output.path))
    for key, value in config.fetch.items():
        yield _row(config, f"fetch.{key}", value)
    for number, site in enumerate(config.sites):
        for name in (each.name for each in fields(SiteConfig)):
            key, value = f"site.{number}.{name}", _shown(name, getattr(site, name))
            yield f"site.{site.name}.{name}", _toml(value), config.origins.get(key, DEFAULT)


def _shown(name: str, value: Any) -> Any:
    """Return a value of a site without what may be secret in it."""
    if name == "proxy":
        return without_secrets(value)
    if name == "start":
        return tuple(map(without_secrets, value))
    if name == "headers":
        return tuple((key, "..." if _SECRET.search(key) else text) for key, text in value)
    return value


def _row(config: Config, key: str, value: Any) -> tuple[str, str, str]:
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
