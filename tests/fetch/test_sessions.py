"""What one site needs: cookies, headers, a proxy. No other site gets any of it."""

import base64

import pytest

from scraper.errors import ConfigError
from scraper.fetch import FetchSettings, SiteAccess

SESSION = SiteAccess(
    "127.0.0.1", cookies=(("id", "s3cret"),), headers=(("X-Key", "k3y"),), plain_http=True
)
OFF = {"robots": False, "attempts": 1}


def sent(server, path):
    return [exchange.headers for exchange in server.requests if exchange.path == path]


def test_cookies_and_headers_go_to_the_site(server, fetch_many):
    fetch_many([server.body("/", b"<p>a")], sites=(SESSION,), **OFF)
    assert (sent(server, "/")[0]["cookie"], sent(server, "/")[0]["x-key"]) == ("id=s3cret", "k3y")


def test_no_other_site_gets_them(server, fetch_many):
    url = server.body("/", b"", f"Location: {server.url('/b', 'localhost')}", status="302 So")
    server.body("/b", b"<p>b")
    fetch_many([url], sites=(SESSION,), **OFF)
    assert {"cookie", "x-key"}.isdisjoint(sent(server, "/b")[0])


def test_without_tls_they_stay_here_unless_asked_for(server, fetch_many):
    site = SiteAccess("127.0.0.1", cookies=SESSION.cookies, headers=SESSION.headers)
    fetch_many([server.body("/", b"<p>a")], sites=(site,), **OFF)
    assert {"cookie", "x-key"}.isdisjoint(sent(server, "/")[0])


def test_what_the_site_sets_is_kept_for_the_run(server, fetch_many):
    url = server.body("/", b"", "Location: /b", "Set-Cookie: step=2; Path=/", status="302 So")
    server.body("/b", b"<p>b")
    fetch_many([url], sites=(SESSION,), **OFF)
    assert sorted(sent(server, "/b")[0]["cookie"].split("; ")) == ["id=s3cret", "step=2"]
    fetch_many([server.url("/b")], sites=(SESSION,), **OFF)
    assert sent(server, "/b")[1]["cookie"] == "id=s3cret"


def test_no_other_port_of_the_site_gets_them(serve, fetch_many):
    """Nor does its robots.txt: another user of the host may listen there."""
    home, elsewhere = serve(), serve()
    url = home.body("/", b"", f"Location: {elsewhere.url('/b')}", status="302 So")
    elsewhere.body("/b", b"<p>b")
    fetch_many([url], sites=(SESSION,), attempts=1)
    assert elsewhere.seen == ["/robots.txt", "/b"]
    assert all({"cookie", "x-key"}.isdisjoint(each.headers) for each in elsewhere.requests)
    assert [each.headers["x-key"] for each in home.requests] == ["k3y", "k3y"]


def test_the_port_that_was_asked_for_is_the_sites(serve, fetch_many):
    """A redirect away and back finds the session again."""
    home, elsewhere = serve(), serve()
    home.body("/", b"", f"Location: {elsewhere.url('/b')}", status="302 So")
    elsewhere.body("/b", b"", f"Location: {home.url('/c')}", status="302 So")
    home.body("/c", b"<p>c")
    fetch_many([home.url("/")], sites=(SESSION,), **OFF)
    assert (sent(home, "/c")[0]["x-key"], "x-key" in sent(elsewhere, "/b")[0]) == ("k3y", False)


def test_a_cookie_comes_back_in_the_bytes_it_came_in(server, fetch_many):
    async def handler(exchange):
        await exchange.send(
            b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nSet-Cookie: n=caf\xe9\xff; Path=/\r\n\r\n<p>a"
        )

    server.body("/b", b"<p>b")
    urls = [server.route("/a", handler), server.url("/b"), server.url("/b")]
    found = fetch_many(urls, sites=(SESSION,), per_host=1, concurrency=1, **OFF)
    assert [page.status for page in found] == [200, 200, 200]
    assert sent(server, "/b")[1]["cookie"] == "id=s3cret; n=caf\xe9\xff"


def test_a_host_without_a_dot_has_its_cookies(server, fetch_many):
    server.body("/", b"<p>a")
    site = SiteAccess("localhost", cookies=(("id", "1"),), plain_http=True)
    fetch_many([server.url("/", "localhost")], sites=(site,), **OFF)
    assert sent(server, "/")[0]["cookie"] == "id=1"


def test_a_site_is_its_host_and_the_hosts_below_it():
    settings = FetchSettings(sites=(SiteAccess("example.org"),))
    hosts = ("example.org", "www.example.org", "notexample.org", "org")
    assert [settings.site_of(host) is not None for host in hosts] == [True, True, False, False]


def test_a_proxy_is_asked_in_place_of_the_site(server, fetch_many):
    async def forwards(exchange):
        await exchange.answer(b"<p>through the proxy")

    server.route("http://far.example/a", forwards)
    site = SiteAccess("far.example", proxy=server.url("", "user:pw@127.0.0.1"))
    (found,) = fetch_many(["http://far.example/a"], sites=(site,), allow_private=False, **OFF)
    assert found.body == b"<p>through the proxy"
    (headers,) = sent(server, "http://far.example/a")
    assert headers["proxy-authorization"] == f"Basic {base64.b64encode(b'user:pw').decode()}"


def test_secrets_are_in_no_message():
    assert "s3cret" not in repr(SESSION)


@pytest.mark.parametrize(
    "values",
    [{"host": ""}, {"host": "http://a/"}, {"host": "a", "cookies": (("x", "a\r\nB: c"),)},
     {"host": "a", "headers": (("X\n", "a"),)}, {"host": "a", "proxy": "socks9://x"}],
)  # fmt: skip
def test_what_makes_no_sense_is_a_config_error(values):
    with pytest.raises(ConfigError, match="sites"):
        SiteAccess(**values)
