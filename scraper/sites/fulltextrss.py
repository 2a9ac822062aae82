"""Site configurations of full-text-rss -> rules tables, as far as CSS can express them.

One file a host, named by it ("example.org.txt"), lines of "key: value". Expressions are XPath;
plain steps and conditions on id, class and other attributes become CSS, the rest is listed as left
out. So are keys that concern fetching or have no meaning here.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from scraper.urls import normal_host

_STEP = re.compile(r"(//?)(\*|[a-zA-Z][\w-]*)((?:\[[^\[\]]*\])*)")
_CONDITION = re.compile(r"\[([^\[\]]*)\]")
_EQUALS = re.compile(r"@([\w-]+)\s*=\s*(['\"])([^'\"]*)\2")
_CONTAINS = re.compile(r"contains\(\s*@([\w-]+)\s*,\s*(['\"])([^'\"]+)\2\s*\)")
_STARTS = re.compile(r"starts-with\(\s*@([\w-]+)\s*,\s*(['\"])([^'\"]+)\2\s*\)")
_CLASS = re.compile(
    r"contains\(\s*concat\(\s*(['\"]) \1\s*,\s*(?:normalize-space\(\s*)?@class\s*\)?\s*,\s*\1 \1\s*\)\s*,\s*\1 ([\w-]+) \1\s*\)"
)
_HAS = re.compile(r"@([\w-]+)")
_PREFIXED = re.compile(r"^[\w.-]+$")

_FIELDS = {"title": "title", "author": "authors", "date": "date"}
_NOTHING_HERE = frozenset(
    ("prune", "tidy", "autodetect_on_failure", "test_url", "test_contains", "parser", "convert_double_br_tags")
)  # fmt: skip


@dataclass(slots=True)
class ImportedRules:
    """A converted file: selectors by key, and the lines that CSS can't express."""

    host: str
    keep: list[str] = field(default_factory=list)
    drop: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    def toml(self) -> str:
        """Return the table as a rules file has it."""
        lines = [f"[{json.dumps(self.host)}]"]
        for key, selectors in (("keep", self.keep), ("drop", self.drop)):
            if selectors:
                lines.append(f"{key} = [{', '.join(map(json.dumps, selectors))}]")
        for key, table in (("fields", self.fields), ("headers", self.headers)):
            if table:
                pairs = (f"{json.dumps(k)} = {json.dumps(v)}" for k, v in table.items())
                lines.append(f"{key} = {{ {', '.join(pairs)} }}")
        return "\n".join(lines) + "\n"


def convert(name: str, text: str) -> ImportedRules:
    """Convert one file; `name` is its name without ".txt"."""
    out = ImportedRules(normal_host(name.removeprefix(".")))
    for line in text.splitlines():
        key, colon, value = line.partition(":")
        key, value = key.strip().lower(), value.strip()
        if colon and value and not line.startswith("#") and not _take(out, key, value):
            out.left_out.append(line.strip())
    return out


def _take(out: ImportedRules, key: str, value: str) -> bool:
    """Convert one line. Return False if that is impossible."""
    if key in _NOTHING_HERE:
        return True
    if key == "strip_id_or_class" and _PREFIXED.match(value.strip("'\"")):
        word = value.strip("'\"")
        out.drop += [f'[id*="{word}"]', f'[class*="{word}"]']
        return True
    if key.startswith("http_header(") and key.endswith(")"):
        out.headers[key[len("http_header(") : -1]] = value
        return True
    selectors = list(css_of(value))
    if not selectors or None in selectors:
        return False
    found = [one for one in selectors if one]
    if key == "body":
        out.keep += found
    elif key == "strip":
        out.drop += found
    elif key in _FIELDS:
        out.fields.setdefault(_FIELDS[key], ", ".join(found))
    else:
        return False
    return True


def css_of(xpath: str) -> Iterator[str | None]:
    """Yield a CSS selector for each alternative of an XPath, None for one that CSS can't express."""
    for alternative in xpath.split("|"):
        yield _alternative(alternative.strip())


def _alternative(xpath: str) -> str | None:
    steps: list[str] = []
    at = 0
    for step in _STEP.finditer(xpath):
        if step.start() != at:
            return None
        at = step.end()
        conditions = [_condition(found) for found in _CONDITION.findall(step[3])]
        if None in conditions:
            return None
        joined = "".join(found for found in conditions if found)
        name = step[2] if step[2] != "*" or not joined else ""
        steps.append((" > " if step[1] == "/" and steps else " " if steps else "") + name + joined)
    return "".join(steps) if steps and at == len(xpath) else None


_AND = re.compile(r"(?<!\s)\s++and\s+")


def _condition(text: str) -> str | None:
    parts = [_single(part.strip()) for part in _AND.split(text)]
    return None if None in parts else "".join(part for part in parts if part)


def _single(text: str) -> str | None:
    if found := _CLASS.fullmatch(text):
        return f".{found[2]}"
    for pattern, sign in ((_EQUALS, "="), (_CONTAINS, "*="), (_STARTS, "^=")):
        if found := pattern.fullmatch(text):
            return f'[{found[1]}{sign}"{found[3]}"]'
    if found := _HAS.fullmatch(text):
        return f"[{found[1]}]"
    return None
