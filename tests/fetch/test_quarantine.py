"""What gives no article is kept apart: why, and until when."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from scraper.models.article import NOT_CONTENT, is_article
from scraper.models.failure import FAILURE_KINDS
from scraper.schedule.due import LONGEST_REST
from scraper.schedule.quarantine import (
    FIRST_WAIT,
    LONGEST,
    RefusedVisit,
    after,
)
from scraper.store import Store
from tests.patience import PATIENCE

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TITLE = "The bridge reopens"
TEXT = "The council said that the work had cost less than planned and would go on for a year. "
STORY = f"<html><title>{TITLE}</title><article><h1>{TITLE}</h1>" + f"<p>{TEXT * 3}</p>" * 4
LOGIN = (
    "<html><title>A story</title><body><h1>A story</h1><p>Subscribe to continue reading.</p>"
    "<form action=/login><input type=email><input type=password></form></body>"
)


@pytest.fixture
def scraper(tmp_path):
    def run(*arguments, command="fetch"):
        extra = ["--allow-private", "--delay", "0", "--attempts", "1"]
        extra = extra if command == "fetch" else []
        return subprocess.run(
            [sys.executable, "-m", "scraper", command, *extra, *arguments],
            cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE, check=False,
        )  # fmt: skip

    return run


@pytest.fixture
def held(tmp_path):
    def by_path():
        with Store.reader(tmp_path / "store") as store:
            return {f"/{v.url.split('/', 3)[3]}": v for v in store.visits.all_quarantined()}

    return by_path


def test_every_kind_of_answer_has_its_reason(server, scraper, held):
    urls = [
        server.body("/story", STORY.encode(), "Content-Type: text/html"),
        server.body("/empty", b"<html></html>", "Content-Type: text/html"),
        server.body("/image", b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "Content-Type: image/png"),
        server.body("/login", LOGIN.encode(), "Content-Type: text/html"),
        server.body("/busy", b"", status="503 Busy"),
        server.raw("/cut", b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n<p>half"),
        server.raw("/odd", b"this is not HTTP\r\n\r\n"),
        server.url("/missing"),
    ]
    done = scraper("--jsonl", *urls)
    assert done.returncode == 1
    kinds = {path: visit.kind for path, visit in held().items()}
    assert kinds == {
        "/empty": "empty",
        "/image": "not_html",
        "/login": "login_wall",
        "/busy": "http_status",
        "/cut": "truncated",
        "/odd": "network",
        "/missing": "http_status",
    }
    assert all(visit.reason for visit in held().values())


def test_what_was_stored_can_be_looked_at(server, scraper, held):
    server.body("/login", LOGIN.encode(), "Content-Type: text/html")
    scraper(server.url("/login"))
    shown = scraper("--body", held()["/login"].capture, command="show")
    assert shown.stdout == LOGIN


def test_an_article_leaves_the_quarantine(server, scraper, held):
    url = server.body("/a", b"", status="500 So")
    scraper(url)
    assert "/a" in held()
    server.body("/a", STORY.encode(), "Content-Type: text/html")
    scraper(url)
    assert held() == {}


def test_the_server_says_when_at_the_earliest(server, scraper, held):
    url = server.body("/a", b"", "Retry-After: 864000", status="503 Busy")
    scraper(url)
    assert held()["/a"].not_before > datetime.now(UTC) + timedelta(days=9)


def test_before_its_time_a_url_is_left_out_on_demand(server, scraper):
    url = server.url("/missing")
    scraper(url)
    done = scraper("--due", "--jsonl", url, server.body("/a", STORY.encode()))
    first, second = map(json.loads, done.stdout.splitlines())
    assert (done.returncode, first["error"]["kind"], second["title"]) == (0, "not_due", TITLE)
    assert server.seen.count("/missing") == 1


def test_the_quarantine_is_listed_with_reason_and_time(server, scraper):
    scraper(server.url("/missing"), server.body("/busy", b"", status="503 Busy"))
    done = scraper("--quarantine", command="list")
    first, second = done.stdout.splitlines()
    assert ("/busy" in first, "/missing" in second, "HTTP status 404" in second) == (True,) * 3
    found = scraper("--quarantine", "--json", "--url", "missing", command="list")
    assert json.loads(found.stdout)["kind"] == "http_status"


def test_a_url_outside_a_run_is_not_in_it(server, scraper, held):
    """A typing mistake and a spent budget say nothing about a URL."""
    scraper("--max-requests", "1", "nonsense", server.body("/a", STORY.encode()))
    assert held() == {}


# --- decisions


def visits(kind, times, **more):
    found = None
    for _ in range(times):
        found = after(found, RefusedVisit("http://a.example/", kind, "why", **more), NOW)
    return found


def test_waits_double_up_to_a_month():
    first = FIRST_WAIT["timeout"]
    waits = [visits("timeout", n).not_before - NOW for n in (1, 2, 3, 30)]
    assert waits == [first, first * 2, first * 4, LONGEST]


def test_another_reason_begins_anew():
    found = after(visits("timeout", 5), RefusedVisit("http://a.example/", "empty", "why"), NOW)
    assert (found.tries, found.not_before - NOW) == (1, FIRST_WAIT["empty"])


def test_what_a_server_asks_for_is_bounded_by_a_month():
    asked = NOW + timedelta(days=365)
    assert visits("http_status", 1, status=503, not_before=asked).not_before - NOW == LONGEST


@pytest.mark.parametrize("times", [1, 30])
def test_what_was_never_asked_for_waits_a_day_at_most(times):
    asked = NOW + timedelta(days=365)
    assert visits("host_down", times, not_before=asked).not_before - NOW == LONGEST_REST


def test_what_is_gone_is_asked_for_once_a_month():
    assert visits("http_status", 1, status=410).not_before - NOW == LONGEST


@pytest.mark.parametrize("kind", [*sorted(NOT_CONTENT), *FAILURE_KINDS, "listing"])
def test_every_kind_has_a_time(kind):
    assert timedelta() < visits(kind, 1).not_before - NOW <= LONGEST


def test_a_listing_is_no_article():
    assert [is_article(kind) for kind in ("article", "forum", "listing")] == [True, True, False]
