"""Pages that scripts fill: a real browser renders them, and reaches nothing by itself."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import pytest

from scraper.errors import ConfigError, ExitCode
from scraper.extraction import extract
from scraper.fetch import FetchSettings, SiteAccess, fetch_pages
from scraper.fetch import browser as browser_module
from scraper.fetch.browser import program
from scraper.fetch.client import Client
from scraper.fetch.pages import (
    Environment,
    PageRun,
    UrlWindow,
)
from scraper.models.document import document_of
from scraper.models.page import Page
from scraper.models.times import utc_now
from scraper.pipelines.clean_task import CleanSettings
from scraper.pipelines.scrape import scrape
from scraper.pipelines.scrape_plan import ScrapePlan
from scraper.store import Store
from scraper.workers import Limits
from tests.patience import PATIENCE

SITE = SiteAccess("127.0.0.1", js=True)
WORDS = "The ferry leaves at nine and again at noon, if the wind allows it to. " * 4
SHELL = b"""<html><head><title>Ferry</title><script defer src="/app.js"></script></head>
<body><div id="root"></div></body></html>"""
APP = b"""
fetch("/data.json").then(answer => answer.json()).then(data => {
  const root = document.getElementById("root");
  root.innerHTML = "<article><h1>Ferry</h1>" + data.map(t => "<p>" + t + "</p>").join("")
    + "</article>";
});
"""
DATA = f'["{WORDS}", "{WORDS}", "Käfer: {WORDS}"]'.encode()
HTML = "Content-Type: text/html"
SCRIPT = "Content-Type: text/javascript"

try:
    program()
    missing = ""
except ConfigError as error:
    missing = str(error)
needs_browser = pytest.mark.skipif(bool(missing), reason=missing)


def fetch(*urls, **settings):
    chosen = {"allow_private": True, "delay": 0.0, "sites": (SITE,), "timeout": PATIENCE} | settings

    async def run():
        results = fetch_pages(urls, FetchSettings(**chosen))
        return [found async for _, found in results]

    return asyncio.run(run())


def serve_app(server, script=APP):
    server.body("/app.js", script, SCRIPT)
    server.body("/data.json", DATA, "Content-Type: application/json")
    return server.body("/", SHELL, HTML)


@needs_browser
def test_a_page_is_rendered_and_kept_beside_what_was_received(server, tmp_path):
    (page,) = fetch(serve_app(server))
    assert (page.raw, page.unrendered) == (SHELL, "")
    assert "Käfer: The ferry" in page.rendered.decode()
    assert [server.seen.count(path) for path in ("/", "/app.js", "/data.json")] == [1, 1, 1]
    with Store.open(tmp_path / "store") as store:
        key = store.put(page)
        stored = store.get(key)
        report = store.verify()
    assert (stored.raw, stored.rendered, report.ok) == (SHELL, page.rendered, True)
    article = extract(document_of(stored).body, url=stored.final_url, charset="utf-8")
    assert "Käfer" in article.text


@needs_browser
def test_a_run_extracts_what_was_rendered_and_stores_what_was_not(server, tmp_path):
    hanging = server.body("/hang", b"<script>while (true) {}</script>", HTML)
    network = FetchSettings(allow_private=True, delay=0.0, sites=(SITE,), timeout=PATIENCE)
    plan = ScrapePlan(network, CleanSettings("text"), Limits())
    with Store.open(tmp_path / "store") as store:
        (first,) = scrape([serve_app(server)], plan, store)
        for seconds in (2.0, 20.0):  # a busy machine may need the first for the page itself
            (second,) = scrape(
                [hanging], replace(plan, fetch=replace(network, timeout=seconds)), store
            )
            if second.result.kind == "render":
                break
        assert "Käfer" in first.result.output
        assert (second.result.kind, store.get(second.id).rendered) == ("render", b"")
        assert f"kept as {second.id}" in second.result.message


@needs_browser
def test_the_browser_says_who_we_are(server):
    fetch(serve_app(server, b"root.innerHTML = navigator.userAgent"), user_agent="mybot/1")
    agents = {e.headers["user-agent"] for e in server.requests if e.path in ("/", "/app.js")}
    assert agents == {"mybot/1"}


@needs_browser
def test_other_sites_are_not_rendered(server):
    (page,) = fetch(serve_app(server), sites=(SiteAccess("elsewhere.example", js=True),))
    assert (page.rendered, page.unrendered) == (b"", "")
    assert "/app.js" not in server.seen


async def render(page, server, **settings):
    """The page as the fetcher renders it, with a client that may not reach private addresses."""
    chosen = FetchSettings(**({"sites": (SITE,), "delay": 0.0} | settings))
    async with Asking(chosen) as ask:
        browser = browser_module.Browser(program(), chosen.timeout, chosen.max_bytes)
        try:
            return await browser.render(page, ask, chosen.agent)
        finally:
            await browser.aclose()


class Asking:
    """What a rendered page may ask, as a run has it."""

    def __init__(self, settings):
        self.client = Client(settings)
        around = Environment(utc_now, lambda: 0.0)
        self.run = PageRun(settings, self.client, UrlWindow(iter(()), 1), around)

    async def __aenter__(self):
        return partial(self.run._ask_for_part, 0)

    async def __aexit__(self, *_):
        await self.run.stop()
        await self.client.__aexit__(None, None, None)


@needs_browser
def test_nothing_reaches_a_private_address(server, make_found):
    server.body("/secret", b"top secret", "Access-Control-Allow-Origin: *")
    server.body("/hop", b"", "Location: /secret", status="302 So")
    private = server.url("/secret")
    script = f"""
      const root = document.body;
      for (const url of ["{private}", "{private.replace("127.0.0.1", "localhost")}"])
        fetch(url).then(a => a.text()).then(t => root.append(t), e => root.append("refused "));
      new WebSocket("ws://127.0.0.1:{server.port}/");
      const frame = document.createElement("iframe"); frame.src = "{private}"; root.append(frame);
      const other = document.createElement("script"); other.src = "{private}"; root.append(other);
      const peer = new RTCPeerConnection({{iceServers: [{{urls: "stun:127.0.0.1:{server.port}"}}]}});
      peer.createDataChannel("a"); peer.createOffer().then(o => peer.setLocalDescription(o));
      navigator.sendBeacon("{private}", "a");
    """
    page = make_found(f"<body><script>{script}</script></body>")
    rendered = asyncio.run(render(page, server)).rendered.decode()
    assert rendered.count("refused ") == 3  # twice said, once in the script itself
    assert (server.seen, server.connections) == ([], 0)


@pytest.fixture
def make_found():
    def make(html):
        url = "http://news.example/story"
        headers = (("Content-Type", "text/html"),)
        return Page(url, url, 200, headers, html.encode(), html.encode(), datetime.now(UTC))

    return make


@needs_browser
def test_a_script_that_never_ends_is_stopped(server):
    url = serve_app(server, b"while (true) {}")
    for seconds in (3, 30):  # a busy machine may need the first for the page itself
        (page,) = fetch(url, timeout=float(seconds))
        if isinstance(page, Page):
            break
    assert f"not rendered within {seconds} s" in page.unrendered
    assert page.raw == SHELL


@needs_browser
def test_a_page_that_grows_beyond_the_limit_is_not_kept(server):
    script = b"document.body.append('x'.repeat(300000))"
    (page,) = fetch(serve_app(server, script), max_bytes=200_000)
    assert "--max-bytes" in page.unrendered


@needs_browser
def test_data_beyond_the_limit_does_not_come(server):
    script = b"""for (const n of [1, 2, 3]) fetch("/big?" + n).then(
        a => document.body.append(" came"), e => document.body.append(" refused"))"""
    for n in (1, 2, 3):
        server.body(f"/big?{n}", b"x" * 80_000)
    (page,) = fetch(serve_app(server, script), max_bytes=200_000)
    text = page.rendered.decode()
    assert (text.count(" came"), text.count(" refused")) == (2, 1)


@needs_browser
def test_robots_txt_holds_for_what_a_page_asks_for(server):
    server.body("/robots.txt", b"User-agent: *\nDisallow: /data\n")
    fetch(serve_app(server))
    assert "/data.json" not in server.seen
    assert "/app.js" in server.seen


@needs_browser
def test_a_script_that_leaves_the_page_stays_on_it(server):
    script = b"document.body.append('here'); location.href = '/elsewhere'"
    (page,) = fetch(serve_app(server, script))
    assert "here" in page.rendered.decode()
    assert "/elsewhere" not in server.seen


@needs_browser
@pytest.mark.parametrize(
    "leaves", ["location.href = '/elsewhere'", "location.replace('http://far.example/')"]
)
def test_a_script_that_leaves_later_stays_on_it(server, leaves):
    script = f"document.body.append('here'); setTimeout(() => {{ {leaves} }}, 50)"
    (page,) = fetch(serve_app(server, script.encode()))
    assert "here" in page.rendered.decode()
    assert page.unrendered == ""


@needs_browser
def test_the_browsers_own_error_page_is_no_page(server, monkeypatch):
    monkeypatch.setattr(browser_module, "NO_CONTENT", 599)  # Chromium shows an error of its own
    (page,) = fetch(serve_app(server, b"location.href = '/elsewhere'"))
    assert page.rendered == b""
    assert "error page" in page.unrendered


def test_without_a_browser_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setattr(browser_module, "find_spec", lambda name: object())
    with pytest.raises(ConfigError, match=r"no-such-browser.*install Chromium"):
        program(["no-such-browser"])


def test_without_playwright_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setattr(browser_module, "find_spec", lambda name: None)
    with pytest.raises(ConfigError, match="-m pip install 'playwright") as caught:
        fetch("http://127.0.0.1/")
    assert caught.value.exit_code == ExitCode.BAD_CONFIG
