"""A page's tree as a stream of tags and texts.

The parser's own serialisation comes with every tag closed and every "<" in texts and attributes
escaped, so it splits at "<" into tags and texts; tags repeat, and each distinct one is read once.
Reading it takes four to five times a parse, no longer than going through the tree node by node. In
exchange no node is held, and a block can be read again, from its place in the stream, for the
links and styles that only some outputs want.
"""

import re
from collections.abc import Iterator
from itertools import repeat
from operator import contains
from typing import NamedTuple

from scraper.extraction.dom.tags import (
    BLOCK,
    BREAK,
    COMMENT,
    EMPHASIS,
    IMAGE,
    INLINE,
    LINK,
    RAW_TEXT,
    ROLES,
    RULE,
    SKIP,
    STYLE,
    VOID,
    WITHOUT_ATTRIBUTES,
)
from scraper.extraction.features.names import INSERT, families_of

_ATTRIBUTE = re.compile(
    r' (class|id|role|itemprop|data-testid|data-component|aria-label|style|hidden|aria-hidden)="([^"]*)"'
)
_CLASS = 'class="'
_SCRIPT, _SCRIPT_END, _COMMENT, _COMMENT_END = "<script", "</script>", "<!--", "-->"


class Tag(NamedTuple):
    """An opening tag: what it means for the walk, and what its attributes say."""

    role: int
    name: str
    void: bool = False  # it has no end tag
    key: str = ""  # class, id, role ... as one string
    hidden: bool = False
    href: str = ""  # of a link; the source of an image
    alt: str = ""
    style: str = ""


Numbered = Iterator[tuple[int, str]]
"""Pieces as they are passed: each with its place."""


def pieces(markup: str) -> list[str]:
    """What stands between one "<" and the next: a tag without its "<", ">", the text behind it."""
    found = without_scripts(markup).split("<")[1:]
    return found if all(map(contains, found, repeat(">"))) else _rejoin(found)


def _rejoin(cut: list[str]) -> list[str]:
    """Pieces cut inside a tag or comment: a "<" in an attribute's name is not escaped."""
    whole: list[str] = []
    for piece in cut:
        if whole and ">" not in whole[-1]:
            whole[-1] = f"{whole[-1]}<{piece}"
        else:
            whole.append(piece)
    return whole


def without_scripts(markup: str) -> str:
    """The markup without its scripts: half of a page's bytes, with "<" of their own."""
    kept, at = [], 0
    start = markup.find(_SCRIPT)
    while start >= 0:
        if markup.rfind(_COMMENT, at, start) > markup.rfind(_COMMENT_END, at, start):
            end = markup.find(_COMMENT_END, start)  # a commented-out script; its comment is skipped
            start = markup.find(_SCRIPT, end) if end >= 0 else -1
            continue
        kept.append(markup[at:start])
        at = _script_end(markup, start)
        start = markup.find(_SCRIPT, at)
    kept.append(markup[at:])
    return "".join(kept)


def _script_end(markup: str, start: int) -> int:
    """Where a script ends: behind its end tag, or the next one when the first closes an escaped script.

    As in browsers: inside `<!--`, a "<script" lets one "</script>" pass, unless "-->" came first.
    """
    end = markup.find(_SCRIPT_END, start)
    inner = markup.find(_SCRIPT, start + 1, end)
    if inner >= 0:
        escaped = markup.rfind(_COMMENT, start, inner) > markup.rfind(_COMMENT_END, start, inner)
        if escaped and markup.find(_COMMENT_END, inner, end) < 0:
            end = markup.find(_SCRIPT_END, end + 1)
    return end + len(_SCRIPT_END) if end >= 0 else len(markup)


def skip(numbered: Numbered, name: str) -> str:
    """Pass over everything inside an element just opened; the text behind its end tag."""
    closing = "/" + name
    depth = 1
    for _at, piece in numbered:
        head, _, text = piece.partition(">")
        if head == closing:
            depth -= 1
            if not depth:
                return text
        elif name not in RAW_TEXT and head.split(" ", 1)[0] == name:
            depth += 1
    return ""


def skip_comment(numbered: Numbered, piece: str) -> str:
    """Pass over a comment; the text behind it."""
    start = len(_COMMENT) - 1
    while True:
        end = piece.find(_COMMENT_END, start)
        if end >= 0:
            return piece[end + len(_COMMENT_END) :]
        following = next(numbered, None)
        if following is None:
            return ""
        piece, start = following[1], 0


def unescape(text: str) -> str:
    """Undo the five character references of a serialisation."""
    if "&nbsp;" in text:
        text = text.replace("&nbsp;", "\xa0")
    return (
        text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    )


class TagReader:
    """The opening tags of a page, each distinct one read once."""

    __slots__ = ("known",)

    def __init__(self) -> None:
        self.known: dict[str, Tag] = {}

    def read(self, head: str) -> Tag:
        """Read a tag without its brackets, as in `li class="item"`."""
        tag = self.known[head] = self._read(head)
        return tag

    def _read(self, head: str) -> Tag:
        if head.startswith("!"):
            return Tag(COMMENT, "!")
        name, _, rest = head.partition(" ")
        role = ROLES.get(name, BLOCK)
        void = name in VOID
        if role == STYLE:
            return Tag(role, name, style=EMPHASIS[name])
        if not rest or role in (SKIP, BREAK, RULE) or name in WITHOUT_ATTRIBUTES:
            return Tag(role, name, void)
        if role == LINK:
            return Tag(role, name, href=_value(head, "href"))
        if role == IMAGE:
            source = _value(head, "src") or _value(head, "data-src")
            return Tag(role, name, void, href=source, alt=_value(head, "alt"))
        key, hidden = _describe(head, rest)
        if role == INLINE and key and families_of(key) & INSERT:
            role = BLOCK
        return Tag(role, name, void, key, hidden)


def _value(head: str, name: str) -> str:
    """One attribute of a tag, "" when it has none."""
    start = head.find(f' {name}="')
    if start < 0:
        return ""
    start += len(name) + 3
    value = head[start:].partition('"')[0]
    return unescape(value) if "&" in value else value


def _describe(head: str, rest: str) -> tuple[str, bool]:
    """What an element calls itself, as one string, and whether it is hidden."""
    if rest.startswith(_CLASS) and rest.find('"', len(_CLASS)) == len(rest) - 1:
        return rest[len(_CLASS) : -1], False  # most elements have a class and nothing else
    key, hidden = "", False
    for name, value in _ATTRIBUTE.findall(head):
        if name == "style":
            hidden = hidden or "display:none" in value.replace(" ", "").lower()
        elif name == "hidden":
            hidden = True
        elif name == "aria-hidden":
            hidden = hidden or value == "true"
        elif value:
            key = f"{key} {value}" if key else value
    return key, hidden
