"""The data in a page's scripts: JSON, and literals of JavaScript, as plain lists and dictionaries.

Nothing is run. What is no literal (calls, operators, names) is skipped, so the result of odd code is
odd, but every string literal of it is there, under its key.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from heapq import merge
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import unquote

from scraper.extraction.dom.tokens import raw_end
from scraper.extraction.embedded.flight import flight_data

MAX_CHARS = 4_000_000  # of all scripts of a page; the data of large portals has up to 3 million
MIN_CHARS = 300  # of one script; a shorter one holds no article
MAX_DEPTH = 100  # containers inside containers

_SCRIPT = re.compile(r"<script\b([^<>]*+)>", re.IGNORECASE)
_TYPE = re.compile(r"""\btype\s*+=\s*+["']?([\w/+.-]++)""", re.IGNORECASE)
_ID = re.compile(r"""\bid\s*+=\s*+["']?([\w-]++)""", re.IGNORECASE)
_STATE = re.compile(r"([\w$]{3,40}+)\W{0,3}\s{0,3}=\s{0,3}[\[{(J\"'`]")
_ATTRIBUTES = ("data-page", "data-state", "props")  # names that hold data, or the end of one
_ATTRIBUTE = re.compile(
    r"""(?:(?<=\s)(?:data-(?:page|state)|props)|(?<=\sdata-)props)\s?=\s?(?:"([^"]{300,}+)"|'([^']{300,}+)')"""
)
_TOKEN = re.compile(
    r""""([^"\\]*+(?:\\.?[^"\\]*+)*+)(?:"|\Z)|'([^'\\\n]*+(?:\\.?[^'\\\n]*+)*+)(?:'|\n|\Z)"""
    r"""|`([^`\\]*+(?:\\.?[^`\\]*+)*+)(?:`|\Z)"""
    r"""|([{}\[\]:,])|([A-Za-z_$][\w$]*+)""",
    re.DOTALL,
)
_MARK, _NAME = 4, 5  # of its groups; those before them are strings
_NO_DATA = ("application/ld+json", "importmap", "speculationrules")
_ENCODED_JSON = ("%7B", "%5B", "%7b", "%5b")  # what decodeURIComponent would be given
_BEGINS_JSON = re.compile(r"\s*+[\[{]")
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|u\{[0-9a-fA-F]{1,6}\}|.)", re.DOTALL)
_NO_NAMES: Mapping[str, Any] = {}
_FUNCTION = re.compile(r"=\s{0,9}\(function\s{0,9}\(([\w$,\s]{1,100000}+)\)\s{0,9}\{")
"""The beginning of a function that is called where it stands, with the names of what it is given."""
_JSON = json.JSONDecoder(strict=False, parse_int=lambda _: None, parse_float=lambda _: None)
_MAY_BE_JSON = re.compile(r"\{\s*+[\"}]|\[\s*+[\[\]{\"\d-]")
"""How an object or a list of JSON begins; most blocks of a script do not."""
MOST_TRIES = 16  # of the JSON reader in one script that fail: to say where, each counts the lines of all that is before
_BASE = 36  # in which Qwik counts
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": "", "\n": "", "v": " ", "0": ""}


class Script(NamedTuple):
    """The text of a script, its type without case, and its id."""

    text: str
    kind: str
    name: str


class PageData(NamedTuple):
    """A value, the name under which the page holds it; and of one that the page shows, the titles it shows."""

    value: Any
    name: str
    titles: tuple[str, ...] | None = None


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


def page_data(html: str, is_wanted: Callable[[str], bool] = bool) -> Iterator[PageData]:
    """Yield the values that scripts and attributes hold for a page's framework, JSON-LD left out; of each that is
    read alone only if it `is_wanted`, as it is written."""
    for script in scripts_of(html):
        if not is_wanted(script.text):
            continue
        if script.kind in ("", "text/javascript", "application/javascript", "module"):
            state = _STATE.search(script.text)
            if state:
                yield PageData(_all_parsed(_called(script.text)), script.name or state[1])
        elif script.kind == "qwik/json":
            yield PageData(_linked(read_json(script.text)), script.kind)
        elif script.kind not in _NO_DATA and _BEGINS_JSON.match(script.text):
            yield PageData(_opened(_resolved(read_json(script.text))), script.name or "JSON")
    if (stream := flight_data(html)) is not None:
        yield PageData(stream.values, "__next_f")
        yield from (PageData(text, "__next_f", stream.titles) for text in stream.texts)
    yield from _attribute_data(html, is_wanted)


def _attribute_data(html: str, is_wanted: Callable[[str], bool]) -> Iterator[PageData]:
    left = MAX_CHARS
    for found in _attributes(html):
        text = unescape(found[1] or found[2])
        left -= len(text)
        if left < 0:
            return
        if is_wanted(text):
            yield PageData(_untagged(read_json(text)), "data attribute")


def _attributes(html: str) -> Iterator[re.Match[str]]:
    """Yield the attributes that may hold data, none of them inside another's value: a search for their names costs a
    tenth of one for the pattern."""
    end = 0
    for at in merge(*(_places(name, html) for name in _ATTRIBUTES)):
        if at >= end and (found := _ATTRIBUTE.match(html, at)):
            end = found.end()
            yield found


def _places(text: str, html: str) -> Iterator[int]:
    at = html.find(text)
    while at >= 0:
        yield at
        at = html.find(text, at + len(text))


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
    if not isinstance(value, str) or len(value) < MIN_CHARS:
        return value
    if value.startswith(_ENCODED_JSON):
        value = unquote(value)
    return read_json(value) if value[0] in "{[" else value


def _all_parsed(values: list[Any]) -> list[Any]:
    """Return the values with those that are JSON as what they say; a string that is in it many times is
    read once."""
    parsed: dict[int, Any] = {}
    for value in values:
        if id(value) not in parsed:
            parsed[id(value)] = _parsed(value)
    return [parsed[id(value)] for value in values]


def read_json(text: str) -> Any:
    """Return a JSON value; of what is no valid JSON, its literals."""
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return read_literals(text)


def read_literals(text: str, named: Mapping[str, Any] = _NO_NAMES) -> list[Any]:
    """Return the values in a script in order: strings, lists, objects, and what `named` says that names
    stand for; linear in its length."""
    top: list[Any] = []
    is_open: list[list[Any] | dict[str, Any]] = [top]
    keys = [""]
    pending: tuple[str, bool] | None = None  # the last scalar, and whether it is a string
    at, json_reader = 0, _JsonReader()
    while token := _TOKEN.search(text, at):
        kind, at = token.lastindex or 0, token.end()
        mark = token[kind]
        if kind != _MARK:
            pending = (mark, False) if kind == _NAME else (_spelt(mark), True)
            continue
        if mark == ":":
            keys[-1], pending = pending[0] if pending else "", None
            continue
        if pending and (pending[1] or pending[0] in named):
            scalar, is_string = pending
            _add(is_open[-1], keys[-1], scalar if is_string else named[scalar])
        pending = None
        if mark in "{[":
            if len(is_open) == 1 and (found := json_reader.read(text, token.start())):
                value, at = found
                top.append(value)
                continue
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


class _JsonReader:
    """Reads JSON in a script, until it failed so many times."""

    def __init__(self) -> None:
        self._left = MOST_TRIES

    def read(self, text: str, at: int) -> tuple[list[Any] | dict[str, Any], int] | None:
        """Return the JSON value that begins at a place, without its numbers, and where it ends; None where a script writes
        it in another way. Most scripts write JSON, which is read in a tenth of the time."""
        if not self._left or not _MAY_BE_JSON.match(text, at):
            return None
        try:
            return _JSON.raw_decode(text, at)
        except (ValueError, RecursionError):
            self._left -= 1
            return None


def _called(text: str) -> list[Any]:
    """Return the values in a script; where it is a function that is called at once, with what it is given in
    place of the names. That is how Nuxt 2 writes a page's data."""
    function = _FUNCTION.search(text)
    end = _closing(text, function.end()) if function else -1
    if function is None or not text.startswith("}(", end):
        return read_literals(text)
    given = _arguments(text[end + 2 :])
    names = (name.strip() for name in function[1].split(","))
    return read_literals(text[function.end() : end], dict(zip(names, given, strict=False)))


def _closing(text: str, start: int) -> int:
    """Return where the brace stands that closes the one before `start`, the length of the text where none
    does; braces in strings are no braces."""
    depth = 1
    for token in _TOKEN.finditer(text, start):
        depth += {"{": 1, "}": -1}.get(token[4], 0)
        if not depth:
            return token.start()
    return len(text)


def _arguments(text: str) -> list[Any]:
    """Return the values that a function is called with; None for each that is no literal of text."""
    found: list[Any] = []
    depth = start = 0
    for token in _TOKEN.finditer(text):
        if token[4] in ("{", "["):
            depth += 1
        elif token[4] in ("}", "]"):
            depth -= 1
        elif token[4] == "," and not depth:
            found.append(next(iter(read_literals(text[start : token.start()])), None))
            start = token.end()
    return [*found, next(iter(read_literals(text[start:])), None)]


def _linked(value: Any) -> Any:
    """Return the objects of Qwik's data with the values in place of their numbers."""
    held = value.get("objs") if isinstance(value, dict) else None
    if not isinstance(held, list):
        return value
    made = [[] if isinstance(p, list) else {} if isinstance(p, dict) else p for p in held]

    def named(place: Any) -> Any:
        try:
            return made[int(place.rstrip("!"), _BASE)] if isinstance(place, str) else place
        except (ValueError, IndexError):
            return place

    for part, filled in zip(held, made, strict=True):
        if isinstance(part, dict):
            filled.update({key: named(place) for key, place in part.items()})
        elif isinstance(part, list):
            filled.extend(map(named, part))
    return [part for part in made if isinstance(part, dict)]


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
