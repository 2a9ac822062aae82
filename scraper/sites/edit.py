"""Selectors added to rules files; all that people wrote there stays as it is.

Owns tomlkit, which keeps comments, order and layout of what it does not change.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from scraper.errors import ConfigError


def with_selectors(
    text: str, host: str, selectors: Mapping[str, Sequence[str]], file: str = ""
) -> str:
    """Return a rules file with selectors added to the last table of a host, which is made if needed.

    Raises ConfigError, naming `file`, if the text is not TOML or has no rules.
    """
    try:
        document = tomlkit.parse(text)
    except TOMLKitError as error:
        raise ConfigError(file, f"is not TOML: {error}") from error
    table = _table_of(document, host, file)
    for key, added in selectors.items():
        known = table.get(key, [])
        if not isinstance(known, list):
            raise ConfigError(f'{file}: ["{host}"] {key}', "must be a list")
        new = [one for one in dict.fromkeys(added) if one not in known]
        if new and key in table:
            known.extend(new)
        elif new:
            table[key] = new
    return tomlkit.dumps(document)


def _table_of(document: tomlkit.TOMLDocument, host: str, file: str) -> Any:
    """Return the last table of a host: of several periods the newest comes last."""
    name = next((name for name in document if name.lower().removeprefix("www.") == host), None)
    if name is None:
        document[host] = tomlkit.table()
        return document[host]
    found = document[name]
    table = found[-1] if isinstance(found, list) and found else found
    if not isinstance(table, dict):
        raise ConfigError(f'{file}: ["{host}"]', "must be a table; put a host around the rules")
    return table
