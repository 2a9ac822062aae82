"""Scheduled runs on a farm of sites: each version of each article exactly once."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from whole import expect_whole, versions

from scraper.cli.configuration import read_config
from scraper.runs.progress import RunObserver
from scraper.runs.run import run_due
from scraper.runs.scheduled_run import RunOptions
from scraper.store import Store


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
        replace(config, store_budget=before * 3 // 4),
        RunOptions(whole=True),
        {},
        RunObserver(print),
    )
    assert (result.record.outcome, result.record.problems) == ("done", ())
    with Store.reader(config.store) as store:
        assert store.care.size().bytes <= before * 3 // 4
        assert store.count() < captures
        assert store.verify().ok
        assert all(store.get(line["capture"]).body for line in farm.lines())
    expect_whole(farm)
    tight = run_due(
        replace(config, store_budget=1000), RunOptions(whole=True), {}, RunObserver(print)
    )
    assert "store_budget allows 1000" in tight.record.problems[0]
    expect_whole(farm)


def test_budget_that_cannot_be_kept_is_told_and_costs_no_output(farm):
    farm.report("--all")
    farm.report("--all")
    farm.sites[1].correct(2, "Correction: an earlier version named the wrong mill.")
    (farm.root / "news/compacting.json.part").mkdir()
    config = replace(read_config(farm.root / "scraper.toml"), store_budget=1000)
    result = run_due(config, RunOptions(whole=True), {}, RunObserver(print))
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
    farm.report()
    path = next(iter(farm.sites[0].stories))
    farm.sites[0].gone.add(path)
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
