"""The entity of a recorded HTTP body: whole, or a named reason."""

import gzip
import os

import brotli
import pytest
import zstandard

from scraper.errors import InputError
from scraper.inputs.body import entity

HTML = b"<!DOCTYPE html><title>T</title><p>Words.</p>"
CODINGS = {"gzip": gzip.compress, "br": brotli.compress, "zstd": zstandard.compress}


def failure_of(raw: bytes, coding: str, limit: int = 1 << 20) -> InputError:
    with pytest.raises(InputError) as caught:
        entity(raw, coding, "a.warc#url", limit)
    return caught.value


@pytest.mark.parametrize("coding", CODINGS)
def test_a_body_is_decoded(coding):
    assert entity(CODINGS[coding](HTML), coding, "a", 1000) == HTML


@pytest.mark.parametrize("coding", CODINGS)
def test_more_than_a_page_may_have_is_refused(coding):
    error = failure_of(CODINGS[coding](bytes(8 << 20)), coding)
    assert (error.kind, error.message) == ("too_large", "larger than 1 MB")


@pytest.mark.parametrize("coding", CODINGS)
def test_half_a_body_is_not_a_whole_one(coding):
    raw = CODINGS[coding](os.urandom(5000).hex().encode())
    error = failure_of(raw[: len(raw) // 2], coding)
    assert (error.subject, error.kind) == ("a.warc#url", "truncated")


def test_an_unknown_coding_is_named():
    assert "'compress'" in failure_of(bytes(40), "compress").message


def test_a_page_that_was_stored_decoded_is_taken_as_it_is():
    """Some crawlers keep the header and undo its coding."""
    assert entity(HTML, "br", "a", 1000) == HTML
    assert entity(b"Plain words only.", "gzip", "a", 1000) == b"Plain words only."
