"""HTTP/2: the same bounds and the same failures as with HTTP/1.1."""

import asyncio

import pytest

from scraper.fetch import FetchSettings
from scraper.fetch.urls import parse


def test_http_2_is_spoken_where_the_server_does(http2_server, fetch):
    page = fetch(http2_server.url("/"), ca_file=http2_server.certificate)
    assert (page.http_version, page.status, page.body) == ("2", 200, http2_server.body)


def test_a_reset_stream_is_a_failure(http2_server, fetch):
    found = fetch(http2_server.url("/reset"), ca_file=http2_server.certificate)
    assert found.kind == "network"


def test_the_size_limit_holds_for_http_2(http2_server, fetch):
    certificate = http2_server.certificate
    page = fetch(http2_server.url("/"), ca_file=certificate, max_bytes=10_000)
    assert (len(page.raw), page.truncated) == (10_000, "length")


def test_requests_share_a_connection_and_one_that_is_cancelled_harms_none(
    http2_server, client_module
):
    body = http2_server.body
    settings = FetchSettings(allow_private=True, ca_file=http2_server.certificate)

    async def get(client, path):
        async with client.get(parse(http2_server.url(path))) as response:
            return b"".join([chunk async for chunk in response.chunks])

    async def run():
        async with client_module.Client(settings) as client:
            assert await get(client, "/first") == body
            paths = ["/0", "/1", "/2", "/hang", "/4", "/5", "/6", "/7"]
            tasks = [asyncio.create_task(get(client, path)) for path in paths]
            assert await asyncio.to_thread(http2_server.hanging.wait, 10)
            lines = [line for lines in client._connections._open.values() for line in lines]
            tasks[3].cancel()
            found = await asyncio.gather(*tasks, return_exceptions=True)
            return len(lines), found, await get(client, "/last")

    shared, found, last = asyncio.run(run())
    whole = [each for each in found if each == body]
    assert (shared, len(whole), last) == (1, 7, body)


STATUSES = ("abc", "", "0", "5", "99", "-1", "1000", "2e2", "\u0662\u0660\u0660")


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_that_is_none_is_a_failure_of_its_page(http2_server, fetch, status):
    http2_server.statuses["/odd"] = status.encode()
    found = fetch(http2_server.url("/odd"), ca_file=http2_server.certificate)
    assert (found.kind, found.subject) == ("network", http2_server.url("/odd"))
    assert "not HTTP" in found.message


def test_unusual_statuses_of_three_digits_are_answers(http2_server, fetch):
    http2_server.statuses["/busy"] = b"999"
    found = fetch(http2_server.url("/busy"), ca_file=http2_server.certificate)
    assert found.status == 999


def test_one_odd_answer_costs_no_other_page(http2_server, fetch_many):
    http2_server.statuses["/odd"] = b"abc"
    urls = [http2_server.url(path) for path in ("/a", "/odd", "/b", "/c")]
    settings = {"ca_file": http2_server.certificate, "robots": False, "attempts": 1}
    found = fetch_many(urls, **settings)
    assert [getattr(each, "status", None) for each in found] == [200, None, 200, 200]
