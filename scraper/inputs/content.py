"""Content codings undone within bounds: a bomb of 809 bytes must not become a gigabyte."""

import zlib
from collections.abc import Callable, Sequence
from typing import Any

_ZSTD_STEP = 256  # bytes fed at a time: four can stand for 128 KB, and output is not bounded else
MAX_CODINGS = 2  # real servers use one; more is how bombs are built


class ContentError(ValueError):
    """The bytes can't be decoded. `kind` is one of `models.FAILURE_KINDS`."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message


def codings_of(header: str) -> list[str]:
    """The codings of a Content-Encoding header, in the order they were applied."""
    names = (name.strip().lower() for name in header.split(","))
    return [name for name in names if name and name != "identity"]


def decode_content(raw: bytes, codings: Sequence[str], limit: int) -> bytes:
    """The entity behind `raw`, at most `limit` bytes. Raises ContentError."""
    if len(codings) > MAX_CODINGS:
        raise ContentError("bad_encoding", f"{len(codings)} content codings on top of each other")
    for coding in reversed(codings):
        decoder = DECODERS.get(coding)
        if decoder is None:
            raise ContentError("bad_encoding", f"unknown content coding {coding!r}")
        raw = decoder(raw, limit)
        if len(raw) > limit:
            raise too_large(limit)
    return raw


def too_large(limit: int) -> ContentError:
    """More than we take in for one page."""
    return ContentError("too_large", f"larger than {limit >> 20} MB")


def _gzip(raw: bytes, limit: int) -> bytes:
    out = b""
    while raw and len(out) <= limit:
        data, raw = _inflate(raw, limit - len(out), zlib.MAX_WBITS | 16)
        out += data
        if not raw.startswith(b"\x1f\x8b"):  # another member, or padding that means nothing
            break
    return out


def _deflate(raw: bytes, limit: int) -> bytes:
    try:
        return _inflate(raw, limit, zlib.MAX_WBITS)[0]
    except ContentError as error:
        if error.kind == "truncated":
            raise
        return _inflate(raw, limit, -zlib.MAX_WBITS)[0]  # many servers leave the zlib frame out


def _inflate(raw: bytes, limit: int, window: int) -> tuple[bytes, bytes]:
    decoder = zlib.decompressobj(window)
    try:
        data = decoder.decompress(raw, limit + 1)
    except zlib.error as error:
        raise ContentError("bad_encoding", f"damaged compressed data ({error})") from error
    if len(data) <= limit and not decoder.eof:
        raise ContentError("truncated", "ends in the middle of its compressed data")
    return data, decoder.unused_data


def _brotli(raw: bytes, limit: int) -> bytes:
    import brotli  # type: ignore[import-untyped]  # noqa: PLC0415  # needed by few inputs

    decoder: Any = brotli.Decompressor()
    out, data = bytearray(), raw
    try:
        while len(out) <= limit and not decoder.is_finished():
            piece = decoder.process(data, output_buffer_limit=limit + 1 - len(out))
            data = b""
            if not piece and decoder.can_accept_more_data():
                break
            out += piece
    except brotli.error as error:
        raise ContentError("bad_encoding", f"damaged brotli data ({error})") from error
    if len(out) <= limit and not decoder.is_finished():
        raise ContentError("truncated", "ends in the middle of its brotli data")
    return bytes(out)


def _zstd(raw: bytes, limit: int) -> bytes:
    import zstandard  # noqa: PLC0415  # needed by few inputs

    # The window is memory taken before the first byte: 8 MB is what browsers allow.
    maker = zstandard.ZstdDecompressor(max_window_size=1 << 23)
    decoder, out, view = maker.decompressobj(), bytearray(), memoryview(raw)
    try:
        while view and len(out) <= limit:
            out += decoder.decompress(view[:_ZSTD_STEP])
            rest = len(decoder.unused_data) if decoder.eof else 0
            view = view[len(view[:_ZSTD_STEP]) - rest :]
            if decoder.eof and view:  # another frame
                decoder = maker.decompressobj()
    except zstandard.ZstdError as error:
        raise ContentError("bad_encoding", f"damaged zstd data ({error})") from error
    if len(out) <= limit and not decoder.eof:
        raise ContentError("truncated", "ends in the middle of its zstd data")
    return bytes(out)


DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
