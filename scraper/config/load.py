"""A file -> `Config`. The tables below are all keys there are, each with its reader."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

from scraper.config import checks as reading
from scraper.config.checks import Reader
from scraper.config.command import command_words
from scraper.config.key_lines import line_for, lines_of
from scraper.config.shares import share_of
from scraper.config.values import (
    SHARD,
    SITES_AT_ONCE,
    AlarmsConfig,
    Config,
    OutputConfig,
    SiteConfig,
)
from scraper.errors import ConfigError, reason_of
from scraper.files.siblings import owner_of
from scraper.files.toml import parse_toml
from scraper.models.shard import WHOLE, Shard
from scraper.schedule.cadence import Cron, Every
from scraper.schedule.due import PublishingRate, wait_of

TOP: dict[str, Reader] = {
    "store": reading.text,
    "store_budget": reading.size,
    "contact": reading.ascii_text,
    "metrics": reading.text,
    "sites_at_once": reading.count,
}
TABLES = ("outputs", "fetch", "alarms", "defaults", "site")
ALARMS: dict[str, Reader] = {"command": command_words, "timeout": reading.some_seconds}
FETCH: dict[str, Reader] = {
    "timeout": reading.some_seconds,
    "delay": reading.seconds,
    "concurrency": reading.count,
    "per_host": reading.count,
    "attempts": reading.count,
    "max_bytes": reading.count,
    "user_agent": reading.ascii_text,
    "ca_file": reading.text,
    "robots": reading.flag,
    "allow_private": reading.flag,
}
DEFAULTS: dict[str, Reader] = {
    "every": reading.every,
    "timezone": reading.time_zone,
    "recheck": reading.interval,
    "recheck_for": reading.span,
    "include": reading.texts,
    "exclude": reading.texts,
    "headers": reading.headers,
    "join_pages": reading.flag,
}
SITE: dict[str, Reader] = DEFAULTS | {
    "name": reading.site_name,
    "start": reading.urls,
    "pages": reading.urls,
    "secret_headers": reading.variables,
    "cookies": reading.variables,
    "proxy": reading.proxy,
    "plain_http": reading.flag,
    "js": reading.flag,
}
REQUIRED = ("name", "start")

# What holds where neither the site nor [defaults] says anything.
STORE = "store"
BUILT_IN: dict[str, Any] = {
    "every": Every(timedelta(hours=1)),
    "recheck": timedelta(hours=1),
    "recheck_for": timedelta(days=14),  # corrections come in the first days
}


def load(path: Path, *, outputs: Sequence[str], shard: Shard = WHOLE) -> Config:
    """Read and check a file, and return what one shard has of it; `outputs` are the kinds of output there
    are. Raises ConfigError."""
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        message = (
            f"can't be read: {reason_of(error)}; `scraper init URL` writes one, -c FILE names it"
        )
        raise ConfigError(str(path), message) from error
    except UnicodeDecodeError as error:
        raise ConfigError(str(path), f"is not UTF-8: {error.reason}; save it as UTF-8") from error
    return parse(text, path, outputs=outputs, shard=shard)


def parse(text: str, path: Path, *, outputs: Sequence[str], shard: Shard = WHOLE) -> Config:
    """Check a text as if it stood in the file. Raises ConfigError."""
    tables = parse_toml(text, str(path))
    return share_of(_ConfigReader(path, lines_of(text), shard).config(tables, outputs))


@dataclass(slots=True)
class _ConfigReader:
    """One file while it is read. `origins` says for each value where it was found."""

    path: Path
    lines: dict[str, int]
    shard: Shard
    origins: dict[str, str] = field(default_factory=dict)

    def config(self, tables: Mapping[str, Any], outputs: Sequence[str]) -> Config:
        self._known(tables, [*TOP, *TABLES], "")
        top = self._values({key: tables[key] for key in TOP if key in tables}, TOP, "")
        defaults = self._table(tables, "defaults", DEFAULTS)
        fetch = self._table(tables, "fetch", FETCH)
        sites = tables.get("site", [])
        if isinstance(sites, dict):
            raise self._wrong("site", "each site is one of several; write [[site]] for [site]")
        if not isinstance(sites, list) or not sites:
            raise self._wrong("site", 'there is no site; add [[site]] with name = "..." and start')
        found = tuple(self._site(site, f"site.{n}", defaults) for n, site in enumerate(sites))
        self._unique([site.name for site in found])
        store = self._own("store", top.get("store", STORE))
        taken: dict[Path, str] = {}
        if "metrics" in top:
            self._take("metrics", top["metrics"], store, taken)
        return Config(
            file=self.path,
            store=store,
            contact=top.get("contact", ""),
            store_budget=top.get("store_budget", 0),
            sites_at_once=top.get("sites_at_once", SITES_AT_ONCE),
            outputs=self._outputs(tables, outputs, store, taken),
            fetch=MappingProxyType(fetch),
            sites=found,
            alarms=AlarmsConfig(**self._table(tables, "alarms", ALARMS)),
            origins=MappingProxyType(self.origins),
            metrics=self._own("metrics", top["metrics"]) if "metrics" in top else None,
            shard=self.shard,
            store_name=top.get("store", STORE),
        )

    def _site(self, table: Any, where: str, defaults: Mapping[str, Any]) -> SiteConfig:
        if not isinstance(table, dict):
            raise self._wrong(where, "must be a table; write [[site]] above its keys")
        self._known(table, list(SITE), where)
        for key in REQUIRED:
            if key not in table and not (key == "start" and "pages" in table):
                raise self._wrong(where, f"a site needs {key!r}; add {key} = ...")
        values = {"start": ()} | BUILT_IN | dict(defaults) | self._values(table, SITE, where)
        for key in DEFAULTS:
            if key in defaults and key not in table:
                self.origins[f"{where}.{key}"] = self.origins[f"defaults.{key}"]
        every = values["every"]
        if values["recheck"] is BUILT_IN["recheck"] and not isinstance(every, Cron):
            # Pages are asked for no less often than the site is visited.
            values["recheck"] = min(values["recheck"], wait_of(every, PublishingRate()))
        if isinstance(every, Cron):
            values["every"] = replace(every, zone=values.get("timezone", every.zone))
        return SiteConfig(**values)

    def _outputs(
        self, tables: Mapping[str, Any], kinds: Sequence[str], store: Path, taken: dict[Path, str]
    ) -> tuple[OutputConfig, ...]:
        readers: dict[str, Reader] = dict.fromkeys(kinds, reading.text)
        found = self._table(tables, "outputs", readers)
        for kind, name in found.items():
            self._take(f"outputs.{kind}", name, store, taken)
        return tuple(
            OutputConfig(kind, self._own(f"outputs.{kind}", name), f"{kind}:{name}")
            for kind, name in found.items()
        )

    def _take(self, key: str, name: str, store: Path, taken: dict[Path, str]) -> None:
        """Take a place that is written to, if it is not scraper's own and no other output's. Raises
        ConfigError."""
        path, kind = self._own(key, name), key.removeprefix("outputs.")
        if owner := owner_of(path, self.path, store):
            message = f"{kind!r} can't go to {name!r}, which is {owner}; name another path, such as"
            raise self._wrong(key, f'{message} "out/articles.{kind}"')
        if other := taken.get(path.resolve()):
            message = f"{kind!r} and {other!r} can't go to one place; name another path"
            raise self._wrong(key, message)
        taken[path.resolve()] = kind

    def _own(self, key: str, name: str) -> Path:
        """Return the path that a name stands for in this shard. Raises ConfigError where shards would
        share it."""
        if self.shard.count > 1 and SHARD not in name:
            message = f"all shards would write to {name!r}; put {SHARD} into it, such as"
            example = f"shards/{SHARD}/{Path(name).name}"
            raise self._wrong(key, f'{message} "{example}"')
        return self.path.parent / name.replace(SHARD, str(self.shard.index))

    def _table(
        self, tables: Mapping[str, Any], name: str, readers: Mapping[str, Reader]
    ) -> dict[str, Any]:
        table = tables.get(name, {})
        if not isinstance(table, dict):
            raise self._wrong(name, f"must be a table; write [{name}] above its keys")
        self._known(table, list(readers), name)
        return self._values(table, readers, name)

    def _values(
        self, table: Mapping[str, Any], readers: Mapping[str, Reader], where: str
    ) -> dict[str, Any]:
        values = {}
        for key, value in table.items():
            path = f"{where}.{key}".removeprefix(".")
            try:
                values[key] = readers[key](value)
            except ValueError as error:
                raise self._wrong(path, f"{key} {error}") from None
            self.origins[path] = f"line {line_for(self.lines, path)}"
        return values

    def _known(self, table: Mapping[str, Any], known: Sequence[str], where: str) -> None:
        for key in table:
            if key in known:
                continue
            path = f"{where}.{key}".removeprefix(".")
            near = difflib.get_close_matches(key, known, 1, cutoff=0.5)
            fix = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(sorted(known))}"
            raise self._wrong(path, f"unknown key {key!r}; {fix}")

    def _unique(self, names: Sequence[str]) -> None:
        taken: set[str] = set()
        for number, name in enumerate(names):
            if name in taken:
                message = f"a second site is named {name!r}; give each its own name"
                raise self._wrong(f"site.{number}.name", message)
            taken.add(name)

    def _wrong(self, path: str, message: str) -> ConfigError:
        return ConfigError(f"{self.path}:{line_for(self.lines, path)}", message)
