"""One URL against a real server: what comes back, and what is said when nothing does.

Each test runs on httpx and, where it is installed, on httpx2.
"""

import asyncio
import gzip

import brotli
import pytest
import zstandard

from scraper.errors import ConfigError
from scraper.fetch import FetchSettings
from scraper.models.failure import Failure
from scraper.models.page import Page

BODY = b"<html><p>" + b"The ferry leaves at nine and again at noon. " * 50 + b"</html>"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def test_a_page_comes_with_all_that_the_server_said(server, fetch):
    url = server.body("/a?b=1", BODY, "Content-Type: text/html; charset=utf-8", "X-Odd: \xe9")
    page = fetch(url)
    assert isinstance(page, Page)
    assert (page.url, page.final_url, page.status) == (url, url, 200)
    assert page.body is page.raw
    assert (page.body, page.truncated, page.http_version) == (BODY, "", "1.1")
    assert page.header("content-type") == "text/html; charset=utf-8"
    assert page.fetched_at.utcoffset().total_seconds() == 0


def test_the_server_is_told_who_asks(server, fetch):
    fetch(server.body("/", BODY), contact="https://example.org/bot")
    sent = server.requests[0].headers
    assert sent["user-agent"].startswith("scraper/")
    assert sent["user-agent"].endswith("(+https://example.org/bot)")
    assert sent["accept-encoding"] == "gzip, deflate, br, zstd"


@pytest.mark.parametrize("field", ["contact", "user_agent"])
def test_no_header_can_be_smuggled_in(field):
    with pytest.raises(ConfigError, match=field):
        FetchSettings(**{field: "x\r\nCookie: a"})


@pytest.mark.parametrize(
    ("coding", "encode"),
    [
        ("gzip", gzip.compress),
        ("br", brotli.compress),
        ("zstd", lambda data: zstandard.ZstdCompressor().compress(data)),
    ],
)
def test_the_body_is_kept_as_received_and_decoded(server, fetch, coding, encode):
    raw = encode(BODY)
    page = fetch(server.body("/", raw, f"Content-Encoding: {coding}"))
    assert (page.raw, page.body, page.truncated) == (raw, BODY, "")


@pytest.mark.parametrize("status", [204, 304, 404, 410, 429, 500, 503])
def test_an_answer_of_any_status_is_a_page(server, fetch, status):
    url = server.raw("/", b"HTTP/1.1 %d Some Reason\r\nContent-Length: 0\r\n\r\n" % status)
    assert fetch(url).status == status


def test_chunked_and_http_1_0_bodies_are_whole(server, fetch):
    chunked = HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n<p>hi\r\n0\r\n\r\n"
    old = b"HTTP/1.0 200 OK\r\n\r\n" + BODY
    assert (fetch(server.raw("/c", chunked)).body, fetch(server.raw("/o", old)).body) == (
        b"<p>hi",
        BODY,
    )
    assert fetch(server.raw("/o", old)).http_version == "1.0"


# --- bodies that are not whole


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(HEAD + b"Content-Length: 900\r\n\r\n<p>half", id="length"),
        pytest.param(
            HEAD + b"Transfer-Encoding: chunked\r\n\r\n7\r\n<p>half\r\nff\r\n", id="chunks"
        ),
        pytest.param(
            HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(BODY)[:-9], id="gzip"
        ),
        pytest.param(HEAD + b"Content-Encoding: br\r\n\r\n" + brotli.compress(BODY)[:-9], id="br"),
        pytest.param(
            HEAD
            + b"Content-Encoding: zstd\r\n\r\n"
            + zstandard.ZstdCompressor().compress(BODY)[:-9],
            id="zstd",
        ),
    ],
)
def test_a_body_that_ends_early_is_kept_and_flagged(server, fetch, answer):
    page = fetch(server.raw("/", answer))
    assert page.truncated == "disconnect"
    assert page.raw and page.raw in answer


def test_an_endless_body_is_cut_at_the_limit(server, fetch):
    async def endless(exchange):
        await exchange.send(HEAD + b"\r\n")
        while True:
            await exchange.send(b"x" * 65_536)

    page = fetch(server.route("/", endless), max_bytes=300_000)
    assert (len(page.raw), page.truncated) == (300_000, "length")


def test_a_bomb_is_cut_at_the_limit(server, fetch):
    bomb = gzip.compress(b"\0" * 50_000_000)
    page = fetch(server.body("/", bomb, "Content-Encoding: gzip"), max_bytes=1_000_000)
    assert (len(page.body), page.truncated, page.raw) == (1_000_000, "length", bomb)


def test_a_drip_ends_with_the_total_time(server, cut_short):
    """Every piece comes well within the read timeout."""

    async def drip(exchange):
        await exchange.send(HEAD + b"\r\n<p>x")
        while True:
            await asyncio.sleep(0.02)
            await exchange.send(b"x")

    page = cut_short(server.route("/", drip), "timeout")
    assert page.truncated == "time"
    assert page.raw.startswith(b"<p>x")


def test_silence_within_a_body_ends_with_the_read_timeout(server, cut_short):
    async def stalls(exchange):
        await exchange.send(HEAD + b"Content-Length: 99\r\n\r\n<p>")
        await asyncio.sleep(30)

    page = cut_short(server.route("/", stalls), "read_timeout")
    assert (page.truncated, page.raw) == ("time", b"<p>")


# --- no answer


def test_slow_headers_are_a_timeout(server, fetch):
    async def slow(exchange):
        while True:
            await asyncio.sleep(0.02)
            await exchange.send(b"H")

    failure = fetch(server.route("/", slow), timeout=0.3)
    assert (failure.kind, "--timeout" in failure.message) == ("timeout", True)


def test_endless_early_hints_are_a_timeout(server, fetch):
    async def hints(exchange):
        while True:
            await exchange.send(b"HTTP/1.1 103 Early Hints\r\n\r\n")
            await asyncio.sleep(0.01)

    assert fetch(server.route("/", hints), timeout=0.3).kind == "timeout"


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"SSH-2.0-OpenSSH_9\r\n", id="not-http"),
        pytest.param(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 3_000_000, id="header-bomb"),
        pytest.param(
            b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: a\r\n" % n for n in range(90_000)), id="many"
        ),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", id="negative-length"),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n<p>hi", id="lengths"
        ),
        pytest.param(b"HTTP/1.1 200 OK\r\nX\0Y: 1\r\n\r\n", id="nul-header"),
        pytest.param(b"HTTP/1.1 000 Odd\r\nContent-Length: 2\r\n\r\nhi", id="status-000"),
        pytest.param(b"HTTP/1.1 099 Odd\r\nContent-Length: 2\r\n\r\nhi", id="status-099"),
        pytest.param(b"HTTP/1.1 5 Odd\r\nContent-Length: 2\r\n\r\nhi", id="status-5"),
        pytest.param(b"HTTP/1.1 -10 Odd\r\nContent-Length: 2\r\n\r\nhi", id="negative-status"),
        pytest.param(b"HTTP/1.1 abc Odd\r\nContent-Length: 2\r\n\r\nhi", id="status-abc"),
    ],
)
def test_an_answer_that_is_no_http_is_a_failure(server, fetch, answer):
    failure = fetch(server.raw("/", answer))
    assert isinstance(failure, Failure)
    assert (failure.kind, "\n" in failure.message) == ("network", False)


def test_a_reset_connection_is_a_failure(server, fetch):
    async def resets(exchange):
        exchange.reset()

    assert fetch(server.route("/", resets)).kind == "network"


def test_a_closed_port_is_a_failure(server, fetch):
    assert fetch("http://127.0.0.1:1/").kind == "connect"


def test_an_unknown_host_is_a_failure(fetch):
    failure = fetch("http://no-such-host.invalid/")
    assert (failure.kind, failure.subject) == ("dns", "http://no-such-host.invalid/")


def test_a_coding_we_do_not_have_is_a_failure(server, fetch):
    failure = fetch(server.body("/", BODY, "Content-Encoding: compress"))
    assert (failure.kind, "compress" in failure.message) == ("bad_encoding", True)
