"""Feeds, sitemaps, lists and section pages, as they are and as they should not be."""

import gzip
import json

import pytest

from scraper.discovery import FetchedSource, read
from scraper.discovery.section_page import ENOUGH, judge
from scraper.discovery.sitemaps import MAX_LINKS
from tests.growth import assert_linear

BASE = "https://example.org/news/"


def reading(body, url=BASE):
    return read(FetchedSource(url, body if isinstance(body, bytes) else body.encode()))


def urls(body):
    return [link.url for link in reading(body).links]


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>N</title>
<item><title>One &amp; two</title><link>https://example.org/a?x=1&amp;y=2</link>
<pubDate>Fri, 02 Jan 2026 03:04:05 GMT</pubDate></item>
<item><link>/relative</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>One</title>
<link rel="self" href="https://example.org/api/1"/><link href="https://example.org/a"/>
<updated>2026-01-02T03:04:05Z</updated></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/"><item rdf:about="https://example.org/a">
<title>One</title><link>https://example.org/a</link></item></rdf:RDF>"""


def test_rss_gives_links_titles_and_dates():
    first, second = reading(RSS).links
    assert (first.url, first.title) == ("https://example.org/a?x=1&y=2", "One & two")
    assert (first.date, first.why) == ("2026-01-02T03:04:05Z", "in a feed, 2026-01-02T03:04:05Z")
    assert second.url == "https://example.org/relative"


def test_atom_gives_the_page_and_not_the_entry():
    assert urls(ATOM) == ["https://example.org/a"]


def test_rdf_is_a_feed():
    assert (reading(RDF).kind, urls(RDF)) == ("feed", ["https://example.org/a"])


def test_the_link_that_a_counting_service_replaced_is_the_article():
    name = 'rss xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
    own = "<feedburner:origLink>https://example.org/a</feedburner:origLink></item>"
    feed = RSS.replace("<rss", f"<{name}").replace("</item>", own, 1)
    assert urls(feed)[0] == "https://example.org/a"


def test_a_raw_ampersand_does_not_change_the_url():
    assert urls(RSS.replace("&amp;y", "&y"))[0] == "https://example.org/a?x=1&y=2"


def test_json_feed_gives_links():
    feed = {"version": "https://jsonfeed.org/version/1.1",
            "items": [{"id": "1", "url": "/a", "title": "One", "date_published": "2026-01-02"},
                      {"id": "2", "external_url": "https://other.example/b"}, {"id": "3"}, "odd",
                      {"id": "https://example.org/c"}]}  # fmt: skip
    found = reading(json.dumps(feed))
    assert (found.kind, [link.url for link in found.links]) == (
        "feed", ["https://example.org/a", "https://other.example/b", "https://example.org/c"],
    )  # fmt: skip


def test_json_feed_is_read_in_the_charset_of_its_server():
    feed = '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "url": "/a", "title": "Мост"}]}'
    source = FetchedSource("https://example.org/feed", feed.encode("cp1251"), "windows-1251")
    assert [link.title for link in read(source).links] == ["Мост"]


def test_list_of_urls_may_write_their_scheme_in_capitals():
    assert len(urls("HTTPS://example.org/a\nhttp://example.org/b\n")) == 2


@pytest.mark.parametrize("body", ['{"a": 1}', "{", "[" * 100_000, '{"a":' * 100_000])
def test_other_json_is_named_as_such(body):
    found = reading(body)
    assert (found.links, found.problem != "") == ((), True)


SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://example.org/a?x=1&amp;y=2 </loc><lastmod>2026-01-02</lastmod>
<image:image><image:loc>https://example.org/a.jpg</image:loc></image:image></url>
<url><loc>https://example.org/b</loc><news:news><news:publication_date>2026-01-03</news:publication_date>
<news:title>Two</news:title></news:news></url></urlset>"""
INDEX = (
    """<sitemapindex><sitemap><loc>https://example.org/s1.xml.gz</loc></sitemap></sitemapindex>"""
)


def test_a_sitemap_gives_pages_and_not_images():
    first, second = reading(SITEMAP).links
    assert (first.url, first.date) == ("https://example.org/a?x=1&y=2", "2026-01-02")
    assert (second.title, second.why) == ("Two", "in a news sitemap, 2026-01-03")


def test_an_index_gives_sitemaps():
    found = reading(INDEX)
    assert (found.kind, found.links) == ("sitemap_index", ())
    assert [link.url for link in found.more] == ["https://example.org/s1.xml.gz"]


def test_a_gzip_file_is_opened_whatever_it_is_called():
    assert urls(gzip.compress(SITEMAP.encode())) == urls(SITEMAP)


def test_a_broken_sitemap_gives_what_can_be_found():
    broken = SITEMAP.replace("<url><loc>https://example.org/b", "<url>&<loc>https://example.org/b")
    found = reading(broken)
    assert [link.url for link in found.links][-1] == "https://example.org/b"
    assert "not well-formed" in found.problem


def test_pictures_are_no_pages_of_a_broken_sitemap():
    broken = (
        "<urlset>&<url><loc>https://example.org/a</loc><image:image>"
        "<image:loc>https://example.org/a.jpg</image:loc></image:image></url></urlset>"
    )
    assert urls(broken) == ["https://example.org/a"]


def test_a_text_sitemap_is_a_list():
    assert urls("# mine\nhttps://example.org/a\n\nhttps://example.org/b\n") == [
        "https://example.org/a", "https://example.org/b",
    ]  # fmt: skip


LAUGHS = (
    '<!DOCTYPE urlset [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY a{n} "{"&a" + (str(n - 1) if n else "") + ";"}&a;">' for n in range(30))
    + "]><urlset><url><loc>https://example.org/&a29;</loc></url></urlset>"
)
XXE = (
    '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<{0}><url><loc>https://example.org/&x;</loc></url></{0}>"
)
DEEP = "<a>" * 200_000
WIDE = "<item " + " ".join(f"a{n}='1'" for n in range(30_000)) + "></item>"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(LAUGHS, id="laughs"),
        pytest.param(LAUGHS.replace("urlset", "rss"), id="laughs-in-a-feed"),
        pytest.param(XXE.format("urlset"), id="file"),
        pytest.param(XXE.format("rss"), id="file-in-a-feed"),
        pytest.param(f"<urlset>{DEEP}", id="deep"),
        pytest.param(f"<rss><channel>{DEEP}", id="deep-feed"),
        pytest.param(f"<urlset>{WIDE}</urlset>", id="attributes"),
        pytest.param(f"<rss><channel>{WIDE}</channel></rss>", id="attributes-in-a-feed"),
        pytest.param("<rss>" + "<" * 2_000_000, id="angles"),
        pytest.param("<rss><![CDATA[" * 200_000, id="open-cdata"),
        pytest.param(gzip.compress(b"<urlset>" + b" " * 60_000_000), id="bomb"),
        pytest.param(gzip.compress(SITEMAP.encode())[:90], id="cut-gzip"),
        pytest.param(b"\x1f\x8bnonsense", id="no-gzip"),
        pytest.param(b"\x00\xff" * 1000, id="bytes"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_a_hostile_source_gives_nothing_foreign(body):
    found = reading(body)
    assert not any("root:" in link.url or "lollol" in link.url for link in found.links)


@pytest.mark.parametrize(
    ("before", "piece", "after"),
    [
        pytest.param("<urlset>", "<a>", "", id="deep"),
        pytest.param("<rss><channel>", "<a>", "", id="deep-feed"),
        pytest.param("<urlset><item ", "{}='1' ", "></item>", id="attributes"),
        pytest.param("<rss><channel><item ", "{}='1' ", "></item>", id="attributes-in-a-feed"),
        pytest.param("<rss>", "<", "", id="angles"),
        pytest.param("", "<rss><![CDATA[", "", id="open-cdata"),
    ],
)
def test_a_hostile_source_takes_linear_time(before, piece, after):
    def body(count):
        return before + "".join(piece.format(f"a{n}") for n in range(count)) + after

    assert_linear(reading, body, 50_000)


def test_a_sitemap_is_read_to_the_number_that_the_standard_allows():
    body = "<urlset>" + "<url><loc>https://example.org/a</loc></url>" * (MAX_LINKS + 5)
    assert (len(reading(body).links), "first" in reading(body).problem) == (MAX_LINKS, True)


HOME = """<html><head><base href="/en/"><link rel="alternate" type="application/rss+xml"
 title="All" href="feed.xml"><link rel="alternate" hreflang="de" href="/de/"></head><body>
<nav><a href="/en/politics">Politics</a>
 <a href="/2026/01/02/nav-story-of-the-day">A story that the menu shows to all its readers</a></nav>
<article><h2><a href="story/bridge-reopens-after-two-years?utm_source=home">The bridge reopens after
 two years</a></h2><a href="story/bridge-reopens-after-two-years"><img src="a.jpg"></a></article>
<a href="/2026/01/02/harbour">Harbour wall is next</a>
<a href="/tag/harbour-wall-and-more">All about the harbour wall and more</a>
<a href="https://other.example/2026/01/02/some-long-headline-here">Elsewhere they say much more</a>
<a href="https://sport.example.org/cup-final-ends-in-a-draw">Cup final ends in a draw</a>
<a href="javascript:void(0)">Do something with this page</a><a href="http://[">Broken link of a page</a>
<footer><a href="/about-us-and-our-long-history">About us and our long history</a></footer>
</body></html>"""


def test_a_section_page_gives_articles_and_not_navigation():
    assert urls(HOME) == [
        "https://example.org/en/story/bridge-reopens-after-two-years",
        "https://example.org/2026/01/02/harbour",
        "https://sport.example.org/cup-final-ends-in-a-draw",
    ]


def test_each_link_says_what_speaks_for_it():
    first, second, _ = reading(HOME).links
    assert first.why == "a headline in its path, a text of 6 words, in a heading or article"
    assert "a date in its path" in second.why


def test_a_page_names_its_feeds():
    assert [link.url for link in reading(HOME).more] == ["https://example.org/en/feed.xml"]


@pytest.mark.parametrize(
    ("url", "text", "place", "article"),
    [
        ("https://a.example/politics/article1234567.ece", "Short one", "heading", True),
        ("https://a.example/news/20260130-12345/", "首相が記者会見で新しい方針を示す", "", True),
        ("https://a.example/politics/", "Politics", "", False),
        ("https://a.example/author/jane-doe-writes-long-names", "Jane Doe of the paper", "", False),
        ("https://a.example/image-of-the-day-1234567.jpg", "The image of the day", "", False),
        ("https://a.example/", "The front page of the paper", "heading", False),
    ],
)
def test_no_single_sign_decides(url, text, place, article):
    assert (judge(url, text, place)[0] >= ENOUGH) is article
