"""The stream in which React's server components are written into a page (`self.__next_f.push`).

Its rows are values under numbers that name one another: data of the page, and trees of elements whose
texts the markup may lack. Linear in the stream.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

MAX_CHARS = 4_000_000  # of the stream; larger ones are read to here
MAX_DEPTH = 100  # values inside values
MAX_NODES = 200_000  # values looked at; a row that many others name is met again in each
FEWEST_PARAGRAPHS = 2  # side by side, from which an element holds a text
MOST_TITLES = 20  # headings of a page that are kept

_PUSH = re.compile(r"__next_f\s*+\.push\(\s*+(?=\[\s*+1\s*+,)")
_ROW = re.compile(rb"\s*+(?:([0-9a-f]*+):(?:T([0-9a-f]++),)?)?")
"""The beginning of a row: its number, which hints of React 19 lack, and the bytes of a text; or white space alone."""
_NAMED = re.compile(r"\$[L@]?([0-9a-f]{1,8}+)")
_ELEMENT = "$"  # what the list of an element begins with: "$", its tag, its key, its attributes
_ELEMENT_PARTS = 4  # of the list of an element, at least
_PARAGRAPH = "p"
_TITLE_TAGS = ("h1", "title")


class FlightData(NamedTuple):
    """What a stream holds: values of the page's data, lists of the elements of a text, and titles."""

    values: list[Any]
    texts: list[Any]
    titles: tuple[str, ...]


def flight_data(html: str) -> FlightData | None:
    """Return what the stream of a page holds; None for a page without one."""
    stream = "".join(_pushed(html))
    if not stream:
        return None
    reader = _FlightReader(_rows(stream.encode(errors="replace")))
    return reader.read()


def _pushed(html: str) -> Iterator[str]:
    """Yield the pieces of the stream in order."""
    decoder = json.JSONDecoder(strict=False)
    left = MAX_CHARS
    for call in _PUSH.finditer(html):
        try:
            piece, _ = decoder.raw_decode(html, call.end())
        except (ValueError, RecursionError):  # a damaged piece leaves the others
            continue
        text = piece[1] if len(piece) > 1 else ""
        if isinstance(text, str):
            yield text[:left]
            left -= len(text)
        if left <= 0:
            return


def _rows(stream: bytes) -> Mapping[str, Any]:
    """Return the values of the rows by their numbers; a row of text says how many bytes it has, and what is
    no row ends with its line."""
    found: dict[str, Any] = {}
    at = 0
    while at < len(stream) and (row := _ROW.match(stream, at)):
        start, (name, size) = row.end(), row.groups()
        if size is not None:
            at = start + int(size[:7], 16)
            found[name.decode()] = stream[start:at].decode(errors="replace")
            continue
        at = stream.find(b"\n", start) + 1 or len(stream)
        if name:
            found[name.decode()] = _value(stream[start:at])
    return found


def _value(row: bytes) -> Any:
    try:
        return json.loads(row, strict=False)
    except (ValueError, RecursionError):  # modules, hints and errors are no values
        return None


class _FlightReader:
    """The rows of one stream, as they are gone through."""

    def __init__(self, rows: Mapping[str, Any]) -> None:
        self.rows = rows
        self.texts: list[Any] = []
        self.titles: list[str] = []
        self.attributes: list[Any] = []
        self.unescaped: dict[str, str] = {}
        self.left = MAX_NODES

    def read(self) -> FlightData:
        rows = [self._plain(value, (name,)) for name, value in self.rows.items()]
        values = [_without_elements(value) for value in (*rows, *self.attributes)]
        return FlightData(values, self.texts, tuple(self.titles[:MOST_TITLES]))

    def _plain(self, value: Any, within: tuple[str, ...]) -> Any:
        """Return a value with what it names in place of the names, and its elements as objects."""
        self.left -= 1
        if self.left < 0 or len(within) > MAX_DEPTH:
            return None
        if isinstance(value, str):
            return self._named(value, within)
        if isinstance(value, dict):
            return {key: self._plain(part, (*within, "")) for key, part in value.items()}
        if not isinstance(value, list):
            return value
        if _is_element(value):
            return self._element(value, within)
        return [self._plain(part, (*within, "")) for part in value]

    def _named(self, text: str, within: tuple[str, ...]) -> Any:
        """Return the row that a text names, which none names within itself; another text as it is."""
        name = _NAMED.fullmatch(text)
        if not name or name[1] not in self.rows:
            return self._unescaped(text) if text.startswith("$$") else text
        is_within = name[1] in within
        return None if is_within else self._plain(self.rows[name[1]], (*within, name[1]))

    def _unescaped(self, text: str) -> str:
        """Return a text without the mark that says that it names no row: one copy, however many name it."""
        if text not in self.unescaped:
            self.unescaped[text] = text[1:]
        return self.unescaped[text]

    def _element(self, value: list[Any], within: tuple[str, ...]) -> Any:
        """Return an element as an object with its tag and what stands in it."""
        tag, attributes = value[1], dict(value[3])
        inner = self._plain(attributes.pop("children", None), (*within, ""))
        markup = attributes.pop("dangerouslySetInnerHTML", None)
        self.attributes.append({k: self._plain(v, (*within, "")) for k, v in attributes.items()})
        if isinstance(markup, dict):
            inner = self._plain(markup.get("__html"), (*within, ""))
        held = inner if isinstance(inner, list) else [inner]
        if tag in _TITLE_TAGS and isinstance(inner, str):
            self.titles.append(inner)
        paragraphs = [n for n in held if isinstance(n, _Element) and n["type"] == _PARAGRAPH]
        if len(paragraphs) >= FEWEST_PARAGRAPHS:
            self.texts.append(held)
        elif isinstance(markup, dict) and isinstance(inner, str):
            self.texts.append(inner)
        return _Element(type=tag, children=held)


class _Element(dict[str, Any]):
    """An element of a page: its tag, and what stands in it."""


def _without_elements(value: Any) -> Any:
    """Return a value of the page's data alone: what stands in elements is no data."""
    if isinstance(value, _Element):
        return None
    if isinstance(value, dict):
        return {key: _without_elements(part) for key, part in value.items()}
    return [_without_elements(part) for part in value] if isinstance(value, list) else value


def _is_element(value: list[Any]) -> bool:
    return (
        len(value) >= _ELEMENT_PARTS
        and value[0] == _ELEMENT
        and isinstance(value[1], str)
        and isinstance(value[3], dict)
    )
