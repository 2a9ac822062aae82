"""Where nothing shown gives the day of publication, what programs read on the page may."""

from datetime import date

import pytest

import scraper
from scraper.extraction.dom.source import PageSource
from scraper.extraction.metadata import with_unseen_date
from scraper.extraction.metadata.unseen_dates import UndatedPage, in_data
from scraper.models.article import Metadata
from tests.growth import assert_linear

TEXT = (
    "<p>The old tower in the harbour has been watched by two women since the spring, who take turns and keep a book.</p>"
    "<p>They counted many ships last winter, and the gulls on the railing too, as the book of the harbour shows.</p>"
)


def article(more: str, head: str = "") -> scraper.Article:
    return scraper.extract(f"<title>The watch</title>{head}<h1>The watch</h1>{TEXT}{more}")


@pytest.mark.parametrize(
    ("more", "day", "source"),
    [
        ('<script>var item = {"id": 1, "published_at": "2019-11-28T10:00:00+01:00"}</script>', "2019-11-28T10:00:00+01:00", "script data"),
        ("<script>push({'publishDate': '2016-11-09'})</script>", "2016-11-09", "script data"),
        ('<div data-page="{&quot;datePublished&quot;:&quot;2021-04-05&quot;}"></div>', "2021-04-05", "script data"),
        ('<abbr class="published" title="2009-04-03T14:00:00+0200">3 days ago</abbr>', "2009-04-03T14:00:00+02:00", "attribute"),
        ('<small title="2009-09-09">yesterday</small>', "2009-09-09", "attribute"),
        ('<!-- <rdf:Description dc:date="2007-05-05T10:11:12+00:00" /> -->', "2007-05-05T10:11:12+00:00", "attribute"),
        ('<i title="lamp"></i><B DATA-DATETIME="2012-03-04" TITLE="2012-03-04 10:00">then</B>', "2012-03-04", "attribute"),
        ('<b title="2012-03-04 10:00">then</b><i data-datetime="2012-03-04">lamp</i>', "2012-03-04T10:00:00", "attribute"),
        ("<abbr class='published' title='2009-04-03T14:00:00+02:00'>10:10 PM</abbr>", "2009-04-03T14:00:00+02:00", "attribute"),
        ("<abbr class=published title='2009-04-03'>10:10 PM</abbr>", "2009-04-03", "attribute"),
        ("<i datetime='2012-03-04'>5 years ago</i>", "2012-03-04", "attribute"),
        ('<script>{"post_date":"2019-11-28"}</script>', "2019-11-28", "script data"),
        ('<script>[{"title": "The watch", "publishedAt": "2019-11-28"}]</script>', "2019-11-28", "script data"),
        ('<script>[{"title": "The pier burned down"}, {"publishedAt": "2019-11-28"}]</script>', "2019-11-28", "script data"),
        ('<abbr data-utime="1438091078">recently</abbr>', "2015-07-28T13:44:38+00:00", "attribute"),
        ("<!-- last modified 2010-06-30 -->", "2010-06-30", "comment"),
        ("<!-- Last Modified Date: 1 May 2010 --><!-- PublicationDate: 30/06/2010 16:33 -->", "2010-06-30T16:33:00", "comment"),
    ],
)  # fmt: skip
def test_a_date_that_is_not_shown_is_the_last_to_be_asked(more: str, day: str, source: str) -> None:
    found = article(more)
    assert (found.date, found.sources["date"]) == (day, source)


def test_the_address_of_the_picture_has_the_day_of_its_upload() -> None:
    image = '<meta property="og:image" content="https://tower.example/files/2018/05/06/lamp.jpg">'
    found = article("", image)
    assert (found.date, found.sources["date"]) == ("2018-05-06", "image address")


def test_a_shown_date_comes_first() -> None:
    assert article('<script>{"published_at": "2019-11-28"}</script><p>1 May 2018</p>').date == "2018-05-01"  # fmt: skip


@pytest.mark.parametrize(
    "more",
    [
        '<script>[{"published_at": "2019-11-28"}, {"published_at": "2018-01-02"}]</script>',
        '<script>{"unpublished_at": "2019-11-28"}</script>',
        '<script>more = [{"title": "The pier burned down", "publishedAt": "2019-11-28"}]</script>',
        '<script>more = [{"publishedAt": "2019-11-28", "headline": "The pier burned down"}]</script>',
        '<script>{"created_at": "2019-11-28"}</script>',
        "<!-- Cache of the server - last modified: 2019-11-28 -->",
        "<!-- Theme of the harbour, created 2019-11-28 -->",
        "<script><!--\n/* 160x600, created 4/8/18 */\n--></script>",
        "<!-- Page created in 0.34 s on 2019-11-28 -->",
        "<!-- publication date: 2019-11-28 --><!-- publication date: 2019-11-27 -->",
        '<div class="countdown" data-date="2019-11-28"></div><video data-timestamp="1438091078"></video>',
        "<!-- Last Published: Thu Nov 28 2019 10:12:33 GMT+0000 (Coordinated Universal Time) -->",
        '<abbr class="unit" title="28 November 2019">d</abbr>',
        '<script>{"film": "The tower", "release_date": "2019-11-28"}</script>',
        '<i title="2019-11-28">3 days ago</i> <i title="2019-11-30">yesterday</i>',
        '<a href="/a" data-published="2019-11-28">A</a> <a href="/b" data-published="2018-11-28">B</a>',
    ],
)
def test_what_may_be_the_date_of_something_else_is_none(more: str) -> None:
    """Other stories, comments, what was withdrawn, films, pictures that were created, copies that were kept, the whole site."""
    assert article(more).date is None


@pytest.mark.parametrize("piece", ['"publish', "<!--", "<abbr ", '"published_at":"2019-11-28",', ' data-datetime="'])  # fmt: skip
def test_unseen_dates_are_read_in_linear_time(piece: str) -> None:
    assert_linear(
        lambda page: with_unseen_date(Metadata(), PageSource(page)),
        piece.__mul__,
        400_000 // len(piece),
    )


NAMES = (
    "date_published", "datePublished", "published", "publishedAt", "PUBLISH_DATE", "publishing_time", "firstPublished",
    "first_publish_date", "publicationDate", "publication_date", "pubDate", "pub_date", "displayDate", "display_date",
    "articleDate", "article_date",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_each_name_of_a_date_is_found_whatever_stands_before_it(name: str) -> None:
    for before in ("", "é日𝒳 publisher pub", "display_date="):
        data = f'{before}, {{"{name}": "2019-11-28", "id": 4}}'
        assert list(in_data(UndatedPage(PageSource(data), ""))) == ["2019-11-28"]


def test_a_page_with_a_date_is_not_made_into_text_for_another_one() -> None:
    with_unseen_date(Metadata(date="2019-11-28"), page := PageSource(None, b"\xff"))
    with pytest.raises(UnicodeDecodeError):
        _ = page.text


def test_no_page_is_younger_than_the_day_on_which_it_was_fetched() -> None:
    source = PageSource('<script>{"published_at": "2031-11-28"}</script>')
    assert with_unseen_date(Metadata(), source).date == "2031-11-28"
    assert with_unseen_date(Metadata(), source, now=date(2024, 3, 3)).date is None
