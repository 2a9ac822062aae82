"""`scraper discover` against a real server."""

import gzip
import json
import subprocess
import sys
import time

import pytest

import scraper as scraper_package
from scraper.fetch import FetchSettings
from tests.patience import PATIENCE

STORY = b"<html><title>T</title><article><h1>T</h1>" + b"<p>Words of a story, many of them.</p>" * 9


@pytest.fixture
def scraper(tmp_path):
    def run(*arguments, command="discover", given=""):
        return subprocess.run(
            [sys.executable, "-m", "scraper", command, "--allow-private", *arguments],
            cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE, check=False, input=given,
        )  # fmt: skip

    return run


@pytest.fixture
def site(server):
    """A home page with a feed, and a robots.txt with an index of one sitemap."""
    server.body("/robots.txt", f"Sitemap: {server.url('/index.xml')}\n".encode())
    server.body(
        "/",
        b'<link rel=alternate type="application/rss+xml" href=/feed>'
        b"<a href=/2026/01/02/harbour-wall-is-next>The harbour wall is next</a>",
        "Content-Type: text/html",
    )
    rss = (
        "<rss version='2.0'><channel><item><title>One</title><link>{}</link></item></channel></rss>"
    )
    server.body("/feed", rss.format(server.url("/feed-story?utm_source=rss")).encode())
    server.body(
        "/index.xml",
        f"<sitemapindex><sitemap><loc>{server.url('/s.gz')}</loc></sitemap></sitemapindex>".encode(),
    )
    links = ("/map-story", "/feed-story")
    entries = "".join(f"<url><loc>{server.url(path)}</loc></url>" for path in links)
    server.body("/s.gz", gzip.compress(f"<urlset>{entries}</urlset>".encode()))
    return server


def paths(done):
    return ["/" + line.split("\t")[0].split("/", 3)[3] for line in done.stdout.splitlines()]


def test_a_home_page_leads_to_articles_feeds_and_sitemaps(site, scraper):
    done = scraper("--delay", "0", site.url("/"))
    assert (done.returncode, done.stderr) == (0, "")
    assert paths(done) == ["/2026/01/02/harbour-wall-is-next", "/feed-story", "/map-story"]


def test_each_line_says_why(site, scraper):
    lines = scraper("--delay", "0", site.url("/")).stdout.splitlines()
    assert lines[0].endswith("a text of 5 words: The harbour wall is next")
    assert lines[1].endswith("\tin a feed (a feed the page names): One")


def test_json_has_one_object_for_each(site, scraper):
    done = scraper("--delay", "0", "--json", site.url("/feed"))
    (found,) = map(json.loads, done.stdout.splitlines())
    assert found == {
        "url": site.url("/feed-story"), "why": "in a feed", "title": "One", "date": "",
        "source": site.url("/feed"),
    }  # fmt: skip


def test_patterns_choose(site, scraper):
    done = scraper("--delay", "0", site.url("/"), "--include", "*story*", "--exclude", "*/map*")
    assert paths(done) == ["/feed-story"]


def test_a_host_keeps_its_pace_over_all_sources(site, scraper):
    started = time.monotonic()
    scraper("--delay", "0.3", site.url("/"))
    assert time.monotonic() - started > 4 * 0.3  # robots.txt, page, feed, index, sitemap
    assert site.most_active == 1


def test_what_is_found_can_be_fetched(site, scraper):
    site.body("/feed-story", STORY, "Content-Type: text/html")
    found = scraper("--delay", "0", site.url("/feed"))
    done = scraper("--delay", "0", "-i", "-", command="fetch", given=found.stdout)
    assert done.returncode == 0, done.stderr


def test_a_source_that_fails_is_named_and_the_others_go_on(site, scraper):
    site.body("/feed", b"", status="404 So")
    done = scraper("--delay", "0", site.url("/"))
    assert "/feed: HTTP status 404" in done.stderr
    assert "/map-story" in paths(done)


def test_robots_txt_holds_for_sources_too(site, scraper):
    site.body("/robots.txt", b"User-agent: *\nDisallow: /\n")
    done = scraper("--delay", "0", site.url("/feed"))
    assert (done.returncode, done.stdout) == (1, "")
    assert "asks us not to fetch" in done.stderr


@pytest.mark.parametrize(
    ("body", "options", "says"),
    [
        (b"<p>no links", (), "a page without links that look like articles"),
        (b"<rss version='2.0'><channel/></rss>", (), "a feed without entries"),
        (b"<urlset></urlset>", (), "a sitemap that names no page"),
        (b"https://example.org/a", ("--exclude", "*"), "its only link is not wanted"),
    ],
)
def test_nothing_found_is_3_and_says_why(server, scraper, body, options, says):
    url = server.body("/list", body)
    done = scraper("--delay", "0", *options, url)
    assert (done.returncode, done.stdout) == (3, "")
    assert f"{url}: {says}" in done.stderr


def test_what_is_no_source_is_named(server, scraper):
    done = scraper("--delay", "0", server.body("/x", b"%PDF-1.7\n" + b"a" * 99))
    assert (done.returncode, done.stdout) == (1, "")
    assert "it is a PDF file" in done.stderr


def test_empty_sources_are_not_mentioned_beside_others_that_are_not(site, scraper):
    site.body("/feed", b"<rss version='2.0'><channel/></rss>")
    done = scraper("--delay", "0", site.url("/"))
    assert (done.returncode, done.stderr) == (0, "")


def test_the_public_function_takes_patterns(site):
    settings = FetchSettings(allow_private=True, delay=0.0)
    found = list(scraper_package.discover(site.url("/"), settings, exclude=["*feed*"]))
    assert [each.url for each in found] == [
        site.url("/2026/01/02/harbour-wall-is-next"),
        site.url("/map-story"),
    ]
    only = list(scraper_package.discover(site.url("/"), settings, include=["*/map-*"]))
    assert [each.url for each in only] == [site.url("/map-story")]


def test_the_public_function_yields_failures_alone(server):
    settings = FetchSettings(allow_private=True, delay=0.0, robots=False, attempts=1)
    (failure,) = scraper_package.discover(server.url("/missing"), settings)
    assert (failure.kind, failure.message) == ("http_status", "HTTP status 404")
    assert list(scraper_package.discover(server.body("/", b"<rss/>"), settings)) == []


def test_an_index_of_itself_ends(server, scraper):
    url = server.url("/i.xml")
    body = f"<sitemapindex><sitemap><loc>{url}</loc></sitemap></sitemapindex>"
    server.body("/i.xml", body.encode())
    done = scraper("--delay", "0", url)
    assert (done.returncode, "read already" in done.stderr) == (3, True)
    assert server.seen.count("/i.xml") == 1


def test_sitemaps_may_be_named_without_a_host(site, scraper):
    site.body("/robots.txt", b"Sitemap: /index.xml\n")
    assert "/map-story" in paths(scraper("--delay", "0", site.url("/")))


def test_a_sitemap_whose_address_is_none_is_left_out(site, scraper):
    site.body("/robots.txt", f"Sitemap: http://h:99999/\nSitemap: {site.url('/s.gz')}\n".encode())
    done = scraper("--delay", "0", site.url("/"))
    assert (done.returncode, "/map-story" in paths(done)) == (0, True)
