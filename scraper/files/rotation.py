"""Logs of bounded size: a file that is large becomes FILE.1, the one before it FILE.2."""

from pathlib import Path

LARGEST = 5_000_000
"""Bytes, from which on a log is put aside: a year of a site that is visited each hour."""
KEPT = 5  # logs that were put aside


def rotate(file: Path, *, largest: int = LARGEST, kept: int = KEPT) -> None:
    """Put a log aside if it is large; the oldest of those put aside goes. What writes to it goes on
    writing to the file under its new name. Raises OSError."""
    if not file.is_file() or file.stat().st_size < largest:
        return
    for number in range(kept, 0, -1):
        before = _aside(file, number - 1)
        if before.is_file():
            before.replace(_aside(file, number))


def _aside(file: Path, number: int) -> Path:
    return file.with_name(f"{file.name}.{number}") if number else file
