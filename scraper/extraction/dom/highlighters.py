"""How highlighters, editors and boards write code: which elements hold it, its lines, its line numbers."""

import re
from collections.abc import Sequence

_GUTTER = re.compile(
    r"""(?:^|\ )(?:linenos|linenodiv|lntd-gutter|rouge-gutter|hljs-ln-numbers|crayon-nums|CodeMirror-gutters?|cm-gutters
    |line-numbers-wrapper|pre-numbering|lines-num|react-line-numbers|margin-view-overlays)(?:\ |$)""",
    re.VERBOSE,
)
"""Columns of line numbers beside code."""
_GUTTER_CELL = re.compile(r"(?:^| )(?:gutter|line_?numbers|blob-num)(?: |$)")
"""The same as names that are used for other things too, save on a cell of a table."""
_CODE_BOX = re.compile(
    r"""(?:^|\ )(?:syntaxhighlighter|dp-highlighter|crayon-main|js-file-line-container|CodeMirror-code|cm-scroller
    |view-lines|ace_text-layer|geshi|urvanov-syntax-highlighter-main|react-code-lines|code-view)(?:\ |$)""",
    re.VERBOSE,
)
"""Code without a <pre>: each line is an element."""
SIGNS = (
    '"gutter', " gutter", "lntd-gutter", "rouge-gutter", "cm-gutter", "lineno", "line_num", "linenum", "blob-num", "hljs-ln",
    "crayon-", "highlighter", "file-line", "codemirror", "cm-scroller", "view-lines", "ace_text", "geshi", "line-number",
    "numbering", "lines-num", "view-overlays", "code-lines", "code-view", "code-block-ext",
)  # fmt: skip
"""In lower case, one of these stands in the name of every such column or box, with the quotes around it."""
_LINE = re.compile(
    r"""(?:^|\ )(?:line|code-?line|token-line|crayon-line|cm-line|view-line|ace_line|CodeMirror-line
    |react-code-line-contents)(?:\ |$)""",
    re.VERBOSE,
)
_LINE_TAGS = frozenset(("li", "tr"))
_PARTS = frozenset(("div", "ol", "ul", "li", "table", "tbody", "thead", "tr", "td"))
"""Elements that lines of code are made of, in a <pre>."""
_TOOLS = re.compile(
    r"(?:^| )(?:toolbar|tools|crayon-toolbar|crayon-info|code-block-extension-header|urvanov-syntax-highlighter-(?:toolbar|info))(?: |$)"
)

FEWEST_NUMBERED = 3  # lines, from which numbers at their starts are no part of the code
FEWEST_PARTED = 2  # the same of numbers in lines of their own
MOST_BETWEEN = 2  # lines after one that is a number: the code, and a blank one
MAX_CODE_AHEAD = 256  # pieces of a <code> that stands alone; of more it is read as a line
MAX_LINES_AHEAD = 64  # pieces after a <code> in which a line break is looked for


def is_gutter(name: str, key: str) -> bool:
    """Say whether an element holds the numbers of the lines beside it."""
    if name == "td" and _GUTTER_CELL.search(key):
        return True
    return name in ("td", "div", "ul") and bool(_GUTTER.search(key))


def is_code_box(key: str) -> bool:
    """Say whether an element holds code whose lines are elements of their own."""
    return bool(_CODE_BOX.search(key))


def is_part_of_code(name: str, key: str) -> bool:
    """Say whether a block element inside a <pre> is one of the lines, or holds them."""
    return name in _PARTS or bool(_LINE.search(key))


def is_code_line(name: str, key: str) -> bool:
    """Say whether an element of a code box is a line."""
    return name in _LINE_TAGS or bool(_LINE.search(key))


def is_line(key: str) -> bool:
    """Say whether an element inside a line of text is named like a line of code."""
    return bool(_LINE.search(key))


def is_toolbar(key: str) -> bool:
    """Say whether an element of a code box is not code but what works on it."""
    return bool(_TOOLS.search(key))


_BLANKS = " \t\n\r\f"
"""What a browser shows as one space; no-break spaces indent."""


def without_source_breaks(text: str) -> str:
    """Return the text of a code box without the line breaks of the markup, which a browser does not show."""
    if "\n" not in text:
        return text
    first, *inner, last = text.split("\n")
    lines = (first.rstrip(_BLANKS), *(line.strip(_BLANKS) for line in inner), last.lstrip(_BLANKS))
    return " ".join(filter(None, lines))


def breaks_lines(markup: Sequence[str], at: int) -> bool:
    """Say whether the <code> that the piece `at` opens holds several lines, parted by <br>."""
    return _comes_first(markup, at, ("br>", "br "), "/code>")


def keeps_lines(markup: Sequence[str], at: int) -> bool:
    """Say whether the <code> that the piece `at` opens names a language, stands alone in its element and holds line breaks:
    style sheets of highlighters show them."""
    if "language-" not in markup[at].partition(">")[0]:
        return False
    ahead = markup[at : at + MAX_CODE_AHEAD]
    end = next((i for i, piece in enumerate(ahead[:-1]) if piece.startswith("/code>")), 0)
    if not end or ahead[end].removeprefix("/code>").strip() or ahead[end + 1][:1] != "/":
        return False
    return "\n" in "".join(piece.partition(">")[2] for piece in ahead[:end]).strip()


def holds_code(markup: Sequence[str], at: int) -> bool:
    """Say whether a <code> follows in the <pre> around the piece `at`, which then is no line of code."""
    return _comes_first(markup, at, ("code>", "code "), "/pre>")


def _comes_first(markup: Sequence[str], at: int, tag: tuple[str, ...], end: str) -> bool:
    """Say whether a tag comes before the end, within the lines looked at."""
    for piece in markup[at + 1 : at + 1 + MAX_LINES_AHEAD]:
        if piece.startswith(end):
            return False
        if piece.startswith(tag):
            return True
    return False


def without_line_numbers(texts: list[str]) -> None:
    """Take the numbers of the lines out of the texts that are code with every line numbered."""
    for i, text in enumerate(texts):
        if "\n" in text and text.lstrip()[:1] == "1":
            texts[i] = _unnumbered(text)


def _unnumbered(text: str) -> str:
    lines = text.split("\n")
    found = _after_numbers(lines) or _between_numbers(lines)
    worded = sum(any(map(str.isalpha, line)) for line in found)
    return "\n".join(found).strip("\n") if worded * 2 > len(found) else text


def _after_numbers(lines: Sequence[str]) -> list[str]:
    """Return what follows the numbers with which the lines begin; [] unless all do, from 1 on."""
    found = []
    for number, line in enumerate(lines, 1):
        start = line.lstrip()
        rest = start.removeprefix(str(number))
        if rest is start or rest[:1] not in ("", " ", "\t", "\xa0"):
            return []
        found.append(rest[1:])
    return found if len(found) >= FEWEST_NUMBERED else []


def _between_numbers(lines: Sequence[str]) -> list[str]:
    """Return the lines between those that are their numbers; [] unless each has one, from 1 on."""
    found: list[str] = []
    number = since = 0
    for line in lines:
        if line.strip() == str(number + 1):
            number, since = number + 1, 0
        elif not number or since == MOST_BETWEEN:
            return []
        else:
            since += 1
            found.append(line)
    return found if number >= FEWEST_PARTED else []
