"""Hostile pages in `scraper review`: whatever a site puts into its pages, titles and addresses, no
script runs and no request leaves, in any view."""

import json
import re
import socket
import threading
from contextlib import contextmanager, suppress
from urllib.parse import quote

import pytest

from scraper.models.page import Quarantined
from scraper.store import Store

CHUNK = 20  # payloads on a page
VECTORS = """<!DOCTYPE html><html><head><base href="{evil}/">
<link rel="preconnect" href="{evil}"><link rel="dns-prefetch" href="{evil}"><link rel="prefetch" href="{evil}/1">
<link rel="stylesheet" href="{evil}/2.css"><link rel="icon" href="{evil}/3"><link rel="modulepreload" href="{evil}/4">
<meta http-equiv="refresh" content="0;url={evil}/5"><meta http-equiv="Content-Security-Policy" content="default-src *">
<style>@import "{evil}/6.css";
@font-face {{ font-family: x; src: url({evil}/7) }} body {{ font-family: x; background: url({evil}/8) }}</style>
<script src="{evil}/9.js"></script><script>alert(1); top.location = "{evil}/10"</script></head>
<body onload="alert(2)" background="{evil}/11"><p id="text">The text of the page.</p>
<img src="{evil}/12" onerror="alert(3)"><img srcset="{evil}/13 1x"><picture><source srcset="{evil}/14"><img></picture>
<video poster="{evil}/15" src="{evil}/16" autoplay></video><audio src="{evil}/17" autoplay></audio>
<iframe src="{evil}/18"></iframe><iframe srcdoc="<script>alert(4)</script><img src={evil}/19>"></iframe>
<object data="{evil}/20"></object><embed src="{evil}/21"><svg><image href="{evil}/22"/><use href="{evil}/23#x"/></svg>
<form action="{evil}/24" id="f"><input autofocus onfocus="alert(5)" name="x"><button id="send">Send</button></form>
<div style="background:url('{evil}/25')">styled</div><a id="self" href="{evil}/26" ping="{evil}/27">away</a>
<a id="top" href="{evil}/28" target="_top">top</a><a id="blank" href="{evil}/29" target="_blank">blank</a>
<a id="js" href="javascript:alert(6)">js</a><details open ontoggle="alert(7)">x</details>
<svg onload="alert(8)"></svg><math href="javascript:alert(9)">x</math><input type="image" src="{evil}/30">
<noscript><img src="{evil}/31"><meta http-equiv="refresh" content="0;url={evil}/32"></noscript>
<template><img src="{evil}/33"></template><table background="{evil}/34"></table></body></html>"""


def local(url: str) -> bool:
    return url.startswith("http://127.0.0.1:")


def enter(watch, server):
    watched = watch(local)
    watched.page.goto(f"{server.address}/?token={server.token}")
    watched.page.wait_for_url(f"{server.address}/")
    return watched


def forget_blocked(watched) -> None:
    """What the sandbox refused, which is told on the console: proof that it did."""
    refused = (
        "Content Security Policy", "sandboxed", "Unsafe attempt to load", "status of 404", "status of 422",
    )  # fmt: skip
    watched.happened[:] = [
        line
        for line in watched.happened
        if not (line.startswith("console:") and any(r in line for r in refused))
    ]


def fit(payload: str) -> str:
    return payload.encode("utf-8", "replace").decode()


@pytest.fixture
def texts(payloads):
    return [fit(payload) for payload in payloads]


@contextmanager
def evil():
    """A host on this machine, and for each connection to it the beginning of what was asked."""
    opened = []
    ended = threading.Event()

    def accept() -> None:
        while not ended.is_set():
            try:
                link, _ = listening.accept()
            except TimeoutError:
                continue
            with link, suppress(OSError):
                link.settimeout(0.3)
                opened.append(b"")
                opened[-1] = link.recv(100)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.1)
        thread = threading.Thread(target=accept)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}", opened
        finally:
            ended.set()
            thread.join()


def test_a_hostile_stored_page_does_nothing_in_its_frame(serve, watch, tools, tmp_path):
    """Loading it opens no connection, and neither does pressing what it offers."""
    with evil() as (address, opened):
        html = VECTORS.format(evil=address).encode()
        (key,) = tools.fill(tmp_path / "store", [tools.Story(html=html)])
        watched = enter(watch, serve())
        page = watched.page
        page.goto(f"{page.url}pages/{key}/blocks")
        frame = page.frame_locator("iframe")
        frame.get_by_text("The text of the page.").wait_for()
        for text in ("away", "top", "blank", "js", "Send"):
            frame.get_by_text(text, exact=True).click()
            page.wait_for_timeout(100)
        page.wait_for_timeout(500)
        forget_blocked(watched)
        assert opened == []
        assert page.url.endswith("/blocks")
        assert len(page.context.pages) == 1


def test_the_frame_holds_also_without_what_is_taken_out(watch):
    """The policy alone: the page as it was stored, with the headers that stored pages are sent with.
    Browsers connect ahead of a request that the policy then forbids: nothing may be asked."""
    from scraper.review.security import stored_headers  # noqa: PLC0415

    with evil() as (address, opened):
        html = VECTORS.format(evil=address)
        watched = watch(local)
        page = watched.page
        page.route(
            "http://127.0.0.1:1/still",
            lambda route: route.fulfill(
                body=html, content_type="text/html", headers=stored_headers(2)
            ),
        )
        page.route(
            "http://127.0.0.1:2/",
            lambda route: route.fulfill(
                body='<iframe sandbox="" src="http://127.0.0.1:1/still"></iframe>', content_type="text/html",
                headers={"Content-Security-Policy": "frame-src http://127.0.0.1:1"},
            ),
        )  # fmt: skip
        page.goto("http://127.0.0.1:2/")
        frame = page.frame_locator("iframe")
        frame.get_by_text("The text of the page.").wait_for()
        frame.locator("#self").click()
        page.wait_for_timeout(500)
        forget_blocked(watched)
        assert [asked for asked in opened if asked] == []


def test_payloads_in_stored_pages_are_shown_and_do_nothing(serve, watch, tools, tmp_path, texts):
    """Raw in the page, in its title, its metadata and its address: in the list, the article, the
    versions, the blocks and the frame."""
    chunks = [texts[at : at + CHUNK] for at in range(0, len(texts), CHUNK)]
    stories = []
    for number, chunk in enumerate(chunks):
        head = "".join(f'<meta name="author" content={json.dumps(text)}>' for text in chunk)
        body = "".join(f"<p>{text}</p>\n" for text in chunk)
        html = f"<html><head><title>{chunk[0]}</title>{head}</head><body><article>{body}</article></body></html>"
        url = f"https://news.example/{number}/{quote(chunk[1], safe='<>=()')}?{chunk[2]}#{chunk[3]}"
        more = {"authors": chunk, "language": chunk[4], "tags": chunk, chunk[5]: chunk[6]}
        made = html.encode("utf-8", "replace")
        stories.append(tools.Story(" ".join(chunk), "\n\n".join(chunk), url, made, more=more))
    ids = tools.fill(tmp_path / "store", stories)
    server = serve()
    watched = enter(watch, server)
    for key in ids:
        for part in ("", "/versions", "/blocks"):
            watched.page.goto(f"{server.address}/pages/{key}{part}", wait_until="load")
            watched.page.locator("h1").wait_for()
            if part == "/blocks":
                watched.page.locator("iframe").scroll_into_view_if_needed()
                watched.page.wait_for_timeout(50)
            forget_blocked(watched)
            assert watched.happened == [], (key, part)


def test_payloads_in_fields_and_lists_do_nothing(serve, watch, tools, tmp_path, texts):
    """Each payload as the title, text, verdict and address of its own page, the URL and reason of
    one in quarantine, a paragraph of a fixture and the host of a rule."""
    stories = [
        tools.Story(text, f"ferry {text}", f"https://h{n}.example/{quote(text)}", status=text[:40])
        for n, text in enumerate(texts)
    ]
    tools.fill(tmp_path / "store", stories)
    with Store.open(tmp_path / "store") as store:
        for n, text in enumerate(texts):
            moment = tools.START
            visit = Quarantined(
                f"https://q.example/{n}/{text}", text[:40], text, 1, moment, moment, moment
            )
            store.visits.quarantine(visit)
    case = tmp_path / "fixtures/site/case"
    case.mkdir(parents=True)
    page = "".join(f"<p>{text}</p>" for text in texts)
    (case / "page.html").write_text(f"<article>{page}</article>", "utf-8", "replace")
    (case / "meta.json").write_text(
        json.dumps({"url": "https://a.example/", "teaches": " ".join(texts)})
    )
    expected = {
        "status": "article",
        "title": texts[0],
        "paragraphs": texts,
        "authors": texts,
        "tags": texts,
    }
    (case / "article.json").write_text(json.dumps(expected))
    (tmp_path / "store/sites").mkdir()
    rules = "".join(
        f"[{json.dumps(text, ensure_ascii=True)}]\ndrop = ['p']\n"
        for text in texts
        if "\x7f" not in text and text.isprintable()
    )
    (tmp_path / "store/sites/a.toml").write_text(rules)
    server = serve()
    server.until("/?status=any", lambda text: "still being read" not in text)
    watched = enter(watch, server)
    fixture = re.search(r'href="(/fixtures/[0-9a-f]{20})"', server.get("/fixtures").text)[1]
    lists = ["/fixtures", fixture, "/rules"]
    for where in ("/?q=ferry&status=any", "/quarantine"):
        path = where
        while path:  # every page of the list
            watched.page.goto(server.address + path, wait_until="load")
            following = watched.page.locator("a[rel=next]")
            path = following.get_attribute("href") if following.count() else ""
            assert watched.happened == [], where
    for path in lists:
        watched.page.goto(server.address + path, wait_until="load")
        assert watched.happened == [], path


def test_payloads_in_addresses_do_nothing(serve, watch, tools, tmp_path, texts):
    """What a link to the server says is printed in its forms, its messages and its own address."""
    tools.fill(tmp_path / "store", [tools.Story()])
    server = serve()
    watched = enter(watch, server)
    for at in range(0, len(texts), 4):
        value = quote(" ".join(texts[at : at + 4])[:1000], safe="")
        for path in (
            f"/?q={value}&host={value}&status={value}",
            f"/rules/a.example?kind=drop&selector={value}",
            f"/{value}",
        ):
            watched.page.goto(server.address + path, wait_until="commit")
            watched.page.locator("main").wait_for()
        forget_blocked(watched)
        assert watched.happened == [], value


@pytest.mark.parametrize(
    "path", ["//evil.invalid/x", "/\\evil.invalid/x", "/%2f%2fevil.invalid/x", "/%5cevil.invalid"]
)
def test_the_link_of_a_view_never_leads_elsewhere(serve, tools, tmp_path, path):
    tools.fill(tmp_path / "store", [tools.Story()])
    server = serve()
    with socket.create_connection(("127.0.0.1", server.port)) as link:
        link.sendall(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nConnection: close\r\n\r\n".encode()
        )
        answer = b"".join(iter(lambda: link.recv(65536), b"")).decode()
    (href,) = re.findall(r'Link to this view: <a href="([^"]*)"', answer)
    assert re.match(r"/(?![/\\])", href)
