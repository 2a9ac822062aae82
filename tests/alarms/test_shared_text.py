"""One text under many addresses is an error page, unless it is one article."""

import pytest

from scraper.alarms import VisitedText, error_texts, fingerprint

NOTICE = "We are moving our archive to a new home and will be back in a few hours."
STORY = (
    "The ferry left on time. " + "Nobody had counted on the fog that came in from the bay. " * 30
)


def pages(count, text=NOTICE, title="The Post", **more):
    return [
        VisitedText(f"post.example/{n}", f"post.example/{n}", title, text, **more)
        for n in range(count)
    ]


def before(number):
    """The fingerprint of what an article said before."""
    return fingerprint(f"Title {number}", "word " * (number + 5))


def test_three_pages_with_one_text_show_an_error():
    assert error_texts(pages(3)) == {fingerprint("The Post", NOTICE): 3}


def test_two_new_pages_with_one_text_may_be_one_article():
    assert error_texts(pages(2)) == {}


def test_two_articles_that_become_one_text_show_an_error():
    texts = [
        VisitedText(f"post.example/{n}", f"post.example/{n}", "The Post", NOTICE, before=before(n))
        for n in range(2)
    ]
    assert error_texts(texts) == {fingerprint("The Post", NOTICE): 2}


def test_article_whose_newest_version_has_the_text_is_no_error():
    own = fingerprint("The Post", NOTICE)
    assert error_texts(pages(5, before=own)) == {}


def test_request_numbers_and_times_make_no_difference_to_articles_that_were_known():
    texts = [
        VisitedText(f"post.example/{n}", f"post.example/{n}", "503", f"{NOTICE} Request 7f{n}a at 10:0{n}.", before=before(n))
        for n in range(3)
    ]  # fmt: skip
    assert list(error_texts(texts).values()) == [3]


def test_daily_reports_in_one_wording_are_articles():
    reports = [
        VisitedText(f"post.example/{n}", f"post.example/{n}", f"Ferry report {n}", f"The ferry carried {n * 37} people.")
        for n in range(8)
    ]  # fmt: skip
    assert error_texts(reports) == {}


def test_pages_that_name_one_of_them_as_their_own_are_one_article():
    assert error_texts(pages(4, canonical="post.example/2")) == {}


def test_pages_that_name_the_front_page_as_their_own_show_an_error():
    assert list(error_texts(pages(4, canonical="post.example")).values()) == [4]


def test_long_dated_text_at_several_addresses_is_an_article():
    assert error_texts(pages(3, STORY, dated=True)) == {}
    assert error_texts(pages(3, STORY)) != {}


def test_error_text_that_is_known_is_one_at_a_single_page():
    known = {fingerprint("The Post", NOTICE)}
    assert error_texts(pages(1), known) == {fingerprint("The Post", NOTICE): 1}


@pytest.mark.parametrize("text", ["", "OK", "Moved", "维护中", "\x00\x9f§"])
def test_shortest_texts_are_told_apart_by_nothing_but_themselves(text):
    assert list(error_texts(pages(3, text, title="")).values()) == [3]
