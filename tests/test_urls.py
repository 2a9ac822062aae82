"""URLs: as browsers read them, without tracking, and which are the same page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.urls import (
    canonical,
    host_of,
    hostname,
    join,
    normal_host,
    page_key,
    registrable_domain,
    without_userinfo,
)
from tests.growth import assert_linear


@pytest.mark.parametrize(
    ("given_url", "wanted"),
    [
        ("HTTP://Example.ORG:80/a/./b/../c", "http://example.org/a/c"),
        ("https://example.org", "https://example.org/"),
        ("https://bücher.example/ü?q=ü#part", "https://xn--bcher-kva.example/%C3%BC?q=%C3%BC"),
        ("https://user:pw@example.org/", "https://example.org/"),
        ("https://example.org/?utm_source=a&id=3&fbclid=b&UTM_x=1", "https://example.org/?id=3"),
        ("https://example.org/?utm_source=a", "https://example.org/"),
        ("https://example.org/?a=&b", "https://example.org/?a=&b"),  # names without value stay
        ("https://example.org//a;b//", "https://example.org//a;b//"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        ("http://１２７.1/", "http://127.0.0.1/"),
    ],
)
def test_a_url_has_one_canonical_form(given_url, wanted):
    assert canonical(given_url) == wanted


@pytest.mark.parametrize(
    "host", ["example.org", "WWW.Example.org", "www..example.org", ".example.org", "example.org."]
)
def test_a_host_has_one_name_whatever_dots_a_link_put_around_it(host):
    assert normal_host(host) == "example.org"


@pytest.mark.parametrize("text", ["", "a b", "http://", "http://a b/", "//x", "http://[::1", "\0"])
def test_what_is_no_url_has_none(text):
    assert canonical(text) is None


@given(st.text(max_size=60))
def test_canonical_again_changes_nothing(text):
    once = canonical("https://example.org/" + text)
    assert once is None or canonical(once) == once


@pytest.mark.parametrize(
    "other",
    [
        "http://example.org/a/b?x=1&y=2",
        "https://www.example.org/a/b/?y=2&x=1",
        "https://m.example.org/a/b/index.html?x=1&y=2&utm_medium=z#c",
        "https://example.org/a/b/amp/?x=1&y=2",
    ],
)
def test_urls_of_one_page_have_one_key(other):
    assert page_key(other) == page_key("https://example.org/a/b?x=1&y=2")


@pytest.mark.parametrize(
    "other",
    ["https://example.org/a/c?x=1", "https://example.org/a/b?x=2", "https://example.org:8443/a/b?x=1",
     "https://sport.example.org/a/b?x=1", "https://example.org/A/b?x=1"],
)  # fmt: skip
def test_urls_of_other_pages_have_other_keys(other):
    assert page_key(other) != page_key("https://example.org/a/b?x=1")


@pytest.mark.parametrize(
    ("link", "wanted"),
    [("../x", "https://a.example/x"), ("//b.example/y", "https://b.example/y"),
     ("?q", "https://a.example/d/e?q"), ("\n /z\t", "https://a.example/z"), ("http://[", None)],
)  # fmt: skip
def test_links_are_joined_as_in_browsers(link, wanted):
    assert join(link, "https://a.example/d/e") == wanted


def test_a_query_takes_linear_time():
    assert_linear(page_key, lambda count: "https://example.org/?" + "a=1&" * count, 1_000_000)


NO_URLS = ("http://e.org:99999/", "http://e.org:abc/", "http://[x", "http://[x/a", "file:///a", "")


@pytest.mark.parametrize("text", NO_URLS)
def test_every_text_has_a_key(text):
    """Links, sitemaps, archives and command lines bring texts that are no URL."""
    assert page_key(f" {text}\n") == page_key(text)


@given(st.text(max_size=60), st.sampled_from(("", "http://", "http://e.org:", "http://[", "x://")))
def test_no_text_is_without_key(text, start):
    assert isinstance(page_key(start + text), str)


def test_credentials_are_looked_for_only_where_there_can_be_some():
    assert canonical("file:///a#b") == "file:///a"


@pytest.mark.parametrize(
    ("url", "bare"),
    [
        ("https://ann:pw@example.org/a?b=c@d", "https://example.org/a?b=c@d"),
        ("https:ann:pw@example.org/", "https:example.org/"),
        ("https:\\\\ann:pw@example.org/", "https:\\\\example.org/"),
        ("//ann@example.org/", "//example.org/"),
        ("svn+ssh://ann:p w@example.org/", "svn+ssh://example.org/"),
        ("https://example.org/@ann", "https://example.org/@ann"),
        ("mailto:ann@example.org", "mailto:ann@example.org"),
    ],
)
def test_user_name_and_password_are_cut_and_nothing_else(url, bare):
    assert without_userinfo(url) == bare


@pytest.mark.parametrize(("start", "piece"), [("http:", "\\"), ("", "a"), ("", "//")])
def test_cutting_them_takes_linear_time(start, piece):
    assert_linear(without_userinfo, lambda count: start + piece * count, 200_000)


@pytest.mark.parametrize(
    ("url", "host", "site"),
    [
        ("https://WWW.Example.org:8080/a", "www.example.org", "example.org"),
        ("http://[::1]/", "::1", "::1"),
        ("http://[::1", "", ""),
        ("story.html", "", ""),
    ],
)
def test_the_host_of_anything_is_a_text(url, host, site):
    assert (hostname(url), host_of(url)) == (host, site)


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.bbc.co.uk", "bbc.co.uk"),
        ("co.uk", "co.uk"),
        ("News.Example.ORG.", "example.org"),
        ("a.b.asahi.com", "asahi.com"),
        ("www3.nhk.or.jp", "nhk.or.jp"),
        ("example.org", "example.org"),
        ("localhost", "localhost"),
        ("127.0.0.1", "127.0.0.1"),
        ("2001:db8::1", "2001:db8::1"),
        ("", ""),
    ],
)
def test_hosts_of_one_owner_have_one_domain(host: str, domain: str) -> None:
    assert registrable_domain(host) == domain
