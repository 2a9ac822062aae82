"""Scheduled runs on a farm of sites: each version of each article exactly once."""

import csv
import io
import json
import os
import re
import signal
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import current_thread

import feedparser
import pyarrow.dataset
import pytest

from scraper.cli.configuration import read_config
from scraper.fetch import FetchSettings
from scraper.runs.run import RunOptions, run_due
from scraper.runs.start_points import read_start_points
from scraper.store import Store


def versions(farm):
    return sorted((line["url"], line["title"], line["text"]) for line in farm.lines())


def expect_whole(farm):
    """All outputs have each version that there ever was, once."""
    assert versions(farm) == farm.truth
    assert sorted(farm.rows("SELECT url, title, text FROM articles")) == farm.truth
    text = (farm.root / "out/articles.csv").read_text()
    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["status"] != "gone"]
    assert sorted((row["url"], row["title"], row["text"]) for row in rows) == farm.truth
    assert len(list((farm.root / "out/pages").rglob("*.md"))) == len(farm.truth)
    there = pyarrow.dataset.field("status") != "gone"
    table = pyarrow.dataset.dataset(farm.root / "out/parquet").to_table(filter=there)
    columns = [table.column(name).to_pylist() for name in ("url", "title", "text")]
    assert sorted(zip(*columns, strict=True)) == farm.truth
    entries = feedparser.parse((farm.root / "out/feed.xml").read_bytes()).entries
    assert sorted(entry.link for entry in entries) == sorted({url for url, _, _ in farm.truth})


def test_each_version_is_written_once_and_boxes_make_none(farm):
    first = farm.report()
    assert [site["new"] for site in first["sites"].values()] == [6, 6, 6]
    expect_whole(farm)
    nothing = farm.report()
    assert nothing["sites"] == {}
    farm.sites[0].write(2)
    path = farm.sites[1].correct(2, "Correction: an earlier version named the wrong mill.")
    later = farm.report("--all")
    counts = [(t["new"], t["changed"], t["unchanged"]) for t in later["sites"].values()]
    assert counts == [(2, 0, 6), (0, 1, 5), (0, 0, 6)]
    expect_whole(farm)
    again = farm.report("--all")
    assert [t["unchanged"] for t in again["sites"].values()] == [8, 6, 6]
    expect_whole(farm)
    shown = farm.run("history", farm.sites[1].url.rstrip("/") + path)
    assert "version 2" in shown.out
    assert "+ Correction: an earlier version named the wrong mill." in shown.out
    assert shown.out.count("\n  + ") == 1 and "\n  - " not in shown.out
    found = farm.rows("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'correction'")
    assert found == [(1,)]


def test_budget_of_the_store_takes_what_no_version_came_from(farm):
    for _ in range(3):  # boxes turn: each visit is stored
        farm.report("--all")
    farm.sites[1].correct(2, "Correction: an earlier version named the wrong mill.")
    config = read_config(farm.root / "scraper.toml")
    with Store.reader(config.store) as store:
        before, captures = store.care.size().bytes, store.count()
    result = run_due(
        replace(config, store_budget=before * 3 // 4), RunOptions(whole=True), {}, print
    )
    assert (result.record.outcome, result.record.problems) == ("done", ())
    with Store.reader(config.store) as store:
        assert store.care.size().bytes <= before * 3 // 4
        assert store.count() < captures
        assert store.verify().ok
        assert all(store.get(line["capture"]).body for line in farm.lines())
    expect_whole(farm)
    tight = run_due(replace(config, store_budget=1000), RunOptions(whole=True), {}, print)
    assert "store_budget allows 1000" in tight.record.problems[0]
    expect_whole(farm)


def test_budget_that_cannot_be_kept_is_told_and_costs_no_output(farm):
    farm.report("--all")
    farm.report("--all")
    farm.sites[1].correct(2, "Correction: an earlier version named the wrong mill.")
    (farm.root / "news/compacting.json.part").mkdir()
    config = replace(read_config(farm.root / "scraper.toml"), store_budget=1000)
    result = run_due(config, RunOptions(whole=True), {}, print)
    assert result.record.outcome == "done"
    assert "compacting.json.part: can't be written" in result.record.problems[0]
    expect_whole(farm)


def test_agency_copy_is_linked(farm):
    _, paragraphs = farm.sites[0].stories[next(iter(farm.sites[0].stories))]
    farm.sites[2].show("/news/agency", "Another headline for it", paragraphs)
    farm.report()
    (copy,) = [line for line in farm.lines() if line["title"] == "Another headline for it"]
    (first,) = [x for x in farm.lines() if x["text"] == copy["text"] and x["site"] == "site0"]
    assert copy["story"] == first["story"]
    shown = farm.run("similar", first["url"])
    assert f"100%  {copy['seen_at']}  site2  {copy['url']}  Another headline for it" in shown.out
    every = [json.loads(line) for line in farm.run("similar", "--json").out.splitlines()]
    assert {first["key"], copy["key"]} <= {each["key"] for each in every}
    unknown = farm.run("similar", "https://example.org/none")
    assert (unknown.status, "no version of an article is known" in unknown.err) == (1, True)


def test_a_run_counts_lengths_and_reasons_and_status_draws_them(farm):
    """What the charts are made of is recorded, not guessed: one length and a page's blocks each."""
    report = farm.report()
    for site in report["sites"].values():
        assert sum(site["lengths"].values()) == site["new"] == 6
        assert all(int(words) % 10 == 0 and int(words) > 0 for words in site["lengths"])
        assert site["blocks"]["body"] >= 6
        assert sum(site["blocks"].values()) > site["blocks"]["body"]
    assert farm.run("status", "--html", str(farm.root / "runs.html")).status == 0
    drawn = (farm.root / "runs.html").read_text("utf-8")
    assert drawn.count("Length of articles as a table</summary>") == len(report["sites"])
    assert drawn.count("Blocks by reason as a table</summary>") == len(report["sites"])


def wait_for(condition, process):
    """Until it holds, at most as long as a slow machine needs."""
    end = time.monotonic() + 60
    while not condition():
        assert process.poll() is None, process.stderr.read()
        assert time.monotonic() < end
        time.sleep(0.01)


def asked(farm):
    """Stories that were asked for."""
    return sum(
        count
        for site in farm.sites
        for path, count in site.asked.items()
        if path.startswith("/news")
    )


def test_kills_lose_and_double_nothing(farm):
    for site in farm.sites:
        site.write(9)
        site.slow = 0.15
    for stories in (3, 6, 12):
        before = asked(farm)
        process = farm.start("run")
        wait_for(lambda before=before, stories=stories: asked(farm) >= before + stories, process)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        farm.sites[0].write(1)
    for site in farm.sites:
        site.slow = 0.0
    farm.report()
    expect_whole(farm)
    runs = json.loads(farm.run("status", "--json").out.splitlines()[0])["runs"]
    assert [run["outcome"] for run in runs] == ["done", "killed", "killed", "killed"]
    assert asked(farm) <= len(farm.truth) + 3 * 16  # what was under way was asked for again


def test_page_that_was_stored_but_not_recorded_is_recorded_by_the_next_run(farm):
    """Its 304 says that nothing is new, which is true of the store only."""
    farm.report()
    path = farm.sites[0].correct(0, "A line that was added before the kill.")
    url = farm.sites[0].url.rstrip("/") + path
    store = farm.root / "news"
    done = farm.run("fetch", url, "--allow-private", "--store", store, configured=False)
    assert done.status == 0
    assert farm.report("--all")["sites"]["site0"]["changed"] == 1
    expect_whole(farm)


def test_second_start_says_that_a_run_is_under_way(farm):
    for site in farm.sites:
        site.slow = 0.2
    process = farm.start("run")
    wait_for(lambda: asked(farm) > 0, process)
    second = farm.run("run")
    assert second.status == 0
    assert "already running, nothing done: in use by process" in second.err
    process.communicate()
    assert process.returncode == 0
    expect_whole(farm)


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("moment", ["looking", "fetching"])
def test_signals_end_a_run_soon_and_leave_whole_files(farm, sent, moment):
    for site in farm.sites:
        site.slow = 30.0 if moment == "fetching" else 0.0
        site.slow_home = 30.0 if moment == "looking" else 0.0
    farm.sites[0].slow = farm.sites[0].slow_home = 0.0
    process = farm.start("run")
    wait_for(lambda: all(site.asked["/"] for site in farm.sites), process)
    if moment == "fetching":
        wait_for(lambda: asked(farm) > 4, process)
        time.sleep(1)  # a few are recorded
    start = time.monotonic()
    process.send_signal(sent)
    _, said = process.communicate(timeout=30)
    assert time.monotonic() - start < 10
    assert process.returncode == 130, said
    assert b"Traceback" not in said, said.decode()
    assert b"the next run continues" in said
    for site in farm.sites:
        site.slow = site.slow_home = 0.0
    farm.report()
    expect_whole(farm)


def test_bounds_end_a_run_and_the_next_goes_on(farm):
    first = farm.report("--max-pages", "4")
    assert first["outcome"] == "max_pages"
    assert len(farm.lines()) == 4
    assert farm.report("--site", "site1")["sites"].keys() == {"site1"}
    for site in farm.sites:
        site.slow = 0.7
    assert farm.report("--max-time", "1s")["outcome"] == "max_time"
    for site in farm.sites:
        site.slow = 0.0
    assert farm.report()["outcome"] == "done"
    expect_whole(farm)
    assert farm.report()["sites"] == {}


def test_server_that_hangs_holds_up_no_end_and_nothing_that_is_done(farm):
    farm.sites[0].slow = 60.0
    config = read_config(farm.root / "scraper.toml")
    others = len(farm.sites[1].stories) + len(farm.sites[2].stories)
    done: list[datetime] = []  # when all others were

    def clock():
        """An hour later once the others are done, and their results were handed over."""
        now = datetime.now(UTC)
        if not done and (config.store / "index.sqlite").is_file():
            with Store.reader(config.store) as store:
                done.extend([now] if len([*store.entries(status="article")]) == others else [])
        late = bool(done) and now > done[0] + timedelta(seconds=1)
        return now + timedelta(hours=late)

    result = run_due(config, RunOptions(max_time=timedelta(minutes=30)), {}, print, clock)
    assert datetime.now(UTC) - done[0] < timedelta(seconds=15)  # half of a request's timeout
    assert result.record.outcome == "max_time"
    assert len(farm.lines()) == others
    farm.sites[0].slow = 0.0
    assert farm.report()["sites"]["site0"]["new"] == 6
    expect_whole(farm)


def test_a_look_that_is_cut_short_is_none(farm):
    """The clock passes --max-time in the thread that looks, just after it was read outside it."""
    config = read_config(farm.root / "scraper.toml")
    settings = FetchSettings(contact="tests@example.org", allow_private=True, delay=0, attempts=1)
    whole = list(read_start_points(config.sites[:1], settings, lambda: False))
    assert [len(seen) for _, seen in whole] == [6]
    cut = read_start_points(
        config.sites[:1], settings, lambda: current_thread().name == "start points"
    )
    assert list(cut) == []


def test_robots_txt_is_asked_for_once_in_several_runs(farm):
    farm.sites[0].write(2)
    farm.configure()
    for _ in range(3):
        assert farm.run("run", "--all").status == 0
    assert farm.sites[0].asked["/"] == 3
    assert farm.sites[0].asked["/robots.txt"] == 1


def test_all_asks_for_known_pages_and_quarantine_too(farm):
    site = farm.sites[0]
    farm.configure()
    gone, unlinked, *_ = site.stories
    site.more[gone] = "<p>nothing"
    assert farm.run("run").status == 0
    site.more["/"] = "<html><title>News</title><main>No story is linked any more.</main>"
    asked = site.asked[gone], site.asked[unlinked]
    farm.run("run", "--all")
    assert (site.asked[gone], site.asked[unlinked]) == (asked[0] + 1, asked[1] + 1)


def test_failures_are_counted_by_kind_and_fail_a_run_on_demand(farm):
    farm.report()
    gone = next(iter(farm.sites[0].stories))
    farm.sites[0].gone.add(gone)
    farm.sites[1].down = True
    done = farm.run("run", "--all")
    assert done.status == 1
    assert re.search(
        "site1: 0 new, 0 changed, 0 unchanged, .* failed .*, could not be read", done.err
    )
    assert farm.run("run", "--all", "--site", "site2", "--fail-on", "any").status == 0
    listed = farm.run("status", "--json")
    first, second, _ = map(json.loads, listed.out.splitlines())
    assert second["last"]["dark"]
    assert second["last"]["sources_failed"] == {"http_status": 1}
    assert first["last"]["unchanged"] == 5
    due = datetime.fromisoformat(second["due"])
    assert due < datetime.now(UTC) + timedelta(minutes=15)
    expect_whole(farm)


def test_withdrawn_page_keeps_its_history(farm):
    farm.configure('[defaults]\nrecheck = "1s"\n')
    farm.report()
    path = next(iter(farm.sites[0].stories))
    farm.sites[0].gone.add(path)
    time.sleep(1.1)
    done = farm.run("run", "--all", "--fail-on", "http_status")
    assert done.status == 1
    assert "site0: 0 new, 0 changed, 5 unchanged, 1 failed (http_status 1)" in done.err
    shown = farm.run("history", farm.sites[0].url.rstrip("/") + path)
    assert "version 1" in shown.out
    assert "gone since" in shown.out and "HTTP status 404" in shown.out
    first = json.loads(farm.run("status", "--json").out.splitlines()[0])
    assert first["quarantined"] == 1
    expect_whole(farm)


def test_mistakes_end_with_their_status(farm):
    assert farm.run("status").status == 1  # nothing has run
    assert farm.run("run", "--site", "nobody").status == 2
    farm.configure("[fetch2]\n")
    wrong = farm.run("run")
    assert (wrong.status, "scraper.toml:" in wrong.err) == (4, True)
    file = farm.configure()
    file.write_text(file.read_text() + 'cookies = { session = "NEWS_SESSION_THAT_IS_NOT_SET" }\n')
    missing = farm.run("run")
    assert missing.status == 4
    assert f"scraper.toml:{len(file.read_text().splitlines())}" in missing.err
    assert "export NEWS_SESSION_THAT_IS_NOT_SET=" in missing.err


def test_output_that_cannot_be_written_gets_its_versions_later(farm):
    (farm.root / "out").mkdir()
    (farm.root / "out/articles.csv").mkdir()
    done = farm.run("run")
    assert done.status == 1
    assert "articles.csv: can't be written" in done.err
    assert versions(farm) == farm.truth  # the others have all
    (farm.root / "out/articles.csv").rmdir()
    farm.report()  # nothing is due
    expect_whole(farm)
