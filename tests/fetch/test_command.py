"""`scraper fetch` as its users meet it, against a real server."""

import asyncio
import gzip
import json
import os
import signal
import subprocess
import sys

import pytest

from scraper.store import Store
from tests.patience import PATIENCE

TITLE = "The bridge reopens"
STORY = f"""<html lang="en"><head><title>{TITLE}</title></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>{TITLE}</h1>
<p>The old bridge over the river reopened on Monday after two years of repairs, and hundreds of
people walked across it in the first hour of the morning.</p>
<p>The council said that the work had cost less than planned, and that its next project would be
the harbour wall, which is older still and has stood since the great flood.</p>
</article></body></html>""".encode()


def command(*arguments, store="store"):
    return [sys.executable, "-m", "scraper", "fetch", "--allow-private", "--delay", "0",
            "--attempts", "1", "--store", store, *arguments]  # fmt: skip


@pytest.fixture
def scraper(tmp_path):
    def run(*arguments, given=""):
        return subprocess.run(
            command(*arguments), cwd=tmp_path, input=given, capture_output=True, text=True,
            encoding="utf-8", timeout=PATIENCE, check=False,
        )  # fmt: skip

    return run


def test_a_page_is_fetched_stored_and_its_article_printed(server, scraper, tmp_path):
    raw = gzip.compress(STORY)
    url = server.body("/story", raw, "Content-Encoding: gzip", "Content-Type: text/html")
    done = scraper(url)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{TITLE}\n\nThe old bridge")
    assert "Sport" not in done.stdout
    with Store.reader(tmp_path / "store") as store:
        page = store.get(url)
        assert (page.raw, page.body) == (raw, STORY)
        assert store.find(url).verdict == "article"


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_body_that_is_not_in_the_coding_it_names_ends_nothing(server, scraper, coding):
    """Neither when it comes nor when it is found in the store."""
    bad = server.body("/bad", b"\x28\xb5\x2f\xfd" + b"\xff" * 90, f"Content-Encoding: {coding}")
    good = server.body("/good", STORY, "Content-Type: text/html")
    for more in ((), ("--max-age", "1h")):
        done = scraper(bad, good, "--jsonl", "--attempts", "1", *more)
        failed, article = map(json.loads, done.stdout.splitlines())
        assert failed["error"]["kind"] == "truncated"
        assert (article["status"], article["title"]) == ("article", TITLE)


def test_results_come_in_the_order_of_the_urls_and_failures_have_their_place(server, scraper):
    async def slow(exchange):
        await asyncio.sleep(0.5)
        await exchange.answer(STORY)

    urls = [server.route("/slow", slow), server.body("/quick", STORY), server.url("/missing"),
            "example.org/no-scheme"]  # fmt: skip
    done = scraper("--jsonl", *urls)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["input"] for record in records] == urls
    assert [record.get("error", {}).get("kind") for record in records] == [
        None, None, "http_status", "bad_url",
    ]  # fmt: skip
    assert done.returncode == 1
    assert f"scraper: {urls[2]}: HTTP status 404" in done.stderr
    assert "did you mean https://example.org/no-scheme?" in done.stderr


def test_urls_come_from_lists_and_standard_input(server, scraper, tmp_path):
    url = server.body("/story", STORY)
    (tmp_path / "urls.txt").write_text(f"# mine\n\n  {url}?1  \n{url}\n")
    done = scraper("-i", "urls.txt", "-i", "-", "--jsonl", given=f"{url}\n")
    inputs = [json.loads(line)["input"] for line in done.stdout.splitlines()]
    assert inputs == [f"{url}?1", url, url]


def test_without_a_url_it_says_what_to_do(scraper):
    done = scraper()
    assert (done.returncode, "name a URL" in done.stderr) == (2, True)


def test_a_missing_list_is_named(scraper):
    done = scraper("-i", "missing.txt")
    assert done.returncode == 1
    assert "missing.txt: can't be read: No such file" in done.stderr


def test_a_page_without_content_is_3_and_kept(server, scraper, tmp_path):
    done = scraper(server.body("/", b"<html><body></body></html>"))
    assert (done.returncode, done.stdout) == (3, "")
    assert "nothing extracted" in done.stderr
    with Store.reader(tmp_path / "store") as store:
        assert store.count() == 1


def test_a_body_that_is_not_whole_is_kept_and_not_printed(server, scraper, tmp_path):
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n"
    done = scraper(server.raw("/", head + STORY))
    assert (done.returncode, done.stdout) == (1, "")
    assert "not whole" in done.stderr
    with Store.reader(tmp_path / "store") as store:
        assert [entry.truncated for entry in store.entries()] == ["disconnect"]


def test_no_store_leaves_nothing(server, scraper, tmp_path):
    done = scraper("--no-store", server.body("/", STORY))
    assert (done.returncode, TITLE in done.stdout) == (0, True)
    assert list(tmp_path.iterdir()) == []


def test_credentials_are_neither_shown_nor_stored(server, scraper, tmp_path):
    server.body("/", STORY)
    url = server.url("/", "user:s3cret@127.0.0.1")
    done = scraper("--json", url, f"{url}missing")
    assert done.returncode == 1
    assert "authorization" in server.requests[-1].headers
    assert "s3cret" not in done.stdout + done.stderr
    with Store.reader(tmp_path / "store") as store:
        for entry in store.entries():
            page = store.get(entry.id)
            assert "s3cret" not in repr(page)


def test_private_addresses_need_the_switch(server, tmp_path):
    arguments = [sys.executable, "-m", "scraper", "fetch", server.body("/", STORY)]
    done = subprocess.run(arguments, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "not a public address (--allow-private or allow_private in scraper.toml" in done.stderr
    assert server.seen == []


def test_the_transport_charset_reaches_the_extraction(server, scraper):
    body = STORY.replace(b"the great flood", "лён и мёд на берегу".encode("koi8-r"))
    done = scraper(server.body("/", body, "Content-Type: text/html; charset=koi8-r"))
    assert "лён и мёд на берегу" in done.stdout


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_is_130_and_keeps_what_was_stored(server, tmp_path, number):
    async def never(exchange):
        await asyncio.Event().wait()

    quick, slow = server.body("/quick", STORY), server.route("/slow", never)
    with subprocess.Popen(
        command("--jsonl", quick, slow), cwd=tmp_path, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["title"] == TITLE
        os.killpg(process.pid, number)
        _, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (130, b"scraper: interrupted\n")
    with Store.open(tmp_path / "store") as store:
        assert [entry.url for entry in store.entries()] == [quick]
        assert store.verify().ok


def test_a_store_that_cannot_be_written_is_named(server, scraper, tmp_path):
    (tmp_path / "store").write_text("a file")
    done = scraper(server.body("/", STORY))
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert "store" in done.stderr
