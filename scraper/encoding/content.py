"""Content encodings undone within bounds.

HTTP clients inflate without limit (809 bytes of brotli become 1 GiB in one step) and take half a
gzip stream for a whole one. Here output comes in small pieces, stops at a limit, and every
stream must reach its own end mark.
"""

import zlib
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

MAX_CODINGS = 2  # more are found in attacks only
MAX_MEMBERS = 10_000  # of a gzip file or zstd stream; one without output costs 1 to 10 µs
MAX_STORED = 256 * 1024 * 1024  # bytes `decode_stored` returns at most
_SLICE = 4096  # bytes fed at a time
_PIECE = 65_536  # bytes taken at a time
_ZSTD_SLICE = 256  # a 4-byte block can become 128 KiB and the library has no limit of its own
_ZSTD_WINDOW = 8 * 1024 * 1024  # what RFC 9659 allows on the web
_RAW, _ZLIB, _GZIP = -15, 15, 31  # zlib's window bits, which also name the wrapping

Problem = Literal["", "length", "cut", "corrupt"]


@dataclass(frozen=True, slots=True)
class DecodedBody:
    """A body and what is wrong with it.

    `problem` is "" for a whole body; else `body` is what came before the limit ("length"),
    the missing end ("cut") or the broken bytes ("corrupt").
    """

    body: bytes
    problem: Problem = ""


class _CutError(ValueError):
    """The compressed stream ends before its end mark."""


def decode_body(raw: bytes, content_encoding: str, limit: int) -> DecodedBody:
    """Undo a Content-Encoding and return at most `limit` bytes.

    A body that plainly is markup already, whatever its header says, is returned as it is.
    Raises ValueError for encodings we don't have, and for too many.
    """
    codings = [name for part in content_encoding.split(",") if (name := part.strip().lower())]
    codings = [name for name in codings if name not in _NO_CODING]
    if len(codings) > MAX_CODINGS:
        raise ValueError(f"{len(codings)} content encodings on top of each other")
    for name in codings:
        if name not in DECODERS:
            raise ValueError(f"no decoder for content encoding {name!r}")
    found = DecodedBody(raw)
    if not raw:
        return found
    for name in reversed(codings):
        step = _collect(DECODERS[name](found.body), limit)
        if step.problem == "corrupt" and not step.body and _is_markup(found.body):
            continue
        found = DecodedBody(step.body, found.problem or step.problem)
    return found


def decode_stored(raw: bytes, content_encoding: str) -> bytes:
    """Return the entity of a stored payload; of one that is damaged or has more than `MAX_STORED`
    bytes, what could be decoded. Raises ValueError where the encoding is unknown or nothing could.
    """
    found = decode_body(raw, content_encoding, MAX_STORED)
    if found.problem and not found.body:
        raise ValueError(f"the {content_encoding} data is {found.problem}")
    return found.body


def _collect(pieces: Iterator[bytes], limit: int) -> DecodedBody:
    body = bytearray()
    try:
        for piece in pieces:
            body += piece
            if len(body) > limit:
                return DecodedBody(bytes(body[:limit]), "length")
    except _CutError:
        return DecodedBody(bytes(body), "cut")
    except ValueError:
        return DecodedBody(bytes(body), "corrupt")
    return DecodedBody(bytes(body))


def _is_markup(raw: bytes) -> bool:
    return raw.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def _gzip(raw: bytes) -> Iterator[bytes]:
    position = 0
    for _ in range(MAX_MEMBERS):
        position = yield from _inflate(raw, position, _GZIP)
        if raw[position : position + 2] != b"\x1f\x8b":
            return  # the end, or padding after it
    raise ValueError("too many gzip members")


def _deflate(raw: bytes) -> Iterator[bytes]:
    """Inflate with zlib's wrapping, as the standard says, or without, as some servers send it."""
    wrapped = len(raw) > 1 and raw[0] & 0x0F == 8 and int.from_bytes(raw[:2]) % 31 == 0
    yield from _inflate(raw, 0, _ZLIB if wrapped else _RAW)


def _inflate(raw: bytes, position: int, window_bits: int) -> Generator[bytes, None, int]:
    """Inflate one stream from `position` on; return where it ended."""
    inflater = zlib.decompressobj(window_bits)
    while not inflater.eof:
        data = raw[position : position + _SLICE]
        if not data:
            raise _CutError
        position += len(data)
        full = False
        while (data or full) and not inflater.eof:
            try:
                piece = inflater.decompress(data, _PIECE)
            except zlib.error as error:
                raise ValueError(str(error)) from error
            yield piece
            data, full = inflater.unconsumed_tail, len(piece) == _PIECE
    return position - len(inflater.unused_data)


def _brotli(raw: bytes) -> Iterator[bytes]:
    import brotli  # type: ignore[import-untyped]  # noqa: PLC0415  # only for pages that use it

    decoder = brotli.Decompressor()
    data = raw
    try:
        while not decoder.is_finished():
            piece = decoder.process(data, output_buffer_limit=_PIECE)
            if not piece and decoder.can_accept_more_data():
                if decoder.is_finished():
                    return
                raise _CutError
            yield piece
            data = b""
    except brotli.error as error:
        raise ValueError(str(error)) from error


def _zstd(raw: bytes) -> Iterator[bytes]:
    import zstandard  # noqa: PLC0415  # only for pages that use it

    position, end = 0, len(raw)
    for _ in range(MAX_MEMBERS):
        decoder = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()
        try:
            while not decoder.eof:
                if position >= end:
                    raise _CutError
                yield decoder.decompress(raw[position : position + _ZSTD_SLICE])
                position += _ZSTD_SLICE
        except zstandard.ZstdError as error:
            raise ValueError(str(error)) from error
        position = min(position, end) - len(decoder.unused_data)
        if position >= end:
            return
    raise ValueError("too many zstd frames")


DECODERS: Mapping[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
ACCEPT_ENCODING = "gzip, deflate, br, zstd"
# Seen in the wild where nothing was encoded.
_NO_CODING = frozenset(("identity", "none", "utf-8", "utf8", "binary", "aws-chunked", "8bit"))
