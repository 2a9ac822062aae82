"""What reaches a terminal: never a control character of a page, never a line too wide."""

import os
import pty
import subprocess
from pathlib import Path

import pytest

from tests.patience import PATIENCE


def on_terminal(arguments: list[str], columns: int = 80) -> bytes:
    """What a terminal would receive from the program."""
    ours, theirs = pty.openpty()
    environment = os.environ | {"COLUMNS": str(columns), "TERM": "xterm"}
    with subprocess.Popen(
        arguments, stdin=theirs, stdout=theirs, stderr=theirs, env=environment
    ) as process:
        os.close(theirs)
        received = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # how Linux says that the other side is closed
                break
            if not piece:
                break
            received += piece
        process.wait(timeout=PATIENCE)
    os.close(ours)
    return received


NASTY = "\x1b[2J\x1b]52;c;ZXZpbA==\x07\x9b31m\u202e\u2066 \x08\x0c\x7f"


def nasty_page(pages, directory: Path) -> Path:
    paragraphs = [f"{text}{NASTY}" for text in pages.PARAGRAPHS]
    return pages.put(directory / "a\x1b[2J\u202e.html", pages.page(f"Title{NASTY}", paragraphs))


def raw_controls(shown: bytes) -> list[str]:
    controls = ("\x1b", "\x07", "\x9b", "\u202e", "\u2066", "\x08", "\x7f")
    return [control for control in controls if control.encode() in shown]


@pytest.mark.parametrize("format_name", ["text", "markdown", "jsonl"])
def test_page_text_never_steers_the_terminal(pages, tmp_path, format_name):
    """Escape sequences, C1 controls and bidi overrides of pages and names are shown, not obeyed."""
    path, missing = nasty_page(pages, tmp_path), tmp_path / "no\x1b[2J.html"
    shown = on_terminal(pages.command("clean", "--format", format_name, path, missing))
    assert b"harbour" in shown
    assert b"No such file" in shown
    assert raw_controls(shown) == []


def test_explain_and_usage_errors_are_as_safe(pages, tmp_path):
    """The report has colours of its own and nothing of the page's; so has a usage error."""
    shown = on_terminal(pages.command("explain", nasty_page(pages, tmp_path)))
    assert b"harbour" in shown
    assert b"\x1b[32m" in shown
    for style in (b"\x1b[32m", b"\x1b[2m", b"\x1b[1m", b"\x1b[0m"):
        shown = shown.replace(style, b"")
    assert raw_controls(shown) == []
    shown = on_terminal(pages.command("explain", "a", "no\x1b[2J.html"))
    assert b"unexpected extra argument" in shown
    assert raw_controls(shown) == []


def test_explain_fits_the_terminal(pages, tmp_path):
    """No line is wider than the terminal, with wide characters counted as two."""
    wide = ["港湾評議会は冬の嵐が来る前に古いフェリー桟橋を再建することを火曜日に決めた。" * 3] * 4
    path = pages.put(tmp_path / "a.html", pages.page("桟橋の再建を決定", wide))
    shown = on_terminal(pages.command("explain", path), columns=60).decode()
    for style in ("\x1b[32m", "\x1b[2m", "\x1b[1m", "\x1b[0m"):
        shown = shown.replace(style, "")
    width = max(sum(2 if ord(c) > 0x2E80 else 1 for c in line) for line in shown.splitlines()[1:])
    assert width <= 60


def test_nothing_to_read_on_a_terminal_is_a_usage_error(pages):
    """`scraper clean` alone does not wait for ever."""
    assert b"Nothing to clean" in on_terminal(pages.command("clean"))
