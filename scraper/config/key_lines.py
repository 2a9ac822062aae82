"""Which key of a TOML text stands on which line: `tomllib` does not say.

Paths are joined by dots, tables of an array are numbered: "store", "site.0.every".
"""

import re
from collections import Counter

_KEY = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_DOTTED = rf"{_KEY}(?:\s*\.\s*{_KEY})*"
_TABLE = re.compile(rf"^\s*(\[\[?)\s*({_DOTTED})\s*\]")
_VALUE = re.compile(rf"^\s*({_DOTTED})\s*=\s*(.*)")
_PART = re.compile(_KEY)
_INLINE = re.compile(rf"[{{,]\s*({_KEY})\s*=")
_LONG = re.compile(r'"""|' + "'''")


def lines_of(text: str) -> dict[str, int]:
    """Return the line, counted from 1, of every table and key, by its path."""
    found: dict[str, int] = {}
    seen: Counter[str] = Counter()
    table, until = "", ""
    for number, line in enumerate(text.splitlines(), 1):
        if until:  # inside a string of many lines
            until = "" if until in line else until
            continue
        if match := _TABLE.match(line):
            table = _joined(match[2])
            if match[1] == "[[":
                found.setdefault(table, number)
                seen[table] += 1
                table = f"{table}.{seen[table] - 1}"
            found.setdefault(table, number)
        elif match := _VALUE.match(line):
            path = ".".join(filter(None, (table, _joined(match[1]))))
            found.setdefault(path, number)
            if match[2].startswith("{"):
                for key in _INLINE.findall(match[2]):
                    found.setdefault(f"{path}.{_joined(key)}", number)
        marks = _LONG.findall(line)
        until = marks[-1] if len(marks) % 2 else ""
    return found


def line_for(lines: dict[str, int], path: str) -> int:
    """Return the line of a path, or of the nearest table around it; 1 where neither is found."""
    while path and path not in lines:
        path = path.rpartition(".")[0]
    return lines.get(path, 1)


def _joined(key: str) -> str:
    return ".".join(part.strip("\"'") for part in _PART.findall(key))
