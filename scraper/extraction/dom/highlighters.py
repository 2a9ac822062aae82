"""How highlighters, editors and boards write code: which elements hold it, its lines, its line numbers."""

import re
from collections.abc import Sequence

_GUTTER = re.compile(
    r"(?:^| )(?:linenos|linenodiv|lntd-gutter|rouge-gutter|hljs-ln-numbers|crayon-nums|CodeMirror-gutters?|cm-gutters)(?: |$)"
)
"""Columns of line numbers beside code."""
_GUTTER_CELL = re.compile(r"(?:^| )(?:gutter|line_?numbers|blob-num)(?: |$)")
"""The same as names that are used for other things too, save on a cell of a table."""
_CODE_BOX = re.compile(
    r"""(?:^|\ )(?:syntaxhighlighter|dp-highlighter|crayon-main|js-file-line-container|CodeMirror-code|cm-scroller
    |view-lines|ace_text-layer|geshi)(?:\ |$)""",
    re.VERBOSE,
)
"""Code without a <pre>: each line is an element."""
_LINE = re.compile(r"(?:^| )(?:line|code-?line|crayon-line|cm-line|view-line|ace_line|CodeMirror-line)(?: |$)")  # fmt: skip
_LINE_TAGS = frozenset(("li", "tr"))
_PARTS = frozenset(("div", "ol", "ul", "li", "table", "tbody", "thead", "tr", "td"))
"""Elements that lines of code are made of, in a <pre>."""
_TOOLS = re.compile(r"(?:^| )(?:toolbar|tools|crayon-toolbar|crayon-info)(?: |$)")

MAX_LINES_AHEAD = 64  # pieces after a <code> in which a line break is looked for


def is_gutter(name: str, key: str) -> bool:
    """Say whether an element holds the numbers of the lines beside it."""
    if name == "td" and _GUTTER_CELL.search(key):
        return True
    return name in ("td", "div") and bool(_GUTTER.search(key))


def is_code_box(key: str) -> bool:
    """Say whether an element holds code whose lines are elements of their own."""
    return bool(_CODE_BOX.search(key))


def is_part_of_code(name: str, key: str) -> bool:
    """Say whether a block element inside a <pre> is one of the lines, or holds them."""
    return name in _PARTS or bool(_LINE.search(key))


def is_code_line(name: str, key: str) -> bool:
    """Say whether an element of a code box is a line."""
    return name in _LINE_TAGS or bool(_LINE.search(key))


def is_toolbar(key: str) -> bool:
    """Say whether an element of a code box is not code but what works on it."""
    return bool(_TOOLS.search(key))


def without_source_breaks(text: str) -> str:
    """Return the text of a code box without the line breaks of the markup, which a browser does not show."""
    if "\n" not in text:
        return text
    first, *inner, last = text.split("\n")
    lines = (first.rstrip(), *(line.strip() for line in inner), last.lstrip())
    return " ".join(filter(None, lines))


def breaks_lines(markup: Sequence[str], at: int) -> bool:
    """Say whether the <code> that the piece `at` opens holds several lines, parted by <br>."""
    for piece in markup[at + 1 : at + 1 + MAX_LINES_AHEAD]:
        if piece.startswith("/code>"):
            return False
        if piece.startswith(("br>", "br ")):
            return True
    return False
