"""Bodies: decoded within bounds, never taken for whole when they are not."""

import gzip
import tracemalloc
import zlib

import brotli
import pytest
import zstandard

from scraper.encoding.content import decode_body, decode_stored

TEXT = b"<p>" + b"The tide tables were printed in blue ink. " * 400
LIMIT = 1_000_000


def zstd(data):
    return zstandard.ZstdCompressor().compress(data)


def raw_deflate(data):
    deflater = zlib.compressobj(wbits=-15)
    return deflater.compress(data) + deflater.flush()


CODINGS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd,
}


@pytest.mark.parametrize("coding", CODINGS)
def test_each_coding_comes_back_whole(coding):
    found = decode_body(CODINGS[coding](TEXT), coding, LIMIT)
    assert (found.body, found.problem) == (TEXT, "")


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("share", [0.3, 0.6, 0.99])
def test_a_cut_stream_is_flagged_and_its_beginning_kept(coding, share):
    raw = CODINGS[coding](bytes(range(256)) * 3 + TEXT)
    found = decode_body(raw[: int(len(raw) * share)], coding, LIMIT)
    assert found.problem == "cut"
    assert (bytes(range(256)) * 3 + TEXT).startswith(found.body)


@pytest.mark.parametrize("coding", CODINGS)
def test_an_empty_body_is_whole_whatever_its_header(coding):
    assert decode_body(b"", coding, LIMIT).problem == ""


def test_deflate_without_its_wrapping_is_read():
    assert decode_body(raw_deflate(TEXT), "deflate", LIMIT).body == TEXT


def test_gzip_of_several_members_is_read_to_its_end():
    raw = gzip.compress(TEXT[:100]) + gzip.compress(TEXT[100:])
    assert decode_body(raw, "gzip", LIMIT).body == TEXT


def test_padding_behind_gzip_is_left_out():
    assert decode_body(gzip.compress(TEXT) + b"\0" * 9, "gzip", LIMIT).body == TEXT


def test_a_wrong_checksum_is_flagged():
    raw = bytearray(gzip.compress(TEXT))
    raw[-6] ^= 1
    assert decode_body(bytes(raw), "gzip", LIMIT).problem == "corrupt"


def test_two_codings_are_undone_last_first():
    assert decode_body(brotli.compress(gzip.compress(TEXT)), "gzip, br", LIMIT).body == TEXT


@pytest.mark.parametrize("header", ["gzip, gzip, gzip", "compress", "x-unknown"])
def test_what_we_cannot_decode_is_an_error(header):
    with pytest.raises(ValueError, match="content encoding"):
        decode_body(b"abc", header, LIMIT)


@pytest.mark.parametrize("header", ["", "identity", "none", "utf-8", "aws-chunked", "gzip"])
def test_markup_with_a_wrong_header_is_markup(header):
    assert decode_body(TEXT, header, LIMIT) == decode_body(TEXT, "", LIMIT)


def bombs():
    """Each becomes 1 GiB, made without ever holding that."""
    block = b"\0" * (1 << 20)
    deflater, brotlier = zlib.compressobj(1, wbits=31), brotli.Compressor(quality=1)
    zstder = zstandard.ZstdCompressor(level=3).compressobj()
    zipped = b"".join(deflater.compress(block) for _ in range(1024)) + deflater.flush()
    yield "gzip", zipped
    yield "gzip, gzip", gzip.compress(zipped)
    yield "br", b"".join(brotlier.process(block) for _ in range(1024)) + brotlier.finish()
    yield "zstd", b"".join(zstder.compress(block) for _ in range(1024)) + zstder.flush()


def test_bombs_stop_at_the_limit_with_flat_memory():
    """tracemalloc sees Python's allocations, in which every decoder returns its output."""
    for coding, raw in bombs():
        tracemalloc.start()
        found = decode_body(raw, coding, LIMIT)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert (found.problem, len(found.body)) == ("length", LIMIT)
        assert peak < 8 * LIMIT + len(raw) * 2 + 32 * 1024 * 1024, coding


def test_thousands_of_empty_gzip_members_end_early():
    assert decode_body(gzip.compress(b"") * 20_000, "gzip", LIMIT).problem == "corrupt"


def test_a_stored_body_that_was_cut_gives_what_there_is():
    raw = gzip.compress(bytes(range(256)) * 20 + TEXT)
    assert decode_stored(raw[:-20], "gzip").startswith(bytes(range(256)))


def test_a_stored_body_that_is_no_gzip_is_an_error():
    with pytest.raises(ValueError, match="corrupt"):
        decode_stored(b"no gzip", "gzip")


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_the_time_for_many_members_is_bounded(coding):
    """A body of a few megabytes may hold a million empty members; reading stops long before."""
    raw = CODINGS[coding](b"") * 200_000
    found = decode_body(raw, coding, LIMIT)
    assert (found.body, found.problem) == (b"", "corrupt")
