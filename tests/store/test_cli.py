"""`scraper list`, `scraper show` and `scraper store` as a user runs them."""

import gzip
import json
import os
import subprocess
import sys

import pytest

from scraper.errors import ExitCode
from scraper.store import Store

PAGE = (
    "<html><head><title>Harbour reopens</title></head><body><article><h1>Harbour reopens</h1>"
    + "".join(
        f"<p>The harbour of Nordby opened again on day {n} after the storm, and {n} boats left "
        "before noon, the harbour master said on the quay, where families had waited.</p>"
        for n in range(1, 8)
    )
    + "</article></body></html>"
).encode()


@pytest.fixture
def root(tmp_path, make_page):
    headers = (("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip"))
    with Store.open(tmp_path / "store") as store:
        key = store.put(make_page(1, raw=gzip.compress(PAGE, mtime=0), headers=headers))
        store.put(make_page(2, status=404, headers=(("X-Bell", "ring \x07\x1b[2J"),)))
        store.put(make_page(3, raw=b""))
        store.note(key, status="article", title="Harbour \x1b]0;pwned\x07 \u202e reopens", words=9)
    return tmp_path / "store"


def scraper(root, *arguments):
    done = subprocess.run(
        [sys.executable, "-m", "scraper", *arguments],
        env=os.environ | {"SCRAPER_STORE": str(root)},
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr.decode()


def test_list_prints_a_line_for_each_capture_newest_first(root):
    status, out, _ = scraper(root, "list")
    lines = out.decode().splitlines()
    assert status == ExitCode.OK
    assert ["story/3" in lines[0], "404" in lines[1], "article" in lines[2]] == [True] * 3


def test_what_is_listed_can_be_shown(root):
    _, out, _ = scraper(root, "list", "--status", "article")
    short_id = out.decode().split()[0]
    status, body, _ = scraper(root, "show", "--body", short_id)
    assert (status, body) == (ExitCode.OK, PAGE)


def test_list_json_is_one_object_per_line(root):
    _, out, _ = scraper(root, "list", "--json", "--url", "story/1")
    (entry,) = map(json.loads, out.splitlines())
    assert entry["title"] == "Harbour \x1b]0;pwned\x07 \u202e reopens"
    assert entry["fetched_at"].endswith("Z")


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_list_prints_no_control_characters(root, options):
    _, out, _ = scraper(root, "list", *options)
    text = out.decode()
    assert "pwned" in text
    assert not [char for char in text if (char < " " and char != "\n") or char == "\u202e"]


def test_list_tells_on_stderr_that_there_is_more(root):
    status, out, complaint = scraper(root, "list", "--limit", "2")
    assert (status, len(out.splitlines())) == (ExitCode.OK, 2)
    assert "--limit 0" in complaint


@pytest.mark.parametrize(
    ("since", "expected"), [("2026-01-02T03:04:08", 1), ("2026-01-02", 3), ("1m", 0)]
)
def test_list_since(root, since, expected):
    _, out, _ = scraper(root, "list", "--since", since)
    assert len(out.splitlines()) == expected


@pytest.mark.parametrize("since", ["yesterday", "2026-13-01", "-1d"])
def test_a_wrong_time_is_a_wrong_command_line(root, since):
    status, _, complaint = scraper(root, "list", f"--since={since}")
    assert status == ExitCode.USAGE
    assert since in complaint


def test_show_raw_is_the_payload_as_received(root):
    status, out, _ = scraper(root, "show", "--raw", "https://news.example/story/1")
    assert (status, out) == (ExitCode.OK, gzip.compress(PAGE, mtime=0))


def test_show_headers_escapes_what_a_server_sent(root):
    status, out, _ = scraper(root, "show", "--headers", "https://news.example/story/2")
    assert (status, out.decode().splitlines()) == (
        ExitCode.OK,
        ["HTTP/1.1 404", "X-Bell: ring \\x07\\x1b[2J"],
    )


def test_show_prints_the_article(root):
    status, out, _ = scraper(root, "show", "--json", "https://news.example/story/1")
    article = json.loads(out)
    assert status == ExitCode.OK
    assert article["url"] == "https://news.example/story/1"
    assert "7 boats left before noon" in article["text"]


def test_show_of_a_page_without_article_says_so(root):
    status, _, complaint = scraper(root, "show", "--format", "text", "https://news.example/story/3")
    assert status == ExitCode.NOTHING_EXTRACTED
    assert "story/3: no article" in complaint


def test_show_of_what_is_not_stored_says_so_in_one_line(root):
    status, out, complaint = scraper(root, "show", "--raw", "https://news.example/nothing")
    assert (status, out) == (ExitCode.SOME_FAILED, b"")
    assert complaint.count("\n") == 1
    assert "https://news.example/nothing" in complaint


def test_verify_of_a_whole_store_is_ok(root):
    status, out, _ = scraper(root, "store", "verify")
    assert status == ExitCode.OK
    assert out.startswith(b"3 records in 1 segment verified")


def test_verify_of_a_damaged_store_has_its_own_exit_status(root):
    (segment,) = (root / "segments").iterdir()
    os.truncate(segment, segment.stat().st_size - 1)
    status, out, _ = scraper(root, "store", "verify", "--json")
    assert status == ExitCode.STORE_DAMAGED
    report = json.loads(out)
    assert not report["ok"]
    assert {problem["kind"] for problem in report["problems"]} == {"short", "damaged", "missing"}


def test_rebuild_makes_a_damaged_store_usable_and_tells_what_is_lost(root):
    (segment,) = (root / "segments").iterdir()
    os.truncate(segment, segment.stat().st_size - 1)
    status, out, _ = scraper(root, "store", "rebuild")
    assert status == ExitCode.STORE_DAMAGED
    assert b"story/3" in out
    assert b"set aside: damaged/" in out
    assert scraper(root, "store", "verify")[0] == ExitCode.OK


@pytest.mark.parametrize("command", [["list"], ["store", "verify"], ["store", "rebuild"]])
def test_a_store_that_is_not_there_is_not_made(tmp_path, command):
    status, _, complaint = scraper(tmp_path / "none", *command)
    assert status == ExitCode.SOME_FAILED
    assert "no store here" in complaint
    assert not list(tmp_path.iterdir())


def test_a_search_does_not_load_the_web_application(root):
    code = (
        "import sys; from scraper.cli import run; run(['list', '--text', 'harbour'])\n"
        "print([m for m in sys.modules if m.startswith(('scraper.review', 'starlette', 'jinja2'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | {"SCRAPER_STORE": str(root)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    listed, loaded = done.stdout.splitlines()
    assert "story/1" in listed
    assert loaded == "[]"
