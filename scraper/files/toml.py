"""TOML read within bounds: `tomllib` fails on deep nesting, and is slow on long dotted keys."""

import re
import tomllib
from typing import Any

from scraper.errors import ConfigError

DEEPEST = 100  # levels of tables and lists; our files have five
_TOO_LONG_KEY = re.compile(
    rf"""(?<![\w.'"-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{DEEPEST}}}"""
)


def parse_toml(text: str, file: str) -> dict[str, Any]:
    """Return the tables of a text. Raises ConfigError, naming the file and if possible the line."""
    if _TOO_LONG_KEY.search(text):
        raise _too_deep(file)
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        _, found, rest = str(error).partition("(at line ")
        place = f"{file}:{rest.split(',')[0]}" if found else file
        raise ConfigError(place, f"is not TOML: {error}") from error
    except RecursionError:
        raise _too_deep(file) from None
    if _is_too_deep(tables):
        raise _too_deep(file)
    return tables


def _is_too_deep(tables: dict[str, Any]) -> bool:
    level: list[Any] = [tables]
    for _ in range(DEEPEST):
        level = [
            inner
            for value in level
            if isinstance(value, dict | list)
            for inner in (value.values() if isinstance(value, dict) else value)
        ]
    return bool(level)


def _too_deep(file: str) -> ConfigError:
    return ConfigError(file, f"is nested more than {DEEPEST} levels deep")
