"""The report file of a replay: a JSON line for each page, written as it goes.

Named again, it tells which pages are done: an interrupted replay goes on where it was. Its first
line says what was replayed and with what; another replay may not go on in it.
"""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from scraper.errors import ConfigError, OutputError, reason_of
from scraper.evaluate.compare import Difference, PageDifference

FORMAT = 1  # of the file


class ReplayLog:
    """The lines of one replay. Without a file it keeps nothing."""

    def __init__(self, path: Path | None, stream: BinaryIO | None) -> None:
        """Take an open file; callers use `open_log`."""
        self._path, self._stream = path, stream
        self._seen: set[bytes] = set()

    def done(self) -> Iterator[PageDifference]:
        """Yield the pages of the file, once; after that `knows` is complete."""
        if self._stream is None or self._path is None:
            return
        with self._path.open("rb") as lines:
            next(lines)
            for line in lines:
                record = json.loads(line)
                found = Difference(**{k: _tuple(v) for k, v in record.pop("found").items()})
                self._seen.add(bytes.fromhex(record["id"]))
                yield PageDifference(**record, found=found)

    def knows(self, key: str) -> bool:
        """Say whether a capture is done."""
        return bool(self._seen) and bytes.fromhex(key) in self._seen

    def add(self, page: PageDifference) -> None:
        """Write one page's line. Raises OutputError."""
        if self._stream is not None:
            _write(self._path, self._stream, asdict(page))

    def close(self) -> None:
        """Close the file."""
        if self._stream is not None:
            self._stream.close()


def open_log(path: Path | None, about: Mapping[str, Any]) -> ReplayLog:
    """Open a new file, or an old one of the same replay to continue; None for no file.

    Raises ConfigError where the file is of another replay, OutputError where it can't be written.
    """
    if path is None:
        return ReplayLog(None, None)
    head = {"replay": FORMAT, **about}
    try:
        stream = path.open("ab+")
        _cut_torn_line(stream)
        stream.seek(0)
        first = stream.readline()
        if first and _header(first) != head:
            stream.close()
            raise ConfigError(str(path), "is of another replay, or no report; name a new file")
        stream.seek(0, os.SEEK_END)
    except OSError as error:
        raise OutputError(str(path), f"can't be written: {reason_of(error)}") from error
    if not first:
        _write(path, stream, head)
    return ReplayLog(path, stream)


def _cut_torn_line(stream: BinaryIO) -> None:
    """Take off what an interruption left of the last line."""
    stream.seek(0)
    whole = 0
    for line in stream:
        if line.endswith(b"\n"):
            whole += len(line)
    stream.truncate(whole)


def _header(line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return None


def _write(path: Path | None, stream: BinaryIO, record: Mapping[str, Any]) -> None:
    try:
        text = json.dumps(record, ensure_ascii=False) + "\n"
        stream.write(text.encode("utf-8", "replace"))
        stream.flush()
    except OSError as error:
        raise OutputError(str(path), f"can't be written: {reason_of(error)}") from error


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
