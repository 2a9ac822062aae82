"""JSON and literals of JavaScript as plain lists and dictionaries.

Nothing is run. What is no literal (calls, operators, names) is skipped, so the result of odd code is
odd, but every string literal of it is there, under its key.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

MAX_DEPTH = 100  # containers inside containers
MOST_TRIES = 16  # of the JSON reader in one script that fail: to say where, each counts the lines of all that is before
_TOKEN = re.compile(
    r""""([^"\\]*+(?:\\.?[^"\\]*+)*+)(?:"|\Z)|'([^'\\\n]*+(?:\\.?[^'\\\n]*+)*+)(?:'|\n|\Z)"""
    r"""|`([^`\\]*+(?:\\.?[^`\\]*+)*+)(?:`|\Z)"""
    r"""|([{}\[\]:,])|([A-Za-z_$][\w$]*+)""",
    re.DOTALL,
)
_MARK, _NAME = 4, 5  # of its groups; those before them are strings
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|u\{[0-9a-fA-F]{1,6}\}|.)", re.DOTALL)
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": "", "\n": "", "v": " ", "0": ""}
_NO_NAMES: Mapping[str, Any] = {}
_FUNCTION = re.compile(r"=\s{0,9}\(function\s{0,9}\(([\w$,\s]{1,100000}+)\)\s{0,9}\{")
"""The beginning of a function that is called where it stands, with the names of what it is given."""
_JSON = json.JSONDecoder(strict=False, parse_int=lambda _: None, parse_float=lambda _: None)
_MAY_BE_JSON = re.compile(r"\{\s*+[\"}]|\[\s*+[\[\]{\"\d-]")
"""How an object or a list of JSON begins; most blocks of a script do not."""


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


def read_called(text: str) -> list[Any]:
    """Return the values in a script as `read_literals` does; where it is a function that is called at once, with what it is given in
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
