"""Where cleaned articles go: one stream for all of them, or a file for each."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from scraper.files.atomic import atomic_file, write_atomic
from scraper.models.page import Failure
from scraper.pipelines.clean import Cleaned
from scraper.render import FORMATS, failure_record

RULE = "\n---\n\n"
"""Stands between two articles of text or Markdown on one stream: a thematic break in Markdown."""


class Sink(Protocol):
    """Takes results in the order of the inputs."""

    def article(self, cleaned: Cleaned) -> None:
        """Write one article. Raises OutputError."""

    def failure(self, failure: Failure, request: Mapping[str, Any] | None = None) -> None:
        """Note, where the format can say so, that an input gave none."""

    def finish(self) -> None:
        """Write what belongs behind the last one."""


class StreamSink:
    """All articles on one stream: behind a rule each, as a JSON array, or one JSON line each.

    `many` is whether the inputs can hold more than one page: only then is JSON an array and a
    failure a record of its own.
    """

    def __init__(self, write: Callable[[str], None], format_name: str, *, many: bool) -> None:
        self._write = write
        self._joined = FORMATS[format_name].joined
        self._array = many and self._joined == "array"
        self._many = many
        self._count = 0

    def article(self, cleaned: Cleaned) -> None:
        if cleaned.output:
            self._add(cleaned.output)

    def failure(self, failure: Failure, request: Mapping[str, Any] | None = None) -> None:
        if self._many and self._joined in ("array", "lines"):
            one_line = self._joined == "lines"
            self._add(failure_record(failure, request=request, one_line=one_line))

    def finish(self) -> None:
        if self._array:
            self._write("]\n" if self._count else "[]\n")

    def _add(self, text: str) -> None:
        first = self._count == 0
        self._count += 1
        if self._array:
            # The separator goes first, so that every record is out as soon as it is known.
            self._write(("[\n" if first else ",\n") + text)
        else:
            rule = RULE if self._joined == "ruled" and not first else ""
            self._write(rule + text)


class DirectorySink:
    """A file for each article, its path that of the input below the common directory."""

    def __init__(self, directory: Path, format_name: str, *, force: bool) -> None:
        self._directory = directory
        self._suffix = FORMATS[format_name].suffix
        self._force = force
        self._taken: set[int] = set()

    def article(self, cleaned: Cleaned) -> None:
        if cleaned.output:
            write_atomic(self._path(cleaned.relative), cleaned.output, overwrite=self._force)

    def failure(self, failure: Failure, request: Mapping[str, Any] | None = None) -> None:
        """A file is written for articles only."""

    def finish(self) -> None:
        """Every file is whole already."""

    def _path(self, relative: str) -> Path:
        """A free name: `a.html` and `a.html.gz` of one directory would both be `a.txt`."""
        number, stem = 1, relative
        # Only a hash of each name is kept: millions of inputs must not fill the memory.
        while hash(stem.casefold()) in self._taken:
            number += 1
            stem = f"{relative}-{number}"
        self._taken.add(hash(stem.casefold()))
        return self._directory / f"{stem}{self._suffix}"


@contextmanager
def file_sink(path: Path, format_name: str, *, many: bool, force: bool) -> Iterator[Sink]:
    """Like `StreamSink`, into a file that appears when all is done."""
    with atomic_file(path, overwrite=force) as stream:

        def write(text: str) -> None:
            stream.write(text.encode("utf-8", "replace"))

        yield StreamSink(write, format_name, many=many)
