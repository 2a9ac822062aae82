"""Cookies that a site sets on a redirect come back within the chain, and to nobody else."""

import pytest

from scraper.fetch import SiteAccess
from scraper.fetch.cookies import MAX_HEADER, RedirectCookies
from scraper.fetch.urls import parse

TEXT = b"<p>The ferry runs again."


def gated(server, path, *, status="302 Found", location="", setter="seen=yes; Path=/"):
    """A path that wants its cookie back: until then it sets it and redirects."""

    async def handler(exchange):
        if "seen=yes" in exchange.headers.get("cookie", ""):
            await exchange.answer(TEXT)
        else:
            headers = (
                f"Location: {location or path}",
                *([f"Set-Cookie: {setter}"] if setter else []),
            )
            await exchange.answer(b"", status, headers)

    return server.route(path, handler)


def cookies_at(server, path):
    return [x.headers.get("cookie", "") for x in server.requests if x.path == path]


@pytest.mark.parametrize("status", ["301 So", "302 So", "303 So", "307 So", "308 So"])
def test_a_redirect_to_itself_that_sets_a_cookie_leads_to_the_page(server, fetch, status):
    page = fetch(gated(server, "/story", status=status))
    assert (page.status, page.body) == (200, TEXT)
    assert page.redirects == (server.url("/story"),)


def test_the_cookie_may_be_set_by_a_page_on_the_way(server, fetch):
    url = gated(server, "/story", location="/setter", setter="")
    server.body("/setter", b"", "Location: /story", "Set-Cookie: seen=yes; Path=/", status="307 So")
    assert fetch(url).body == TEXT


def test_without_a_new_cookie_it_stays_a_circle(server, fetch):
    url = server.body("/", b"", "Location: /", "Set-Cookie: same=1", status="302 So")
    found = fetch(url)
    assert (found.kind, len(server.seen)) == ("redirects", 2)
    assert "in a circle" in found.message


def test_a_cookie_that_changes_each_time_ends_at_the_limit(server, fetch):
    async def handler(exchange):
        cookie = f"Set-Cookie: n={len(server.seen)}"
        await exchange.answer(b"", "302 So", ("Location: /", cookie))

    found = fetch(server.route("/", handler), max_redirects=4)
    assert (found.kind, len(server.seen)) == ("redirects", 5)
    assert "more than 4 redirects" in found.message


def test_the_next_url_knows_nothing_of_them(server, fetch_many):
    first = gated(server, "/story")
    other = server.body("/other", TEXT)
    fetch_many([first, other], robots=False, concurrency=1)
    assert cookies_at(server, "/other") == [""]


def test_no_other_origin_gets_them(serve, fetch):
    home, elsewhere = serve(), serve()
    elsewhere.body("/", TEXT)
    target = f"Location: {elsewhere.url('/')}"
    fetch(home.body("/", b"", target, "Set-Cookie: id=7; Domain=127.0.0.1", status="302 So"))
    assert cookies_at(elsewhere, "/") == [""]


def test_a_site_with_a_session_can_do_so_too(server, fetch):
    site = SiteAccess("127.0.0.1", cookies=(("id", "s"),), plain_http=True)
    assert fetch(gated(server, "/story"), sites=(site,)).body == TEXT
    assert cookies_at(server, "/story") == ["id=s", "id=s; seen=yes"]


def test_a_path_is_kept_to(server, fetch):
    server.body("/a/x", b"", "Location: /b", "Set-Cookie: n=1; Path=/a", status="302 So")
    server.body("/b", TEXT)
    assert fetch(server.url("/a/x")).body == TEXT
    assert cookies_at(server, "/b") == [""]


@pytest.mark.parametrize(
    "value", ["n=a\rb", "n=a\nX-Evil: b", "n=\x00", "n=" + "a" * 9000, "", "=", ";;;"]
)
def test_what_must_not_come_back_is_not_kept(value):
    cookies, address = RedirectCookies(), parse("https://example.org/")
    cookies.keep(address, (("Set-Cookie", value),))
    assert cookies.header(address) == ""


def test_the_header_is_bounded():
    cookies, address = RedirectCookies(), parse("https://example.org/")
    for number in range(40):
        cookies.keep(address, (("set-cookie", f"c{number}={'v' * 1000}"),))
    header = cookies.header(address)
    assert MAX_HEADER - 1100 < len(header) <= MAX_HEADER
    assert header.endswith("v")
