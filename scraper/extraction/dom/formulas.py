"""Formulas: each is read once, as TeX, whichever of its forms a page has."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from scraper.extraction.dom.markup import Numbered, skip, unescape
from scraper.extraction.dom.mathml import to_tex
from scraper.extraction.dom.opening_tags import Tag
from scraper.extraction.dom.tags import CONTAINER, DRAWN, WRITTEN
from scraper.extraction.dom.tex import is_bare_tex

FAR = 4  # pieces; a drawn copy stands no further from the formula it draws
MAX_DRAWN = 3_000  # pieces of a drawn formula

_IS_SOURCE = "math/tex"
_IS_DRAWN = 'class="MathJax'
_TEX = re.compile(r'annotation [^>]*encoding="(?:application/x-tex|LaTeX|TeX)"', re.IGNORECASE)
_SAID = re.compile(r' (?:alttext|data-latex)="([^"]+)"')
_MATH = ("math>", "math ")
_NAMED = (CONTAINER, *_MATH)  # elements that say whether a formula stands by itself
_DISPLAYED = re.compile(r' (?:display="(?:block|true)"|mode="display")|mode=display|mwe-math-fallback-image-display')  # fmt: skip
_LISTENED = "katex-mathml"  # class of what KaTeX writes for those who listen
_BLANK_LINES = re.compile(r"\n\s*\n")
_STYLED = re.compile(r"\{\\(?:displaystyle|textstyle)\s++(.*)\}", re.DOTALL)
_DELIMITED = re.compile(r"\\\[(.+)\\\]|\$\$(.+)\$\$|\\\((.+)\\\)", re.DOTALL)
_ENVIRONMENT = re.compile(
    r"\\begin\{(?:equation|align|gather|multline|eqnarray|displaymath|flalign)"
)
_PLAIN = re.compile(r"[^\\^_{}$&#%~]+")


class Formula(NamedTuple):
    """A formula that was read."""

    shown: str
    after: str  # the text that follows
    is_open: bool = False  # it was none, and its element goes on


def shown(tex: str, *, displayed: bool = False) -> str:
    """Return a formula as text: `$...$`, `$$...$$` where it stands by itself; the letters alone where
    nothing in it is TeX. "" for an empty one."""
    tex = " ".join(tex.split())
    if delimited := _DELIMITED.fullmatch(tex):
        displayed = displayed or not delimited[3]
        tex = next(filter(None, delimited.groups()))
    wrapped = _STYLED.fullmatch(tex)
    tex = (wrapped[1] if wrapped else tex).strip().strip("$").strip()
    if not tex:
        return ""
    if displayed or _ENVIRONMENT.match(tex):
        return f"$${tex}$$"
    return tex if _PLAIN.fullmatch(tex) else f"${tex}$"


class FormulaReader:
    """The formulas of a stretch of markup, in order."""

    __slots__ = ("end", "left", "markup", "said_end")

    def __init__(self, markup: Sequence[str]) -> None:
        self.markup = markup
        self.end = -FAR - 1  # the piece that ended the last one
        self.said_end = self.end  # the piece that ended the last one that an attribute said
        self.left = 4 * len(markup)  # pieces that may be looked at ahead

    def read(self, tag: Tag, at: int, numbered: Numbered) -> Formula:
        """Read what the piece `at` opens; passes over its pieces."""
        text = self.markup[at].partition(">")[2]
        if tag.role == DRAWN:
            again = self._follows(self.end, at) or self._is_drawn_before_source(at)
            after = skip(numbered, tag.name) if again else text
            return Formula("", after, is_open=not again)
        if tag.role == WRITTEN:
            return self._read_written(tag, at, text, numbered)
        if tag.name == CONTAINER:
            return self._read_container(at, numbered)
        if tag.void:
            again = self._follows(self.end, at)  # a picture of the formula before
            return Formula("" if again else shown(tag.alt), text)
        if tag.alt:
            self.end = self.said_end = _end(self.markup, at, len(self.markup))
            return Formula(shown(tag.alt), skip(numbered, tag.name))
        return self._read_source(tag, at, numbered)

    def _read_source(self, tag: Tag, at: int, numbered: Numbered) -> Formula:
        """Read the TeX of a <script>, or a <math>."""
        head, _, text = self.markup[at].partition(">")
        again = self._follows(self.said_end, at)  # for those who listen
        inside = [text] if tag.name == "script" else [f"mrow>{text}"]
        after = ""
        closing = f"/{tag.name}>"
        for self.end, piece in numbered:
            if piece.startswith(closing):
                after = piece[len(closing) :]
                break
            inside.append(piece)
        tex = unescape(text) if tag.name == "script" else _tex_of(head, inside)
        return Formula("" if again else shown(tex, displayed=bool(_DISPLAYED.search(head))), after)

    def _follows(self, end: int, at: int) -> bool:
        """Say whether the piece `at` stands right after a formula that ended with the piece `end`: no words between."""
        if at - end > FAR:
            return False
        return all(not piece.partition(">")[2].strip() for piece in self.markup[end:at])

    def _read_written(self, tag: Tag, at: int, text: str, numbered: Numbered) -> Formula:
        """Read an element that is named like a formula: one if all in it is TeX without delimiters."""
        closing = f"/{tag.name}>"
        following = self.markup[at + 1] if at + 1 < len(self.markup) else ""
        tex = unescape(text)
        listened = _LISTENED in tag.key
        if (
            listened
        ):  # the elements of a page that was copied are lost: the characters, then the TeX
            tex = _BLANK_LINES.split(tex.strip())[-1]
        if not following.startswith(closing) or not (listened or is_bare_tex(tex)):
            return Formula("", text, is_open=True)
        self.end, _ = next(numbered)
        return Formula(shown(tex), following[len(closing) :])

    def _read_container(self, at: int, numbered: Numbered) -> Formula:
        """Read what MathJax made of a formula: its TeX, or MathML for those who listen, stands beside the drawing."""
        self.end = _end(self.markup, at, min(at + MAX_DRAWN, len(self.markup), at + self.left))
        if self.end < 0:
            return Formula("", self.markup[at].partition(">")[2], is_open=True)
        self.left -= self.end - at
        inside = self.markup[at : self.end]
        displayed = any(_DISPLAYED.search(piece) for piece in inside if piece.startswith(_NAMED))
        said = next((found[1] for piece in inside if (found := _SAID.search(piece))), "")
        if not said:
            first = next(
                (i for i, piece in enumerate(inside) if piece.startswith(_MATH)), len(inside)
            )
            said = _tex_of("", inside[first:])
        return Formula(shown(unescape(said), displayed=displayed), skip(numbered, CONTAINER))

    def _is_drawn_before_source(self, at: int) -> bool:
        """Say whether what the piece `at` opens, or a preview and a drawing, stands before the TeX it draws."""
        markup = self.markup
        last = min(at + MAX_DRAWN, len(markup), at + self.left)
        while 0 <= at < last:
            begun, at = at, _end(markup, at, last)
            self.left -= (at if at >= 0 else last) - begun
            following = markup[at + 1 : at + 1 + FAR] if at >= 0 else ()
            if any(_IS_SOURCE in piece or _LISTENED in piece for piece in following):
                return True
            drawn = (i for i, piece in enumerate(following, at + 1) if _IS_DRAWN in piece)
            at = next(drawn, -1)
        return False


def _tex_of(head: str, inside: Sequence[str]) -> str:
    """Return the TeX that a <math> was made from, or one made from it."""
    source = next((piece for piece in inside if _TEX.match(piece)), "")
    if source:
        return unescape(source.partition(">")[2])
    named = _SAID.search(head)
    return unescape(named[1]) if named else to_tex(inside)


def _end(markup: Sequence[str], at: int, last: int) -> int:
    """Return the piece that closes the element the piece `at` opens; -1 if that is not before `last`."""
    depth = 1
    for place in range(at + 1, last):
        piece = markup[place]
        if piece[0] == "/":
            depth -= 1
        elif not piece.startswith(("br>", "br ", "img ", "!")):
            depth += 1
        if not depth:
            return place
    return -1
