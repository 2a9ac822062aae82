"""What a page says about itself, from HTML to `Metadata`."""

from datetime import date

import pytest
from selectolax.lexbor import LexborHTMLParser

from scraper.extraction.dom.head import read_head
from scraper.extraction.metadata import read_metadata
from scraper.models.article import Metadata

URL = "https://www.harbourpost.example/news/ferry-returns"


def read(
    html: str,
    *,
    url: str | None = URL,
    text: str = "",
    lines: tuple[str, ...] = (),
    now: date | None = None,
) -> Metadata:
    head = read_head(LexborHTMLParser(html))
    return read_metadata(head, url=url, text=text, lines=lines, now=now)


def page(head: str, body: str = "") -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


def ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


# --- title


@pytest.mark.parametrize(
    ("head", "body", "title", "source"),
    [
        (
            "<title>Ferry returns to Holm | Harbour Post</title>",
            "<h1>Ferry returns to Holm</h1>",
            "Ferry returns to Holm",
            "h1",
        ),
        (
            "<title>Ferry returns to Holm</title>",
            "<h1>Harbour Post</h1><article><h1>Ferry returns to Holm</h1></article>",
            "Ferry returns to Holm",
            "h1",
        ),
        (
            '<meta property="og:title" content="Ferry returns to Holm - Harbour Post">'
            '<meta property="og:site_name" content="Harbour Post">',
            "",
            "Ferry returns to Holm",
            "meta og:title",
        ),
        (
            '<meta property="og:title" content="Ferry returns to Holm">',
            "<h1><span>Opinion</span> Ferry returns to Holm</h1>",
            "Ferry returns to Holm",
            "h1",
        ),
        (
            "<title>Why we sail &amp;amp; what it costs</title>",
            "",
            "Why we sail & what it costs",
            "title element",
        ),
        (
            ld('{"@type":"NewsArticle","headline":"Ferry &#39;returns&#39;"}'),
            "",
            "Ferry 'returns'",
            "json-ld headline",
        ),
        ("<title>渡船重返港口_海港日报</title>", "<h1>渡船重返港口</h1>", "渡船重返港口", "h1"),
    ],
)  # fmt: skip
def test_title_is_the_headline_the_page_agrees_on(
    head: str, body: str, title: str, source: str
) -> None:
    found = read(page(head, body))
    assert (found.title, found.sources["title"]) == (title, source)


def test_hyphens_inside_a_headline_stay() -> None:
    found = read(page("<title>Rail – the long way back – Harbour Post</title>"
                      '<meta property="og:site_name" content="Harbour Post">'))  # fmt: skip
    assert found.title == "Rail – the long way back"


def test_a_page_without_titles_has_an_empty_title_and_no_source() -> None:
    found = read("<p>text</p>")
    assert found.title == ""
    assert "title" not in found.sources


# --- authors


ANA, BOTH = ("Ana Ruiz",), ("Ana Ruiz", "Bo Lind")


@pytest.mark.parametrize(
    ("html", "authors"),
    [
        (ld('{"@type":"NewsArticle","author":{"@type":"Person","name":"By Ana Ruiz"}}'), ANA),
        (ld('{"@type":"Article","author":[{"name":"Ana Ruiz"},{"name":"Bo Lind"}]}'), BOTH),
        (
            ld(
                '{"@graph":[{"@type":"Article","author":{"@id":"#p"}},'
                '{"@id":"#p","@type":"Person","name":"Ana Ruiz"}]}'
            ),
            ANA,
        ),
        ('<meta name="author" content="Ana Ruiz and Bo Lind">', BOTH),
        ('<meta name="author" content="Von Ana Ruiz, Bo Lind">', BOTH),
        (
            '<meta property="article:author" content="https://social.example/post">'
            "<a rel=author>Ana Ruiz</a>",
            ANA,
        ),
        ('<h1>Ferry</h1><p class="byline">Par Ana Ruiz, 3 mai 2024</p>', ANA),
        (
            '<meta name="author" content="admin"><h1>F</h1>'
            '<span class="author-name">Ana Ruiz</span>',
            ANA,
        ),
        ('<meta name="author" content="Center for Tides and Fog">', ("Center for Tides and Fog",)),
        ('<meta name="author" content="Ana Ruiz for the Post">', ANA),
        ('<meta name="author" content="Ana Ruiz (ana@post.example)">', ANA),
        ('<meta name="author" content="Ana Ruiz, Senior Reporter">', ANA),
        ('<meta name="author" content="Benicio Del Toro">', ("Benicio Del Toro",)),
        (
            '<meta name="twitter:label1" content="Written by">'
            '<meta name="twitter:data1" content="Ana Ruiz">',
            ANA,
        ),
    ],
)
def test_authors_are_the_names_and_nothing_else(html: str, authors: tuple[str, ...]) -> None:
    assert read(html).authors == authors


def test_a_byline_outranks_the_site_named_as_author() -> None:
    html = page(
        '<meta property="og:site_name" content="Harbour Post">'
        '<meta name="author" content="Harbour Post">',
        '<h1>Ferry</h1><p class="byline">By Ana Ruiz</p>',
    )
    found = read(html)
    assert (found.authors, found.sources["authors"]) == (("Ana Ruiz",), "byline node")


def test_names_in_a_sidebar_or_comment_are_not_the_author() -> None:
    html = page(
        "",
        '<h1>Ferry</h1><aside><a rel="author">Cy Vance</a></aside>'
        '<div class="comments"><span class="comment-author">Di Moss</span></div>',
    )
    assert read(html).authors == ()


def test_the_bylines_of_a_list_of_stories_are_no_authors() -> None:
    names = ("Ana Ruiz", "Bo Lind", "Cy Vance", "Di Moss", "Ed Nye", "Fay Orr", "Gus Poe")
    html = page("", "<h1>News</h1>" + "".join(f'<p class="byline">By {n}</p>' for n in names))
    assert read(html).authors == ()


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ana Ruiz", ("Ana Ruiz",)),
        ("Von Ana Ruiz und Bo Lind", ("Ana Ruiz", "Bo Lind")),
        ("来源：海港日报 作者：赵培", ("赵培",)),
        ("Portugal wins again", ()),
    ],
)
def test_a_visible_byline_is_read_where_nothing_is_marked_up(
    line: str, authors: tuple[str, ...]
) -> None:
    found = read("<h1>Ferry returns to Holm</h1>", lines=("Ferry returns to Holm", line, "Body."))
    assert found.authors == authors


# --- dates


def test_dates_keep_time_and_offset_and_say_where_they_stood() -> None:
    html = ld(
        '{"@type":"NewsArticle","datePublished":"2024-05-17T10:02:00+02:00",'
        '"dateModified":"2024-05-18"}'
    )
    found = read(html)
    assert (found.date, found.modified) == ("2024-05-17T10:02:00+02:00", "2024-05-18")
    assert found.sources["date"] == "json-ld datePublished"


def test_a_moment_in_utc_is_told_in_the_time_zone_the_page_shows() -> None:
    html = page(
        '<meta property="article:published_time" content="2024-05-18T01:48:19Z">',
        "<time>May 17, 2024, 8:48 p.m.</time>",
    )
    assert read(html).date == "2024-05-17T20:48:19-05:00"


def test_a_modification_before_publication_is_dropped() -> None:
    html = ld('{"@type":"Article","datePublished":"2024-05-17","dateModified":"2023-01-01"}')
    assert read(html).modified is None


def test_a_date_in_the_future_of_the_caller_is_not_believed() -> None:
    html = page('<meta name="date" content="2031-01-01">', '<time datetime="2024-05-17">')
    assert read(html, now=date(2024, 6, 1)).date == "2024-05-17"


def test_the_date_in_the_address_beats_times_of_other_days() -> None:
    html = page("", '<h1>F</h1><time datetime="2019-01-01">')
    found = read(html, url="https://post.example/2024/05/17/ferry")
    assert (found.date, found.sources["date"]) == ("2024-05-17", "url")


def test_a_dateline_by_the_headline_beats_a_date_in_the_page_header() -> None:
    lines = ("Today is 2 June 2024", "Menu", "Ferry returns to Holm", "Stand: 17.05.2024", "Body")
    found = read('<html lang="de"><h1>Ferry returns to Holm</h1>', lines=lines)
    assert (found.date, found.sources["date"]) == ("2024-05-17", "visible text")


@pytest.mark.parametrize(
    ("language", "host", "expected"),
    [
        ("en-US", "post.example", "2024-05-06"),
        ("en", "post.co.uk", "2024-06-05"),
        ("fr", "post.example", "2024-06-05"),
    ],
)
def test_numeric_dates_are_read_as_the_page_s_country_writes_them(
    language: str, host: str, expected: str
) -> None:
    found = read(
        f'<html lang="{language}"><h1>F</h1><time>05/06/2024</time>', url=f"https://{host}/a"
    )
    assert found.date == expected


# --- language, site, address and the rest


@pytest.mark.parametrize(
    ("html", "text", "language"),
    [
        ('<html lang="pt_br">', "", "pt-BR"),
        ('<meta property="og:locale" content="de_DE">', "", "de-DE"),
        ('<html lang="en">', "港の渡し船が五年ぶりに戻ってきた。市は発表した。" * 3, "ja"),
        ("<p>", "Die Stadt hat das Geld für die Fähre nicht mit Schulden bezahlt", "de"),
        ("<p>", "Паром возвращается в гавань после пяти лет, и город нашёл деньги.", "ru"),
        ("<p>", "ok", None),
    ],
)  # fmt: skip
def test_language_is_declared_or_told_by_the_text(
    html: str, text: str, language: str | None
) -> None:
    assert read(html, text=text).language == language


def test_site_name_comes_from_the_page_before_the_host() -> None:
    named = read('<meta property="og:site_name" content="Harbour Post">')
    assert (named.site_name, named.sources["site_name"]) == ("Harbour Post", "meta og:site_name")
    assert read("<p>").site_name == "harbourpost.example"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("/news/ferry-returns?x=1", "https://www.harbourpost.example/news/ferry-returns?x=1"),
        ("https://www.harbourpost.example/", URL),
        ("javascript:void(0)", URL),
        ("http://[broken", URL),
    ],
)
def test_canonical_address_is_absolute_http_and_not_the_home_page(link: str, expected: str) -> None:
    assert read(f'<link rel="canonical" href="{link}">').url == expected


def test_image_and_description_and_tags() -> None:
    found = read(
        '<meta property="og:image" content="/i/ferry.jpg">'
        '<meta name="description" content="Back  again">'
        '<meta property="article:tag" content="Ferry"><meta property="article:tag" content="ferry">'
        '<meta property="article:tag" content="Holm">'
    )
    assert found.image == "https://www.harbourpost.example/i/ferry.jpg"
    assert found.description == "Back again"
    assert found.tags == ("Ferry", "Holm")
