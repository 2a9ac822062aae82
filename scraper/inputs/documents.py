"""One source in, its documents out: the only place that opens inputs."""

import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import IO

from scraper.encoding.content import decode_body
from scraper.encoding.sniff import SNIFF_BYTES, Sniffed, sniff
from scraper.errors import InputError, reason_of
from scraper.inputs.archive import ArchiveItem, read_archive
from scraper.inputs.body import entity, too_large
from scraper.inputs.members import GZIP_MAGIC, RECORD, ArchiveError, Readable
from scraper.inputs.mhtml import read_mhtml
from scraper.inputs.origin import with_origin
from scraper.inputs.paths import InputFile
from scraper.inputs.wacz import opened_package
from scraper.models.document import Document, LeftOut
from scraper.models.failure import Failure

MAX_PAGE = 64 << 20  # bytes of one page, decoded; the largest real pages are near 5 MB
MAX_MHTML = 256 << 20  # with its pictures
_PIECE = (
    256 << 10
)  # bytes read at a time: memory is set aside for as many, and given back where fewer come
_PACKAGES = (".wacz", ".zip")


def read_documents(sources: Iterable[InputFile | Failure | LeftOut]) -> Iterator[ArchiveItem]:
    """Yield the documents of many sources, in their order, and what gave none."""
    for source in sources:
        if not isinstance(source, InputFile):
            yield source
        elif source.path is None and source.content is None:
            yield from _read_stdin(source)
        elif is_archive(source):
            yield from read_pages(source)
        else:
            try:
                yield read_page(source)
            except InputError as error:
                yield Failure(error.subject, error.kind, error.message)


def _read_stdin(source: InputFile) -> Iterator[ArchiveItem]:
    head = begun(sys.stdin.buffer)
    stream = BegunStream(head, sys.stdin.buffer)
    if begins_archive(head):
        yield from read_archive(stream, source.name, source.relative, MAX_PAGE)
        return
    try:
        yield page_in(stream, source.name, source.relative)
    except InputError as error:
        yield Failure(error.subject, error.kind, error.message)


class BegunStream:
    """A stream of which the first bytes were taken to look at them."""

    def __init__(self, head: bytes, rest: Readable) -> None:
        self._head, self._rest = head, rest

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes, none at the end."""
        if not self._head:
            return self._rest.read(size)
        piece, self._head = self._head[:size], self._head[size:]
        return piece


def begun(stream: Readable) -> bytes:
    """Take the first bytes of a stream, enough to tell what it holds."""
    return _read(stream, SNIFF_BYTES)


def whole(source: InputFile, stream: Readable) -> InputFile:
    """Return a source with all that its stream holds, as far as a page may go."""
    return replace(source, content=_read(stream, MAX_MHTML + 1))


def is_archive(source: InputFile) -> bool:
    """Say whether a file holds any number of pages, by its first bytes; False where it can't be
    read, which reading it as a page then says."""
    try:
        with _opened(source) as stream:
            head = stream.read(len(RECORD))
            if head.startswith(GZIP_MAGIC):
                head += stream.read(SNIFF_BYTES)
        return begins_archive(head) or _is_package(source, head)
    except InputError:
        return False


def begins_archive(head: bytes) -> bool:
    """Say whether a stream that begins so is an archive."""
    if head.startswith(GZIP_MAGIC):
        head = decode_body(head, "gzip", len(RECORD)).body
    return head.startswith(RECORD)


def read_page(source: InputFile) -> Document:
    """Return the page in a file. Raises InputError if it holds no page."""
    with _opened(source, buffering=0) as stream:
        return page_in(stream, source.name, source.relative)


def page_in(stream: Readable, name: str, relative: str) -> Document:
    """Return the page that a stream holds. Raises InputError if it holds no page."""
    head = _read(stream, SNIFF_BYTES)
    found, is_packed = _sniffed(head, name)
    if not found.is_page and found.kind not in ("empty", "mhtml"):
        raise _no_page(name, found, is_packed=is_packed)
    limit = MAX_MHTML if found.kind == "mhtml" else MAX_PAGE
    body = _read(stream, limit + 1 - len(head), head)
    if len(body) > limit:
        raise too_large(name, limit)
    if is_packed:
        body = entity(body, "gzip", name, limit)
    if found.kind == "mhtml":
        return with_origin(read_mhtml(body, name, relative))
    return with_origin(Document(name, body, found.document_kind, relative=relative))


def read_pages(source: InputFile) -> Iterator[ArchiveItem]:
    """Yield the pages of an archive, and what in it is no page. `source.path` None is standard
    input."""
    try:
        if source.path is not None and source.path.suffix.lower() in _PACKAGES:
            with opened_package(source.path) as package:
                for name in package.names:
                    with package.open(name) as member:
                        inside = f"{source.name}!{name}"
                        yield from read_archive(member, inside, source.relative, MAX_PAGE)
        else:
            with _opened(source) as stream:
                yield from read_archive(stream, source.name, source.relative, MAX_PAGE)
    except InputError as error:
        yield Failure(error.subject, error.kind, error.message)
    except ArchiveError as error:
        yield Failure(source.name, "unreadable", f"the archive {error}; what came before was read")


@contextmanager
def _opened(source: InputFile, buffering: int = -1) -> Iterator[IO[bytes]]:
    """Open a source; what is read in large pieces needs no buffer."""
    if source.path is None:
        yield io.BytesIO(source.content) if source.content is not None else sys.stdin.buffer
        return
    try:
        with source.path.open("rb", buffering) as stream:
            yield stream
    except OSError as error:
        reason = f"can't be read: {reason_of(error)}"
        raise InputError(source.name, reason) from error
    except ValueError as error:  # a NUL in the name
        if "null byte" not in str(error):
            raise
        raise InputError(source.name, f"can't be read: {error}") from error


def _sniffed(head: bytes, name: str) -> tuple[Sniffed, bool]:
    """Return the kind of a file that begins so, gzip undone, and whether it is gzipped."""
    found = sniff(head, name=name)
    if found.kind != "gzip":
        return found, False
    return sniff(decode_body(head, "gzip", SNIFF_BYTES).body, name=name.removesuffix(".gz")), True


def _no_page(name: str, found: Sniffed, *, is_packed: bool) -> InputError:
    if found.kind == "gzip" and is_packed:
        return InputError(name, "gzip within gzip", "bad_encoding")
    return InputError(name, f"{found.label}, not HTML or text")


def _is_package(source: InputFile, head: bytes) -> bool:
    suffix = source.path.suffix.lower() if source.path is not None else ""
    if source.path is None or suffix not in _PACKAGES or not head.startswith(b"PK"):
        return False
    if suffix == ".wacz":
        return True
    with opened_package(source.path) as package:
        return bool(package.names)


def _read(stream: Readable, size: int, head: bytes = b"") -> bytes:
    """Return `head` and that many bytes more, or all there are: a pipe hands over a few at a time."""
    pieces = [head]
    while size > 0 and (piece := stream.read(min(size, _PIECE))):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)
