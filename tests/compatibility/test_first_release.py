"""What 0.1.0 wrote opens, gives back all that was in it, and is continued; nothing of it is lost."""

import csv
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256

import pyarrow.dataset

from scraper.cli.config import read_config
from scraper.models.times import iso_exact
from scraper.pipelines.clean_task import CleanSettings
from scraper.pipelines.scrape import scrape
from scraper.pipelines.scrape_plan import ScrapePlan
from scraper.runs.network import network
from scraper.store import Store
from scraper.store.archives.importer import import_archives
from scraper.workers import Limits

AFTER = datetime(2027, 1, 1, tzinfo=UTC)  # the sample was made, whatever this machine's clock says
PLACE = ("file", "offset", "length")  # of a record: a segment may be written again


def placeless(captures: list[dict]) -> list[dict]:
    return [{name: value for name, value in each.items() if name not in PLACE} for each in captures]


def bodies(store: Store) -> dict[str, str]:
    return {each.id: sha256(store.get(each.id).body).hexdigest() for each in store.entries()}


def test_the_store_lists_and_shows_what_was_in_it(work):
    listed = work.lines("list", "--json", "--limit", 0, "--store", "news")
    assert listed == work.truth["captures"]
    with Store.reader(work.root / "news") as store:
        assert bodies(store) == work.truth["bodies"]
        (rendered,) = [e for e in store.entries() if store.get(e.id).rendered]
        assert b"What scripts added" in store.get(rendered.id).rendered
        assert sum(entry.revisit for entry in store.entries()) >= 3
        assert store.verify().ok
    work.scraper("store", "verify", "--store", "news")


def test_the_quarantine_and_the_versions_are_as_they_were(work):
    assert (
        work.lines("list", "--quarantine", "--json", "--store", "news") == work.truth["quarantine"]
    )
    for url, versions in work.truth["history"].items():
        assert work.lines("history", url, "--json") == versions


def test_a_rebuilt_store_has_the_same_captures(work):
    work.scraper("store", "rebuild", "--store", "news")
    listed = work.lines("list", "--json", "--limit", 0, "--store", "news")
    key = lambda each: each["id"]  # noqa: E731  # equal moments may be listed in another order
    assert sorted(placeless(listed), key=key) == sorted(placeless(work.truth["captures"]), key=key)


def test_an_export_has_all_of_it_and_is_imported(work, tmp_path):
    for name in ("all.warc.gz", "all.wacz"):
        work.scraper("store", "export", tmp_path / name, "--store", "news")
        with Store.open(tmp_path / f"from-{name}") as again:
            assert not import_archives([tmp_path / name], again).failures
            assert bodies(again) == work.truth["bodies"]


def test_the_store_is_written_on_and_keeps_what_it_had(work):
    with Store.open(work.root / "news") as store:
        before = store.get(next(iter(work.truth["bodies"])))
        assert store.id
        store.put(before)  # it is known
        assert bodies(store) == work.truth["bodies"]
        assert [iso_exact(each.fetched_at) for each in store.entries()] == [
            each["fetched_at"] for each in work.truth["captures"]
        ]


def test_a_search_finds_the_articles(work):
    found = work.scraper("list", "--text", "Edda Falk harbour", "--store", "news")
    assert "/2026/01/harbour" in found


def test_extractions_that_were_kept_are_compared_with(work):
    done = work.scraper("replay", "--store", "news", "--save")
    assert "/2026/01/bridge" not in done  # it comes out as it did
    work.scraper("replay", "--store", "news", "--against", "0.1.0")


def test_rules_and_learned_knowledge_of_the_site_are_read(work):
    work.scraper("rule", "test", "news.example", "--store", "news")
    assert "The library of Bexley" in work.scraper(
        "site", "show", "news.example", "--store", "news"
    )
    shown = work.scraper("show", "http://news.example/2026/01/bridge", "--store", "news")
    assert "talk of the town" in shown
    assert "Subscribe" not in shown


def test_the_fixture_comes_out_as_it_must(work):
    work.scraper("fixture", "check", "fixtures")


def outputs_of(root) -> dict[str, list[str]]:
    """The versions in each output, as "URL number"; without rows that say that one is gone."""
    with (root / "out/articles.csv").open(newline="", encoding="utf-8-sig") as file:
        table = [
            f"{row['url']} {row['version']}"
            for row in csv.DictReader(file)
            if row["status"] != "gone"
        ]
    lines = map(json.loads, (root / "out/articles.jsonl").read_text().splitlines())
    with closing(sqlite3.connect(root / "out/articles.sqlite")) as db:
        rows = [
            f"{url} {number}" for url, number in db.execute("SELECT url, version FROM articles")
        ]
        (found,) = db.execute(
            "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'Edda'"
        ).fetchone()
        assert found == len(rows)
    there = pyarrow.dataset.field("status") != "gone"
    parquet = pyarrow.dataset.dataset(root / "out/parquet").to_table(filter=there).to_pylist()
    return {
        "csv": sorted(table),
        "jsonl": sorted(
            f"{each['url']} {each['version']}" for each in lines if each["status"] != "gone"
        ),
        "sqlite": sorted(rows),
        "parquet": sorted(f"{each['url']} {each['version']}" for each in parquet),
    }


def test_a_run_goes_on_with_state_and_outputs_and_doubles_nothing(work):
    kept = {
        path: path.read_bytes() for path in (work.root / "out").rglob("*")
        if path.suffix in (".md", ".csv", ".jsonl") and "orchard" not in path.name  # which is gone
    }  # fmt: skip
    before = outputs_of(work.root)
    known = sorted(
        f"{v['url']} {v['version']}" for vs in work.truth["history"].values() for v in vs
    )
    assert set(map(tuple, before.values())) == {tuple(known)}

    work.site.later = True
    work.site.corrected.add("/2026/01/bridge")
    work.scraper("run", "--all")

    news = ["http://news.example/2026/01/bridge 2", "http://news.example/2026/01/tramway 1"]
    assert set(map(tuple, outputs_of(work.root).values())) == {tuple(sorted(known + news))}
    for path, content in kept.items():
        assert path.read_bytes().startswith(content), path
    assert len(list((work.root / "out/markdown").rglob("*.md"))) == len(known) + 2
    feed = (work.root / "out/feed.xml").read_text()
    assert "tramway" in feed
    assert "harbour" in feed

    work.scraper("run", "--all")  # and nothing has changed since
    assert set(map(tuple, outputs_of(work.root).values())) == {tuple(sorted(known + news))}
    for url, versions in work.truth["history"].items():
        assert work.lines("history", url, "--json")[: len(versions)] == versions
    with Store.reader(work.root / "news") as store:
        assert work.truth["bodies"].items() <= bodies(store).items()


def test_the_first_request_is_made_with_what_the_store_knows(work):
    url = "http://news.example/2026/01/harbour"
    settings = network(read_config(work.root / "scraper.toml"), {})
    plan = ScrapePlan(settings, CleanSettings(), Limits(), jobs=1)
    with Store.open(work.root / "news", clock=lambda: AFTER) as store:
        with closing(scrape([url], plan, store)) as results:
            (found,) = results
        assert work.site.asked[-1] == "/2026/01/harbour"
        made = store.find(found.id)
        assert (made.status, made.revisit) == (304, True)


def test_the_configuration_and_pages_saved_with_it_are_read(work, tmp_path):
    (tmp_path / "saved.html").write_text(work.site.page("/2026/01/harbour") or "")
    article = json.loads(work.scraper("clean", "--json", tmp_path / "saved.html"))
    assert article["title"].startswith("The harbour of Corvane")
    assert work.scraper("config", "show").count("http://news.example/") == 1
