"""The record of a request: how long its steps took, in the page, the store and the output."""

import asyncio
import json
import subprocess
import sys

import pytest

from scraper.fetch import FetchSettings, fetch_pages
from scraper.models.page import Trace
from scraper.store import Store
from scraper.store.segments.record import trace_of, trace_text
from tests.patience import PATIENCE


def test_a_first_request_connects_and_waits(server, fetch):
    async def slow(exchange):
        await asyncio.sleep(0.1)
        await exchange.answer(b"<p>a")

    trace = fetch(server.route("/", slow)).trace
    assert trace.connect > 0
    assert 0.1 <= trace.first_byte <= trace.total
    assert (trace.tls, trace.attempts) == (0.0, 1)


def test_a_name_takes_time_to_resolve(server, fetch):
    server.body("/", b"<p>a")
    assert fetch(server.url("/", "localhost")).trace.dns > 0


def test_a_kept_connection_spares_the_first_steps(server, client_module):
    url = server.body("/", b"<p>a")

    async def run():
        settings = FetchSettings(
            allow_private=True, delay=0.0, robots=False, per_host=1, concurrency=1
        )
        results = fetch_pages([url] * 2, settings, make_client=client_module.Client)
        return [page async for _, page in results]

    first, second = asyncio.run(run())
    assert first.trace.connect > 0
    assert (second.trace.dns, second.trace.connect) == (0.0, 0.0)


def command(tmp_path, *arguments):
    done = subprocess.run(
        [sys.executable, "-m", "scraper", *arguments],
        cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_record_is_in_the_output_and_in_the_store(server, tmp_path):
    target = server.body("/b", b"<p>The story of the bridge.", "Content-Type: text/html")
    url = server.body("/a", b"", "Location: /b", status="302 So")
    options = ("--allow-private", "--delay", "0", "--jsonl")
    (record,) = command(tmp_path, "fetch", *options, url)
    request = record["request"]
    assert request["redirects"] == [url]
    assert (request["final_url"], request["status"], request["protocol"]) == (
        target,
        200,
        "HTTP/1.1",
    )
    assert (request["bytes"], request["attempts"], request["truncated"]) == (27, 1, "")
    assert request["total"] >= request["first_byte"] > 0
    (entry,) = command(tmp_path, "list", "--json")
    assert entry["trace"] == {name: request[name] for name in Trace.__slots__}
    with Store.reader(tmp_path / "store") as store:
        page = store.get(request["id"])
    assert (page.trace.total, page.redirects) == (request["total"], (url,))


def test_a_failed_page_has_its_record_in_the_output(server, tmp_path):
    options = ("--allow-private", "--delay", "0", "--jsonl")
    record, _ = command(tmp_path, "fetch", *options, server.url("/a"), server.url("/b"))
    assert (record["error"]["kind"], record["request"]["status"]) == ("http_status", 404)


def test_a_trace_comes_back_from_its_text():
    trace = Trace(0.1, 0.2, 0.3, 0.4, 1.0, 3)
    assert trace_of(trace_text(trace)) == trace


@pytest.mark.parametrize("text", ["{", "[]", '{"odd": 1}', "3"])
def test_what_is_no_trace_is_an_error(text):
    with pytest.raises(ValueError, match=r"."):
        trace_of(text)
