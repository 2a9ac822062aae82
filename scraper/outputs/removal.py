"""What is taken out of outputs for good, and how files of lines and of CSV records are written without it.

Each kind of output has an `erase`: a function of a path and a `Removal` that returns how many versions
went. What stays keeps its bytes; a file is replaced by a whole one, or not at all. An erasure that was
interrupted is done again: the second time finds nothing.
"""

import csv
import io
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from scraper.errors import OutputError, reason_of
from scraper.files.atomic import atomic_file
from scraper.models.frozen import FrozenDict

LONGEST_CELL = 1 << 30  # characters, of a CSV that is read back
_ADDRESSES = ("key", "url")

Parts: TypeAlias = Iterator[tuple[bytes, bytes | None]]
"""Parts of a file, each with what takes its place: the same bytes, others, or None for nothing."""


@dataclass(frozen=True, slots=True)
class Removal:
    """What goes. `keys` are those of articles, `captures` ids of the store, and `covers` says whether a
    URL is one of an erased page. `stories` maps the key of an erased article, after which others with
    the same text are grouped, to the key that takes its place. With `dry`, it is only counted."""

    keys: frozenset[str]
    captures: frozenset[str]
    covers: Callable[[str], bool]
    stories: Mapping[str, str] = field(default_factory=FrozenDict)
    dry: bool = False

    def takes(self, record: Mapping[str, Any]) -> bool:
        """Say whether a version goes, by the fields that identify it."""
        if record.get("capture") in self.captures or record.get("key") in self.keys:
            return True
        addresses = (record.get(name) for name in _ADDRESSES)
        return any(isinstance(each, str) and self.covers(each) for each in addresses)

    def story(self, record: Mapping[str, Any]) -> str | None:
        """Return the story that a version which stays has from now on, None where it keeps its own."""
        story = record.get("story")
        if not isinstance(story, str) or not (story in self.keys or self.covers(story)):
            return None
        return self.stories.get(story) or str(record.get("key") or "")


Erase = Callable[[Path, Removal], int]
"""Takes versions out of an output, durably, and returns how many. Raises OutputError."""


def erase_jsonl(path: Path, removal: Removal) -> int:
    """Take versions out of a file of JSON lines; other lines stay."""
    return rewrite(path, lambda: _json_lines(path, removal), dry=removal.dry)


def erase_csv(path: Path, removal: Removal) -> int:
    """Take versions out of a CSV file of ours."""
    return rewrite(path, lambda: _csv_records(path, removal), dry=removal.dry)


def rewrite(path: Path, parts: Callable[[], Parts], *, dry: bool) -> int:
    """Replace a file by one with the parts that stay, if any goes or changes; return how many go."""
    if not path.is_file():  # a pipe or a device keeps nothing
        return 0
    try:
        gone = changed = 0
        for before, after in parts():
            gone += after is None
            changed += after != before
        if changed and not dry:
            with atomic_file(path, overwrite=True) as target:
                os.fchmod(target.fileno(), path.stat().st_mode)
                for _, after in parts():
                    target.write(after or b"")
    except OSError as error:
        raise OutputError(str(path), f"can't be rewritten: {reason_of(error)}") from error
    return gone


def _json_lines(path: Path, removal: Removal) -> Parts:
    with path.open("rb") as file:
        for line in file:
            yield line, _json_line(line, removal)


def _json_line(line: bytes, removal: Removal) -> bytes | None:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return line
    if not isinstance(record, dict):
        return line
    if removal.takes(record):
        return None
    story = removal.story(record)
    if story is None:
        return line
    return (
        json.dumps(record | {"story": story}, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
    )


def _csv_records(path: Path, removal: Removal) -> Parts:
    """Yield the records of a CSV file with the bytes that each took."""
    csv.field_size_limit(LONGEST_CELL)
    taken: list[bytes] = []

    def lines(file: io.BufferedReader) -> Iterator[str]:
        for line in file:
            taken.append(line)
            yield line.decode("utf-8-sig" if len(taken) == 1 else "utf-8", "replace").replace(
                "\0", ""
            )

    with path.open("rb") as file:
        rows = csv.reader(lines(file))
        try:
            columns = next(rows, [])
            yield (header := b"".join(taken)), header
            taken.clear()
            for row in rows:
                record = b"".join(taken)
                taken.clear()
                yield record, _csv_record(record, columns, row, removal)
        except csv.Error as error:
            raise OutputError(str(path), f"can't be read as CSV ({error})") from error


def _csv_record(data: bytes, columns: list[str], row: list[str], removal: Removal) -> bytes | None:
    record = dict(zip(columns, row, strict=False))
    if removal.takes(record):
        return None
    story = removal.story(record)
    if story is None:
        return data
    text = io.StringIO(newline="")
    csv.writer(text).writerow(
        [story if n == "story" else c for n, c in zip(columns, row, strict=False)]
    )
    return text.getvalue().encode()
