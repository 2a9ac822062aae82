"""Scheduled runs: what is newest in each output is what the site shows, also after an edit was undone;
and an output that was deleted is whole again."""

import feedparser

from scraper.store import Store

NOTE = "Correction: an earlier version named the wrong mill."


def test_edit_that_is_undone_leaves_the_first_text_newest_in_all_outputs(farm):
    farm.report()
    site = farm.sites[0]
    path = list(site.stories)[2]
    story = site.stories[path]
    site.correct(2, NOTE)
    farm.report("--all")
    site.stories[path] = story
    counts = [t["changed"] for t in farm.report("--all")["sites"].values()]
    assert counts == [1, 0, 0]
    url = site.url.rstrip("/") + path
    lines = [line for line in farm.lines() if line["url"] == url]
    assert [line["version"] for line in lines] == [1, 2, 3]
    assert (lines[0]["digest"], lines[0]["text"]) == (lines[2]["digest"], lines[2]["text"])
    latest = f"SELECT version, text FROM articles_latest WHERE url = '{url}'"
    assert farm.rows(latest) == [(3, lines[0]["text"])]
    entries = feedparser.parse((farm.root / "out/feed.xml").read_bytes()).entries
    (entry,) = [each for each in entries if each.link == url]
    assert NOTE not in entry.content[0].value
    shown = farm.run("history", url).out
    assert shown.count("\nversion ") == 2 and shown.rstrip().endswith(f"- {NOTE}")
    again = farm.report("--all")
    assert [t["unchanged"] for t in again["sites"].values()] == [6, 6, 6]
    gc = ("store", "gc", "--older-than", "0s", "--yes", "--store", farm.root / "news")
    assert farm.run(*gc, configured=False).status == 0
    with Store.reader(farm.root / "news") as store:
        assert all(store.get(line["capture"]).body for line in farm.lines())


def test_output_that_was_deleted_is_whole_again_and_the_run_says_so(farm):
    farm.report()
    whole = (farm.root / "out/articles.jsonl").read_bytes()
    (farm.root / "out/articles.jsonl").unlink()
    done = farm.run("run")  # though nothing is due
    assert done.status == 0
    assert done.err.count("articles.jsonl: was gone or empty, and gets all versions again") == 1
    assert (farm.root / "out/articles.jsonl").read_bytes() == whole
    assert "gone" not in farm.run("run", "--all").err
