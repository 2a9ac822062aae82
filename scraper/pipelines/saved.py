"""Saved files as tasks for workers.

    files +-> a page: the worker that cleans it reads it
          +-> an archive: a process of its own reads it --> its pages, each a task

So no file is read in this process but for its first bytes, and the limits of a page hold for the
reading as well.
"""

import sys
from collections.abc import Iterable, Iterator

from scraper.inputs import (
    BegunStream,
    InputFile,
    begins_archive,
    begun,
    is_archive,
    read_pages,
    whole,
)
from scraper.models.document import Document, LeftOut
from scraper.models.failure import Failure
from scraper.workers import Limits, stream

SavedItem = InputFile | Document | Failure | LeftOut


def saved_pages(
    sources: Iterable[InputFile | Failure | LeftOut], limits: Limits
) -> Iterator[SavedItem]:
    """Yield a file for each page, the documents of archives, and what is neither, in order."""
    for source in sources:
        if not isinstance(source, InputFile):
            yield source
        elif source.path is None and source.content is None:
            yield from _standard_input(source, limits)
        elif is_archive(source):
            yield from stream(source, read_pages, limits)
        else:
            yield source


def _standard_input(source: InputFile, limits: Limits) -> Iterator[SavedItem]:
    head = begun(sys.stdin.buffer)
    rest = BegunStream(head, sys.stdin.buffer)
    if begins_archive(head):
        yield from stream(source, read_pages, limits, rest)
    else:
        yield whole(source, rest)
