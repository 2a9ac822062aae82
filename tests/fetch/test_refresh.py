"""Pages that send their readers on: followed as redirects are, when no reader would see them."""

from datetime import UTC, datetime

import pytest

from scraper.fetch.refresh import FIRST_BYTES, Refresh, parse_refresh, refresh_of
from scraper.models.page import Page

TEXT = b"<p>The ferry runs again."
HTML = "Content-Type: text/html; charset=utf-8"


def page(body, *headers):
    return Page("u", "u", 200, headers, body, body, datetime(2026, 1, 1, tzinfo=UTC))


def meta(content):
    return f'<html><head><meta http-equiv="refresh" content="{content}"></head>'.encode()


@pytest.mark.parametrize(
    ("value", "seconds", "target"),
    [
        ("0;url=/b", 0, "/b"),
        ("0; URL='/b'", 0, "/b"),
        ('3 ; url = "/b" and more', 3, "/b"),
        ("5,/b", 5, "/b"),
        ("1.5; /b", 1, "/b"),
        ("0 /b", 0, "/b"),
        ("0;urlaub.html", 0, "urlaub.html"),
        ("7", 7, ""),
        ("0;", 0, ""),
    ],
)
def test_a_refresh_is_read_as_browsers_read_it(value, seconds, target):
    assert parse_refresh(value) == Refresh(seconds, target)


@pytest.mark.parametrize("value", ["", "soon", "url=/b", "-1;url=/b", "0url=/b", ";/b"])
def test_what_browsers_ignore_is_none(value):
    assert parse_refresh(value) is None


@pytest.mark.parametrize(
    "body",
    [
        meta("0;url=/b"),
        b"<META CONTENT=0;URL=/b HTTP-EQUIV=Refresh>",
        b"<title>a</title><meta name=x><meta http-equiv='refresh' content='0; url=&#47;b'>",
        b"<body><p>One moment.<meta content='0;/b' http-equiv=refresh />",
        b"<noscript>Off</noscript><!-- a -->" + meta("5;url=/b"),
    ],
)
def test_the_meta_element_is_found(body):
    assert refresh_of(page(body)).target == "/b"


@pytest.mark.parametrize(
    "body",
    [
        b"<noscript>" + meta("0;url=/b") + b"</noscript>",
        b"<noscript>" + meta("0;url=/b"),
        b"<!-- " + meta("0;url=/b") + b" -->",
        b"<script>'" + meta("0;url=/b") + b"'</script>",
        b"<template>" + meta("0;url=/b") + b"</template>",
        b"<p title='<meta http-equiv=refresh content=0;url=/b>'>a",
        b"<metadata http-equiv=refresh content=0;url=/b>",
        meta("300;url=/b"),
        meta("6;url=/b"),
        b" " * FIRST_BYTES + meta("0;url=/b"),
        b"",
    ],
)
def test_what_no_reader_is_sent_on_by_is_not(body):
    assert refresh_of(page(body)) is None


def test_only_html_has_meta_elements():
    assert refresh_of(page(meta("0;url=/b"), ("Content-Type", "text/plain"))) is None


def test_a_page_is_reached_through_a_refresh(server, fetch):
    url = server.body("/", meta("0;url=/b"), HTML)
    server.body("/b", TEXT, HTML)
    found = fetch(url)
    assert (found.body, found.final_url) == (TEXT, server.url("/b"))
    assert found.redirects == (url,)


@pytest.mark.parametrize("base", ["/deep/", "/deep/page.html", "/deep/' target='_top"])
def test_a_refresh_counts_from_the_base_of_its_page(server, fetch, base):
    url = server.body("/", f"<base href='{base}'>".encode() + meta("0;url=b"), HTML)
    server.body("/deep/b", TEXT, HTML)
    assert fetch(url).body == TEXT


@pytest.mark.parametrize("base", ["javascript:void(0)", "http://", ""])
def test_a_base_that_is_no_address_counts_for_nothing(server, fetch, base):
    url = server.body("/", f"<base href='{base}'>".encode() + meta("0;url=/b"), HTML)
    server.body("/b", TEXT, HTML)
    assert fetch(url).body == TEXT


def test_a_header_leads_on_whatever_the_type(server, fetch):
    url = server.body("/", b"", "Refresh: 1; url=/b", "Content-Type: text/plain")
    server.body("/b", TEXT, HTML)
    assert fetch(url).body == TEXT


def test_a_page_that_reloads_itself_is_the_page(server, fetch):
    body = meta("0;url=#top") + TEXT
    assert fetch(server.body("/", body, HTML)).body == body
    assert server.seen == ["/"]


def test_a_page_that_reloads_itself_with_a_cookie_is_asked_once_more(server, fetch):
    async def handler(exchange):
        seen = "ok=1" in exchange.headers.get("cookie", "")
        body = TEXT if seen else meta("0")
        await exchange.answer(body, headers=(HTML, "Set-Cookie: ok=1"))

    assert fetch(server.route("/", handler)).body == TEXT


def test_pages_that_lead_to_each_other_are_a_circle(server, fetch):
    url = server.body("/", meta("0;url=/b"), HTML)
    server.body("/b", meta("0;url=/"), HTML)
    assert fetch(url).kind == "redirects"


def test_the_limit_of_redirects_counts_both_kinds(server, fetch):
    for number in range(9):
        server.body(f"/{number}", meta(f"0;url=/{number + 1}"), HTML)
    found = fetch(server.url("/0"), max_redirects=3)
    assert (found.kind, len(server.seen)) == ("redirects", 4)


def test_private_addresses_are_refused_on_this_way_too(server, fetch, monkeypatch):
    from scraper.fetch import addresses  # noqa: PLC0415

    public = addresses.is_public
    monkeypatch.setattr(addresses, "is_public", lambda ip: ip == "127.0.0.1" or public(ip))
    url = server.body("/", meta("0;url=http://127.0.0.2/x"), HTML)
    assert fetch(url, allow_private=False).kind == "refused"


def test_robots_txt_is_asked_on_this_way_too(server, fetch):
    server.body("/robots.txt", b"User-agent: *\nDisallow: /b")
    server.body("/b", TEXT, HTML)
    url = server.body("/", meta("0;url=/b"), HTML)
    assert fetch(url, robots=True).kind == "robots"
    assert "/b" not in server.seen


def test_a_refresh_to_an_app_leaves_the_page(server, fetch):
    body = meta("0;url=newsapp://story/1") + TEXT
    assert fetch(server.body("/", body, HTML)).body == body


def test_a_stub_that_answers_an_error_is_not_followed(server, fetch):
    url = server.body("/", meta("0;url=/b"), HTML, status="404 Not Found")
    assert (fetch(url).status, server.seen) == (404, ["/"])
