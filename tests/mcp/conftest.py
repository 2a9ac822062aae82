"""A real `scraper mcp` that the protocol's own client starts, a web site, and a store."""

import asyncio
import gc
import subprocess
import sys
import warnings
from collections.abc import Callable, Coroutine, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from mcp import StdioServerParameters
from mcp.client import Client

from scraper.models.article import Provenance
from scraper.models.document import document_of
from scraper.models.page import Page
from scraper.pipelines.clean_task import CleanSettings
from scraper.pipelines.page_article import article_of
from scraper.runs.state import PageVisit, State, state_file
from scraper.store import Extractions, Store
from scraper.urls import page_key
from tests.loopback import QuietHandler, serving

SENTENCE = "The harbour master said that the pier would be rebuilt before the winter storms come. "
START = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
T = TypeVar("T")
PATIENCE = 60  # seconds for all calls of a test


def html(title: str, paragraphs: int = 4, word: str = "harbour") -> bytes:
    text = SENTENCE.replace("harbour", word) * 3
    body = "".join(f"<p>{text}That was day {number}.</p>" for number in range(paragraphs))
    return f"<title>{title}</title><article><h1>{title}</h1>{body}</article>".encode()


class Site(QuietHandler):
    """A story, a long one, a wall, and a robots.txt that closes /private."""

    seen: list[str] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.seen.append(self.path)
        pages = {
            "/robots.txt": b"User-agent: *\nDisallow: /private\n",
            "/story": html("Council rebuilds the pier"),
            "/long": html("A long story", 150),
            "/wall": b"<title>Access denied</title><h1>Access denied</h1><p>You are a robot.</p>",
        }
        body = pages.get(self.path, b"<p>no such page</p>")
        self.reply(200 if self.path in pages else 404, body)


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    with serving(Site) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def asked() -> list[str]:
    return Site.seen


def page(url: str, body: bytes, number: int) -> Page:
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    return Page(url, url, 200, headers, body, body, START + timedelta(hours=number))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store of 23 stories, one of which has two versions."""
    root = tmp_path / "store"
    with (
        Store.open(root) as opened,
        Extractions.writer(root) as kept,
        State(state_file(root)) as state,
    ):
        for number in range(23):
            _keep(
                opened,
                kept,
                state,
                page(f"https://news.example/{number}", html(f"Story {number}"), number),
            )
        _keep(
            opened,
            kept,
            state,
            page("https://news.example/1", html("Story 1", word="lighthouse"), 30),
        )
    return root


def _keep(opened: Store, kept: Extractions, state: State, stored: Page) -> None:
    key = opened.put(stored)
    article = article_of(document_of(stored), CleanSettings())
    opened.note(key, status=article.status, title=article.title, words=100)
    kept.keep(key, Provenance("0", "model", ""), article.to_dict())
    state.record(PageVisit(
        key=page_key(stored.url), url=stored.url, site="news", article=page_key(stored.url), payload=key, capture=key,
        stamp="1/m/-", fields=article.to_dict(), markdown=article.markdown(), now=stored.fetched_at,
        recheck=timedelta(hours=1), recheck_for=timedelta(days=14),
    ))  # fmt: skip


def run(talk: Coroutine[Any, Any, T]) -> T:
    """Return what a talk with a server gives. On a busy machine the client's library lets go of a server that it has
    ended before the loop hears of its end: such a process is let go here, not as a warning in some later test."""
    found = asyncio.run(asyncio.wait_for(talk, PATIENCE))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()
    return found


Ask = Callable[..., list[Any]]


@pytest.fixture
def ask() -> Ask:
    """`ask(calls, *options)` starts the command, makes the calls one after the other, and returns
    what came: text and whether it is an error."""

    def ask(calls: list[tuple[str, dict[str, Any]]], *options: str) -> list[tuple[str, bool]]:
        async def talk() -> list[tuple[str, bool]]:
            arguments = ["-m", "scraper", "mcp", "--delay", "0", *options]
            async with Client(
                StdioServerParameters(command=sys.executable, args=arguments)
            ) as client:
                found = []
                for name, values in calls:
                    result = await client.call_tool(name, values)
                    found.append((result.content[0].text, bool(result.is_error)))
                return found

        return run(talk())

    return ask


@pytest.fixture
def tools() -> Callable[..., dict[str, Any]]:
    """`tools(*options)` returns the tools that the server offers, by name."""

    def tools(*options: str) -> dict[str, Any]:
        async def talk() -> dict[str, Any]:
            arguments = ["-m", "scraper", "mcp", *options]
            async with Client(
                StdioServerParameters(command=sys.executable, args=arguments)
            ) as client:
                return {tool.name: tool for tool in (await client.list_tools()).tools}

        return run(talk())

    return tools


@pytest.fixture
def invoke_mcp() -> Callable[..., subprocess.CompletedProcess[str]]:
    """`invoke_mcp(*options)` runs the command with an empty input."""

    def invoke(*options: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "scraper", "mcp", *options]
        return subprocess.run(
            command, input="", capture_output=True, text=True, timeout=PATIENCE, check=False
        )

    return invoke
