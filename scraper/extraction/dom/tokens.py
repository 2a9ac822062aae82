"""A page as the parser's tokens: tags, comments, and the text of elements that hold no tags."""

import re

_SPACE = r"[ \t\n\f\r]"
_ATTRIBUTE_PATTERN = rf"""
    (?:=[^ \t\n\f\r/>=]*+|[^ \t\n\f\r/>=]++)
    (?:{_SPACE}*+={_SPACE}*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|(?!["'])[^ \t\n\f\r>]*+))?+"""
ATTRIBUTE = re.compile(_ATTRIBUTE_PATTERN, re.VERBOSE)
TOKEN = re.compile(
    rf"""<(?:!--(?:-?>|.*?(?:--!?>|\Z))    # a comment
    |(/?[a-zA-Z][^ \t\n\f\r/>]*+)          # a tag, of which the name is kept
     ((?:[ \t\n\f\r/]++|{_ATTRIBUTE_PATTERN})*+)(?:>|\Z)
    |[!?/][^>]*+)                          # a declaration, or a comment by mistake""",
    re.VERBOSE | re.DOTALL,
)
RAW_NAMES = frozenset(
    ("script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title", "plaintext")
)
"""Elements whose text ends at their own end tag alone."""
_RAW_END = {
    name: re.compile(rf"</{name}(?=[ \t\n\f\r/>])", re.IGNORECASE | re.ASCII)
    for name in RAW_NAMES - {"script", "plaintext"}
}
_SCRIPT_END = re.compile(r"</[sS][cC][rR][iI][pP][tT](?=[ \t\n\f\r/>])")
_SCRIPT_MARK = re.compile(
    r"<!--(?:-*+>)?|-->|<(/?)script(?=[ \t\n\f\r/>])", re.IGNORECASE | re.ASCII
)


def raw_end(html: str, name: str, start: int) -> int:
    """Return where the text of an element such as <script> ends: at its end tag, or -1."""
    if name == "plaintext":
        return -1
    if name == "script":
        return script_end(html, start)
    found = _RAW_END[name].search(html, start)
    return found.start() if found else -1


def script_end(html: str, start: int) -> int:
    """Return where the end tag of a script stands whose text begins at `start`, or -1.

    As in browsers: inside `<!--`, a "<script" lets one "</script>" pass, unless "-->" came first.
    """
    first = _SCRIPT_END.search(html, start)
    if not first or html.find("<!--", start, first.start()) < 0:  # as in most scripts
        return first.start() if first else -1
    escaped = doubly = False
    for mark in _SCRIPT_MARK.finditer(html, start):
        if mark[0].endswith("-->") or mark[0].endswith(">"):
            escaped = doubly = False
        elif mark[0].startswith("<!"):
            escaped = True
        elif not mark[1]:
            doubly = escaped
        elif doubly:
            doubly = False
        else:
            return mark.start()
    return -1
