"""Read the records of a WARC file that anyone may have written.

warcio's reader is not used: it takes as much memory as there is for an endless line, or for a
small file that unpacks to a large one. Here a header has `MAX_HEADER` bytes, a block that is kept has as many
as the caller allows, and what is skipped is read piece by piece. After damage the reading goes on
at the next record.
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import new as new_hash

from scraper.inputs.members import (
    PIECE,
    RECORD,
    ArchiveError,
    DamageError,
    Piece,
    Pieces,
    Readable,
    pieces_of,
)
from scraper.inputs.recorded import fields_of

MAX_HEADER = 1024 * 1024  # bytes
MAX_DAMAGES = 1000  # places after which an archive is given up
_BEGINNING = 64 * 1024  # bytes kept of a block that is too large
_ZSTD = b"\x28\xb5\x2f\xfd"
_WANTED = ("response", "revisit", "resource", "conversion")
_DIGESTS = ("md5", "sha1", "sha256", "sha512")


@dataclass(frozen=True, slots=True)
class WarcRecord:
    """One record. Names of headers are lower case. `block` is empty for kinds that hold no page.
    `problem` says why a block can't be trusted: it is too large, then only its beginning is here,
    or does not have its digest."""

    headers: dict[str, str]
    repeated: tuple[tuple[str, str], ...]  # all headers, in their order
    block: bytes
    problem: str = ""
    offset: int | None = None  # in the file, where a reading can begin there
    length: int | None = None  # bytes of it in the file, as they are compressed

    @property
    def kind(self) -> str:
        """Such as "response"."""
        return self.headers.get("warc-type", "").lower()

    @property
    def url(self) -> str:
        """The URL that was asked for; wget writes it in angle brackets."""
        return self.headers.get("warc-target-uri", "").strip().strip("<>")

    @property
    def address(self) -> str:
        """The web address of what it holds, "" where that is nothing of the web. Tools that
        convert saved files leave the scheme out; then it is http."""
        scheme = scheme_of(self.url)
        if scheme in ("http", "https"):
            return self.url
        named_host = "." in self.url.partition("/")[0]
        return f"http://{self.url}" if not scheme and named_host else ""


@dataclass(frozen=True, slots=True)
class WarcDamage:
    """A place where an archive is damaged. The records around it are read."""

    message: str


def scheme_of(url: str) -> str:
    """Return the scheme of a URL in lower case; "" for "www.example.org:80/x", which has none."""
    scheme, colon, rest = url.partition(":")
    is_scheme = scheme.isascii() and scheme[:1].isalpha() and "." not in scheme
    return scheme.lower() if colon and is_scheme and not rest[:1].isdigit() else ""


def read_records(file: Readable, most: int) -> Iterator[WarcRecord | WarcDamage]:
    """Yield the records of a WARC file, gzipped by the record, as a whole or not at all, and the
    places where it is damaged. `most` is how many bytes of a block are kept.

    Raises ArchiveError where nothing can be read from there on; the records before stand.
    """
    start = file.read(PIECE)
    if start.startswith(_ZSTD):
        raise ArchiveError("is compressed with zstd; unpack it first: zstd -d FILE")
    reader = _Reader(pieces_of(file, start))
    damages, found = 0, True
    while found:
        try:
            found = reader.begin()
            if found:
                yield _record(reader, most)
        except DamageError as error:
            damages += 1
            if damages == MAX_DAMAGES:
                raise ArchiveError(f"is damaged in {damages} places and more") from error
            found = reader.recover()
            yield WarcDamage(str(error))


class _Reader:
    """Lines and bytes of the unpacked archive. Reading stops short where a member begins another
    record, until `begin` or `recover` goes there."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self._data, self._at = b"", 0
        self._next = Piece(b"")  # the piece that begins another record
        self._broken = False  # whether the pieces, and not what they hold, are damaged
        self._end: int | None = None  # offset in the file behind `_data`, of plain bytes
        self._begun: bool | DamageError | ArchiveError | None = None  # what `end` has met
        self.offset: int | None = None
        """Where in the file the record begins, or the file ends; None in the middle of a member."""

    def begin(self) -> bool:
        """Go to the first byte that is no white space; return False at the end of the archive."""
        begun, self._begun = self._begun, None
        if isinstance(begun, Exception):
            raise begun
        return self._skip() if begun is None else begun

    def end(self, start: int | None) -> int | None:
        """Go to the end of a record that began at `start`; return its bytes in the file, None where
        it has no place of its own. What is wrong after it is raised by `begin`."""
        try:
            self._begun = self._skip()
        except (DamageError, ArchiveError) as error:
            self._begun = error
            return None
        return None if start is None or self.offset is None else self.offset - start

    def _skip(self) -> bool:
        while True:
            rest = self._data[self._at :].lstrip() if self._at else self._data.lstrip()
            if rest:
                self._data, self._at = rest, 0
                self.offset = None if self._end is None else self._end - len(rest)
                return True
            if self._next.data:
                self.offset = self._next.offset
                self._data, self._at, self._next = self._next.data, 0, Piece(b"")
                self._end = None
                return True
            if not self._more() and not self._next.data:
                self.offset = self._end
                return False

    def line(self, most: int) -> bytes:
        """Return the next line with its end, or its first `most` bytes, or what is left."""
        parts: list[bytes] = []
        size = 0
        while size < most:
            if self._at == len(self._data) and not self._more():
                break
            end = self._data.find(b"\n", self._at, self._at + most - size) + 1
            part = self._data[self._at : end or self._at + most - size]
            self._at += len(part)
            size += len(part)
            parts.append(part)
            if end:
                break
        return b"".join(parts)

    def read(self, most: int) -> bytes:
        """Return up to `most` bytes, none at the end of the archive or of the record."""
        if self._at == len(self._data) and not self._more():
            return b""
        part = self._data[self._at : self._at + most]
        self._at += len(part)
        return part

    def recover(self) -> bool:
        """Go to the beginning of the next record after damage; return whether there is one."""
        try:
            if not self._broken and self._find():
                return True
        except DamageError:
            pass
        self._broken = False
        self._data, self._at, self._next = b"", 0, Piece(b"")
        return self._pieces.resume()

    def _find(self) -> bool:
        """Look for a line that begins a record in what is unpacked."""
        tail = b""  # of the piece before, in which the mark may begin
        mark = b"\n" + RECORD
        while True:
            searched = tail + self._data[self._at :]
            if (found := searched.find(mark)) >= 0:
                self._data, self._at = searched, found + 1
                return True
            tail = searched[-len(mark) + 1 :]
            self._at = len(self._data)
            if self._next.data or (not self._more() and self._next.data):
                return True
            if self._at == len(self._data):
                return False

    def _more(self) -> bool:
        """Take the next piece of the same record; return False if it has ended."""
        if self._next.data:
            return False
        try:
            piece = self._pieces.next()
        except DamageError:
            self._broken = True
            raise
        if piece.begins:
            self._next = piece
            return False
        self._data, self._at = piece.data, 0
        self._end = None if piece.offset is None else piece.offset + len(piece.data)
        return bool(piece.data)


def _record(reader: _Reader, most: int) -> WarcRecord:
    offset = reader.offset
    if not reader.line(PIECE).startswith(RECORD):
        raise DamageError("holds something that is no WARC record")
    repeated = _headers(reader)
    headers = {name.lower(): value for name, value in reversed(repeated)}
    length = headers.get("content-length", "")
    if not (length.isascii() and length.isdecimal() and len(length) < 16):
        raise DamageError("holds a record without a length")
    wanted = headers.get("warc-type", "").lower() in _WANTED
    whole = int(length) <= most
    block = _block(reader, int(length), (most if whole else _BEGINNING) if wanted else 0)
    problem = "" if whole else f"has more than {most} bytes"
    if wanted and whole and not _has_digest(headers.get("warc-block-digest", ""), block):
        problem = "does not have the digest that it says"
    length_in_file = reader.end(offset)
    place = offset if length_in_file is not None else None
    return WarcRecord(headers, tuple(repeated), bytes(block), problem, place, length_in_file)


def _block(reader: _Reader, length: int, kept: int) -> bytearray:
    """Read a block, and return that many of its first bytes."""
    block, left = bytearray(), length
    while left:
        piece = reader.read(min(left, PIECE))
        if not piece:
            raise DamageError("ends inside a record")
        left -= len(piece)
        block += piece[: kept - len(block)]
    return block


def _headers(reader: _Reader) -> list[tuple[str, str]]:
    lines: list[str] = []
    size = 0
    while line := reader.line(MAX_HEADER + 1 - size):
        size += len(line)
        if size > MAX_HEADER:
            raise DamageError(f"holds a record whose header has more than {MAX_HEADER} bytes")
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if not text:
            return fields_of(lines)
        lines.append(text)
    raise DamageError("ends inside a record")


def _has_digest(digest: str, block: bytes | bytearray) -> bool:
    """Say whether a block has a digest, in whatever base it is written; one of an unknown algorithm is
    not compared."""
    algorithm, _, value = digest.partition(":")
    algorithm = algorithm.lower().replace("-", "")
    if algorithm not in _DIGESTS:
        return True
    made = new_hash(algorithm, block, usedforsecurity=False).digest()
    if value.rstrip("=") == base64.b64encode(made).decode().rstrip("="):
        return True
    spelt = value.lower().rstrip("=")
    return spelt in (made.hex(), base64.b32encode(made).decode().lower().rstrip("="))
