"""A bug of ours that one answer brings to light costs that page, and no other."""

import logging
from contextlib import closing

import pytest

from scraper.errors import StoreError
from scraper.fetch import FetchSettings, pages, robots
from scraper.fetch import request as request_module
from scraper.models.failure import Failure
from scraper.models.page import Page, RobotsFile
from scraper.models.times import utc_now
from scraper.pipelines.captures import Captures
from scraper.pipelines.clean_task import Cleaned, CleanSettings
from scraper.pipelines.scrape import scrape
from scraper.pipelines.scrape_plan import ScrapePlan
from scraper.store import Store
from scraper.workers import Limits


@pytest.fixture
def broken(monkeypatch):
    """Reading the answer of /odd raises what nobody expects."""
    whole = request_module.refresh_of

    def refresh_of(page):
        if page.url.endswith("/odd"):
            raise ZeroDivisionError("half a page")
        return whole(page)

    monkeypatch.setattr(request_module, "refresh_of", refresh_of)


def test_the_page_is_a_failure_and_the_others_come(server, fetch_many, broken):
    paths = ("/a", "/odd", "/b")
    found = fetch_many([server.body(path, b"<p>a") for path in paths], robots=False)
    assert [type(each) for each in found] == [Page, Failure, Page]
    assert (found[1].subject, found[1].kind) == (server.url("/odd"), "bug")
    assert "ZeroDivisionError: half a page" in found[1].message


def test_it_is_asked_for_once(server, fetch_many, broken):
    fetch_many([server.body("/odd", b"<p>a")], robots=False, attempts=3)
    assert server.seen == ["/odd"]


def test_the_traceback_is_logged(server, fetch_many, broken, caplog):
    with caplog.at_level(logging.ERROR, "scraper.fetch"):
        fetch_many([server.body("/odd", b"<p>a")], robots=False)
    (record,) = caplog.records
    assert record.exc_info is not None
    assert record.exc_info[0] is ZeroDivisionError


def test_a_bug_in_reading_robots_txt_closes_its_site_alone(serve, fetch_many, monkeypatch):
    good, bad = serve(), serve()
    whole = pages.rules_of

    def rules_of(file, agent):
        if file.origin == bad.url(""):
            raise IndexError("no such rule")
        return whole(file, agent)

    monkeypatch.setattr(pages, "rules_of", rules_of)
    for each in (good, bad):
        each.body("/robots.txt", b"User-agent: *\nAllow: /")
    found = fetch_many([bad.body("/", b"<p>a"), good.body("/", b"<p>b")])
    assert (found[0].kind, found[1].body) == ("bug", b"<p>b")
    assert "/" not in bad.seen


def test_a_bug_in_reading_a_remembered_robots_txt_asks_for_it_again(
    serve, fetch_many, tmp_path, monkeypatch, caplog
):
    good, odd = serve(), serve()
    whole = robots.rules_of

    def rules_of(file, agent):
        if file.body == b"odd":
            raise IndexError("no such rule")
        return whole(file, agent)

    monkeypatch.setattr(robots, "rules_of", rules_of)
    monkeypatch.setattr(pages, "rules_of", rules_of)
    for each in (good, odd):
        each.body("/robots.txt", b"User-agent: *\nAllow: /")
    urls = [odd.body("/", b"<p>a"), odd.body("/2", b"<p>c"), good.body("/", b"<p>b")]
    with Store.open(tmp_path / "store") as store:
        store.visits.keep_robots(RobotsFile(odd.url(""), utc_now(), 200, b"odd"))
        plan = ScrapePlan(FetchSettings(), CleanSettings(), Limits())
        with closing(Captures(store, plan)) as known:
            found = fetch_many(urls, known=known)
    assert [each.body for each in found] == [b"<p>a", b"<p>c", b"<p>b"]
    assert odd.seen.count("/robots.txt") == 1
    assert [record.exc_info is not None for record in caplog.records] == [True]


def test_an_error_of_the_store_ends_the_run(server, fetch_many):
    """Nothing could be kept any more: that is no page's fault."""

    class Full:
        def recall(self, url):
            return None

        def validators(self, url):
            return None

        def robots(self, origin):
            return None

        def keep_robots(self, file):
            raise StoreError("store", "no space left on device")

    server.body("/robots.txt", b"")
    with pytest.raises(StoreError, match="no space left"):
        fetch_many([server.body("/", b"<p>a")], known=Full())


def test_a_bug_in_keeping_a_page_costs_that_page_alone(server, tmp_path, monkeypatch, caplog):
    whole = Captures.keep

    def keep(self, page):
        if page.url.endswith("/odd"):
            raise KeyError("digest")
        return whole(self, page)

    monkeypatch.setattr(Captures, "keep", keep)
    urls = [server.body(path, b"<p>a") for path in ("/a", "/odd", "/b")]
    settings = FetchSettings(allow_private=True, delay=0.0, robots=False)
    plan = ScrapePlan(settings, CleanSettings(), Limits(), jobs=1)
    with Store.open(tmp_path / "store") as store, closing(scrape(urls, plan, store)) as results:
        found = [each.result for each in results]
    assert [type(each) for each in found] == [Cleaned, Failure, Cleaned]
    assert (found[1].subject, found[1].kind) == (urls[1], "bug")
    assert any(record.exc_info for record in caplog.records)


def test_a_store_that_fails_ends_the_run(server, tmp_path, monkeypatch):
    def keep(self, page):
        raise StoreError("store", "no space left on device")

    monkeypatch.setattr(Captures, "keep", keep)
    settings = FetchSettings(allow_private=True, delay=0.0, robots=False)
    plan = ScrapePlan(settings, CleanSettings(), Limits(), jobs=1)
    with (
        Store.open(tmp_path / "store") as store,
        closing(scrape([server.body("/", b"<p>a")], plan, store)) as results,
        pytest.raises(StoreError, match="no space left"),
    ):
        list(results)
