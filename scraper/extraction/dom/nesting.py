"""How deep a page's tags would nest, and the page without those that nest too deep.

The rules of the HTML standard for which end tag closes what, as far as they bear on depth
(https://html.spec.whatwg.org/#parsing-main-inbody). Where the standard has more rules than are
here, tags count as open that it would close, never the other way round: an end tag that closes
nothing can't hide a pile of open elements.
"""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

MAX_DEPTH = 512  # as in browsers; deepest real page measured: 56
MAX_FORMATTING = 300  # open formatting tags; highest on a real page: 216
FEWER_FORMATTING = (MAX_FORMATTING, 30, 3)  # tried in turn until what is opened again is bounded
MAX_REOPENED = 30_000_000  # bytes of formatting elements that the parser opens again after blocks
ELEMENT_BYTES = 100  # that an element takes beside the characters of its tag
MOST_ALIKE = 3  # formatting tags open at once; of more the parser forgets the first
MAX_OPTIONS = 5_000  # highest on a real page: 1,854
MAX_ATTRIBUTES = 2_000  # of one tag that is as long; each is compared with all before
MAX_ATTRIBUTE_SECTION = 60_000  # characters inside one tag, beyond which attributes are cut


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_SPACE = r"[ \t\n\f\r]"
_ATTRIBUTE_PATTERN = rf"""
    (?:=[^ \t\n\f\r/>=]*+|[^ \t\n\f\r/>=]++)
    (?:{_SPACE}*+={_SPACE}*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|(?!["'])[^ \t\n\f\r>]*+))?+"""
_ATTRIBUTE = re.compile(_ATTRIBUTE_PATTERN, re.VERBOSE)
_TOKEN = re.compile(
    rf"""<(?:!--(?:-?>|.*?(?:--!?>|\Z))    # a comment
    |(/?[a-zA-Z][^ \t\n\f\r/>]*+)          # a tag, of which the name is kept
     ((?:[ \t\n\f\r/]++|{_ATTRIBUTE_PATTERN})*+)(?:>|\Z)
    |[!?/][^>]*+)                          # a declaration, or a comment by mistake""",
    re.VERBOSE | re.DOTALL,
)
_RAW_NAMES = _names("script style xmp iframe noembed noframes textarea title plaintext")
_RAW_END = {
    name: re.compile(rf"</{name}(?=[ \t\n\f\r/>])", re.IGNORECASE)
    for name in _RAW_NAMES - {"script", "plaintext"}
}
_SCRIPT_MARK = re.compile(r"<!--(?:-*+>)?|-->|<(/?)script(?=[ \t\n\f\r/>])", re.IGNORECASE)

_UNNESTED = _names(
    """area base basefont bgsound br col colgroup embed frame frameset hr html head body image img input
    keygen link meta param source track wbr"""
)  # void elements, and those of which a page has one
_FORMATTING = _names("a b big code em font i nobr s small strike strong tt u")
_CLOSING_P = _names(
    """address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup li listing main menu nav ol p plaintext pre search section
    summary ul xmp"""
)  # elements that begin after an open <p>, not in it
_BARRIERS = _names(
    """applet caption marquee object select table td template th
    :annotation-xml :desc :foreignobject :mi :mn :mo :ms :mtext :title"""
)  # elements through which no end tag reaches
_MARKERS = _names("applet caption marquee object td template th")
"""Barriers with which the formatting tags inside end."""
_SPECIAL = (_BARRIERS | _CLOSING_P | _names("button optgroup tbody tfoot thead tr noscript")) - {
    "dialog"
}
"""Elements through which the end tag of an ordinary element does not reach."""
_BLOCKS = (_CLOSING_P - _names("p li form")) | _MARKERS | {"button", "select", "table"}
"""Elements whose end tag also ends what was left open inside."""
_TABLE_PARTS = {
    "caption": ("table",), "tbody": ("table",), "thead": ("table",), "tfoot": ("table",),
    "tr": ("table", "tbody", "thead", "tfoot"),
    "td": ("table", "tbody", "thead", "tfoot", "tr"), "th": ("table", "tbody", "thead", "tfoot", "tr"),
}  # fmt: skip
_HEADINGS = {f"{end}h{level}": f"{end}h1" for end in ("", "/") for level in range(1, 7)}
"""The end tag of a heading closes a heading of any level."""
_BREAKOUT = (_CLOSING_P | _FORMATTING | _names("body br embed head hr img meta ruby span sub sup table var"))  # fmt: skip
"""Elements that end an <svg> or <math> they stand in."""
_ENTRIES = frozenset((":annotation-xml", ":desc", ":foreignobject", ":mi", ":mn", ":mo", ":ms", ":mtext", ":title"))  # fmt: skip
"""Elements of SVG and MathML in which HTML goes on."""


_IS_VOID, _IS_RAW, _IS_FORMATTING, _IS_FOREIGN, _IS_OPTION = range(1, 6)
_KINDS = {
    f"/{name}": kind
    for kind, names in (
        (_IS_VOID, _UNNESTED), (_IS_RAW, _RAW_NAMES), (_IS_FORMATTING, _FORMATTING),
        (_IS_FOREIGN, ("svg", "math")), (_IS_OPTION, ("option",)),
    )
    for name in names
}  # fmt: skip
"""What is special about an element, by its end tag."""


class _EndTags(dict[str, str]):
    """The end tags of elements, by the names as they stand in the page."""

    def __missing__(self, name: str) -> str:
        self[name] = end = f"/{name.lower()}"
        return end


@dataclass(slots=True)
class _Formatting:
    """A formatting tag that is opened again wherever a block ended it."""

    name: str
    tag: str
    position: int  # how many elements stand around it


class _Flat(NamedTuple):
    html: str
    reopened: int  # bytes


def is_shallow(html: str) -> bool:  # noqa: C901, PLR0912  # a hot loop
    """Say whether a page surely nests within the limits, at a third of the cost of `flatten`.

    Only an end tag right after what it closes counts; where a page has too many others, the
    answer is no and means "perhaps".
    """
    expected: list[str] = []  # the end tags of what is open
    sizes: list[int] = []  # of the open formatting tags
    ends = _EndTags()
    foreign = options = tags = size = largest = at = 0
    while at >= 0:
        following = -1
        for match in _TOKEN.finditer(html, at):
            name = match[1]
            if name is None:
                continue
            tags += 1
            if name[0] == "/":
                if expected and (expected[-1] == name or expected[-1] == name.lower()):
                    kind = _KINDS.get(expected.pop())
                    if kind == _IS_FORMATTING:
                        size -= sizes.pop()
                    elif kind == _IS_FOREIGN:
                        foreign -= 1
                elif foreign:
                    return False
                continue
            end = ends[name]
            kind = _KINDS.get(end)
            if kind == _IS_VOID:
                continue
            if foreign:
                if end[1:] in _BREAKOUT:
                    return False
                if match[2][-1:] == "/" and f":{expected[-1][1:]}" not in _ENTRIES:
                    continue
            if match.end() - match.start() > MAX_ATTRIBUTE_SECTION and _has_many(match[2]):
                return False
            if kind == _IS_RAW and not foreign:
                following = raw_end(html, end[1:], match.end())
                break
            if kind == _IS_FOREIGN:
                if match[2][-1:] == "/":
                    continue
                foreign += 1
            elif kind == _IS_FORMATTING:
                sizes.append(len(match[0]) + ELEMENT_BYTES)
                size += sizes[-1]
                largest = max(largest, size)
            elif kind == _IS_OPTION:
                options += 1
            expected.append(end)
            if len(expected) > MAX_DEPTH:
                return False
        at = following
    return largest * tags <= MAX_REOPENED and options <= MAX_OPTIONS


def _has_many(attributes: str) -> bool:
    return sum(1 for _ in islice(_ATTRIBUTE.finditer(attributes), MAX_ATTRIBUTES)) == MAX_ATTRIBUTES


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
            for match in _TOKEN.finditer(html, at):
                name, attributes = match.groups()
                if name is None:
                    continue
                start, end = match.span()
                if start > before:
                    self._reopen()
                if self.reopened > MAX_REOPENED:
                    break
                before = end
                closing, name = name[0] == "/", _HEADINGS.get(name.lower(), name.lower())
                if closing:
                    good = self.close(name[1:])
                else:
                    good = self.open(name, match.group(), attributes)
                if not good or len(attributes) > MAX_ATTRIBUTE_SECTION:
                    out += (html[kept:start], f"<{match[1]}>" if good else " ")
                    kept = end
                if name in _RAW_NAMES and not closing and not self._foreign():
                    following = raw_end(html, name, end)
                    break
            at = following if self.reopened <= MAX_REOPENED else -1
        if not kept:
            return _Flat(html, self.reopened)
        out.append(html[kept:])
        return _Flat("".join(out), self.reopened)

    def open(self, name: str, tag: str, attributes: str) -> bool:
        """Open an element; False where the tag has to go."""
        if name not in _BLOCKS:
            self._reopen()
        if self._foreign():
            if name not in _BREAKOUT:
                return attributes[-1:] == "/" or self._push(f":{name}")
            while self._foreign():
                self._pop_to(len(self.stack) - 1)
        if name in _UNNESTED or (name in _RAW_NAMES and name != "plaintext"):
            return True
        if name in _FORMATTING:
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
        if name in _TABLE_PARTS:
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
        if name in _FORMATTING:
            self._end_format(name)
        elif place >= 0 and name == "form":
            self._end_form(place)
        elif place > self._reach(name):
            self._pop_to(place)
        return True

    def _reach(self, name: str) -> int:
        """Return the position above which an element has to be open for its end tag to close it."""
        if name == "template":
            return -1
        if name in _TABLE_PARTS or name == "table":
            return self._last("template")
        if name == "li":
            return max(self._barrier(), self._last("ul"), self._last("ol"))
        if name == "p":
            return max(self._barrier(), self._last("button"))
        if name in _BLOCKS:
            return self._barrier() - 1
        return self.specials[-1] - 1 if self.specials else -1

    def _close_before(self, name: str) -> None:
        """Close what ends where an element begins."""
        if name in _CLOSING_P:
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
        elif name in _TABLE_PARTS:
            inside = max(map(self._last, _TABLE_PARTS[name]))
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
        if name in _SPECIAL:
            self.specials.append(position)
            if name in _BARRIERS:
                self.barriers.append(position)
                if name in _MARKERS:
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
        return bool(self.stack) and self.stack[-1][0] == ":" and self.stack[-1] not in _ENTRIES

    def _last_html(self) -> int:
        """The position of the innermost element that is not of SVG or MathML."""
        place = len(self.stack) - 1
        while place >= 0 and self.stack[place][0] == ":":
            place -= 1
        return place


def raw_end(html: str, name: str, start: int) -> int:
    """Return where the text of an element such as <script> ends: at its end tag, or -1."""
    if name == "plaintext":
        return -1
    if name == "script":
        return script_end(html, start)
    found = _RAW_END[name].search(html, start)
    return found.start() if found else -1


def script_end(html: str, start: int) -> int:
    """Return where the end tag of a script stands whose text begins at `start`, or -1.

    As in browsers: inside `<!--`, a "<script" lets one "</script>" pass, unless "-->" came first.
    """
    escaped = doubly = False
    for mark in _SCRIPT_MARK.finditer(html, start):
        if mark[0].endswith("-->") or mark[0].endswith(">"):
            escaped = doubly = False
        elif mark[0].startswith("<!"):
            escaped = True
        elif not mark[1]:
            doubly = escaped
        elif doubly:
            doubly = False
        else:
            return mark.start()
    return -1
