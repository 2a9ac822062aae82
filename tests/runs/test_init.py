"""`scraper init`: a site that is looked at becomes a configuration that works."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from scraper.cli.init import append
from scraper.config.draft import every_for, free_name
from scraper.errors import OutputError
from scraper.pipelines.discover import DiscoveredUrl
from scraper.pipelines.survey import (
    SurveyedSource,
    chosen,
    sources_of,
    starts_of,
)

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
NOW = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MANNERS = ("--allow-private", "--delay", "0")


@pytest.fixture
def init(farm):
    file = farm.root / "new/scraper.toml"

    def init(url, *options):
        return farm.run("init", url, "-c", file, *MANNERS, *options, configured=False)

    init.file = file
    return init


def run_new(farm, init):
    done = farm.run("run", "-c", init.file, configured=False)
    assert done.status == 0, done.err
    lines = (init.file.parent / "out/articles.jsonl").read_text().splitlines()
    return [json.loads(line) for line in lines]


def test_site_is_looked_at_shown_written_and_runs(farm, init):
    done = init(farm.sites[0].url, "--yes", "--contact", "tests@example.org")
    assert done.status == 0, done.err
    assert f"6 articles in the page {farm.sites[0].url}" in done.err
    assert done.err.count("after 8 years of repairs") == 1 and " words)" in done.err
    assert "opened on Tuesday" in done.err  # a sample, extracted
    assert init.file.read_text() == done.out
    assert 'name = "127.0.0.1"' in done.out and 'contact = "tests@example.org"' in done.out
    assert "allow_private = true\n" in done.out and "delay = 0.0\n" in done.out
    assert not (init.file.parent / "store").exists()  # nothing was stored by looking
    assert len(run_new(farm, init)) == 6


def test_nothing_is_written_without_an_answer(farm, init):
    done = init(farm.sites[0].url)
    assert done.status == 2
    assert "[[site]]" in done.out and "--yes" in done.err
    assert not init.file.exists()


def test_second_site_is_added_and_all_before_stays(farm, init):
    init(farm.sites[0].url, "--yes")
    before = init.file.read_text().replace("[[site]]", "# my favourite\n[[site]]").rstrip("\n")
    init.file.write_text(before)
    init.file.chmod(0o600)
    done = init(farm.sites[1].url, "--yes")
    assert done.status == 0, done.err
    after = init.file.read_text()
    assert after == before + "\n" + done.out.removeprefix("\n") or after == before + done.out
    assert after.startswith(before) and after.count("[[site]]") == 2
    assert 'name = "127.0.0.1-2"' in after
    assert init.file.stat().st_mode & 0o777 == 0o600
    assert len(run_new(farm, init)) == 12
    again = init(farm.sites[1].url.rstrip("/"), "--yes")
    assert (again.status, init.file.read_text()) == (0, after)
    assert "start point of the site '127.0.0.1-2'" in again.err


def test_feed_of_the_page_is_found_and_tells_how_often(farm, init):
    site = farm.sites[0]
    now = datetime.now(UTC)
    items = "".join(
        f"<item><title>{title}</title><link>{site.url.rstrip('/')}{path}</link>"
        f"<pubDate>{format_datetime(now - number * 4 * HOUR)}</pubDate></item>"
        for number, (path, (title, _)) in enumerate(site.stories.items())
    )
    link = '<link rel=alternate type="application/rss+xml" href="/feed">'
    site.more = {
        "/": f"<html>{link}<title>News</title><body></body></html>",
        "/feed": f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>',
    }
    done = init(site.url, "--yes", "--name", "post")
    assert done.status == 0, done.err
    assert f"6 articles in the feed {site.url}feed" in done.err
    assert 'name = "post"' in done.out
    assert 'every = "3h"' in done.out  # six in 20 hours
    assert len(run_new(farm, init)) == 6


def test_site_that_gives_no_article_is_not_written(farm, init):
    farm.sites[0].down = True
    done = init(farm.sites[0].url, "--yes")
    assert done.status == 3
    assert "robots" in done.err and "no article comes out" in done.err
    farm.sites[1].more = {"/": "<p>nothing here"}
    assert init(farm.sites[1].url, "--yes").status == 3
    assert not init.file.exists()


def test_another_page_is_proposed_where_one_was_read(farm, init):
    """No other page helps where the server itself can't be reached."""
    farm.sites[0].down = True
    farm.sites[1].more = {"/": "<p>nothing here"}
    asked = [init(site.url, "--yes") for site in farm.sites[:2]]
    refused = farm.run("init", farm.sites[1].url, "-c", init.file, "--yes", configured=False)
    proposed = ["try a section page" in done.err for done in (*asked, refused)]
    assert proposed == [False, True, False]
    assert "not a public address" in refused.err


def test_site_that_is_filled_by_scripts_is_marked(farm, init):
    shell = (FIXTURES / "walls/empty-javascript-shell/page.html").read_text("utf-8")
    site = farm.sites[0]
    site.more = dict.fromkeys(site.stories, shell)
    done = init(site.url, "--yes")
    assert done.status == 0, done.err
    assert "js = true" in done.out and "js_shell" in done.err


@pytest.mark.parametrize(
    ("text", "status", "says"),
    [
        ("[[sites]]\n", 4, "did you mean 'site'?"),
        ('site = [{ name = "a", start = "https://a.example/" }]\n', 4, "is not TOML"),
    ],
)
def test_file_that_cannot_take_a_site_stays_as_it_is(farm, init, text, status, says):
    init.file.parent.mkdir()
    init.file.write_text(text)
    done = init(farm.sites[0].url, "--yes")
    assert (done.status, init.file.read_text()) == (status, text), done.err
    assert says in done.err


@pytest.mark.parametrize("url", ["ftp://example.org/", "https://", "file:///etc/passwd"])
def test_address_that_is_none_is_refused(init, url):
    assert init(url, "--yes").status == 2


def test_text_of_a_page_does_not_reach_the_terminal_as_commands(farm, init):
    site = farm.sites[0]
    path, (title, paragraphs) = next(iter(site.stories.items()))
    site.show(path, title + " \x1b]0;owned\x07", paragraphs)
    done = init(site.url, "--yes")
    assert "\x1b" not in done.err + done.out


def test_full_disk_leaves_the_configuration_whole(tmp_path):
    file = tmp_path / "scraper.toml"
    file.write_text("# mine\n" + "x = 1\n" * 500)
    code = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from scraper.cli.init import append\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "file = Path(sys.argv[1])\n"
        "size = file.stat().st_size + 10\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))\n"
        "append(file, file.read_text(), 'y = 2\\n' * 500)\n"
    )
    before = file.read_text()
    done = subprocess.run(
        [sys.executable, "-c", code, str(file)],
        capture_output=True, text=True, check=False, env=os.environ,
    )  # fmt: skip
    assert "can't be written: File too large" in done.stderr
    assert file.read_text() == before


def test_file_that_was_changed_meanwhile_is_not_added_to(tmp_path):
    file = tmp_path / "scraper.toml"
    file.write_text("new")
    with pytest.raises(OutputError, match="changed meanwhile"):
        append(file, "old", "more")
    assert file.read_text() == "new"


@pytest.mark.parametrize(
    ("gaps", "expected"),
    [
        ([HOUR / 6] * 50, timedelta(minutes=15)),
        ([HOUR] * 50, HOUR),
        ([8 * HOUR] * 30, 6 * HOUR),
        ([DAY] * 30, DAY),
        ([DAY] * 3, HOUR),  # too few to tell
        ([], HOUR),
    ],
)
def test_every_follows_the_dates_of_the_newest_articles(gaps, expected):
    dates, moment = [], NOW
    for gap in gaps:
        moment -= gap
        dates.append(moment)
    assert every_for([*dates, NOW + DAY], NOW) == expected  # one is dated in the future


def test_archive_of_sitemaps_is_left_out_where_there_are_feeds():
    page, feed = SurveyedSource("p", "page", 30), SurveyedSource("f", "feed", 20)
    archive = SurveyedSource("s", "sitemap", 20_000)
    assert starts_of("p", [page, feed, archive]) == ("f",)
    assert starts_of("p", [page, archive]) == ("p",)
    assert starts_of("p", [page, feed, SurveyedSource("s", "sitemap", 50)]) == ("p",)


def test_newest_articles_are_tried_first():
    found = [
        DiscoveredUrl("a", "a headline in its path", "", "", "p"),
        DiscoveredUrl("b", "in a feed, 2026-05-01 (a feed the page names)", "", "2026-05-01", "f"),
        DiscoveredUrl("c", "in a feed, 2026-05-02 (a feed the page names)", "", "2026-05-02", "f"),
    ]
    assert chosen(found, 2) == ["c", "b"]
    assert chosen(found) == ["c", "b", "a"]
    totals = [("p", "page", 1), ("f", "feed", 3)]
    assert sources_of(found, totals) == (
        SurveyedSource("p", "page", 1), SurveyedSource("f", "feed", 3, known=1),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("www.Example.org", "example.org"),
        ("[::1]", "1"),
        ("a" * 300, "a" * 60),
        ("www.b.example", "b.example-2"),
    ],
)
def test_name_of_a_site_is_free_and_fit(host, name):
    assert free_name(host, ["b.example"]) == name
