"""The data that a page's scripts and attributes hold for its framework."""

import re
from collections.abc import Callable, Iterator
from heapq import merge
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import unquote

from scraper.extraction.dom.tokens import raw_end
from scraper.extraction.embedded.flight import flight_data
from scraper.extraction.embedded.framework_values import with_links, with_places, without_tags
from scraper.extraction.embedded.script_literals import read_called, read_json
from scraper.extraction.letters import find_text

MAX_CHARS = 4_000_000  # of all scripts of a page; the data of large portals has up to 3 million
MIN_CHARS = 300  # of one script; a shorter one holds no article
_SCRIPT = re.compile(r"<script\b([^<>]*+)>", re.IGNORECASE)
_TYPE = re.compile(r"""\btype\s*+=\s*+["']?([\w/+.-]++)""", re.IGNORECASE)
_ID = re.compile(r"""\bid\s*+=\s*+["']?([\w-]++)""", re.IGNORECASE)
_STATE = re.compile(
    r"""([\w$]{3,40}+)(?:\W{0,3}\s{0,3}=\s{0,3}[\[{(J"'`]|\((?:[\w$.]{1,40}+,\s{0,3}){0,3}+\s{0,3}[\[{"'])"""
)
"""A name that is given a value, or a function that is called with one, as Svelte's `kit.start(app, element, {...})`."""
_ATTRIBUTES = ("data-page", "data-state", "props")  # names that hold data, or the end of one
_ATTRIBUTE = re.compile(
    r"""(?:(?<=\s)(?:data-(?:page|state)|props)|(?<=\sdata-)props)\s?=\s?(?:"([^"]{300,}+)"|'([^']{300,}+)')"""
)
_NO_DATA = ("application/ld+json", "importmap", "speculationrules")
_ENCODED_JSON = ("%7B", "%5B", "%7b", "%5b")  # what decodeURIComponent would be given
_BEGINS_JSON = re.compile(r"\s*+[\[{]")
_ANGULAR = (("&q;", '"'), ("&s;", "'"), ("&l;", "<"), ("&g;", ">"), ("&a;", "&"))
"""What Angular writes for marks in the state that it hands over, the last for its own mark."""


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
                yield PageData(_all_parsed(read_called(script.text)), script.name or state[1])
        elif script.kind == "qwik/json":
            yield PageData(with_links(read_json(script.text)), script.kind)
        elif script.kind not in _NO_DATA and _BEGINS_JSON.match(script.text):
            value = read_json(_spelt_out(script.text))
            yield PageData(_opened(with_places(value)), script.name or "JSON")
    if (stream := flight_data(html)) is not None:
        yield PageData(stream.values, "__next_f")
        yield from (PageData(text, "__next_f", stream.titles) for text in stream.texts)
    yield from _attribute_data(html, is_wanted)


def _spelt_out(text: str) -> str:
    """Return JSON with its marks, where Angular wrote others for them."""
    if text.lstrip().startswith("{&q;"):
        for written, mark in _ANGULAR:
            text = text.replace(written, mark)
    return text


def _attribute_data(html: str, is_wanted: Callable[[str], bool]) -> Iterator[PageData]:
    left = MAX_CHARS
    for found in _attributes(html):
        text = unescape(found[1] or found[2])
        left -= len(text)
        if left < 0:
            return
        if is_wanted(text):
            yield PageData(without_tags(read_json(text)), "data attribute")


def _attributes(html: str) -> Iterator[re.Match[str]]:
    """Yield the attributes that may hold data, none of them inside another's value: a search for their names costs a
    tenth of one for the pattern."""
    end = 0
    for at in merge(*(_places(name, html) for name in _ATTRIBUTES)):
        if at >= end and (found := _ATTRIBUTE.match(html, at)):
            end = found.end()
            yield found


def _places(text: str, html: str) -> Iterator[int]:
    at = find_text(html, text)
    while at >= 0:
        yield at
        at = find_text(html, text, at + len(text))


def _opened(value: Any) -> Any:
    """Return an object with its strings that are JSON as what they say: the answers of an interface
    are kept so."""
    if not isinstance(value, dict):
        return value
    return {key: _parsed(part) for key, part in value.items()}


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
