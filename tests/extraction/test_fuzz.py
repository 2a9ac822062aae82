"""Nothing that a page, a feed or an archive may hold raises: random pieces, the same each run."""

import contextlib
import io
import json
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

import scraper
from scraper.discovery import FetchedSource, read
from scraper.encoding.charset import decode
from scraper.errors import ScraperError
from scraper.extraction.metadata.dates import date_in_url, parse_date
from scraper.extraction.metadata.jsonld import plain, read_items
from scraper.extraction.metadata.page_dates import DateStyle
from scraper.extraction.metadata.person_names import names_in
from scraper.fetch.robots import RobotsFile, rules_of
from scraper.inputs.warc import read_records

fuzzed = settings(max_examples=60, derandomize=True, deadline=None, database=None)

TAGS = "div p b i a table tr td li ul script style svg title select option h1 form x pre br".split()  # noqa: SIM905
MARKUP = st.one_of(
    st.sampled_from(TAGS).map(lambda name: f"<{name}>"),
    st.sampled_from(TAGS).map(lambda name: f"</{name}>"),
    st.sampled_from(TAGS).map(lambda name: f'<{name} class="story" href="//[x" itemprop=author>'),
    st.sampled_from(
        ("<!--", "-->", "<![CDATA[", "]]>", "<", ">", "&#", "&#x110000;", '"', "\0", "\ud800", "</")
    ),
    st.sampled_from(('<meta property="article:published_time" content="', '<time datetime="')),
    st.sampled_from(
        ("2024-05-01T1٠:3٠", "০৪/১২/২০২৩ ১৪:৩৫", "&#" + "9" * 5_000 + ";", "By Jane Roe")
    ),
    st.text(max_size=20),
)
JSON_PIECES = st.sampled_from(
    ("{", "}", "[", "]", '"', ",", ":", '"@type"', '"NewsArticle"', '"author"', '"headline":"', "\\", "/*", "//",
     "9" * 5_000, "NaN", "null", "&quot;", "\\ud800", "<!--", '"datePublished":"', "2024-05-01", " ")
)  # fmt: skip
DATE_PIECES = st.one_of(
    st.characters(categories=["Nd"]),
    st.sampled_from(("-", "/", ".", ":", "T", "Z", "+", " ", ",", "年", "月", "May", "pm", "UTC", "2024", "12", "Dec")),
)  # fmt: skip


@fuzzed
@given(st.lists(MARKUP, max_size=60).map("".join), st.booleans())
def test_a_page_of_any_markup(html: str, as_bytes: bool) -> None:
    given_page = html.encode("utf-8", "surrogatepass") if as_bytes else html
    article = scraper.extract(given_page, url="https://example.org/2024/05/01/a")
    article.markdown()
    article.html()
    json.dumps(article.to_dict(blocks=True)).encode()


@fuzzed
@given(
    st.binary(max_size=300),
    st.sampled_from((None, "utf-16", "euc-jp", "big5", "no such", "\ud800")),
)
def test_a_page_of_any_bytes(body: bytes, charset: str | None) -> None:
    decode(body, charset=charset)
    scraper.extract(body, charset=charset)


@fuzzed
@given(st.lists(JSON_PIECES, max_size=40).map("".join))
def test_any_json_ld(text: str) -> None:
    read_items([text])
    plain(text)
    scraper.extract(f'<script type="application/ld+json">{text}</script><p>A line of text.</p>')


@fuzzed
@given(
    st.lists(DATE_PIECES, max_size=25).map("".join),
    st.booleans(),
    st.sampled_from(["", "fa", "hr", "th"]),
)
def test_any_date(text: str, month_first: bool, language: str) -> None:
    date_in_url(f"https://example.org/{text}/")
    found = parse_date(text, DateStyle(month_first, language))
    if found is not None:
        assert found.iso().isascii()
        assert found.moment().tzinfo is not None
        found.seen_as(found)


@fuzzed
@given(st.text(max_size=300))
def test_any_byline(text: str) -> None:
    assert all(name.strip() for name in names_in(f"By {text}"))


@fuzzed
@given(st.one_of(st.binary(max_size=300), st.lists(MARKUP, max_size=30).map("".join).map(
    lambda text: f"<rss><channel><item><link>{text}</link></item></channel></rss>".encode("utf-8", "replace"))))  # fmt: skip
def test_any_feed(body: bytes) -> None:
    with contextlib.suppress(ScraperError):
        read(FetchedSource("https://example.org/feed", body))


@fuzzed
@given(st.lists(st.one_of(st.binary(max_size=20), st.sampled_from(
    (b"User-agent: *\n", b"Disallow: /", b"Crawl-delay: ", b"9e999\n", b"Sitemap: ", b"\xff"))), max_size=20))  # fmt: skip
def test_any_robots_file(pieces: list[bytes]) -> None:
    file = RobotsFile(
        "https://example.org", datetime(2026, 1, 1, tzinfo=UTC), 200, b"".join(pieces)
    )
    assert rules_of(file, "scraper").delay >= 0


@fuzzed
@given(st.lists(st.one_of(st.binary(max_size=20), st.sampled_from(
    (b"WARC/1.0\r\n", b"WARC-Type: response\r\n", b"Content-Length: ", b"9999999999\r\n", b"12\r\n", b"\r\n\r\n",
     b"WARC-Target-URI: http://[\r\n", b"WARC-Date: 99\r\n", b"\x1f\x8b"))), max_size=20))  # fmt: skip
def test_any_archive(pieces: list[bytes]) -> None:
    with contextlib.suppress(ScraperError):
        list(read_records(io.BytesIO(b"WARC/1.0\r\n" + b"".join(pieces)), 10_000))
