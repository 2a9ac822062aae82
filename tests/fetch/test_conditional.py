"""Asking whether a page has changed, and what is kept of a "no"."""

import json
import subprocess
import sys

import pytest

from scraper.fetch.headers import MAX_VALIDATOR, conditions
from scraper.models.page import Validators
from scraper.store import Store
from tests.patience import PATIENCE

TITLE = "The bridge reopens"
STORY = f"""<html lang="en"><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>
<p>The old bridge over the river reopened on Monday after two years of repairs, and hundreds of
people walked across it in the first hour of the morning.</p>
<p>The council said that the work had cost less than planned, and that its next project would be
the harbour wall, which is older still and has stood since the great flood.</p>
</article></body></html>""".encode()
ETAG = 'W/"v1, and more"'
MODIFIED = "Thu, 01 Jan 2026 00:00:00 GMT"


@pytest.fixture
def scraper(tmp_path):
    def run(*arguments, command="fetch"):
        extra = ["--allow-private", "--delay", "0"] if command == "fetch" else []
        return subprocess.run(
            [sys.executable, "-m", "scraper", command, *extra, *arguments],
            cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE, check=False,
        )  # fmt: skip

    return run


def revalidating(server, path="/story", headers=(f"ETag: {ETAG}", f"Last-Modified: {MODIFIED}")):
    """A page that is sent once; whoever knows it gets a 304."""

    async def handler(exchange):
        known = exchange.headers.keys() & {"if-none-match", "if-modified-since"}
        if known:
            await exchange.send(
                b"HTTP/1.1 304 Not Modified\r\nX-Seen: again\r\nContent-Type: odd/type\r\n\r\n"
            )
        else:
            await exchange.answer(STORY, headers=("Content-Type: text/html", *headers))

    return server.route(path, handler)


def sent(server):
    return [exchange.headers for exchange in server.requests if exchange.path != "/robots.txt"]


def test_both_validators_are_sent_as_they_came(server, scraper):
    url = revalidating(server)
    scraper(url)
    scraper(url)
    assert sent(server)[1]["if-none-match"] == ETAG
    assert sent(server)[1]["if-modified-since"] == MODIFIED


@pytest.mark.parametrize("header", [f"ETag: {ETAG}", f"Last-Modified: {MODIFIED}"])
def test_one_validator_is_enough(server, scraper, header):
    url = revalidating(server, headers=(header,))
    scraper(url)
    record = json.loads(scraper("--json", url).stdout)
    assert (record["request"]["status"], record["request"]["bytes"]) == (304, len(STORY))


def test_an_unchanged_page_gives_its_article_from_the_store(server, scraper):
    url = revalidating(server)
    first, second = scraper(url), scraper(url)
    assert second.returncode == 0
    assert second.stdout == first.stdout
    assert TITLE in second.stdout


def test_a_304_is_a_record_of_its_own_without_a_body(server, scraper, tmp_path):
    url = revalidating(server)
    scraper(url)
    scraper(url)
    with Store.reader(tmp_path / "store") as store:
        newest, oldest = store.entries()
        assert (newest.status, newest.revisit, newest.digest) == (304, True, oldest.digest)
        page = store.get(newest.id)
        assert (page.unchanged, page.body) == (oldest.id, STORY)
        assert (page.header("x-seen"), page.header("content-type")) == ("again", "text/html")
        assert store.verify().ok


def test_304s_survive_a_rebuilt_index(server, scraper, tmp_path):
    url = revalidating(server)
    for _ in range(3):
        scraper(url)
    assert Store.rebuild(tmp_path / "store").ok
    with Store.reader(tmp_path / "store") as store:
        assert [entry.status for entry in store.entries()] == [304, 304, 200]
        assert store.get(url).body == STORY
        assert store.visits.validators(url).etag == ETAG


def test_a_rebuilt_index_still_asks_conditionally(server, scraper, tmp_path):
    url = revalidating(server)
    scraper(url)
    Store.rebuild(tmp_path / "store")
    scraper(url)
    assert "if-none-match" in sent(server)[1]


def test_an_unchanged_body_without_validators_is_recognised(server, scraper, tmp_path):
    url = server.body("/story", STORY, "Content-Type: text/html")
    scraper(url)
    scraper(url)
    with Store.reader(tmp_path / "store") as store:
        assert [entry.revisit for entry in store.entries()] == [True, False]


def test_refetch_asks_for_the_whole_page(server, scraper):
    url = revalidating(server)
    scraper(url)
    scraper("--refetch", url)
    assert "if-none-match" not in sent(server)[1]


def test_a_page_that_was_cut_is_asked_for_whole(server, scraper):
    head = f"HTTP/1.1 200 OK\r\nETag: {ETAG}\r\nContent-Length: 99999\r\n\r\n".encode()
    url = server.raw("/story", head + STORY)
    scraper("--attempts", "1", url)
    scraper("--attempts", "1", url)
    assert "if-none-match" not in sent(server)[1]


def test_validators_belong_to_the_url_that_sent_them(server, scraper):
    """Not to the one that redirected to it."""
    target = revalidating(server)
    url = server.body("/old", b"", f"Location: {target}", status="301 Moved")
    scraper(url)
    scraper(url)
    conditional = [
        exchange.path for exchange in server.requests if "if-none-match" in exchange.headers
    ]
    assert conditional == ["/story"]


def test_a_304_nobody_asked_for_is_a_failure(server, scraper):
    url = server.raw("/story", b"HTTP/1.1 304 Not Modified\r\n\r\n")
    done = scraper(url)
    assert (done.returncode, "304" in done.stderr) == (1, True)


def test_a_304_for_a_damaged_page_says_what_to_do(server, scraper, tmp_path):
    url = revalidating(server)
    scraper(url)
    (segment,) = (tmp_path / "store" / "segments").iterdir()
    data = bytearray(segment.read_bytes())
    data[-40] ^= 255
    segment.write_bytes(bytes(data))
    done = scraper(url)
    assert (done.returncode, "--refetch" in done.stderr) == (1, True)
    assert scraper("--refetch", url).returncode == 0


@pytest.mark.parametrize(
    "value", ["a\r\nCookie: x", "a\0", "ü", "", "x" * (MAX_VALIDATOR + 1), "a\nb"]
)
def test_no_header_is_smuggled_in_by_a_validator(value):
    assert conditions(Validators("id", value, value)) == {}


def test_what_was_stored_lately_is_not_asked_for(server, scraper):
    url = server.body("/story", STORY, "Content-Type: text/html")
    first = scraper("--max-age", "1h", url)
    second = scraper("--max-age", "1h", url)
    assert (len(sent(server)), second.stdout) == (1, first.stdout)


def test_robots_txt_is_asked_for_once_a_day(server, scraper):
    url = server.body("/story", STORY)
    scraper(url)
    scraper(url)
    assert server.seen.count("/robots.txt") == 1
