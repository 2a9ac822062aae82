"""Rules files -> `SiteRules`: TOML, one table a host, every mistake named with file and rule.

["news.example"]                  # also for www. and every host below
drop = ["div.ranking", "aside"]
stop_at = ["#comments"]
fields = { title = "h1", date = "time@datetime" }
valid_from = 2026-05-01           # first day; several periods are an array [["news.example"]]

[["news.example".tests]]
html = "<p>A first line.</p><div class=ranking>Most read</div>"
absent = ["Most read"]
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from scraper.errors import ConfigError, reason_of
from scraper.extraction.dom.select import field_selector, is_selector
from scraper.files.toml import parse_toml
from scraper.models.frozen import FrozenDict
from scraper.models.site import RuleTest, SiteRules
from scraper.sites.directory import text_digest

SELECTORS = ("keep", "drop", "stop_at", "protect")
FIELDS = ("title", "authors", "date", "modified", "language", "site_name", "description", "image", "tags")  # fmt: skip
TABLES = ("fields", "headers")
DAYS = ("valid_from", "valid_until")
KNOWN = frozenset((*SELECTORS, *TABLES, *DAYS, "tests"))


def read_rules(path: Path) -> list[SiteRules]:
    """Return the rules of one file, in its order. Raises ConfigError."""
    try:
        return parse_rules(path.read_text("utf-8"), str(path))
    except OSError as error:
        raise ConfigError(str(path), f"can't be read: {reason_of(error)}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(str(path), f"is not UTF-8: {error.reason}; save it as UTF-8") from error


def parse_rules(text: str, file: str) -> list[SiteRules]:
    """Return the rules of a text; `file` names it in errors. Raises ConfigError."""
    return [
        parse_table(host, table, file)
        for host, value in parse_toml(text, file).items()
        for table in (value if isinstance(value, list) else [value])
    ]


def parse_table(host: str, table: Any, file: str = "") -> SiteRules:
    """Return one table as rules. Raises ConfigError naming file, host and key."""
    where = f"{file}: [{json.dumps(host)}]"
    if not isinstance(table, dict):
        raise ConfigError(where, "must be a table; put a host around the rules")
    unknown = sorted(set(table) - KNOWN)
    if unknown:
        raise ConfigError(where, _what_is_unknown(host, table, unknown[0]))
    return SiteRules(
        host=host.lower().removeprefix("www."),
        file=file,
        fields=_fields(table.get("fields", {}), where),
        headers=_strings_of(table.get("headers", {}), f"{where} headers"),
        tests=tuple(_test(test, where) for test in _list(table.get("tests", []), f"{where} tests")),
        digest=_digest(table),
        keep=_selectors(table, "keep", where),
        drop=_selectors(table, "drop", where),
        stop_at=_selectors(table, "stop_at", where),
        protect=_selectors(table, "protect", where),
        valid_from=_day(table, "valid_from", where),
        valid_until=_day(table, "valid_until", where),
    )


def _what_is_unknown(host: str, table: Mapping[str, Any], key: str) -> str:
    """Return what is wrong with a key that rules don't have, and what to write instead."""
    parts, inner = [host, key], table[key]
    while isinstance(inner, dict) and len(inner) == 1 and not KNOWN.issuperset(inner):
        ((part, inner),) = inner.items()
        parts.append(part)
    if isinstance(inner, dict) and "." not in host:  # [news.example] is a table in a table to TOML
        return f"a host stands in quotes; write [{json.dumps('.'.join(parts))}]"
    if host in ("site", "sites", "host", "hosts"):
        return f'a table of rules has the name of its host, such as ["news.example"], not {host!r}'
    return f"unknown key {key!r}; known are {', '.join(sorted(KNOWN))}"


def _digest(table: Mapping[str, Any]) -> str:
    """Return a digest of what the rules do: tests and headers change no article."""
    does = {key: value for key, value in table.items() if key not in ("tests", "headers")}
    text = json.dumps(does, sort_keys=True, default=str)
    return text_digest(text)


def _list(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise ConfigError(where, "must be a list")
    return value


def _selectors(table: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    selectors = _list(table.get(key, []), f"{where} {key}")
    for selector in selectors:
        if not isinstance(selector, str) or not is_selector(selector):
            raise ConfigError(f"{where} {key}", f"{selector!r} is not a CSS selector")
    return tuple(selectors)


def _fields(value: Any, where: str) -> Mapping[str, str]:
    fields = _strings_of(value, f"{where} fields")
    for name, selector in fields.items():
        if name not in FIELDS:
            raise ConfigError(
                f"{where} fields", f"unknown field {name!r}; known are {', '.join(FIELDS)}"
            )
        if not is_selector(field_selector(selector)):
            raise ConfigError(f"{where} fields.{name}", f"{selector!r} is not a CSS selector")
    return fields


def _strings_of(value: Any, where: str) -> Mapping[str, str]:
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        raise ConfigError(where, "must map names to strings")
    return FrozenDict(value)


def _day(table: Mapping[str, Any], key: str, where: str) -> date | None:
    value = table.get(key)
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    raise ConfigError(f"{where} {key}", f"{value!r} is not a day; write 2026-01-31, without quotes")


def _test(value: Any, where: str) -> RuleTest:
    where = f"{where} tests"
    if not isinstance(value, dict) or not isinstance(value.get("html"), str):
        raise ConfigError(where, 'each needs html = "..."')
    unknown = sorted(set(value) - {"html", "present", "absent"})
    if unknown:
        raise ConfigError(where, f"unknown key {unknown[0]!r}; known are absent, html, present")
    present, absent = (
        _texts(value.get(name, []), f"{where} {name}") for name in ("present", "absent")
    )
    return RuleTest(value["html"], present, absent)


def _texts(value: Any, where: str) -> tuple[str, ...]:
    if not all(isinstance(text, str) for text in _list(value, where)):
        raise ConfigError(where, "must be a list of strings")
    return tuple(value)
