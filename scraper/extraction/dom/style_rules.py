"""Elements that a rule of the page's own style sheets hides: `.note { display: none }`.

Only rules for one class or one id are read, outside of all conditions, and none that another rule takes
back. Style sheets of other files are not there to be asked.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import replace

from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.dom.seen import is_unseen_style
from scraper.extraction.dom.tokens import raw_end

MAX_CHARS = 600_000  # of all style sheets of a page
MAX_SELECTOR = 300  # characters; longer ones name half of the page
MAX_RULES = 2_000  # that hide something
MAX_RULE = 5_000  # characters of one
FEW_NAMES = 20  # from more on it is quicker to pass through all that a sheet names
MOST_SAID = 50  # times in all sheets that differ; a name that stands there more often has rules that show it

_SHEET = re.compile(r"<(?:[sS][tT][yY][lL][eE]|(/?)[nN][oO][sS][cC][rR][iI][pP][tT])\b([^<>]*+)>")
_FOR_OTHERS = re.compile(r"\bmedia\s*+=\s*+[\"']?(?!\s*+(?:all|screen)\b)", re.IGNORECASE)
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
_SELECTOR = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9]*)?[.#]([\w-]+)")
_NAMED = re.compile(r"[.#]([\w-]+)")
_SHOWS = re.compile(
    r"[^{}]{0,300}\{[^{}]{0,2000}?(?<![\w-])(?:display\s*+:\s*+(?!none)|visibility\s*+:\s*+visible"
    r"|(?:left|position|clip)\s*+:\s*+(?:auto|static|initial))"
)
"""What follows a name where a rule may show its elements: of an open menu, of a larger screen."""


def with_style_rules(page: FlatPage, html: str) -> FlatPage:
    """Return the page with the elements marked that its own style sheets hide."""
    sheets = [*dict.fromkeys(_sheets(html))]  # parts of a page often bring the same one
    named = {name for sheet in sheets for name in _hidden_names(sheet)} if sheets else set()
    if not named:
        return page
    met = {key: names for key in set(page.e_key) if (names := named.intersection(key.split()))}
    hidden = {name for names in met.values() for name in names}
    hidden -= _shown(hidden, "}".join(sheets))
    keys = {key for key, names in met.items() if names & hidden}
    if not keys:
        return page
    unseen = zip(page.e_unseen, page.e_key, strict=True)
    return replace(page, e_unseen=[was or key in keys for was, key in unseen])


def _sheets(html: str) -> Iterator[str]:
    """Yield the style sheets in a page that are for screens, and for browsers that run scripts."""
    at, left = 0, MAX_CHARS
    without_scripts = False
    while opening := _SHEET.search(html, at):
        at = opening.end()
        if opening[0][1:].lower().startswith("style"):
            end = raw_end(html, "style", at)
            if end < 0 or end - at > left:
                return
            left -= end - at
            if not (without_scripts or _FOR_OTHERS.search(opening[2])):
                yield _without_comments(html[at:end])
            at = end
        else:
            without_scripts = not opening[1]


def _without_comments(sheet: str) -> str:
    first, *others = sheet.split("/*")
    return "".join((first, *(part.partition("*/")[2] for part in others)))


def _hidden_names(sheet: str) -> Iterator[str]:
    """Yield the classes and ids whose elements a style sheet hides wherever they stand."""
    lowered = sheet.lower()
    if len(lowered) != len(
        sheet
    ):  # some letters are two in lower case; signs as most write them are found
        lowered = sheet
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
            start = max(sheet.rfind(sign, 0, opening) for sign in "};")
            for selector in sheet[max(start + 1, opening - MAX_SELECTOR) : opening].split(","):
                if simple := _SELECTOR.fullmatch(selector.strip()):
                    yield simple[1]


def _shown(names: set[str], sheets: str) -> set[str]:
    """Return the names for whose elements a rule may show them."""
    seldom = {name for name in names if sheets.count(name) <= MOST_SAID}
    ends = _each_end(seldom, sheets) if len(seldom) <= FEW_NAMES else _ends(seldom, sheets)
    return (names - seldom) | {name for name, end in ends if _SHOWS.match(sheets, end)}


def _each_end(names: Set[str], sheets: str) -> Iterator[tuple[str, int]]:
    """Yield where selectors name a class or id, looking for one name after the other."""
    for name in names:
        at = sheets.find(name)
        while at >= 0:
            named = _NAMED.match(sheets, at - 1) if at else None
            if named and named[1] == name:
                yield name, named.end()
            at = sheets.find(name, at + len(name))


def _ends(names: Set[str], sheets: str) -> Iterator[tuple[str, int]]:
    """Yield the same, passing through the sheets once however many names there are."""
    for named in _NAMED.finditer(sheets):
        if named[1] in names:
            yield named[1], named.end()
