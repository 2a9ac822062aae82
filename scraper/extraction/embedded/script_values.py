"""The data in a page's scripts: JSON, and literals of JavaScript, as plain lists and dictionaries.

Nothing is run. What is no literal (calls, operators, names) is skipped, so the result of odd code is
odd, but every string literal of it is there, under its key.
"""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any, NamedTuple

from scraper.extraction.dom.tokens import raw_end

MAX_CHARS = 4_000_000  # of all scripts of a page; the data of large portals has up to 3 million
MIN_CHARS = 300  # of one script; a shorter one holds no article
MAX_DEPTH = 100  # containers inside containers

_SCRIPT = re.compile(r"<script\b([^<>]*+)>", re.IGNORECASE)
_TYPE = re.compile(r"""\btype\s*+=\s*+["']?([\w/+.-]++)""", re.IGNORECASE)
_ID = re.compile(r"""\bid\s*+=\s*+["']?([\w-]++)""", re.IGNORECASE)
_STATE = re.compile(r"([\w$]{3,40}+)\W{0,3}\s{0,3}=\s{0,3}[\[{(J\"'`]")
_ATTRIBUTE = re.compile(
    r"""\s(?:data-(?:page|props|state)|props)\s?=\s?(?:"([^"]{300,}+)"|'([^']{300,}+)')"""
)
_TOKEN = re.compile(
    r""""((?:[^"\\]|\\.?)*+)(?:"|\Z)|'((?:[^'\\\n]|\\.?)*+)(?:'|\n|\Z)|`((?:[^`\\]|\\.?)*+)(?:`|\Z)"""
    r"""|([{}\[\]:,])|([A-Za-z_$][\w$]*+)""",
    re.DOTALL,
)
_NO_DATA = ("application/ld+json", "importmap", "speculationrules")
_BEGINS_JSON = re.compile(r"\s*+[\[{]")
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|u\{[0-9a-fA-F]{1,6}\}|.)", re.DOTALL)
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": "", "\n": "", "v": " ", "0": ""}


class Script(NamedTuple):
    """The text of a script, its type without case, and its id."""

    text: str
    kind: str
    name: str


class PageData(NamedTuple):
    """A value, and the name under which the page holds it."""

    value: Any
    name: str


def scripts_of(html: str) -> Iterator[Script]:
    """Yield the scripts of a page that may hold data or markup, up to `MAX_CHARS` in all."""
    at, left = 0, MAX_CHARS
    while script := _SCRIPT.search(html, at):
        start = script.end()
        end = raw_end(html, "script", start)
        if end < 0:
            return
        at = end
        if MIN_CHARS <= end - start <= left:
            left -= end - start
            kind, name = _TYPE.search(script[1]), _ID.search(script[1])
            yield Script(html[start:end], kind[1].lower() if kind else "", name[1] if name else "")


def page_data(html: str) -> Iterator[PageData]:
    """Yield the values that scripts and attributes hold for a page's framework, JSON-LD left out."""
    for script in scripts_of(html):
        if script.kind in ("", "text/javascript", "application/javascript", "module"):
            state = _STATE.search(script.text)
            if state:
                values = [_parsed(value) for value in read_literals(script.text)]
                yield PageData(values, script.name or state[1])
        elif script.kind not in _NO_DATA and _BEGINS_JSON.match(script.text):
            yield PageData(_opened(_resolved(read_json(script.text))), script.name or "JSON")
    left = MAX_CHARS
    for found in _ATTRIBUTE.finditer(html):
        text = unescape(found[1] or found[2])
        left -= len(text)
        if left < 0:
            return
        yield PageData(_untagged(read_json(text)), "data attribute")


def _opened(value: Any) -> Any:
    """Return an object with its strings that are JSON as what they say: the answers of an interface
    are kept so."""
    if not isinstance(value, dict):
        return value
    return {key: _parsed(part) for key, part in value.items()}


def _untagged(value: Any, depth: int = 0) -> Any:
    """Return a value without the numbers that Astro puts before each: [0, value], [1, list]."""
    if depth > MAX_DEPTH:
        return value
    if isinstance(value, list):
        if len(value) == 2 and value[0] in (0, 1):
            return _untagged(value[1], depth + 1)
        return [_untagged(part, depth + 1) for part in value]
    if isinstance(value, dict):
        return {key: _untagged(part, depth + 1) for key, part in value.items()}
    return value


def _parsed(value: Any) -> Any:
    """Return the value of a string that is JSON, as `JSON.parse` would; any other value as it is."""
    is_json = isinstance(value, str) and len(value) >= MIN_CHARS and value[0] in "{["
    return read_json(value) if is_json else value


def read_json(text: str) -> Any:
    """Return a JSON value; of what is no valid JSON, its literals."""
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return read_literals(text)


def read_literals(text: str) -> list[Any]:
    """Return the values in a script in order: strings, lists and objects; linear in its length."""
    top: list[Any] = []
    is_open: list[list[Any] | dict[str, Any]] = [top]
    keys = [""]
    pending: tuple[str, bool] | None = None  # the last scalar, and whether it is a string
    for token in _TOKEN.finditer(text):
        mark = token[4]
        if mark is None:
            quoted = next((part for part in token.groups()[:3] if part is not None), None)
            pending = (token[5], False) if quoted is None else (_spelt(quoted), True)
            continue
        if mark == ":":
            keys[-1], pending = pending[0] if pending else "", None
            continue
        if pending and pending[1]:
            _add(is_open[-1], keys[-1], pending[0])
        pending = None
        if mark in "{[":
            inner: list[Any] | dict[str, Any] = {} if mark == "{" else []
            if len(is_open) < MAX_DEPTH:
                _add(is_open[-1], keys[-1], inner)
            is_open.append(inner if len(is_open) < MAX_DEPTH else is_open[-1])
            keys.append("")
        elif mark != "," and len(is_open) > 1:
            is_open.pop()
            keys.pop()
            keys[-1] = ""
        else:
            keys[-1] = ""
    if pending and pending[1]:
        top.append(pending[0])
    return top


def _add(container: list[Any] | dict[str, Any], key: str, value: Any) -> None:
    if isinstance(container, list):
        container.append(value)
    else:
        container[key or f"#{len(container)}"] = value


def _spelt(text: str) -> str:
    """Return what a string literal means."""
    if "\\" not in text:
        return text
    plain = _ESCAPE.sub(_meant, text)
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _meant(escape: re.Match[str]) -> str:
    code = escape[1]
    if len(code) > 1:
        number = int(code.strip("ux{}"), 16)
        return chr(number) if number <= 0x10FFFF else ""  # the last code point
    return _SIMPLE.get(code, code)


def _resolved(value: Any) -> Any:
    """Return a list of values that name one another by their place with the values in place of numbers.

    That is how Nuxt 3 writes a page's data; anything else comes back as it is.
    """
    if not (isinstance(value, list) and value and isinstance(value[0], list | dict)):
        return value
    first = value[0].values() if isinstance(value[0], dict) else value[0][1:]
    if not first or not all(isinstance(part, int) for part in first):
        return value
    made: list[Any] = [
        [] if isinstance(p, list) else {} if isinstance(p, dict) else p for p in value
    ]

    def named(place: Any) -> Any:
        is_place = isinstance(place, int) and 0 <= place < len(made)
        return made[place] if is_place else place

    for part, filled in zip(value, made, strict=True):
        if isinstance(part, dict):
            filled.update({key: named(place) for key, place in part.items()})
        elif isinstance(part, list):
            filled.extend(map(named, part))
    return made
