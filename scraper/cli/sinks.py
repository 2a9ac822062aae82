"""Where cleaned articles go: one stream for all of them, or a file for each."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Protocol

import click

from scraper.cli.terminal import write
from scraper.errors import OutputError
from scraper.files.atomic import atomic_file, write_atomic
from scraper.files.together import NewFiles
from scraper.inputs import is_directory
from scraper.models.failure import Failure
from scraper.pipelines.clean_task import Cleaned
from scraper.render import FORMATS, failure_record
from scraper.render.csv import HEADER, csv_failure

RULE = "\n---\n\n"
"""Stands between two articles of text or Markdown on one stream: a thematic break in Markdown."""


class Sink(Protocol):
    """Takes results in the order of the inputs."""

    def article(self, cleaned: Cleaned) -> Sequence[Cleaned | Failure]:
        """Write one article. Return those that are written by now and were not yet returned, with a
        failure for one that can't be. Raises OutputError where no other can be written either."""

    def failure(self, failure: Failure, request: Mapping[str, Any] | None = None) -> None:
        """Note that an input gave no article, if the format can say so."""

    def finish(self) -> Sequence[Cleaned | Failure]:
        """Write what is left, and what follows the last article; return what `article` returns."""


class StreamSink:
    """All articles on one stream: with a rule between two, as a JSON array, or one JSON line each.

    `many` says that the inputs can hold more than one page. Only then JSON is an array, and every
    failure is a record of its own; of a single page, one that says what is known of it.
    """

    def __init__(self, write: Callable[[str], None], format_name: str, *, many: bool) -> None:
        self._write = write
        self._joined = FORMATS[format_name].joined
        self._array = many and self._joined == "array"
        self._many = many
        self._count = 0

    def article(self, cleaned: Cleaned) -> Sequence[Cleaned | Failure]:
        if cleaned.output:
            self._add(cleaned.output)
        return (cleaned,)

    def failure(self, failure: Failure, request: Mapping[str, Any] | None = None) -> None:
        if self._joined == "rows":
            self._add(csv_failure(failure))
        elif (self._many or failure.title is not None) and self._joined in ("array", "lines"):
            one_line = self._joined == "lines"
            self._add(failure_record(failure, request=request, one_line=one_line))

    def finish(self) -> Sequence[Cleaned | Failure]:
        if self._array:
            self._write("]\n" if self._count else "[]\n")
        elif self._joined == "rows" and not self._count:
            self._write(HEADER)
        return ()

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
    """A file for each article, its path that of the input below the common directory. Files that come
    quickly appear together, within half a second."""

    def __init__(self, directory: Path, format_name: str, *, force: bool) -> None:
        self._directory = directory
        self._suffix = FORMATS[format_name].suffix
        self._header = HEADER if FORMATS[format_name].joined == "rows" else ""
        self._force = force
        # Only a hash of each name is kept: millions of inputs must not fill the memory.
        self._taken: set[int] = set()
        self._planned: set[int] = set()
        self._files = NewFiles()
        self._under_way: list[tuple[Path, Cleaned]] = []

    def plan(self, relative: str) -> tuple[str, Path]:
        """Return a free name for an article that is still to be made, and the path it stands for."""
        stem = self._free(relative)
        self._planned.add(hash(stem))
        return stem, self._path(stem)

    def article(self, cleaned: Cleaned) -> Sequence[Cleaned | Failure]:
        stem = cleaned.relative
        if hash(stem) not in self._planned:
            stem = self._free(stem)
        self._planned.discard(hash(stem))
        path = self._path(stem)
        try:
            self._write(path, cleaned.output)
        except OutputError as error:
            return (Failure(error.subject, "unreadable", error.message),)
        self._under_way.append((path, cleaned))
        return self._written(self._files.place()) if self._files.are_due else ()

    def failure(self, failure: Failure, request: Mapping[str, Any] | None = None) -> None:
        """Do nothing: a file is written for articles only."""

    def finish(self) -> Sequence[Cleaned | Failure]:
        return self._written(self._files.close())

    def _write(self, path: Path, output: str) -> None:
        if not output:
            return
        if self._force and os.path.lexists(path):
            write_atomic(path, self._header + output, overwrite=True)
        else:
            self._files.add(path, self._header + output)

    def _written(self, problems: Mapping[Path, OutputError]) -> list[Cleaned | Failure]:
        """Return what is under way, each with the problem of its file in its place."""
        under_way, self._under_way = self._under_way, []
        return [
            Failure(problems[path].subject, "unreadable", problems[path].message)
            if path in problems
            else cleaned
            for path, cleaned in under_way
        ]

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
        named_so = output.endswith(("/", os.sep)) or is_directory(path)
        if named_so or (many and not path.suffix and not os.path.lexists(path)):
            sink = DirectorySink(path, format_name, force=force)
            stack.callback(sink.finish)  # what is done stays, whatever ends the command
            return sink
    if many and FORMATS[format_name].joined == "apart":
        raise click.UsageError(f"several {format_name} documents need -o DIRECTORY")
    if path is None:
        return StreamSink(_write_now, format_name, many=many)
    return stack.enter_context(file_sink(path, format_name, many=many, force=force))


def _write_now(text: str) -> None:
    write(text)
    sys.stdout.flush()  # a reader of the pipe gets each article when it is done
