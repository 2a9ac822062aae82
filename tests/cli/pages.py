"""Pages for the command's tests, and the two ways to run it."""

import subprocess
import sys
from pathlib import Path

from tests.patience import PATIENCE

Completed = subprocess.CompletedProcess[bytes]

PARAGRAPHS = [
    "The harbour council voted on Tuesday to rebuild the old ferry pier before the winter storms.",
    "Work on the pier will start in May, after the herring fleet has left, and take five months.",
    "Opponents had argued that the money was needed for the school roof, which leaks since March.",
    "“We heard both sides for three hours,” said Maren Holt, who chairs the council of the town.",
    "The ferry company will pay a third of the cost and has promised two more crossings each day.",
]


TITLE = "Council votes to rebuild the pier"


def page(title: str = TITLE, paragraphs: list[str] | None = None) -> str:
    """A plain news page of a title and its paragraphs, between a menu and a footer."""
    body = "".join(f"<p>{text}</p>\n" for text in paragraphs or PARAGRAPHS)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        "</head>"
        '<body><nav><ul><li><a href="/">Home</a></li><li><a href="/s">Sport</a></li></ul></nav>'
        f"<main><article><h1>{title}</h1>\n{body}</article></main>"
        "<footer><p>© The Harbour Post</p></footer></body></html>\n"
    )


def put(path: Path, content: str | bytes | None = None) -> Path:
    """Write a file and the directories above it."""
    content = page() if content is None else content
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def command(*arguments: object) -> list[str]:
    """The command line of the real program."""
    return [sys.executable, "-m", "scraper", *map(str, arguments)]


def scraper(*arguments: object, given: bytes = b"", **options) -> Completed:
    """Run the real program to its end."""
    return subprocess.run(
        command(*arguments),
        input=given,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
        **options,
    )


def python(code: str) -> Completed:
    """Run a program in the interpreter of these tests to its end."""
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, timeout=PATIENCE, check=False
    )
