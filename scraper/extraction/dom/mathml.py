"""MathML to TeX: the elements that formulas of articles are made of."""

from collections.abc import Callable, Sequence

from scraper.extraction.dom.markup import unescape
from scraper.extraction.dom.tex_commands import FUNCTIONS, SYMBOLS

MAX_PIECES = 5_000  # of one formula; of a longer one only the characters are read

_ACCENTS = {"^": "hat", "ˆ": "hat", "¯": "bar", "‾": "bar", "→": "vec", "~": "tilde", "˜": "tilde", "˙": "dot"}  # fmt: skip
_LEAVES = frozenset(("mi", "mn", "mo", "mtext", "ms"))


def _group(text: str) -> str:
    return text if len(text) == 1 else f"{{{text}}}"


def _over(parts: Sequence[str]) -> str:
    accent = _ACCENTS.get(
        parts[1].strip().removeprefix("\\to"), "vec" if parts[1] == r"\to " else ""
    )
    return rf"\{accent}{{{parts[0]}}}" if accent else rf"\overset{{{parts[1]}}}{{{parts[0]}}}"


_MADE: dict[str, tuple[int, Callable[[Sequence[str]], str]]] = {
    "msup": (2, lambda p: f"{p[0]}^{_group(p[1])}"),
    "msub": (2, lambda p: f"{p[0]}_{_group(p[1])}"),
    "msubsup": (3, lambda p: f"{p[0]}_{_group(p[1])}^{_group(p[2])}"),
    "munder": (2, lambda p: f"{p[0]}_{_group(p[1])}"),
    "mover": (2, _over),
    "munderover": (3, lambda p: f"{p[0]}_{_group(p[1])}^{_group(p[2])}"),
    "mfrac": (2, lambda p: rf"\frac{{{p[0]}}}{{{p[1]}}}"),
    "mroot": (2, lambda p: rf"\sqrt[{p[1]}]{{{p[0]}}}"),
}
"""How many children each element has, and the TeX made of them."""
_WRAPPED: dict[str, Callable[[Sequence[str]], str]] = {
    "msqrt": lambda p: rf"\sqrt{{{''.join(p)}}}",
    "mtable": lambda p: r"\begin{matrix}" + r" \\ ".join(p) + r"\end{matrix}",
    "mtr": " & ".join,
    "mfenced": lambda p: f"({','.join(p)})",
}


def to_tex(pieces: Sequence[str]) -> str:
    """Return the TeX of what stands inside a <math> element, given as pieces of markup."""
    if len(pieces) > MAX_PIECES:
        return "".join(unescape(piece.partition(">")[2]) for piece in pieces)
    is_open: list[tuple[str, list[str]]] = [("", [])]
    for piece in pieces:
        head, _, text = piece.partition(">")
        name = head.partition(" ")[0]
        if ":" in name:  # a namespace, as in mml:mi
            name = f"{'/' * (name[0] == '/')}{name.rpartition(':')[2]}"
        if name[:1] == "/":
            if len(is_open) > 1:
                done, parts = is_open.pop()
                is_open[-1][1].append(_made(done, parts))
        elif name[:1] != "!":
            is_open.append((name, []))
        if text and not text.isspace():
            is_open[-1][1].append(_leaf(is_open[-1][0], unescape(text).strip()))
    return "".join("".join(parts) for _, parts in is_open)


def tex_of_wiris(mathml: str) -> str:
    """Return the TeX of MathML as the editor Wiris keeps it beside a picture: «mi»x«/mi» for <mi>x</mi>."""
    return to_tex(mathml.replace("»", ">").replace("§", "&").split("«")[1:])


def _leaf(name: str, text: str) -> str:
    """Return the TeX of a text; one that stands in no leaf is left as its author wrote it."""
    if name == "mtext":
        return rf"\text{{{text}}}"
    if name not in _LEAVES:
        return " ".join(text.split())
    if name == "mi" and text in FUNCTIONS:
        return rf"\{text} "
    return "".join(SYMBOLS.get(character, character) for character in text)


def _made(name: str, parts: list[str]) -> str:
    if name in ("annotation", "annotation-xml", "mspace"):
        return ""
    count, make = _MADE.get(name, (0, "".join))
    if count and len(parts) == count:
        return make(parts)
    return _WRAPPED.get(name, "".join)(parts)
