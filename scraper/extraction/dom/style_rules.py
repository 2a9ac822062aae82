"""Elements that a rule of the page's own style sheets hides: `.note { display: none }`.

Only rules for one class or one id, with or without a tag, are read, outside of all conditions, and none that
another rule takes back. Style sheets of other files are not there to be asked. Sheets are read as UTF-8, whose
bytes are ASCII characters but for a few names and signs.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from typing import NamedTuple

from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.dom.seen import HIDING_DECLARATIONS, HIDING_SHIFTS, is_unseen_style
from scraper.extraction.dom.source import PageSource
from scraper.extraction.dom.tokens import raw_end
from scraper.extraction.native import IS_NATIVE

if IS_NATIVE:
    from scraper.extraction.native import places, style_sheets

MAX_BYTES = 600_000  # of all style sheets of a page
MAX_SELECTOR = 300  # bytes of a rule's selectors; longer ones name half of the page
MAX_ATTRIBUTE = 300  # characters of an attribute's value before a name in it
LONGEST_ATTRIBUTE = 20  # characters of its name and of blanks behind that
MAX_RULES = 2_000  # of a sheet, that may hide something
MAX_RULE = 5_000  # bytes of one
FEW_NAMES = 20  # from more on it is quicker to pass through all that a sheet names
MOST_SAID = 50  # times in all sheets that differ; a name that stands there more often has rules that show it

_MARK = re.compile(
    r"<(?:(style|script|/?+(?:noscript|template))(?=[ \t\n\f\r/>])|!--)", re.IGNORECASE | re.ASCII
)
"""Style sheets, what may hold text that only looks like one, and what holds sheets that count for nothing."""
_COMMENT_END = re.compile(r"--!?>")
_FOR_OTHERS = re.compile(
    rb"""\bmedia\s*+=(?!\s*+(?:["']\s*+(?:all|screen|)\s*+["',]|(?:all|screen)(?:\s|\Z)))""",
    re.IGNORECASE,
)
"""Also for screens of some sizes: how large the reader's is, nobody knows."""
_SIGNS = tuple(
    re.compile(sign.encode())
    for sign in (
        *(rf"{name}\s*+:\s*+{value}" for name, value in HIDING_DECLARATIONS),
        *(f"{number}[0-9]" for number in HIDING_SHIFTS),
    )
)
"""One of these stands in each rule that hides, in lower case."""
_INVISIBLE = re.compile(r"(?:^|;)visibility:")
_PIXEL = frozenset(("width:1px", "height:1px", "overflow:hidden"))
"""What style sheets say of words for screen readers."""
_SELECTOR = re.compile(r"([a-zA-Z][a-zA-Z0-9]*)?([.#])([\w-]+)")
_ATTRIBUTE_OF = {".": "class", "#": "id"}
_TO_VALUE = re.compile(
    rb"""\b(class|id|role|itemprop|data-testid|data-component|aria-label)\s*+=\s*+(?:"[^"<>]*+|'[^'<>]*+|[^\s"'<>]*+)\Z""",
    re.IGNORECASE,
)
"""From the name of an attribute that names an element to a place in its value."""
_LETTER = rb"[\w\x80-\xff-]"
_WORD = re.compile(rb"(?<!%b)%b++" % (_LETTER, _LETTER))
_NAMED = re.compile(rb"(?<=[.#])%b++" % _LETTER)
_SHOWS = re.compile(
    rb"[^{}]{0,300}\{[^{}]{0,2000}?(?<![\w-])(?:display\s*+:\s*+(?!none)|visibility\s*+:\s*+visible"
    rb"|(?:left|position|clip)\s*+:\s*+(?:auto|static|initial))"
)
"""What follows a name where a rule may show its elements: of an open menu, of a larger screen."""


class _Rule(NamedTuple):
    """Which elements a rule hides."""

    tag: str  # "" for any
    sort: str  # "." before the name of a class, "#" before an id
    name: str


def with_style_rules(page: FlatPage, source: PageSource) -> FlatPage:
    """Return the page with the elements marked that its own style sheets hide."""
    sheets = _sheets(source)
    rules = {rule for sheet in sheets for rule in _hiding(sheet)}
    names = _met({rule.name for rule in rules}, page.e_key)
    if names:
        names -= _shown(names, sheets)
    if names:
        names -= _of_other_sorts([rule for rule in rules if rule.name in names], _bytes_of(source))
    if not names:
        return page
    hidden = {(rule.name, rule.tag) for rule in rules if rule.name in names}
    keys = {key: met for key in set(page.e_key) if (met := names.intersection(key.split()))}
    unseen = list(page.e_unseen)
    for i, (tag, key) in enumerate(zip(page.e_tag, page.e_key, strict=True)):
        if key in keys and any((name, of) in hidden for name in keys[key] for of in ("", tag)):
            unseen[i] = True
    return replace(page, e_unseen=unseen)


def _met(names: Set[str], keys: Iterable[str]) -> set[str]:
    """Return the names that an element of a page has."""
    if len(names) > FEW_NAMES:  # as sheets have that name the half of a site
        return {name for key in set(keys) for name in key.split() if name in names}
    text = " ".join(set(keys))
    names = {name for name in names if name in text}
    return names.intersection(text.split()) if names else set()


def _bytes_of(source: PageSource) -> bytes:
    return source.text.encode("utf-8", "replace") if source.utf8 is None else source.utf8


def _sheets(source: PageSource) -> list[bytes]:
    """Return the style sheets of a page that are for screens, and for browsers that run scripts."""
    found: list[bytes] = []
    left = MAX_BYTES
    for element in _style_elements(source):
        left -= len(element)
        if left < 0:
            break
        tag_end = element.find(b">")
        if tag_end >= 0 and not _FOR_OTHERS.search(element, 0, tag_end):
            found.append(_without_comments(element, tag_end + 1))
    return found


def _style_elements(source: PageSource) -> Iterable[bytes]:
    """Return the attributes and the text of each style element, in one string of bytes."""
    page = source.utf8 if IS_NATIVE else None
    if page is not None:
        return (page[start:end] for start, end in style_sheets.style_elements(page, MAX_BYTES))
    html = source.text
    return (html[start:end].encode("utf-8", "replace") for start, end in pure_style_elements(html))


def pure_style_elements(html: str) -> Iterator[tuple[int, int]]:
    """Yield where the name of each style element of a page ends, and where its text does; none that stand where
    scripts do not run, or wait for one."""
    at = inert = 0
    while at >= 0 and (mark := _MARK.search(html, at)):
        at, name = mark.end(), (mark[1] or "").lower()
        if name == "style":
            start, at = at, raw_end(html, name, at)
            if at >= 0 and not inert:
                yield start, at
        elif name == "script":
            at = raw_end(html, name, at)
        elif name:
            inert = max(inert + (-1 if name[0] == "/" else 1), 0)
        elif not html.startswith((">", "->"), at):  # "<!-->" is a whole comment
            end = _COMMENT_END.search(html, at)
            at = end.end() if end else -1


def _without_comments(element: bytes, start: int) -> bytes:
    """Return the style sheet that begins at `start` without its comments."""
    if _find(element, b"/*", start) < 0:
        return element[start:]
    first, *others = element[start:].split(b"/*")
    return b"".join((first, *(part.partition(b"*/")[2] for part in others)))


def _find(text: bytes, sign: bytes, at: int = 0) -> int:
    return places.find_in_utf8(text, sign, at) if IS_NATIVE else text.find(sign, at)


def _hiding(sheet: bytes) -> Iterator[_Rule]:
    """Yield the rules of a style sheet that hide a class or an id wherever it stands."""
    find = style_sheets.openings if IS_NATIVE else pure_openings
    for opening in find(sheet, MAX_RULE, MAX_RULES):
        rules = [*_simple(_selectors(sheet, opening))]
        end = sheet.find(b"}", opening, opening + MAX_RULE)
        if rules and _hides(sheet[opening + 1 : max(end, 0)].decode("utf-8", "replace")):
            yield from rules


def pure_openings(sheet: bytes, longest: int, most: int) -> list[int]:
    """Return the brackets that open the rules of a style sheet that may hide something, of the first `most` that have a
    sign of it within so many bytes; no rules within a condition, such as one for paper."""
    lowered = sheet.lower()
    signs = (sign.start() for signs in _SIGNS for sign in signs.finditer(lowered))
    found = sorted({sheet.rfind(b"{", max(at - longest, 0), at) for at in signs} - {-1})
    out = []
    at = depth = 0
    for opening in found[:most]:
        depth += sheet.count(b"{", at, opening) - sheet.count(b"}", at, opening)
        at = opening
        if not depth:
            out.append(opening)
    return out


def _hides(declarations: str) -> bool:
    """Say whether a rule hides its elements. What is invisible by a rule is faded in by a script: texts that move do."""
    written = "".join(declarations.split()).lower()
    if _INVISIBLE.search(written):
        return False
    return is_unseen_style(written) or _PIXEL.issubset(written.replace("!important", "").split(";"))


def _selectors(sheet: bytes, opening: int) -> str:
    """Return what stands before the bracket of a rule, "" where that is very long."""
    least = max(opening - MAX_SELECTOR, 0)
    start = max(sheet.rfind(b"}", least, opening), sheet.rfind(b";", least, opening))
    written = sheet[start + 1 : opening] if start >= 0 or not least else b""
    return written.decode("utf-8", "replace")


def _simple(selectors: str) -> Iterator[_Rule]:
    """Yield the selectors of one class or id; none where a comma may stand inside of a selector."""
    for selector in () if "(" in selectors or "[" in selectors else selectors.split(","):
        if simple := _SELECTOR.fullmatch(selector.strip()):
            yield _Rule((simple[1] or "").lower(), simple[2], simple[3])


def _of_other_sorts(rules: Iterable[_Rule], page: bytes) -> set[str]:
    """Return the names that a page gives in another attribute than a rule asks for.

    What an element calls itself is known without the attributes in which it does.
    """
    sorts: dict[str, set[str]] = {}
    for rule in rules:
        sorts.setdefault(rule.name, set()).add(_ATTRIBUTE_OF[rule.sort])
    other = {name for name, found in sorts.items() if len(found) > 1}
    for name, word in _places(_encoded(sorts), page, _WORD):
        found = _attribute_around(page, word.start())
        if found and found not in sorts[name]:
            other.add(name)
    return other


def _encoded(names: Iterable[str]) -> dict[bytes, str]:
    return {name.encode(): name for name in names}


def _places(
    wanted: Mapping[bytes, str], text: bytes, words: re.Pattern[bytes]
) -> Iterator[tuple[str, re.Match[bytes]]]:
    """Yield where a text says a name as a whole word, passing through it once if the names are many."""
    if len(wanted) > FEW_NAMES:
        yield from ((wanted[word[0]], word) for word in words.finditer(text) if word[0] in wanted)
        return
    for written, name in wanted.items():
        at = _find(text, written)
        while at >= 0:
            word = words.match(text, at)
            if word and word[0] == written:
                yield name, word
            at = _find(text, written, at + len(written))


def _attribute_around(page: bytes, at: int) -> str:
    """Return the attribute, of those that name an element, in whose value a place lies; "" where none is."""
    equals = page.rfind(b"=", max(at - MAX_ATTRIBUTE, 0), at)
    found = _TO_VALUE.search(page, max(equals - LONGEST_ATTRIBUTE, 0), at) if equals >= 0 else None
    return found[1].lower().decode() if found else ""


def _shown(names: set[str], sheets: list[bytes]) -> set[str]:
    """Return the names for whose elements a rule may show them."""
    said: Counter[str] = Counter()
    shown = set()
    wanted = _encoded(names)
    for sheet in dict.fromkeys(sheets):  # parts of a page often bring the same one
        for name, word in _places(wanted, sheet, _NAMED):
            said[name] += 1
            if said[name] <= MOST_SAID and name not in shown and _SHOWS.match(sheet, word.end()):
                shown.add(name)
    return shown | {name for name, times in said.items() if times > MOST_SAID}
