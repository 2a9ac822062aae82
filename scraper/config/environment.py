r"""A file of environment variables, such as `scraper.env` with the secrets of sites.

Read as systemd reads what EnvironmentFile= names, but for values of more than one line:

    # or ; at the beginning      a comment; after a value both are part of it
    NAME=value                   no white space around it, $ and ` and & mean themselves; a \ goes,
                                 and what follows it stays: \\ for one
    NAME='value'                 as it stands
    NAME="value"                 as it stands, but for \" \\ \$ and \`

A name that comes again has its last value.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from scraper.errors import ConfigError, reason_of

VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
"""A name."""

_BREAK = re.compile(r"\r\n|[\r\n]")
_SPACE = " \t"
_QUOTED = re.compile(r"""(?<![ \t])[ \t]*+(?:'([^']*+)'|"((?:[^"\\]|\\.)*+)")""")
_ESCAPED = re.compile(r'\\(["\\$`])')
_CHARACTER = re.compile(r"\\.|[^\\]")


def read_environment(path: Path) -> dict[str, str] | None:
    """Return the variables of a file, None where it does not exist. Raises ConfigError naming the line, but never
    what stands in it."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ConfigError(str(path), f"can't be read: {reason_of(error)}") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = 1 + data[: error.start].count(b"\n")
        raise ConfigError(f"{path}:{line}", "is not UTF-8; save it as that") from None
    return dict(_variables(path, text))


def _variables(path: Path, text: str) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(_BREAK.split(text), 1):
        content = line.lstrip(_SPACE)
        if not content or content.startswith(("#", ";")):
            continue
        name, equals, value = content.partition("=")
        name = name.rstrip(_SPACE)
        try:
            if not equals or not VARIABLE.fullmatch(name):
                raise ValueError("must be NAME=value, such as NEWS_SESSION=abc, without `export`")
            yield name, _value(value)
        except ValueError as error:
            raise ConfigError(f"{path}:{number}", str(error)) from None


def _value(text: str) -> str:
    parts, position = [], 0
    while quoted := _QUOTED.match(text, position):
        single, double = quoted.groups()
        parts.append(single if double is None else _ESCAPED.sub(r"\1", double))
        position = quoted.end()
    rest = text[position:].lstrip(_SPACE)
    if rest.startswith(("'", '"')):
        raise ValueError("a quotation mark is not closed; a value is on one line")
    characters = _CHARACTER.findall(rest)
    if sum(map(len, characters)) < len(rest):
        raise ValueError("ends with a backslash; a value is on one line, and \\\\ is a backslash")
    while characters and characters[-1] in _SPACE:
        characters.pop()
    value = "".join(parts) + "".join(each[-1] for each in characters)
    if "\0" in value:
        raise ValueError("holds a zero byte")
    return value
