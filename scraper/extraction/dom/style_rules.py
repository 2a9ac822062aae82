"""Elements that a rule of the page's own style sheets hides: `.note { display: none }`.

Only rules for one class or one id, with or without a tag, are read, outside of all conditions, and none that
another rule takes back. Style sheets of other files are not there to be asked.
"""

import re
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import replace
from typing import NamedTuple

from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.dom.seen import is_unseen_style
from scraper.extraction.dom.source import PageSource
from scraper.extraction.dom.tokens import raw_end

MAX_CHARS = 600_000  # of all style sheets of a page
MAX_SELECTOR = 300  # characters of a rule's selectors; longer ones name half of the page
MAX_ATTRIBUTE = 300  # characters of an attribute's value before a name in it
LONGEST_ATTRIBUTE = 20  # characters of its name and of blanks behind that
MAX_RULES = 2_000  # that hide something
MAX_RULE = 5_000  # characters of one
FEW_NAMES = 20  # from more on it is quicker to pass through all that a sheet names
MOST_SAID = 50  # times in all sheets that differ; a name that stands there more often has rules that show it

_SHEET = re.compile(
    r"<([sS][tT][yY][lL][eE]\b|/?+(?:[nN][oO][sS][cC][rR][iI][pP][tT]|[tT][eE][mM][pP][lL][aA][tT][eE])\b)"
)
_SHEET_OR_TEXT = re.compile(_SHEET.pattern[:-1] + r"|[sS][cC][rR][iI][pP][tT]\b|!--)")
"""The same, and what may hold text that only looks like a style sheet."""
_COMMENT_END = re.compile(r"--!?>")
_FOR_OTHERS = re.compile(
    r"""\bmedia\s*+=(?!\s*+(?:["']\s*+(?:all|screen|)\s*+["',]|(?:all|screen)(?:\s|\Z)))""",
    re.IGNORECASE,
)
"""Also for screens of some sizes: how large the reader's is, nobody knows."""
_SIGNS = tuple(
    map(
        re.compile,
        (r"display\s*+:\s*+none", r"-(?:999|1000)\d", r"clip\s*+:\s*+rect", r"height\s*+:\s*+1px"),
    )
)
"""One of these stands in each rule that hides, in lower case; each begins with what is quickly looked for. What is
invisible by a rule is faded in by a script: texts that move do."""
_INVISIBLE = re.compile(r"(?:^|;)visibility:")
_PIXEL = frozenset(("width:1px", "height:1px", "overflow:hidden"))
"""What style sheets say of words for screen readers."""
_SELECTOR = re.compile(r"([a-zA-Z][a-zA-Z0-9]*)?([.#])([\w-]+)")
_ATTRIBUTE_OF = {".": "class", "#": "id"}
_TO_VALUE = re.compile(
    r"""\b(class|id|role|itemprop|data-testid|data-component|aria-label)\s*+=\s*+(?:"[^"<>]*+|'[^'<>]*+|[^\s"'<>]*+)\Z""",
    re.IGNORECASE,
)
"""From the name of an attribute that names an element to a place in its value."""
_WORD = re.compile(r"(?<![\w-])[\w-]++")
_NAMED = re.compile(r"(?<=[.#])[\w-]++")
_SHOWS = re.compile(
    r"[^{}]{0,300}\{[^{}]{0,2000}?(?<![\w-])(?:display\s*+:\s*+(?!none)|visibility\s*+:\s*+visible"
    r"|(?:left|position|clip)\s*+:\s*+(?:auto|static|initial))"
)
"""What follows a name where a rule may show its elements: of an open menu, of a larger screen."""


class _Rule(NamedTuple):
    """Which elements a rule hides."""

    tag: str  # "" for any
    sort: str  # "." before the name of a class, "#" before an id
    name: str


def with_style_rules(page: FlatPage, source: PageSource) -> FlatPage:
    """Return the page with the elements marked that its own style sheets hide."""
    html = source.text
    seen, end = _sheets(html, _SHEET, len(html))
    sheets = {sheet: [*_hiding(sheet)] for sheet in seen}
    names = _hidden_names(page, sheets)
    if names and (real := _sheets(html, _SHEET_OR_TEXT, end)[0]) != seen:
        sheets = {sheet: sheets[sheet] if sheet in sheets else [*_hiding(sheet)] for sheet in real}
        names = _hidden_names(page, sheets)
    rules = {rule for found in sheets.values() for rule in found if rule.name in names}
    names -= _of_other_sorts(rules, html)
    if not names:
        return page
    hidden = {(rule.name, rule.tag) for rule in rules if rule.name in names}
    keys = {key: met for key in set(page.e_key) if (met := names.intersection(key.split()))}
    unseen = [
        was or any((name, "") in hidden or (name, tag) in hidden for name in keys.get(key, ()))
        for was, tag, key in zip(page.e_unseen, page.e_tag, page.e_key, strict=True)
    ]
    return replace(page, e_unseen=unseen)


def _hidden_names(page: FlatPage, sheets: dict[str, list[_Rule]]) -> set[str]:
    """Return the names in a page for which a style sheet has a rule that hides, and no other rule one that shows."""
    named = {rule.name for rules in sheets.values() for rule in rules}
    met = (named.intersection(key.split()) for key in set(page.e_key)) if named else ()
    names = {name for names in met for name in names}
    return names - _shown(names, "}".join(sheets)) if names else names


def _sheets(html: str, marks: re.Pattern[str], until: int) -> tuple[list[str], int]:
    """Return the distinct style sheets in a page that are for screens, and for browsers that run scripts; and where
    the last one ends."""
    found: dict[str, None] = {}  # parts of a page often bring the same one
    at, left, last = 0, MAX_CHARS, 0
    inert = 0  # open elements whose style sheets count for nothing
    while at >= 0 and (mark := marks.search(html, at, until)):
        at, name = mark.end(), mark[1].lower()
        if name == "style":
            start, at = at, raw_end(html, name, at)
            left -= at - start
            if at < 0 or left < 0:
                break
            last = at
            attributes, _, sheet = html[start:at].partition(">")
            if not (inert or _FOR_OTHERS.search(attributes)):
                found[_without_comments(sheet)] = None
        elif name == "!--":
            end = _COMMENT_END.search(html, at - 2)  # "<!-->" is a whole one
            at = end.end() if end else -1
        elif name == "script":
            at = raw_end(html, name, at)
        else:
            inert = max(inert + (-1 if name[0] == "/" else 1), 0)
    return [*found], last


def _without_comments(sheet: str) -> str:
    first, *others = sheet.split("/*")
    return "".join((first, *(part.partition("*/")[2] for part in others)))


def _hiding(sheet: str) -> Iterator[_Rule]:
    """Yield the rules of a style sheet that hide a class or an id wherever it stands."""
    lowered = sheet.lower()
    if len(lowered) != len(sheet):
        lowered = sheet  # some letters are two in lower case; signs as most write them are found
    signs = (sign.start() for signs in _SIGNS for sign in signs.finditer(lowered))
    found = sorted({sheet.rfind("{", max(at - MAX_RULE, 0), at) for at in signs})
    at = depth = 0
    for opening in found[:MAX_RULES]:
        if opening < 0:
            continue
        depth += sheet.count("{", at, opening) - sheet.count("}", at, opening)
        at = opening
        if depth:
            continue  # in a condition, such as one for paper
        end = sheet.find("}", opening, opening + MAX_RULE)
        written = "".join(sheet[opening + 1 : max(end, 0)].split()).lower()
        if _INVISIBLE.search(written):
            continue
        if is_unseen_style(written) or _PIXEL.issubset(
            written.replace("!important", "").split(";")
        ):
            yield from _simple(_selectors(sheet, opening))


def _selectors(sheet: str, opening: int) -> str:
    """Return what stands before the bracket of a rule, "" where that is very long."""
    least = max(opening - MAX_SELECTOR, 0)
    start = max(sheet.rfind(sign, least, opening) for sign in "};")
    return sheet[start + 1 : opening] if start >= 0 or not least else ""


def _simple(selectors: str) -> Iterator[_Rule]:
    """Yield the selectors of one class or id; none where a comma may stand inside of a selector."""
    for selector in () if "(" in selectors or "[" in selectors else selectors.split(","):
        if simple := _SELECTOR.fullmatch(selector.strip()):
            yield _Rule((simple[1] or "").lower(), simple[2], simple[3])


def _of_other_sorts(rules: Set[_Rule], html: str) -> set[str]:
    """Return the names that a page gives in another attribute than a rule asks for.

    What an element calls itself is known without the attributes in which it does.
    """
    sorts: dict[str, set[str]] = {}
    for rule in rules:
        sorts.setdefault(rule.name, set()).add(_ATTRIBUTE_OF[rule.sort])
    mixed = {name for name, found in sorts.items() if len(found) > 1}
    words = _places(sorts.keys(), html, _WORD)
    named = ((word[0], _attribute_around(html, word.start())) for word in words)
    return mixed | {name for name, found in named if found and found not in sorts[name]}


def _places(names: Set[str], text: str, words: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield where a text says a name as a whole word, passing through it once if the names are many."""
    if len(names) > FEW_NAMES:
        yield from (word for word in words.finditer(text) if word[0] in names)
        return
    for name in names:
        at = text.find(name)
        while at >= 0:
            word = words.match(text, at)
            if word and word[0] == name:
                yield word
            at = text.find(name, at + len(name))


def _attribute_around(html: str, at: int) -> str:
    """Return the attribute, of those that name an element, in whose value a place lies; "" where none is."""
    equals = html.rfind("=", max(at - MAX_ATTRIBUTE, 0), at)
    found = _TO_VALUE.search(html, max(equals - LONGEST_ATTRIBUTE, 0), at) if equals >= 0 else None
    return found[1].lower() if found else ""


def _shown(names: set[str], sheets: str) -> set[str]:
    """Return the names for whose elements a rule may show them."""
    if len(names) <= FEW_NAMES:
        seldom = {name for name in names if sheets.count(name) <= MOST_SAID}
        named = [*_places(seldom, sheets, _NAMED)]
    else:
        named = [*_places(names, sheets, _NAMED)]
        said = Counter(word[0] for word in named)
        seldom = {name for name in names if said[name] <= MOST_SAID}
    shown = {word[0] for word in named if word[0] in seldom and _SHOWS.match(sheets, word.end())}
    return (names - seldom) | shown
