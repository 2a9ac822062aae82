"""Elements that a rule of the page's own style sheets hides: `.note { display: none }`.

Only rules for one class or one id, with or without a tag, are read, outside of all conditions, and none that
another rule takes back. Style sheets of other files are not there to be asked. Sheets are read as UTF-8, whose
bytes are ASCII characters but for a few names and signs.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
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
_KEY_WORD = re.compile(rb"(?<![^\s\x1c-\x1f])[^\s\x1c-\x1f]++")
"""A word of what an element calls itself, in ASCII, as `str.split` finds it."""
WORD, NAMED, KEY_WORD = range(3)
"""Sorts of words: any of a page, the names in selectors, and what elements call themselves."""
_WORDS = (_WORD, _NAMED, _KEY_WORD)
_SHOWS = re.compile(
    rb"[^{}]{0,300}\{[^{}]{0,2000}?(?<![\w-])(?:display\s*+:\s*+(?!none)|visibility\s*+:\s*+visible"
    rb"|(?:left|position|clip)\s*+:\s*+(?:auto|static|initial))"
)
"""What follows a name where a rule may show its elements: of an open menu, of a larger screen."""


_PAPER = re.compile(rb"@media\s++(?:only\s++)?print\b[^{},]{0,100}\{")
"""What opens the rules for paper alone, where texts are shown that no screen shows."""
_BRACKET = re.compile(rb"[{}]")


class _Rule(NamedTuple):
    """Which elements a rule hides."""

    tag: str  # "" for any
    sort: str  # "." before the name of a class, "#" before an id
    name: str


class _Block(NamedTuple):
    """What some rules have in common."""

    rules: Sequence[_Rule]
    declarations: bytes


def with_style_rules(page: FlatPage, source: PageSource) -> FlatPage:
    """Return the page with the elements marked that its own style sheets hide."""
    sheets = _sheets(source)
    blocks = [*_may_hide(sheets)]
    met = _met({rule.name for block in blocks for rule in block.rules}, page.e_key)
    rules = _hiding(blocks, met)
    names = {rule.name for rule in rules}
    if names:
        names -= _shown(names, sheets)
    if names:
        names -= _of_other_sorts([rule for rule in rules if rule.name in names], source.markup)
    if not names:
        return page
    hidden = {(rule.name, rule.tag) for rule in rules if rule.name in names}
    keys = _holding(names, page.e_key)
    unseen = list(page.e_unseen)
    for i in [i for i, key in enumerate(page.e_key) if key in keys]:
        if any((name, of) in hidden for name in keys[page.e_key[i]] for of in ("", page.e_tag[i])):
            unseen[i] = True
    return replace(page, e_unseen=unseen)


def _met(names: set[str], keys: Sequence[str]) -> set[str]:
    """Return the names that an element of a page has."""
    text = " ".join(keys) if names else ""
    if len(names) > FEW_NAMES:  # as sheets have that name the half of a site
        return names.intersection(text.split())
    written = text.encode("utf-8", "replace")
    if text.isascii():
        return {name for name in names if _whole_words(written, name.encode(), KEY_WORD)}
    names = {name for name in names if _find(written, name.encode()) >= 0}
    return names.intersection(text.split()) if names else names


def _holding(names: Set[str], keys: Sequence[str]) -> dict[str, Set[str]]:
    """Return the names that elements of a page have, by what the elements call themselves."""
    if len(names) <= FEW_NAMES:
        keys = [key for name in names for key in keys if name in key]
    return {key: met for key in set(keys) if (met := names & set(key.split()))}


def _sheets(source: PageSource) -> list[bytes]:
    """Return the style sheets of a page that are for screens, and for browsers that run scripts."""
    page = source.utf8 if IS_NATIVE else None
    return (
        pure_sheets(source.text)
        if page is None
        else style_sheets.sheets(page, MAX_BYTES, is_for_others)
    )


def pure_sheets(html: str) -> list[bytes]:
    """Return the style sheets of a page that are for screens, without their comments."""
    found: list[bytes] = []
    left = MAX_BYTES
    for start, end in pure_style_elements(html):
        element = html[start:end].encode("utf-8", "replace")
        left -= len(element)
        if left < 0:
            break
        tag_end = element.find(b">")
        if tag_end >= 0 and not is_for_others(element[:tag_end]):
            found.append(pure_without_comments(element, tag_end + 1))
    return found


def is_for_others(attributes: bytes) -> bool:
    """Say whether the attributes of a style element say that it is not for all screens."""
    return _FOR_OTHERS.search(attributes) is not None


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


def pure_without_comments(element: bytes, start: int) -> bytes:
    """Return the style sheet that begins at `start` without its comments."""
    first, *others = element[start:].split(b"/*")
    return b"".join((first, *(part.partition(b"*/")[2] for part in others)))


def _find(text: bytes, sign: bytes, at: int = 0) -> int:
    return places.find_in_utf8(text, sign, at) if IS_NATIVE else text.find(sign, at)


def _may_hide(sheets: list[bytes]) -> Iterator[_Block]:
    """Yield the blocks of declarations in style sheets that may hide a class or an id wherever it stands."""
    for sheet, opening in (style_sheets.all_openings if IS_NATIVE else pure_all_openings)(
        sheets, MAX_RULE, MAX_RULES
    ):
        if rules := [_Rule(*selector) for selector in _selectors(sheet, opening)]:
            end = sheet.find(b"}", opening, opening + MAX_RULE)
            yield _Block(rules, sheet[opening + 1 : max(end, 0)])


def pure_all_openings(sheets: list[bytes], longest: int, most: int) -> list[tuple[bytes, int]]:
    """Return what `pure_openings` returns for each style sheet, each with its sheet."""
    return [(sheet, opening) for sheet in sheets for opening in pure_openings(sheet, longest, most)]


def _hiding(blocks: Iterable[_Block], met: Set[str]) -> set[_Rule]:
    """Return the rules that hide something, of those for names that are met."""
    found = ((block, [rule for rule in block.rules if rule.name in met]) for block in blocks)
    return {rule for block, rules in found if rules and _hides(block) for rule in rules}


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


def _hides(block: _Block) -> bool:
    """Say whether a rule hides its elements. What is invisible by a rule is faded in by a script: texts that move do."""
    written = "".join(block.declarations.decode("utf-8", "replace").split()).lower()
    if _INVISIBLE.search(written):
        return False
    return is_unseen_style(written) or _PIXEL.issubset(written.replace("!important", "").split(";"))


def _selectors(sheet: bytes, opening: int) -> list[tuple[str, str, str]]:
    found = style_sheets.simple_selectors(sheet, opening, MAX_SELECTOR) if IS_NATIVE else None
    return pure_simple_selectors(sheet, opening, MAX_SELECTOR) if found is None else found


def pure_simple_selectors(sheet: bytes, opening: int, longest: int) -> list[tuple[str, str, str]]:
    """Return the tag, the sort and the name of each selector of one class or id before the bracket of a rule; none where
    its selectors have more than so many bytes, or a comma may stand inside of one."""
    least = max(opening - longest, 0)
    start = max(sheet.rfind(b"}", least, opening), sheet.rfind(b";", least, opening))
    written = sheet[start + 1 : opening] if start >= 0 or not least else b""
    if b"(" in written or b"[" in written:
        return []
    selectors = written.decode("utf-8", "replace").split(",")
    simple = (_SELECTOR.fullmatch(selector.strip()) for selector in selectors)
    return [((found[1] or "").lower(), found[2], found[3]) for found in simple if found]


def _of_other_sorts(rules: Iterable[_Rule], page: bytes) -> set[str]:
    """Return the names that a page gives in another attribute than a rule asks for.

    What an element calls itself is known without the attributes in which it does.
    """
    sorts: dict[str, set[str]] = {}
    for rule in rules:
        sorts.setdefault(rule.name, set()).add(_ATTRIBUTE_OF[rule.sort])
    other = {name for name, found in sorts.items() if len(found) > 1}
    for name, at in _places(_encoded(sorts), page, WORD):
        found = _attribute_around(page, at)
        if found and found not in sorts[name]:
            other.add(name)
    return other


def _encoded(names: Iterable[str]) -> dict[bytes, str]:
    return {name.encode(): name for name in names}


def _places(wanted: Mapping[bytes, str], text: bytes, sort: int) -> Iterator[tuple[str, int]]:
    """Yield where a text says a name as a whole word, passing through it once if the names are many."""
    if len(wanted) > FEW_NAMES:
        found = _WORDS[sort].finditer(text)
        yield from ((wanted[word[0]], word.start()) for word in found if word[0] in wanted)
        return
    for written, name in wanted.items():
        for at in _whole_words(text, written, sort):
            yield name, at


def _whole_words(text: bytes, word: bytes, sort: int) -> list[int]:
    return (places.whole_words if IS_NATIVE else pure_whole_words)(text, word, sort)


def pure_whole_words(text: bytes, word: bytes, sort: int) -> list[int]:
    """Return where a text has a word that is no part of a longer one, of a sort of words."""
    out = []
    at = text.find(word)
    while at >= 0:
        found = _WORDS[sort].match(text, at)
        if found and found[0] == word:
            out.append(at)
        at = text.find(word, at + len(word))
    return out


def _attribute_around(page: bytes, at: int) -> str:
    """Return the attribute, of those that name an element, in whose value a place lies; "" where none is."""
    equals = page.rfind(b"=", max(at - MAX_ATTRIBUTE, 0), at)
    found = _TO_VALUE.search(page, max(equals - LONGEST_ATTRIBUTE, 0), at) if equals >= 0 else None
    return found[1].lower().decode() if found else ""


def _distinct(sheets: Iterable[bytes]) -> Iterator[bytes]:
    """Yield each sheet once: parts of a page often bring the same one. Most differ in length, and a hash reads them all."""
    seen: dict[int, list[bytes]] = {}
    for sheet in sheets:
        alike = seen.setdefault(len(sheet), [])
        if sheet not in alike:
            alike.append(sheet)
            yield sheet


def _for_screens(sheet: bytes) -> bytes:
    """Return a style sheet without its rules for paper."""
    if _find(sheet, b"print") < 0:  # a tenth of the time of the pattern
        return sheet
    kept, at = [], 0
    while opening := _PAPER.search(sheet, at):
        kept.append(sheet[at : opening.start()])
        at = _closing(sheet, opening.end())
    return b"".join((*kept, sheet[at:])) if kept else sheet


def _closing(sheet: bytes, at: int) -> int:
    """Return where the bracket is closed that opens before a place."""
    depth = 1
    for bracket in _BRACKET.finditer(sheet, at):
        depth += 1 if bracket[0] == b"{" else -1
        if not depth:
            return bracket.end()
    return len(sheet)


def _shown(names: set[str], sheets: Iterable[bytes]) -> set[str]:
    """Return the names for whose elements a rule may show them."""
    said: Counter[str] = Counter()
    shown = set()
    whole = b"}".join(map(_for_screens, _distinct(sheets)))  # which ends any rule
    for name, at in _places(_encoded(names), whole, NAMED):
        said[name] += 1
        if said[name] > MOST_SAID or name in shown:
            continue
        if _SHOWS.match(whole, at + len(name.encode())):
            shown.add(name)
    return shown | {name for name, times in said.items() if times > MOST_SAID}
