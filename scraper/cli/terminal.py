"""Text from pages on a terminal: control characters are shown, never obeyed.

A page's title may hold escape sequences that move the cursor, set the clipboard or hide what
follows, and bidirectional overrides that reorder it.
"""

import re
import sys

import click

# C0 but tab and line feed, DEL, C1, line and paragraph separators, bidi embeddings and isolates.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

NOT_AGREED = "nothing was done; with --yes it is done without a question"
"""What a command says that would have to ask, or that only shows what it would do."""


def visible(text: str) -> str:
    """Return the text with control characters, except tab and line feed, written as escapes."""
    return _CONTROL.sub(_escape, text)


def one_line(text: str) -> str:
    """Return the text as `visible` does, on a single line: for messages, which are one line each."""
    return visible(text.replace("\r\n", "\n")).replace("\n", "\\n")


def write(text: str) -> None:
    """Write to standard output; on a terminal, control characters are written as escapes."""
    sys.stdout.write(visible(text) if sys.stdout.isatty() else text)


def complain(message: str) -> None:
    """Write one line to standard error, after the program's name."""
    click.echo(f"scraper: {one_line(message)}", err=True)


def agreed(question: str, *, yes: bool) -> bool:
    """Return whether the user agrees: by --yes, or by an answer on a terminal."""
    if yes:
        return True
    if not sys.stdin.isatty():
        complain(NOT_AGREED)
        return False
    return click.confirm(visible(question), err=True)


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
