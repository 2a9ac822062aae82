"""robots.txt by RFC 9309, asked of a real server."""

import asyncio
import gzip
from datetime import UTC, datetime, timedelta

import pytest

from scraper.fetch import FetchSettings, fetch_pages
from scraper.fetch.dispatch import MAX_REMEMBERED
from scraper.fetch.robots import MAX_BYTES, MAX_CRAWL_DELAY, Rules, rules_of
from scraper.models.failure import Failure
from scraper.models.page import Page, RobotsFile

NOW = datetime(2026, 1, 1, tzinfo=UTC)
CLOSED = b"User-agent: *\nDisallow: /\n"

pytestmark = pytest.mark.usefixtures("quick_retries")


class Notebook:
    """A notebook of the test's own."""

    def __init__(self):
        self.files = {}

    def recall(self, url):
        return None

    def validators(self, url):
        return None

    def robots(self, origin):
        return self.files.get(origin)

    def keep_robots(self, file):
        self.files[file.origin] = file


def pages(server):
    return [path for path in server.seen if path != "/robots.txt"]


def rules(text, agent="scraper"):
    return rules_of(RobotsFile("http://a.example", NOW, 200, text.encode()), agent)


def test_what_is_disallowed_is_not_asked_for(server, fetch_many):
    server.body("/robots.txt", b"User-agent: *\nDisallow: /private\n")
    found = fetch_many([server.body("/private/a", b"<p>a"), server.body("/b", b"<p>b")])
    assert (found[0].kind, type(found[1])) == ("robots", Page)
    assert pages(server) == ["/b"]


def test_the_message_names_the_file_and_the_url(server, fetch_many):
    server.body("/robots.txt", CLOSED)
    (found,) = fetch_many([server.url("/a")])
    assert server.url("/robots.txt") in found.message
    assert server.url("/a") in found.message


def test_rules_for_our_own_name_go_before_those_for_all(server, fetch_many):
    server.body("/robots.txt", CLOSED + b"User-agent: Scraper\nAllow: /\n")
    assert type(fetch_many([server.body("/a", b"<p>a")])[0]) is Page


def test_a_name_given_in_place_of_ours_is_the_one_that_counts(server, fetch_many):
    server.body("/robots.txt", b"User-agent: mybot\nDisallow: /\n")
    (found,) = fetch_many([server.body("/a", b"<p>a")], user_agent="mybot/2.0 (test)")
    assert found.kind == "robots"


def test_the_file_is_asked_for_once(server, fetch_many):
    server.body("/robots.txt", b"")
    fetch_many([server.body("/a", b"<p>a")] * 10)
    assert server.seen.count("/robots.txt") == 1
    assert server.seen[0] == "/robots.txt"


def test_the_file_is_remembered_for_a_day(server, fetch_many):
    notebook = Notebook()
    server.body("/robots.txt", b"User-agent: *\nDisallow: /a\n")
    for _ in range(2):
        (found,) = fetch_many([server.url("/a")], known=notebook)
        assert found.kind == "robots"
    assert server.seen == ["/robots.txt"]


def test_a_very_long_file_is_not_read_from_memory_while_others_wait(server, fetch_many):
    notebook = Notebook()
    long = b"User-agent: *\n" + b"Disallow: /a\n" * (MAX_REMEMBERED // 13)
    notebook.keep_robots(RobotsFile(server.url(""), datetime.now(UTC), 200, long))
    server.body("/robots.txt", b"User-agent: *\nDisallow: /b\n")
    (found,) = fetch_many([server.body("/a", b"<p>a")], known=notebook)
    assert (type(found), server.seen) == (Page, ["/robots.txt", "/a"])


def test_after_a_day_the_file_is_asked_for_again(server, fetch_many):
    notebook = Notebook()
    notebook.keep_robots(
        RobotsFile(server.url(""), datetime.now(UTC) - timedelta(hours=25), 200, CLOSED)
    )
    server.body("/robots.txt", b"")
    (found,) = fetch_many([server.body("/a", b"<p>a")], known=notebook)
    assert type(found) is Page


def test_a_closed_site_is_asked_again_after_an_hour():
    closed = Rules(NOW, reason="its file answers 503")
    assert [closed.is_fresh(NOW + timedelta(minutes=m)) for m in (59, 61)] == [True, False]


def test_a_clock_that_was_wrong_makes_no_file_last_longer():
    assert not Rules(NOW + timedelta(days=900)).is_fresh(NOW)


@pytest.mark.parametrize("status", [204, 400, 401, 403, 404, 410])
def test_without_a_file_all_is_allowed(server, fetch_many, status):
    server.body("/robots.txt", CLOSED if status >= 400 else b"", status=f"{status} So")
    assert type(fetch_many([server.body("/a", b"<p>a")])[0]) is Page


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504, 599])
def test_a_file_that_cannot_be_read_now_closes_the_site(server, fetch_many, status):
    server.body("/robots.txt", b"oh", status=f"{status} So")
    (found,) = fetch_many([server.body("/a", b"<p>a")], retry_time=5)
    assert (found.kind, pages(server)) == ("robots_unreachable", [])
    assert found.not_before > datetime.now(UTC)


def test_a_file_that_can_be_read_the_second_time_is_used(server, fetch_many):
    answers = iter(["503 Busy", "200 OK"])
    server.route("/robots.txt", lambda x: x.answer(b"", next(answers)))
    (found,) = fetch_many([server.body("/a", b"<p>a")])
    assert type(found) is Page


def test_no_answer_closes_the_site_and_says_why(server, fetch_many):
    async def never(exchange):
        await asyncio.sleep(30)

    server.route("/robots.txt", never)
    (found,) = fetch_many([server.body("/a", b"<p>a")], timeout=0.3, attempts=2)
    assert (found.kind, pages(server)) == ("timeout", [])
    assert "(asking for /robots.txt)" in found.message


def test_half_a_file_closes_the_site(server, fetch_many):
    server.raw("/robots.txt", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nUser-agent: *\n")
    (found,) = fetch_many([server.body("/a", b"<p>a")])
    assert (found.kind, pages(server)) == ("robots_unreachable", [])


def test_an_unknown_host_is_named_as_such(fetch_many):
    (found,) = fetch_many(["http://no-such-host.invalid/"])
    assert found.kind == "dns"


@pytest.mark.parametrize(("hops", "kind"), [(5, "robots"), (6, None)])
def test_five_redirects_are_followed_and_no_more(server, fetch_many, hops, kind):
    for number in range(hops):
        path = f"/r{number}" if number else "/robots.txt"
        server.body(path, b"", f"Location: /r{number + 1}", status="301 Moved")
    server.body(f"/r{hops}", CLOSED)
    (found,) = fetch_many([server.body("/a", b"<p>a")])
    assert getattr(found, "kind", None) == kind


def test_a_file_on_another_host_holds_for_the_site_that_led_there(server, serve, fetch_many):
    other = serve()
    other.body("/elsewhere.txt", CLOSED)
    server.body("/robots.txt", b"", f"Location: {other.url('/elsewhere.txt')}", status="302 So")
    found = fetch_many([server.body("/a", b"<p>a"), other.body("/b", b"<p>b")])
    assert (found[0].kind, type(found[1])) == ("robots", Page)


def test_a_circle_of_redirects_is_no_file(server, fetch_many):
    server.body("/robots.txt", b"", "Location: /robots.txt", status="302 So")
    assert type(fetch_many([server.body("/a", b"<p>a")])[0]) is Page


def test_a_redirect_of_a_page_is_held_to_the_rules_of_its_target(server, serve, fetch_many):
    other = serve()
    other.body("/robots.txt", CLOSED)
    url = server.body("/a", b"", f"Location: {other.url('/b')}", status="302 So")
    (found,) = fetch_many([url])
    assert (found.kind, found.subject, "redirect" in found.message) == ("robots", url, True)
    assert pages(other) == []


def test_a_bomb_is_read_to_the_limit(server, fetch_many):
    bomb = gzip.compress(b"User-agent: *\nDisallow: /a\n" + b"#" * 50_000_000)
    server.body("/robots.txt", bomb, "Content-Encoding: gzip")
    found = fetch_many([server.body("/a", b"<p>a"), server.body("/b", b"<p>b")])
    assert (found[0].kind, type(found[1])) == ("robots", Page)


def test_an_endless_file_is_read_to_the_limit(server, fetch_many):
    async def endless(exchange):
        await exchange.send(b"HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /a\n")
        while True:
            await exchange.send(b"# and so on\n" * 4000)

    server.route("/robots.txt", endless)
    assert fetch_many([server.url("/a")])[0].kind == "robots"


def test_a_rule_that_the_limit_cuts_is_no_rule():
    text = "User-agent: *\nDisallow: /long\n"
    text += "#" * (MAX_BYTES - len(text) - 12) + "\nDisallow: /b"
    assert rules(text[:MAX_BYTES]).allows("http://a.example/b")


def test_a_page_of_html_is_no_rules():
    assert rules("<html><p>User-agent: * Disallow: /</p></html>").allows("http://a.example/b")


def test_a_site_can_be_read_without_its_file_where_it_is_ones_own(server, fetch_many):
    server.body("/robots.txt", CLOSED)
    found = fetch_many([server.body("/a", b"<p>a")], robots=False)
    assert (type(found[0]), server.seen) == (Page, ["/a"])


def test_the_crawl_delay_is_kept_between_pages(server, client_module):
    """Of a minute, so that no load of this machine could hide a second request."""
    server.body("/robots.txt", b"User-agent: *\nCrawl-delay: 60\n")
    url = server.body("/a", b"<p>a")

    async def run():
        settings = FetchSettings(allow_private=True, delay=0.0)
        results = fetch_pages([url] * 4, settings, make_client=client_module.Client)
        await anext(results)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.3):
                await anext(results)
        await results.aclose()

    asyncio.run(run())
    assert server.seen == ["/robots.txt", "/a"]


def test_a_crawl_delay_of_hours_counts_as_minutes():
    assert rules("User-agent: *\nCrawl-delay: 86400\n").delay == MAX_CRAWL_DELAY


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /a\nAllow: /a/b\n", "/a/b/c", True),  # the longest match
        ("User-agent: *\nDisallow: /a\nAllow: /a\n", "/a", True),  # of equals, Allow
        ("User-agent: *\nDisallow: /*.php$\n", "/x/a.php", False),
        ("User-agent: *\nDisallow: /*.php$\n", "/x/a.php?b", True),
        ("User-agent: *\nDisallow:\n", "/a", True),
        ("user-agent: *\nDISALLOW: /a\n", "/a", False),
        ("User-agent: *\nDisallow: /a\n\nUser-agent: *\nDisallow: /b\n", "/b", False),  # merged
        ("User-agent: x\nUser-agent: scraper\nDisallow: /a\n", "/a", False),
        ("User-agent: Scraper/1.0 (crawler)\nDisallow: /\n", "/a", False),
        ("User-agent: scraper bot\nDisallow: /\n", "/a", False),
        ("User-agent: scraper\nFoo: bar\nUser-agent: b\nDisallow: /\n", "/a", False),
        ("User-agent: scraper\rDisallow: /a\r", "/a", False),
        ("User-agent: *\nUnknown: x\nDisallow: /a\n", "/a", False),
        ("User-agent: *\nDissallow: /a\n", "/a", False),  # as Google reads it
        ("\ufeffUser-agent: *\nDisallow: /a\n", "/a", False),
        ("Disallow: /a\nUser-agent: x\nAllow: /\n", "/a", True),  # a rule for nobody
        ("User-agent: *\nDisallow: /a # why\n", "/a", False),
        ("User-agent: *\nDisallow: /fish*\n", "/Fish", True),
        ("User-agent: *\nDisallow: /fish*.php\n", "/fishheads/catfish.php?id=1", False),
        ("User-agent: *\nDisallow: /\nAllow: /$\n", "/", True),
        ("User-agent: *\nDisallow: /\nAllow: /$\n", "/page.htm", False),
        ("User-agent: *\nDisallow: /a?b=c\n", "/a?b=c&d", False),
        ("User-agent: scraperbot\nDisallow: /\n", "/a", True),  # another's name
        ("User-agent: *\nDisallow: /caf%C3%A9\n", "/caf%C3%A9", False),
        ("User-agent: *\nDisallow: /café\n", "/caf%C3%A9", False),
        ("User-agent: *\nDisallow: /\n", "/robots.txt", True),
    ],
)
def test_rules_are_read_as_the_standard_says(text, path, allowed):
    assert rules(text).allows("http://a.example" + path) is allowed


def test_a_name_with_a_number_is_read_by_its_letters():
    """RFC 9309 has letters, "_" and "-" in a name and nothing else."""
    assert not rules("User-agent: mybot2\nDisallow: /\n", "mybot2").allows("http://a.example/")


def test_each_url_is_answered_where_the_site_is_closed(server, fetch_many):
    server.body("/robots.txt", b"", status="500 So")
    found = fetch_many([server.url(f"/{n}") for n in range(50)])
    assert [type(outcome) for outcome in found] == [Failure] * 50
    assert len(server.seen) == 3  # all attempts for the file, none for a page
