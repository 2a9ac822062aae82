"""JSON lines and CSV: one file that grows. A batch is one write at its end, synced."""

import csv
import io
import json
import os
from collections.abc import Sequence
from pathlib import Path

from scraper.errors import OutputError, reason_of
from scraper.models.version import ArticleVersion
from scraper.outputs.removal import LONGEST_CELL
from scraper.render import dumps
from scraper.render.csv import cell

COLUMNS = (
    "schema", "site", "key", "version", "digest", "seen_at", "capture", "url", "title", "authors",
    "date", "modified", "language", "site_name", "page_url", "description", "image", "tags",
    "status", "confidence", "text", "story", "gone_at", "is_free", "is_partial", "next_page",
)  # fmt: skip
_OURS = {"key", "version"}  # in every header since the first
_LONGEST_HEADER = 4096  # characters of it that are read


def write_jsonl(path: Path, versions: Sequence[ArticleVersion]) -> None:
    """Add one object a line."""
    _append(path, "".join(dumps(version.row()) + "\n" for version in versions), "\n")


def write_csv(path: Path, versions: Sequence[ArticleVersion]) -> None:
    """Add one row each, after a header in an empty file, in the columns that the file's own header names. A cell that would
    be a formula gets an apostrophe."""
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    columns = columns_of(path)
    if not columns:
        rows.writerow(columns := COLUMNS)
    for version in versions:
        record = version.row()
        rows.writerow([cell(record.get(name)) for name in columns])
    _append(path, text.getvalue(), "\r\n")


def jsonl_identities(path: Path) -> frozenset[tuple[str, str]]:
    """Return key and digest of the versions in a file of JSON lines; other lines are skipped."""
    if not size(path):
        return frozenset()
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return frozenset(filter(None, map(_identity_of_line, file)))
    except OSError as error:
        raise _unwritable(path, error) from error


def csv_identities(path: Path) -> frozenset[tuple[str, str]]:
    """Return key and digest of the versions in a CSV file of ours."""
    if not size(path):
        return frozenset()
    csv.field_size_limit(LONGEST_CELL)
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            rows = csv.DictReader(line.replace("\0", "") for line in file)
            return frozenset((row.get("key") or "", row.get("digest") or "") for row in rows)
    except OSError as error:
        raise _unwritable(path, error) from error
    except csv.Error as error:
        raise OutputError(str(path), f"can't be read ({error}); name a new file") from error


def columns_of(path: Path) -> Sequence[str]:
    """Return the columns of a CSV file, which an older version may have begun; () if it is empty.
    Raises OutputError where they are not ours, as in a file that was saved with semicolons."""
    if not size(path):
        return ()
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            header = tuple(next(csv.reader([file.readline(_LONGEST_HEADER)]), ()))
    except OSError as error:
        raise _unwritable(path, error) from error
    if not _OURS.issubset(header):
        message = "is not a CSV of ours (a spreadsheet may have saved it); name a new file"
        raise OutputError(str(path), message)
    return header


def size(path: Path) -> int:
    """Return the bytes of a file, 0 where it does not exist."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise _unwritable(path, error) from error


def is_gone(path: Path) -> bool:
    """Say whether an output has nothing any more: no file or one of 0 bytes, no directory or an empty one.
    A pipe or a device is what it was."""
    try:
        if path.is_dir():
            return next(path.iterdir(), None) is None
        return not path.exists() or (path.is_file() and not path.stat().st_size)
    except OSError as error:
        raise _unwritable(path, error) from error


def cut(path: Path, length: int) -> None:
    """Take off what a write that was interrupted left after `length` bytes."""
    if size(path) <= length:  # it left nothing, or another file is in the place of that
        return
    try:
        with path.open("r+b") as file:
            file.truncate(length)
            os.fsync(file.fileno())
    except OSError as error:
        raise _unwritable(path, error) from error


def _append(path: Path, text: str, line_break: str) -> None:
    """Add lines, after a line break where the last line there has none."""
    data = text.encode("utf-8", "replace")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.write(data if _is_ended(path) else line_break.encode() + data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise _unwritable(path, error) from error


def _is_ended(path: Path) -> bool:
    """Say whether a file is empty or ends with a line break."""
    if not size(path):
        return True
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) in (b"\n", b"\r")


def _identity_of_line(line: str) -> tuple[str, str] | None:
    try:
        record = json.loads(line)
        return (str(record["key"]), str(record["digest"]))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _unwritable(path: Path, error: OSError) -> OutputError:
    return OutputError(str(path), f"can't be written: {reason_of(error)}")
