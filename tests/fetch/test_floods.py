"""Answers in the smallest pieces there are: neither other requests nor deadlines wait for them."""

import asyncio

from scraper.fetch import FetchSettings
from scraper.fetch.client import Client
from scraper.fetch.stream import MAX_PIECE
from scraper.fetch.urls import parse

HEAD = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
CHUNK = b"1\r\na\r\n"


def test_others_run_between_two_pieces_of_an_answer(server):
    count = 30 * MAX_PIECE // len(CHUNK)
    url = server.raw("/", HEAD + CHUNK * count + b"0\r\n\r\n")

    async def run():
        turns, done = 0, asyncio.Event()

        async def others():
            nonlocal turns
            while not done.is_set():
                turns += 1
                await asyncio.sleep(0)

        async with (
            Client(FetchSettings(allow_private=True)) as client,
            client.get(parse(url)) as response,
        ):
            await asyncio.sleep(0.2)  # all that fits has come; nothing is waited for below
            beside = asyncio.create_task(others())
            size = sum([len(chunk) async for chunk in response.chunks])
            done.set()
            await beside
        return size, turns

    size, turns = asyncio.run(run())
    assert size == count
    assert turns >= 25


def test_an_endless_flood_ends_at_the_deadline(server, cut_short):
    async def handler(exchange):
        await exchange.send(HEAD + CHUNK)
        while True:
            await exchange.send(CHUNK * 10_000)

    page = cut_short(server.route("/", handler), "timeout")
    assert (page.truncated, set(page.raw)) == ("time", {ord("a")})
