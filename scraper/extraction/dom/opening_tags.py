"""Opening tags: what each means for the walk, and what its attributes say."""

import re
from functools import lru_cache
from typing import NamedTuple

from scraper.extraction.dom.highlighters import is_code_box, is_gutter
from scraper.extraction.dom.markup import TEX_SCRIPT, unescape
from scraper.extraction.dom.mathml import tex_of_wiris
from scraper.extraction.dom.seen import is_unseen, numbers_code
from scraper.extraction.dom.tags import (
    BLOCK,
    BREAK,
    COMMENT,
    CONTAINER,
    DRAWN,
    EMPHASIS,
    FORMULA,
    IMAGE,
    INLINE,
    LINK,
    ROLES,
    RULE,
    SKIP,
    STYLE,
    VERBATIM,
    VOID,
    WITHOUT_ATTRIBUTES,
    WRITTEN,
)
from scraper.extraction.dom.tex import is_alt_of_formula, is_named_formula, tex_of_query
from scraper.extraction.features.names import INSERT, families_of
from scraper.extraction.letters import one_of

_ATTRIBUTE = re.compile(
    r' (class|id|role|itemprop|data-testid|data-component|aria-label|style|hidden|aria-hidden)="([^"]*)"'
)
_CLASS = 'class="'
_FORMULA_IMAGE = re.compile(
    r"""\ class="(?:[^"]*\ )?(?:latex|tex|math|mwe-math-fallback-image-[a-z]+|ql-img-[a-z-]+|(?:inline|display)formula
    |numberedequation|latexcenter|texrender)[ "]|\ eeimg="|\ src="[^"]*(?:latex\.codecogs\.com/|/latex\.php\?
    |(?:math|mime|tex2png|cgi-bin/|filter/)tex\b|/equation\?tex=|/math/[0-9a-f]{40}\.)""",
    re.VERBOSE,
)
_DRAWN = re.compile(
    r"(?:^| )(?:katex-html|MathJax(?:_(?:Preview|Display|SVG|CHTML|SVG_Display))?)(?: |$)"
)
IMAGE_SIGNS = ("tex", "math", "ql-img", "formula", "equation")
"""One of these stands in the class or address of every picture of a formula that these name."""
DRAWN_SIGNS = ("mathjax", "katex-html")
"""In lower case, one of these stands in the name of every formula that is drawn."""
_SAID_TEX = (' data-tex="', ' data-latex="')  # of an element that draws a formula
_QUILL = 'ql-formula"', ' data-value="'
SHADOW = 'shadowrootmode="'  # of a template that a browser shows in place of its parent's content
CODE_BOX = "box"  # style of an element that holds code without being a <pre>
MOST_RECURRING = 4_096  # names of elements inside lines that are kept from page to page
LONGEST_RECURRING = 200  # characters of one
MOST_KNOWN = 20_000  # distinct tags kept; a page with more has as many links that stand there once


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
    unseen: bool = False  # a browser does not show what is inside
    numbers_code: bool = False  # it holds the number of a line, if it stands in code


LINES_OF_CODE = Tag(VERBATIM, "pre", style=CODE_BOX)
"""A <code> whose lines are parted by <br>."""

CODE_ALONE = Tag(VERBATIM, "pre")
"""A <code> of a language that stands alone, with the line breaks of its source."""


class TagReader:
    """The opening tags of a page, each distinct one read once."""

    __slots__ = ("known",)

    def __init__(self) -> None:
        self.known: dict[str, Tag] = {}

    def read(self, head: str) -> Tag:
        """Read a tag without its brackets, as in `li class="item"`."""
        tag = self._read(head)
        if len(self.known) < MOST_KNOWN:
            self.known[head] = tag
        return tag

    def _read(self, head: str) -> Tag:  # noqa: C901, PLR0911  # one answer a kind of element
        if head.startswith("!"):
            return Tag(COMMENT, "!")
        name, _, rest = head.partition(" ")
        role = ROLES.get(name, BLOCK)
        void = name in VOID
        if name == "body":  # the page itself, whatever its class says
            return Tag(BLOCK, name, False, *_describe(head, rest), unseen=is_unseen(name, rest))
        if role == STYLE:
            return Tag(role, name, style=EMPHASIS[name], unseen=is_unseen(name, rest))
        if name == "listing":
            return Tag(role, "pre")
        if name == "template" and SHADOW in rest:
            return Tag(INLINE, name)
        if name == "script" and TEX_SCRIPT in rest:
            return Tag(FORMULA, name)
        if "ata-" in rest and role in (INLINE, SKIP, BLOCK) and (tex := _said_tex(head)):
            return Tag(FORMULA, name, alt=tex)
        if not rest or role in (SKIP, BREAK, RULE, FORMULA) or name in WITHOUT_ATTRIBUTES:
            return Tag(role, name, void)
        if role == LINK:
            return Tag(role, name, href=_value(head, "href"), unseen=is_unseen(name, rest))
        if role == IMAGE:
            return _image(head)
        return _described(head, name, role)


def may_open_formula(head: str) -> bool:
    """Say whether an opening tag may be that of a formula. Most are not, which is seen before they are read."""
    return head.startswith(("img", CONTAINER)) or _may_name_formula(head)


_may_name_formula = one_of("ata-", "ath", "tex", "equation", "formula")
"""One of these stands in every tag of a formula but for pictures and `CONTAINER`."""


def _image(head: str) -> Tag:
    """Return an image, which may be one of a formula."""
    source = _value(head, "src") or _value(head, "data-src")
    alt = _value(head, "alt")
    if mathml := _value(head, "data-mathml"):
        return Tag(FORMULA, "img", void=True, href=source, alt=tex_of_wiris(mathml))
    if not _FORMULA_IMAGE.search(head) and not is_alt_of_formula(alt):
        return Tag(IMAGE, "img", void=True, href=source, alt=alt)
    tex = tex_of_query(source) if "codecogs" in source else alt
    return Tag(FORMULA, "img", void=True, href=source, alt=tex)


def _said_tex(head: str) -> str:
    """Return the TeX that an attribute of an element says it shows; "" where none does."""
    names = [name for name in _SAID_TEX if name in head]
    if not names and all(sign in head for sign in _QUILL):
        names = [_QUILL[1]]
    return _value(head, names[0].strip(' ="')) if names else ""


def _described(head: str, name: str, role: int) -> Tag:
    """Return an element whose role its class may change."""
    rest = head.partition(" ")[2]
    key, hidden = _describe(head, rest)
    if role == INLINE and key:
        role = role_of_inline(key)
    if is_gutter(name, key):
        role = SKIP
    elif role == BLOCK and is_code_box(key):
        return Tag(VERBATIM, "pre", key=key, style=CODE_BOX)
    if "ath" in key or "katex-html" in key:
        role = DRAWN if _DRAWN.search(key) else role
    unseen, is_number = is_unseen(name, rest), numbers_code(name, rest)
    return Tag(role, name, name in VOID, key, hidden, unseen=unseen, numbers_code=is_number)


def role_of_inline(key: str) -> int:
    """Return the role of an element inside a line by what it calls itself: an insert or a formula may be there."""
    is_short = len(key) <= LONGEST_RECURRING
    return _role_of_inline(key) if is_short else _role_of_inline.__wrapped__(key)


@lru_cache(maxsize=MOST_RECURRING)
def _role_of_inline(key: str) -> int:
    if families_of(key) & INSERT:
        return BLOCK
    return WRITTEN if is_named_formula(key) else INLINE


def _value(head: str, name: str) -> str:
    """Return one attribute of a tag, "" where the tag lacks it."""
    start = head.find(f' {name}="')
    if start < 0:
        return ""
    start += len(name) + 3
    value = head[start:].partition('"')[0]
    return unescape(value) if "&" in value else value


def _describe(head: str, rest: str) -> tuple[str, bool]:
    """Return what an element calls itself, as one string, and whether it is hidden."""
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
