"""When what pages show is the site's problem, and when that is over."""

from datetime import UTC, datetime, timedelta

import pytest

from scraper.schedule.cadence import Every
from scraper.schedule.due import LastVisit, VisitResult, after_visit
from scraper.schedule.withhold import (
    PageOutcome,
    Withheld,
    after_probe,
    may_be_of_site,
    site_problem,
    still,
)

NOW = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
ARTICLE = PageOutcome("", was_article=True)


def failed(cause, count, *, known=False, again=False):
    return [PageOutcome(cause, was_article=known, was_failing=again)] * count


def problem(*outcomes):
    found = site_problem(outcomes, NOW)
    return found.cause if found else None


@pytest.mark.parametrize(
    "cause", ["consent_wall", "block_page", "http_503", "connect", "same_text"]
)
def test_three_pages_in_a_row_withhold_the_site(cause):
    assert problem(*[ARTICLE] * 40, *failed(cause, 3)) == cause


def test_two_pages_among_articles_do_not():
    assert problem(*failed("consent_wall", 2), ARTICLE, *failed("consent_wall", 2)) is None


def test_wall_that_went_before_the_visit_did_withholds_what_it_met():
    assert problem(*failed("consent_wall", 5), *[ARTICLE] * 40) == "consent_wall"


def test_premium_articles_withhold_nothing():
    assert problem(*failed("login_wall", 9), ARTICLE) is None


def test_articles_that_all_ask_for_a_login_do():
    assert problem(*failed("login_wall", 3, known=True), ARTICLE) == "login_wall"


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("known", [True, False])
def test_few_pages_of_a_visit_are_enough_if_all_fail(count, known):
    assert problem(*failed("consent_wall", count, known=known)) == "consent_wall"
    assert problem(*failed("http_500", count, known=known)) == "http_500"


def test_page_that_never_was_an_article_and_fails_again_is_not():
    assert problem(*failed("http_500", 1, again=True)) is None
    assert problem(*failed("http_500", 1, known=True, again=True)) == "http_500"


def test_single_new_page_that_is_missing_or_asks_for_a_login_is_not():
    assert problem(*failed("http_404", 1), *failed("login_wall", 1)) is None


def test_what_says_nothing_of_the_site_stands_between_unheard():
    row = [*failed("http_502", 1), *failed("listing", 4), *failed("timeout", 2)]
    assert problem(*row) == "timeout"


def test_lists_in_place_of_articles_are_the_sites_problem_and_lists_that_never_were_one_are_not():
    assert problem(*failed("listing", 3, known=True)) == "listing"
    assert problem(*failed("listing", 3)) is None


def test_pages_taken_down_one_here_one_there_are_gone():
    assert problem(ARTICLE, *failed("http_404", 1, known=True), ARTICLE) is None


@pytest.mark.parametrize(
    ("waited", "other", "verdict"),
    [
        ("", None, "released"),
        ("consent_wall", None, "withheld"),
        ("consent_wall", "consent_wall", "withheld"),
        ("consent_wall", "", "of_pages"),
        (None, None, "withheld"),
    ],
)
def test_probes_say_how_it_goes_on(waited, other, verdict):
    assert after_probe(waited, other) == verdict


def test_causes_of_a_page_wait_for_no_site():
    assert not any(map(may_be_of_site, ("", "listing", "bad_url", "robots", "too_large", "bug")))


def test_site_that_stays_withheld_is_probed_after_longer_and_longer_times():
    daily, withheld, waits = Every(timedelta(days=1)), Withheld("http_503", NOW), []
    for _ in range(9):
        done = VisitResult(NOW, 0, 0, probes=withheld.probes)
        waits.append((after_visit(None, done, daily).not_before - NOW) / timedelta(minutes=1))
        withheld = still(withheld, "http_503")
    assert waits[:5] == [15, 30, 60, 120, 240]
    assert waits[-1] == pytest.approx(24 * 60, abs=6)  # no later than the site's own time
    assert withheld.since == NOW


def test_withheld_site_rests_as_long_as_its_server_asks():
    rest = NOW + timedelta(hours=3)
    done = VisitResult(NOW, 0, 0, rest_until=rest, probes=0)
    assert after_visit(None, done, Every(timedelta(hours=1))).not_before == rest


def test_withheld_visit_says_nothing_of_how_much_the_site_brings():
    before = LastVisit(NOW - timedelta(days=3), None)
    done = VisitResult(NOW, 0, 0, probes=2)
    assert after_visit(before, done, Every(timedelta(hours=1))).pace == before.pace
