r"""TeX in the text of a page, as scripts such as MathJax find it: `\(...\)`, `\[...\]`, whole environments."""

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import unquote

MAX_FORMULA = 2_000  # characters; a delimiter whose other half is further away is text

_DISPLAYED_ENVIRONMENT = (
    "equation", "align", "gather", "multline", "eqnarray", "displaymath", "alignat", "flalign",
)  # fmt: skip
_OPENING = re.compile(
    r"\$\$|\\\(|\\\[|\{\\(?:display|text)style(?![a-zA-Z])"
    rf"|\\begin\{{((?:{'|'.join(_DISPLAYED_ENVIRONMENT)})\*?)\}}"
)
_IS_TEX = re.compile(r"\\[a-zA-Z]|[_^]\{?\w")
_MATH_NAMES = re.compile(r"(?:^| )(?:math|tex|latex|katex|katex-mathml|equation|formula|math-display)(?: |$)", re.IGNORECASE)  # fmt: skip
_ALT_OF_FORMULA = re.compile(
    r"""\s*+(?:\$[^$]+\$|\\\(.+\\\)|\\\[.+\\\])\s*+\Z|.*?(?:[\w)}][_^]\{|\\(?:[dt]?frac|sqrt|sum|prod|int|lim|begin
    |left|math[a-z]+|text|displaystyle|(?:var)?[a-z]*(?:alpha|beta|gamma|delta|epsilon|theta|lambda|sigma|phi|omega)
    |mu|pi|rho|tau|infty|partial|nabla|cdot|times|leq?|geq?|neq?|in|to|rightarrow|pm|ldots|dots|over|vec|hat|bar)
    (?![a-zA-Z]))""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
"""What is written under a picture of a formula that no class names."""
MAX_ALT = 2_000  # characters
_OF_THE_IMAGE = re.compile(
    r"\\(?:inline|dpi\{\d+\}|fn_\w+|bg_\w+|(?:large|small|tiny|huge)(?![a-z]))", re.IGNORECASE
)
"""Commands that say how an image of a formula is drawn."""


class Run(NamedTuple):
    """A stretch of text, and whether it is a formula with its dollars."""

    text: str
    is_formula: bool


def may_hold_tex(text: str) -> bool:
    """Say whether a text has the signs that begin a formula; most texts have none."""
    return "\\" in text or "$$" in text


def runs_of_tex(text: str) -> list[Run]:
    """Split a text at the formulas whose delimiters a page names; they come back between dollars.

    Takes time linear in the text.
    """
    if "\\" not in text and "$$" not in text:  # what every opening delimiter has
        return [Run(text, is_formula=False)]
    out: list[Run] = []
    at = kept = 0
    while opening := _OPENING.search(text, at):
        start, at = opening.span()
        found = _closed(text, opening, at)
        if found is None:
            continue
        formula, at = found
        if start > kept:
            out.append(Run(text[kept:start], is_formula=False))
        out.append(Run(formula, is_formula=True))
        kept = at
    if kept < len(text) or not out:
        out.append(Run(text[kept:], is_formula=False))
    return out


def _closed(text: str, opening: re.Match[str], inner: int) -> tuple[str, int] | None:
    """Return the formula that an opening delimiter begins, and where it ends; None if nothing closes it."""
    head, name = opening[0], opening[1]
    if head[0] == "{":
        return _in_braces(text, opening.start(), inner)
    closing = {"$$": "$$", "\\(": "\\)", "\\[": "\\]"}.get(head, rf"\end{{{name}}}")
    end = text.find(closing, inner, inner + MAX_FORMULA)
    tex = " ".join(text[inner:end].split()) if end >= 0 else ""
    if not tex:
        return None
    after = end + len(closing)
    if name:
        return f"$${head}{tex}{closing}$$", after
    return (f"${tex}$" if head == "\\(" else f"$${tex}$$"), after


def _in_braces(text: str, start: int, inner: int) -> tuple[str, int] | None:
    """Return the formula in braces that copies of wikis show as text, `{\\displaystyle x^{2}}`, and where it ends; None if
    nothing closes them."""
    depth = 0
    for brace in _BRACE.finditer(text, start, start + MAX_FORMULA):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            tex = " ".join(text[inner : brace.start()].split())
            return (f"${tex}$", brace.end()) if tex else None
    return None


_BRACE = re.compile(r"(?<!\\)[{}]")


def with_dollars(text: str) -> str:
    """Return a text with every formula between dollars."""
    return "".join(run.text for run in runs_of_tex(text))


def guarded(text: str) -> str:
    r"""Return inline code with a character without a glyph in each delimiter: `\(` is no formula there."""
    found = text.replace("\\(", "\\\u2060(").replace("\\[", "\\\u2060[")
    return found.replace("{\\", "{\u2060\\") if "style" in found else found


def is_open(text: str) -> bool:
    """Say whether a formula has begun in a text, and not ended."""
    last = runs_of_tex(text)[-1]
    return not last.is_formula and bool(_OPENING.search(last.text))


def is_named_formula(key: str) -> bool:
    """Say whether an element's class says that it holds a formula."""
    return bool(_MATH_NAMES.search(key))


def is_bare_tex(text: str) -> bool:
    """Say whether a text is TeX without delimiters."""
    return "$" not in text and bool(_IS_TEX.search(text)) and not _OPENING.search(text)


def is_alt_of_formula(alt: str) -> bool:
    """Say whether the description of a picture is TeX."""
    return len(alt) <= MAX_ALT and bool(_ALT_OF_FORMULA.match(alt))


def tex_of_query(address: str) -> str:
    """Return the TeX in the query of an address from which a formula is drawn."""
    query = unquote(address.partition("?")[2]).replace("&space;", " ")
    return _OF_THE_IMAGE.sub("", query).strip()


def with_named(texts: list[str], keys: Iterable[str]) -> None:
    """Put dollars around the texts that are TeX without delimiters in elements that `keys` name like formulas."""
    for i, (text, key) in enumerate(zip(texts, keys, strict=True)):
        if (
            ("\\" in text or "_" in text or "^" in text)
            and is_named_formula(key)
            and is_bare_tex(text)
        ):
            texts[i] = f"$${text}$$"
