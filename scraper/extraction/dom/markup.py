"""A page's tree as a stream of tags and texts.

The parser's own serialisation comes with every tag closed and every "<" in texts and attributes
escaped, so it splits at "<" into tags and texts; tags repeat, and each distinct one is read once.
Reading it takes four to five times a parse, no longer than going through the tree node by node. In
exchange no node is held, and a block can be read again, from its place in the stream, for the
links and styles that only some outputs want.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import repeat
from operator import contains
from typing import NamedTuple, overload

from scraper.extraction.dom.highlighters import is_code_box, is_gutter
from scraper.extraction.dom.seen import is_unseen
from scraper.extraction.dom.tags import (
    BLOCK,
    BREAK,
    COMMENT,
    DRAWN,
    EMPHASIS,
    FORMULA,
    IMAGE,
    INLINE,
    LINK,
    RAW_TEXT,
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
from scraper.extraction.dom.tokens import script_end
from scraper.extraction.features.names import INSERT, families_of

_ATTRIBUTE = re.compile(
    r' (class|id|role|itemprop|data-testid|data-component|aria-label|style|hidden|aria-hidden)="([^"]*)"'
)
_CLASS = 'class="'
_TEX_SCRIPT = 'type="math/tex'
_FORMULA_IMAGE = re.compile(
    r""" class="(?:[^"]* )?(?:latex|tex|math|mwe-math-fallback-image-[a-z]+|ql-img-[a-z-]+|(?:inline|display)formula
    |numberedequation|latexcenter|texrender)[ "]|\ eeimg="|\ src="[^"]*(?:latex\.codecogs\.com/|/latex\.php\?
    |(?:math|mime|tex2png|cgi-bin/|filter/)tex\b|/equation\?tex=)""",
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
_SHADOW = 'shadowrootmode="'  # of a template that a browser shows in place of its parent's content
CODE_BOX = "box"  # style of an element that holds code without being a <pre>
MOST_RECURRING = 4_096  # names of elements inside lines that are kept from page to page
LONGEST_RECURRING = 200  # characters of one
MOST_KNOWN = 20_000  # distinct tags kept; a page with more has as many links that stand there once
_COMMENT_END = "-->"
_RAW = re.compile(rf"<(?:!--|(script|{'|'.join(sorted(RAW_TEXT))})(?=[ >]))")


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


LINES_OF_CODE = Tag(VERBATIM, "pre", style=CODE_BOX)
"""A <code> whose lines are parted by <br>."""

Numbered = Iterator[tuple[int, str]]
"""MarkupPieces as they are passed: each with its place."""


def pieces(markup: str) -> list[str]:
    """Split at each "<" outside of raw text: a tag without its "<", its ">", the text after it."""
    return _pieces(without_raw_text(markup))


def _pieces(shown: str) -> list[str]:
    """Split markup that has no raw text."""
    found = shown.split("<")[1:]
    return found if all(map(contains, found, repeat(">"))) else _rejoin(found)


class MarkupPieces(Sequence[str]):
    """The pieces of a serialised page without its raw text, cut when first asked for: most callers only
    want its text."""

    def __init__(self, shown: str) -> None:
        self._shown = shown

    @cached_property
    def _cut(self) -> list[str]:
        return _pieces(self._shown)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        return self._cut[index]

    def __len__(self) -> int:
        return len(self._cut)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._cut == list(other)

    def __hash__(self) -> int:
        return hash(tuple(self._cut))


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
            if _TEX_SCRIPT in markup[asked : asked + 60]:
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
        if name == "template" and _SHADOW in rest:
            return Tag(INLINE, name)
        if name == "script" and _TEX_SCRIPT in rest:
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


def _image(head: str) -> Tag:
    """Return an image, which may be one of a formula."""
    source = _value(head, "src") or _value(head, "data-src")
    alt = _value(head, "alt")
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
    return Tag(role, name, name in VOID, key, hidden, unseen=is_unseen(name, rest))


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
