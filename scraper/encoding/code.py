"""Style sheets and scripts, known by their bytes alone: servers send some without a Content-Type."""

import re

_STYLE_BEGINS = re.compile(
    rb"""@(?:charset|import|media|font-face|keyframes|supports|layer|namespace|-)|:root\b
    |(?:[.#]?[a-z_-][\w-]{0,60}|\*)(?:[ ,>+~]{1,3}[.#:]?[\w-]{1,60}|:{1,2}[\w-]{1,60}|[.#][\w-]{1,60}|\[[^\[\]]{1,60}\]){0,12}\s?\{""",
    re.I | re.X,
)
_SCRIPT_BEGINS = re.compile(
    rb"""["']use\ strict["']|[!;(+~-]{0,3}(?:async\ )?function\b|[!;]?\(\(|(?:var|let|const)\ [\w${\[]
    |(?:import|export)\ [\w{*"']|(?:window|document|self|module|jQuery|\$|\(self)\b[.\[(|]|define\(|if\ ?\(""",
    re.X,
)
_COMMENT = re.compile(rb"\s*(?:/\*.*?\*/|//[^\n]*\n)", re.S)
_MARKS = b"{};"
_MARKS_PER_KILOBYTE = 12  # style sheets and scripts have 25 and more, prose has one or two


def code_label(text: bytes) -> str:
    """Return what a style sheet or a script is called in messages; "" for any other content."""
    marks = len(text) - len(text.translate(None, _MARKS))
    if marks * 1024 < _MARKS_PER_KILOBYTE * len(text):
        return ""
    begin = 0
    while comment := _COMMENT.match(text, begin):
        begin = comment.end()
    code = text[begin:].lstrip()
    if _STYLE_BEGINS.match(code):
        return "a style sheet"
    return "a script" if _SCRIPT_BEGINS.match(code) else ""
