"""One source in, its documents out: the only place that opens inputs."""

import gzip
import io
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, cast

from scraper.encoding.sniff import SNIFF_BYTES, sniff
from scraper.errors import InputError
from scraper.inputs.body import too_large
from scraper.inputs.mhtml import read_mhtml
from scraper.inputs.paths import InputFile
from scraper.inputs.warc import read_warc
from scraper.models.page import Document, Failure

MAX_PAGE = 64 << 20  # bytes of one page, decoded; the largest real pages are near 5 MB
MAX_MHTML = 256 << 20  # with its pictures
_BUFFER = SNIFF_BYTES


def read_documents(sources: Iterable[InputFile | Failure]) -> Iterator[Document | Failure]:
    """The documents of many sources, in their order."""
    for source in sources:
        if isinstance(source, Failure):
            yield source
        else:
            yield from read_source(source)


def read_source(source: InputFile) -> Iterator[Document | Failure]:
    """The documents of one file: one, or those of an archive; a `Failure` if it can't be read."""
    name = str(source.path)
    try:
        with source.path.open("rb") as stream:
            yield from read_stream(stream, name, source.relative)
    except OSError as error:
        yield Failure(name, "unreadable", f"can't be read: {error.strerror or error}")
    except ValueError as error:  # a NUL in the name
        yield Failure(name, "unreadable", f"can't be read: {error}")


def read_stream(stream: BinaryIO, name: str, relative: str) -> Iterator[Document | Failure]:
    """The documents of an open stream of bytes, which need not be seekable."""
    try:
        yield from _read(_buffered(stream), name, relative)
    except InputError as error:
        yield Failure(error.subject, error.kind, error.message)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield Failure(name, "truncated", f"damaged or cut off gzip data ({error})")


def _read(stream: io.BufferedReader, name: str, relative: str) -> Iterator[Document | Failure]:
    head = _peek(stream)
    if sniff(head).kind == "gzip":
        stream = _buffered(cast("BinaryIO", gzip.GzipFile(fileobj=stream)))
        head = _peek(stream)
        name_inside = name.removesuffix(".gz")
    else:
        name_inside = name
    found = sniff(head, name=name_inside)
    kind = found.kind
    if kind == "warc":
        yield from read_warc(stream, name, relative, MAX_PAGE)
    elif kind == "mhtml":
        yield read_mhtml(_bounded(stream, name, MAX_MHTML), name, relative)
    elif kind == "gzip":
        raise InputError(name, "gzip within gzip", "bad_encoding")
    elif kind == "other":
        raise InputError(name, f"{found.label}, not HTML or text")
    else:
        body = _bounded(stream, name, MAX_PAGE)
        yield Document(
            name, body, "text" if kind in ("text", "markdown") else "html", relative=relative
        )


def _buffered(stream: BinaryIO) -> io.BufferedReader:
    """The default buffer of 8 KB is too short a look at a page that starts with scripts."""
    return io.BufferedReader(_Raw(stream), _BUFFER)


def _peek(stream: io.BufferedReader) -> bytes:
    """The first bytes of a stream, without taking them."""
    return stream.peek(_BUFFER)[:SNIFF_BYTES]


def _bounded(stream: io.BufferedReader, name: str, limit: int) -> bytes:
    body = stream.read(limit + 1)
    if len(body) > limit:
        raise too_large(name, limit)
    return body


class _Raw(io.RawIOBase):
    """A stream that fills the buffer it is given: a pipe hands over a few bytes at a time.

    What was read before an error is handed over before the error, so that the pages in front of
    an archive's damaged end are not lost with it.
    """

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream
        self._error: Exception | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view, filled = memoryview(buffer), 0
        while filled < len(view):
            piece = self._piece(len(view) - filled, pending=filled > 0)
            if not piece:
                break
            view[filled : filled + len(piece)] = piece
            filled += len(piece)
        return filled

    def _piece(self, size: int, *, pending: bool) -> bytes:
        if self._error is None:
            try:
                # read1: read() would drop what it had when the error came
                return cast("io.BufferedReader", self._stream).read1(size)
            except (EOFError, OSError, zlib.error) as error:
                self._error = error
        if pending:
            return b""
        raise self._error
