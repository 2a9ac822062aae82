"""What servers put into headers, pages and robots.txt files raises nothing and leaks nothing."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.errors import FetchError
from scraper.fetch.cookies import MAX_HEADER, RedirectCookies
from scraper.fetch.refresh import parse_refresh, refresh_of
from scraper.fetch.retries import LATEST, retry_after
from scraper.fetch.robots import rules_of
from scraper.fetch.urls import follow, parse
from scraper.models.page import Page, RobotsFile

NOW = datetime(2026, 1, 1, tzinfo=UTC)
HOME = parse("https://example.org/")
CONTROLS = {*map(chr, range(32)), "\x7f"} - {"\t"}
latin = st.text(st.characters(max_codepoint=255), max_size=80)
quick = settings(deadline=None, max_examples=150)


def made_of(*pieces):
    return st.lists(st.one_of(st.sampled_from(pieces), latin), max_size=12).map("".join)


@quick
@given(
    st.lists(
        made_of(
            "n=",
            "v",
            "; ",
            "Path=/",
            "Domain=",
            ".org",
            "Expires=",
            "Max-Age=",
            "Secure",
            "=",
            ",",
            "01 Jan 2030",
        )
    )
)
def test_cookies_never_break_a_request(values):
    cookies = RedirectCookies()
    cookies.keep(HOME, [("Set-Cookie", value) for value in values])
    header = cookies.header(HOME)
    assert len(header) <= MAX_HEADER
    assert set(header).isdisjoint(CONTROLS)
    header.encode("latin-1")


@quick
@given(
    made_of(
        "<meta ",
        "http-equiv=",
        "refresh",
        "content=",
        '"',
        "'",
        "0;url=/b",
        ">",
        "<!--",
        "-->",
        "<noscript>",
        "/",
        "&#",
        "\x00",
    )
)
def test_any_markup_is_looked_through_for_a_refresh(markup):
    body = markup.encode("latin-1")
    refresh_of(Page("u", "u", 200, (), body, body, NOW))
    parse_refresh(markup)


@quick
@given(
    made_of(
        "http",
        "https",
        ":",
        "//",
        "/",
        "\\",
        "@",
        "user:pw",
        "[",
        "]",
        "::1",
        "%",
        "?",
        "#",
        ".",
        "99999",
    )
)
def test_any_location_leads_somewhere_or_is_a_failure(location):
    try:
        address = follow(HOME, location)
    except FetchError as error:
        assert error.kind in ("bad_url", "refused")
        return
    assert address.host
    assert address.url.isascii()


@quick
@given(latin)
def test_any_wait_is_bounded(value):
    assert 0.0 <= retry_after(value, NOW) <= LATEST


@quick
@given(
    made_of(
        "User-agent: *\n",
        "Disallow: ",
        "Allow: ",
        "/",
        "*",
        "$",
        "%",
        "Crawl-delay: ",
        "Sitemap: ",
        "\n",
        ":",
        "\ufeff",
    )
)
def test_any_robots_txt_gives_rules(text):
    rules = rules_of(RobotsFile("https://example.org", NOW, 200, text.encode()), "scraper")
    assert rules.allows("https://example.org/a/%ff?b") in (True, False)
    assert 0.0 <= rules.delay <= 300.0
