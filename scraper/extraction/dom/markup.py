"""A page's tree as a stream of tags and texts.

The parser's own serialisation comes with every tag closed and every "<" in texts and attributes
escaped, so it splits at "<" into tags and texts; tags repeat, and each distinct one is read once.
Reading it takes four to five times a parse, no longer than going through the tree node by node. In
exchange no node is held, and a block can be read again, from its place in the stream, for the
links and styles that only some outputs want.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import repeat
from operator import contains
from typing import TYPE_CHECKING, Any, overload

from scraper.extraction.dom.tags import RAW_TEXT
from scraper.extraction.dom.tex import may_hold_tex
from scraper.extraction.dom.tokens import script_end
from scraper.extraction.letters import has_text
from scraper.extraction.native import IS_NATIVE

if TYPE_CHECKING:
    from scraper.extraction.native.raw_text import Pieces

TEX_SCRIPT = 'type="math/tex'  # of a script that holds a formula
_COMMENT_END = "-->"
_RAW = re.compile(rf"<(?:!--|(script|{'|'.join(sorted(RAW_TEXT))})(?=[ >]))")


Numbered = Iterator[tuple[int, str]]
"""MarkupPieces as they are passed: each with its place."""


def pieces(markup: str) -> list[str]:
    """Split at each "<" outside of raw text: a tag without its "<", its ">", the text after it."""
    return pieces_of(without_raw_text(markup))


def pieces_of(shown: str) -> list[str]:
    """Split markup that has no raw text."""
    found = shown.split("<")[1:]
    return found if all(map(contains, found, repeat(">"))) else _rejoin(found)


class MarkupPieces(Sequence[str]):
    """The pieces of a serialised page without its raw text, given in UTF-8 and cut when first asked for: most callers
    only want its text."""

    def __init__(self, shown: bytes, *, native: bool = IS_NATIVE) -> None:
        self._shown = shown
        self._is_native = native

    @cached_property
    def _cut(self) -> "list[str] | Pieces":
        if self._is_native:
            from scraper.extraction.native.raw_text import Pieces  # noqa: PLC0415  # it reads what this module imports

            if (found := Pieces(self._shown)).is_whole:
                return found
        return pieces_of(self._shown.decode())

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        return self._cut[index]

    def __len__(self) -> int:
        return len(self._cut)

    def holds(self, start: str) -> bool:
        """Say whether one of the pieces begins with these ASCII letters and signs; most often found without cutting."""
        return has_text(self._shown, f"<{start}".encode())

    def are_links(self, start: int, stop: int) -> bool:
        """Say whether some pieces are links and ends of elements, without a sign that begins a formula."""
        cut = self._cut
        return are_links(cut[start:stop]) if isinstance(cut, list) else cut.are_links(start, stop)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self[:] == list(other)

    def __hash__(self) -> int:
        return hash(tuple(self[:]))

    def __reduce__(self) -> tuple[Any, ...]:
        return MarkupPieces, (self._shown,)


def are_links(pieces: Sequence[str]) -> bool:
    """Say whether pieces are links and ends of elements, without a sign that begins a formula."""
    return not any(may_hold_tex(piece) or not piece.startswith(("/", "a ")) for piece in pieces)


def _rejoin(cut: list[str]) -> list[str]:
    """Join the pieces of tags that were cut: a "<" in an attribute's name is not escaped."""
    whole: list[str] = []
    begun: list[str] = []
    for piece in cut:
        if ">" not in piece:
            begun.append(piece)
        elif begun:
            whole.append("<".join((*begun, piece)))
            begun.clear()
        else:
            whole.append(piece)
    return whole


def without_raw_text(markup: str) -> str:
    """Return the markup without its scripts, and with nothing in its comments and styles.

    They hold "<" of their own, and scripts are half of a page's bytes. Linear in the markup.
    """
    kept: list[str] = []
    at = asked = 0  # what is passed, and from where raw text is looked for
    while found := _RAW.search(markup, asked):
        start, asked = found.span()
        if _in_tag(markup, at, start):
            continue
        name = found[1]
        if name == "script":
            end = script_end(markup, asked)
            kept.append(markup[at:start])
            if TEX_SCRIPT in markup[asked : asked + 60]:
                kept.append(_with_text(markup[start:end]))
            at = end + len("</script>") if end >= 0 else len(markup)
        else:
            opening = (markup.find(">", asked) + 1 or len(markup)) if name else asked
            kept.append(markup[at:opening])
            at = _raw_end(markup, name, opening)
        asked = at
    kept.append(markup[at:])
    return "".join(kept)


def _with_text(script: str) -> str:
    """Return a script whose text is a formula, its text escaped."""
    head, _, tex = script.partition(">")
    tex = tex.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"{head}>{tex}</script>"


def _in_tag(markup: str, at: int, start: int) -> bool:
    """Say whether what looks like a tag at `start` is an attribute's name; `at` is outside of tags."""
    before = markup.rfind("<", at, start)
    return before >= 0 and markup.find(">", before, start) < 0


def _raw_end(markup: str, name: str | None, start: int) -> int:
    """Return where the raw text of a comment or element ends that begins at `start`."""
    if name == "plaintext":  # it ends with the page
        end = markup.rfind("</plaintext>", start)
    else:
        end = markup.find(f"</{name}>" if name else _COMMENT_END, start)
    return end if end >= 0 else len(markup)


def skip(numbered: Numbered, name: str) -> str:
    """Pass over everything inside an element just opened; return the text after its end tag."""
    closing = "/" + name
    depth = 1
    for _at, piece in numbered:
        head, _, text = piece.partition(">")
        if head == closing:
            depth -= 1
            if not depth:
                return text
        elif head.split(" ", 1)[0] == name:
            depth += 1
    return ""


def unescape(text: str) -> str:
    """Undo the five character references of a serialisation."""
    if "&nbsp;" in text:
        text = text.replace("&nbsp;", "\xa0")
    return (
        text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    )
