"""Where cleaned articles go: one stream for all of them, or a file for each."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Protocol

import click

from scraper.cli.terminal import write
from scraper.files.atomic import atomic_file, write_atomic
from scraper.models.page import Failure
from scraper.pipelines.clean_task import Cleaned
from scraper.render import FORMATS, failure_record
from scraper.render.csv import HEADER, csv_failure

RULE = "\n---\n\n"
"""Stands between two articles of text or Markdown on one stream: a thematic break in Markdown."""


class Sink(Protocol):
    """Takes results in the order of the inputs."""

    def article(self, cleaned: Cleaned) -> None:
        """Write one article. Raises OutputError."""

    def failure(self, failure: Failure, request: Mapping[str, Any] | None = None) -> None:
        """Note that an input gave no article, if the format can say so."""

    def finish(self) -> None:
        """Write what follows the last article."""


class StreamSink:
    """All articles on one stream: with a rule between two, as a JSON array, or one JSON line each.

    `many` says that the inputs can hold more than one page. Only then JSON is an array, and a
    failure is a record of its own.
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
        if self._joined == "rows":
            self._add(csv_failure(failure))
        elif self._many and self._joined in ("array", "lines"):
            one_line = self._joined == "lines"
            self._add(failure_record(failure, request=request, one_line=one_line))

    def finish(self) -> None:
        if self._array:
            self._write("]\n" if self._count else "[]\n")
        elif self._joined == "rows" and not self._count:
            self._write(HEADER)

    def _add(self, text: str) -> None:
        first = self._count == 0
        self._count += 1
        if self._array:
            # The separator goes first, so that every record is out as soon as it is known.
            self._write(("[\n" if first else ",\n") + text)
        else:
            rule = RULE if self._joined == "ruled" and not first else ""
            header = HEADER if self._joined == "rows" and first else ""
            self._write(header + rule + text)


class DirectorySink:
    """A file for each article, its path that of the input below the common directory."""

    def __init__(self, directory: Path, format_name: str, *, force: bool) -> None:
        self._directory = directory
        self._suffix = FORMATS[format_name].suffix
        self._header = HEADER if FORMATS[format_name].joined == "rows" else ""
        self._force = force
        # Only a hash of each name is kept: millions of inputs must not fill the memory.
        self._taken: set[int] = set()
        self._planned: set[int] = set()

    def plan(self, relative: str) -> tuple[str, Path]:
        """Return a free name for an article that is still to be made, and the path it stands for."""
        stem = self._free(relative)
        self._planned.add(hash(stem))
        return stem, self._path(stem)

    def article(self, cleaned: Cleaned) -> None:
        stem = cleaned.relative
        if hash(stem) not in self._planned:
            stem = self._free(stem)
        self._planned.discard(hash(stem))
        if cleaned.output:
            write_atomic(self._path(stem), self._header + cleaned.output, overwrite=self._force)

    def failure(self, failure: Failure, request: Mapping[str, Any] | None = None) -> None:
        """Do nothing: a file is written for articles only."""

    def finish(self) -> None:
        """Do nothing: every file is complete already."""

    def _free(self, relative: str) -> str:
        """Return a free name: `a.html` and `a.html.gz` of one directory would both be `a.txt`."""
        number, stem = 1, relative
        while hash(stem.casefold()) in self._taken:
            number += 1
            stem = f"{relative}-{number}"
        self._taken.add(hash(stem.casefold()))
        return stem

    def _path(self, stem: str) -> Path:
        return self._directory / f"{stem}{self._suffix}"


@contextmanager
def file_sink(path: Path, format_name: str, *, many: bool, force: bool) -> Iterator[Sink]:
    """Yield a `StreamSink` into a file that appears when everything is done."""
    with atomic_file(path, overwrite=force) as stream:

        def write(text: str) -> None:
            stream.write(text.encode("utf-8", "replace"))

        yield StreamSink(write, format_name, many=many)


def open_sink(
    stack: ExitStack, output: str | None, format_name: str, *, many: bool, force: bool
) -> Sink:
    """Return where articles go for `-o output`; files are closed with the stack.

    No output is standard output. A directory is what exists as one, ends in "/", or has no suffix
    while there may be more than one article. Raises a usage error where `many` documents of a
    format can't share one stream.
    """
    path = Path(output) if output is not None else None
    if output is not None and path is not None:
        named_so = output.endswith(("/", os.sep)) or path.is_dir()
        if named_so or (many and not path.suffix and not path.exists()):
            return DirectorySink(path, format_name, force=force)
    if many and FORMATS[format_name].joined == "apart":
        raise click.UsageError(f"several {format_name} documents need -o DIRECTORY")
    if path is None:
        return StreamSink(_write_now, format_name, many=many)
    return stack.enter_context(file_sink(path, format_name, many=many, force=force))


def _write_now(text: str) -> None:
    write(text)
    sys.stdout.flush()  # a reader of the pipe gets each article when it is done
