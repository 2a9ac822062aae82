"""The page without the tags that would nest too deep.

The rules of the standard for which end tag closes what, as far as they bear on depth. Where it
has more rules than are here, tags count as open that it would close, so an end tag that closes
nothing can't hide a pile of open elements. Rows and bodies that a parser puts into tables by itself
are not counted: on random tags a tree is up to four times as deep as the limit.
"""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from scraper.extraction.dom.elements import (
    BARRIERS,
    BLOCKS,
    BREAKOUT,
    CLOSING_P,
    ELEMENT_BYTES,
    ENTRIES,
    FEWER_FORMATTING,
    FORMATTING,
    HEADING_NAMES,
    MARKERS,
    MAX_ATTRIBUTE_SECTION,
    MAX_DEPTH,
    MAX_OPTIONS,
    MAX_REOPENED,
    MOST_ALIKE,
    SPECIAL,
    TABLE_PARTS,
    UNNESTED,
)
from scraper.extraction.dom.tokens import (
    RAW_NAMES,
    TOKEN,
    raw_end,
)


@dataclass(slots=True)
class _Formatting:
    """A formatting tag that is opened again wherever a block ended it."""

    name: str
    tag: str
    position: int  # how many elements stand around it


class _Flat(NamedTuple):
    html: str
    reopened: int  # bytes


def flatten(html: str) -> str:
    """Return the page without the tags that would nest beyond the limits; their text stays.

    Takes time linear in the page. A page within the limits comes back as it is.
    """
    found = _Flat(html, 0)
    for limit in FEWER_FORMATTING:
        found = _OpenElements(limit).read(html)
        if found.reopened <= MAX_REOPENED:
            break
    return found.html


class _OpenElements:
    """The stack of open elements, as an upper bound: foreign ones with ":" before their name."""

    def __init__(self, most_formatting: int) -> None:
        self.most_formatting = most_formatting
        self.stack: list[str] = []
        self.places: dict[str, list[int]] = {}  # of each name, its positions on the stack
        self.specials: list[int] = []
        self.barriers: list[int] = []
        self.formatting: list[_Formatting] = []
        self.ended = 0  # from here on they ended with a block, and open again in the next
        self.alike: Counter[str] = Counter()  # formatting tags that are the same to the letter
        self.markers: list[tuple[int, int]] = []  # position, and formatting tags before it
        self.dropped: dict[str, int] = {}
        self.options = self.reopened = 0

    def read(self, html: str) -> _Flat:
        out: list[str] = []
        kept = at = 0
        while at >= 0:
            following, before = -1, at  # where to go on after raw text; the end of the tag before
            for match in TOKEN.finditer(html, at):
                name, attributes = match.groups()
                if name is None:
                    continue
                start, end = match.span()
                if start > before:
                    self._reopen()
                if self.reopened > MAX_REOPENED:
                    break
                before = end
                closing, name = name[0] == "/", HEADING_NAMES.get(name.lower(), name.lower())
                if closing:
                    good = self.close(name[1:])
                else:
                    good = self.open(name, match.group(), attributes)
                if not good or len(attributes) > MAX_ATTRIBUTE_SECTION:
                    out += (html[kept:start], f"<{match[1]}>" if good else " ")
                    kept = end
                if name in RAW_NAMES and not closing and not self._foreign():
                    following = raw_end(html, name, end)
                    break
            at = following if self.reopened <= MAX_REOPENED else -1
        if not kept:
            return _Flat(html, self.reopened)
        out.append(html[kept:])
        return _Flat("".join(out), self.reopened)

    def open(self, name: str, tag: str, attributes: str) -> bool:
        """Open an element; False where the tag has to go."""
        if name not in BLOCKS:
            self._reopen()
        if self._foreign():
            if name not in BREAKOUT:
                return attributes[-1:] == "/" or self._push(f":{name}")
            while self._foreign():
                self._pop_to(len(self.stack) - 1)
        if name in UNNESTED or (name in RAW_NAMES and name != "plaintext"):
            return True
        if name in FORMATTING:
            return self._format(name, tag)
        if name == "option":
            self.options += 1
            return self.options <= MAX_OPTIONS
        if name in ("svg", "math"):
            return attributes[-1:] == "/" or self._push(f":{name}")
        self._close_before(name)
        return self._is_passed_over(name) or self._push(name)

    def _is_passed_over(self, name: str) -> bool:
        """Say whether the parser leaves out a part of no table, or a form inside a form."""
        if name in TABLE_PARTS:
            return self._last("table") <= self._last("template")
        return name == "form" and self._last("form") >= 0

    def close(self, name: str) -> bool:
        """Close what an end tag closes; False where the tag has to go with its opening one."""
        if self._last(f":{name}") > self._last_html():
            name = f":{name}"
        if self.dropped.get(name):
            self.dropped[name] -= 1
            return False
        place = self._last(name)
        if name in FORMATTING:
            self._end_format(name)
        elif place >= 0 and name == "form":
            self._end_form(place)
        elif place >= 0 and place > self._reach(name):
            self._pop_to(place)
        return True

    def _reach(self, name: str) -> int:
        """Return the position above which an element has to be open for its end tag to close it."""
        if name == "template":
            return -1
        if name in TABLE_PARTS or name == "table":
            return self._last("template")
        if name == "li":
            return max(self._barrier(), self._last("ul"), self._last("ol"))
        if name == "p":
            return max(self._barrier(), self._last("button"))
        if name in BLOCKS:
            return self._barrier() - 1
        return self.specials[-1] - 1 if self.specials else -1

    def _close_before(self, name: str) -> None:
        """Close what ends where an element begins."""
        if name in CLOSING_P:
            paragraph = self._last("p")
            if paragraph > max(self._barrier(), self._last("button")):
                self._pop_to(paragraph)
        if name == "li":
            self._close_item(("li",))
        elif name in ("dd", "dt"):
            self._close_item(("dd", "dt"))
        elif name == "button":
            if self._last("button") > self._barrier():
                self._pop_to(self._last("button"))
        elif name in TABLE_PARTS:
            inside = max(map(self._last, TABLE_PARTS[name]))
            if self._last("table") > self._last("template"):
                self._pop_to(inside + 1)

    def _close_item(self, names: tuple[str, ...]) -> None:
        """Close the item a new one follows, unless something but <address>, <div>, <p> is open in it."""
        place = max(map(self._last, names))
        for special in reversed(self.specials[-MAX_DEPTH:]):
            if special <= place:
                break
            if self.stack[special] not in ("address", "div", "p"):
                return
        if place >= 0:
            self._pop_to(place)

    def _push(self, name: str) -> bool:
        position = len(self.stack)
        if position >= MAX_DEPTH:
            self.dropped[name] = self.dropped.get(name, 0) + 1
            return False
        self.stack.append(name)
        self.places.setdefault(name, []).append(position)
        if name in SPECIAL:
            self.specials.append(position)
            if name in BARRIERS:
                self.barriers.append(position)
                if name in MARKERS:
                    self.markers.append((position, len(self.formatting)))
        return True

    def _pop_to(self, position: int) -> None:
        while len(self.stack) > position:
            name = self.stack.pop()
            top = len(self.stack)
            self.places[name].pop()
            for pile in (self.specials, self.barriers):
                if pile and pile[-1] == top:
                    pile.pop()
            if self.markers and self.markers[-1][0] == top:
                before = self.markers.pop()[1]
                while len(self.formatting) > before:
                    self._forget(len(self.formatting) - 1)
        while self.ended and self.formatting[self.ended - 1].position > position:
            self.ended -= 1

    def _reopen(self) -> None:
        """Open the formatting tags again that ended with a block they stood in."""
        for one in self.formatting[self.ended :]:
            self.reopened += len(one.tag) + ELEMENT_BYTES
            one.position = len(self.stack)
        self.ended = len(self.formatting)

    def _format(self, name: str, tag: str) -> bool:
        since = self.markers[-1][1] if self.markers else 0
        if name in ("a", "nobr"):
            self._end_format(name)
        alike: list[int] = []
        if self.alike[tag] >= MOST_ALIKE:
            alike = [i for i in range(since, len(self.formatting)) if self.formatting[i].tag == tag]
        if len(alike) >= MOST_ALIKE:
            self._forget(alike[0])
        elif len(self.formatting) >= self.most_formatting:
            self.dropped[name] = self.dropped.get(name, 0) + 1
            return False
        self.formatting.append(_Formatting(name, tag, len(self.stack)))
        self.alike[tag] += 1
        self.ended += 1
        return True

    def _end_format(self, name: str) -> None:
        since = self.markers[-1][1] if self.markers else 0
        for i in range(len(self.formatting) - 1, since - 1, -1):
            if self.formatting[i].name == name:
                if self.formatting[i].position > self._barrier():
                    self._forget(i)
                return

    def _forget(self, i: int) -> None:
        self.alike[self.formatting.pop(i).tag] -= 1
        self.ended -= i < self.ended

    def _end_form(self, place: int) -> None:
        """Close a form: what was left open inside stays open, in a place without a name."""
        if place == len(self.stack) - 1:
            self._pop_to(place)
        else:
            self.places["form"].pop()
            self.stack[place] = "(form)"
            self.places.setdefault("(form)", []).append(place)

    def _last(self, name: str) -> int:
        places = self.places.get(name)
        return places[-1] if places else -1

    def _barrier(self) -> int:
        return self.barriers[-1] if self.barriers else -1

    def _foreign(self) -> bool:
        return bool(self.stack) and self.stack[-1][0] == ":" and self.stack[-1] not in ENTRIES

    def _last_html(self) -> int:
        """Return the position of the innermost element that is not of SVG or MathML."""
        place = len(self.stack) - 1
        while place >= 0 and self.stack[place][0] == ":":
            place -= 1
        return place
