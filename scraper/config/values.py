"""What a configuration says, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from scraper.models.shard import WHOLE, Shard
from scraper.schedule.cadence import Cadence

SITES_AT_ONCE = 4
"""Sites whose start points are read side by side, where the file does not say. If a site takes 2 seconds,
10,000 sites take 83 minutes; with 64 at once, 5 minutes."""

SHARD = "{shard}"
"""Stands in paths for the number of a shard, so that each has its own."""

ALARM_TIMEOUT = 30.0
"""Seconds for a program that sends one alarm: mail and chat servers answer within a few."""

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OutputConfig:
    """One place where article versions go. `name` stays the same when the project moves."""

    kind: str
    path: Path
    name: str  # the kind and the path as it stands in the file


@dataclass(frozen=True, slots=True)
class AlarmsConfig:
    """How a person hears of alarms. `command` is the words of a program's call, with placeholders such
    as "{text}"; () for no program."""

    command: tuple[str, ...] = ()
    timeout: float = ALARM_TIMEOUT  # seconds that one call may take


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """One site. `cookies` and `secret_headers` map names to environment variables."""

    name: str
    start: tuple[str, ...]
    every: Cadence  # between two visits
    recheck: timedelta  # between two visits of one page, at least
    recheck_for: timedelta  # since a page's last change, after which it is left alone
    timezone: str = "UTC"  # of cron expressions
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    headers: Pairs = ()
    secret_headers: Pairs = ()
    cookies: Pairs = ()
    proxy: str = ""
    plain_http: bool = False
    pages: tuple[str, ...] = ()  # that are visited themselves, beside those that `start` leads to
    js: bool = False  # its pages are rendered in a browser
    join_pages: bool = False  # articles in several pages are joined


@dataclass(frozen=True, slots=True)
class Config:
    """A file, or one shard of it. `origins` names for each value ("store", "site.0.every") where it is
    from. `elsewhere` are the registrable domains that sites of other shards start at."""

    file: Path
    store: Path
    contact: str
    outputs: tuple[OutputConfig, ...]
    fetch: Mapping[str, Any]  # of `FetchSettings`, what the file says
    sites: tuple[SiteConfig, ...]
    origins: Mapping[str, str]
    store_budget: int = 0  # bytes of the store's segments, 0 for any number
    alarms: AlarmsConfig = AlarmsConfig()
    metrics: Path | None = None  # a text file for Prometheus
    sites_at_once: int = SITES_AT_ONCE
    shard: Shard = WHOLE
    elsewhere: frozenset[str] = frozenset()
    store_name: str = ""  # as the file has it, with SHARD where each shard has another

    def place(self, key: str) -> str:
        """Return the file and line of a value, for messages."""
        return f"{self.file}:{self.origins.get(key, '').removeprefix('line ') or 1}"
