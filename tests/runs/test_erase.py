"""A page that is erased is nowhere any more, does not come back, and takes nothing else with it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from remains import naming, packed_with
from whole import expect_whole, wait_for

from scraper.runs.guards import is_running
from scraper.store import Store
from tests.patience import PATIENCE

DRIVER = Path(__file__).parent / "erase_driver.py"


class Erased:
    """A farm whose runs have stored stories of two versions, with everything that is made of them."""

    def __init__(self, farm):
        self.farm, self.root = farm, farm.root
        for site in farm.sites:  # few stories: each test has them all fetched twice
            site.stories.clear()
            site.truth.clear()
            site.write(2)
        farm.configure()
        farm.report()
        self.site = farm.sites[0]
        self.path = self.site.correct(
            1, "The mayor of Quillhaven corrected the year in the evening."
        )
        farm.report("--all")
        self.url = self.site.url.rstrip("/") + self.path
        self.title, paragraphs = self.site.stories[self.path]
        self.needle = paragraphs[-1].encode()
        self.opening = paragraphs[0].encode()
        farm.run("list", "--text", "Quillhaven", "--store", self.root / "news", configured=False)

    def erase(self, *targets, status=0):
        store = ("--store", self.root / "news")
        done = self.farm.run("store", "erase", *targets, "--yes", *store, configured=False)
        assert done.status == status, done.err
        return done

    def forget(self):
        """Take the story out of what the farm ever showed."""
        self.site.truth = {each for each in self.site.truth if each[0] != self.path}


@pytest.fixture
def erased(farm):
    return Erased(farm)


def test_no_file_holds_a_byte_of_it(erased):
    pieces = [*packed_with(erased.root, erased.needle), *packed_with(erased.root, erased.opening)]
    assert len(pieces) >= 6  # both versions, in segments, extractions and the state
    assert naming(erased.root, [erased.needle])
    erased.erase(erased.url)
    assert naming(erased.root, [erased.needle, erased.opening, *pieces]) == []


def test_only_the_list_of_what_was_erased_and_links_on_other_pages_name_its_url(erased):
    erased.erase(erased.url)
    named = naming(erased.root, [erased.path.encode()])
    assert [name for name in named if "/segments/" not in name] == ["news/erased.json"]


def test_all_others_stay_in_every_output(erased):
    erased.erase(erased.url)
    erased.forget()
    expect_whole(erased.farm)
    assert (
        erased.farm.run("store", "verify", "--store", erased.root / "news", configured=False).status
        == 0
    )


def test_runs_leave_it_out_and_say_so(erased):
    erased.erase(erased.url, "--reason", "court order 12")
    erased.site.asked.clear()
    done = erased.farm.run("run", "--all")
    assert "site0: 1 page was erased" in done.err
    assert (erased.site.asked[erased.path], done.status) == (0, 0)
    erased.forget()
    expect_whole(erased.farm)


def test_a_host_goes_with_all_its_pages_and_its_site_is_not_visited(erased):
    erased.erase("127.0.0.1")
    assert erased.farm.lines() == []
    done = erased.farm.run("run", "--all")
    assert done.err.count("is not visited") == 3
    with Store.reader(erased.root / "news") as store:
        assert store.count() == 0


def test_fetch_and_import_refuse_it_with_the_reason(erased, tmp_path):
    archive = tmp_path / "before.warc.gz"
    store = ("--store", erased.root / "news")
    erased.farm.run("store", "export", archive, *store, configured=False)
    erased.erase(erased.url, "--reason", "court order 12")
    fetched = erased.farm.run("fetch", erased.url, *store, "--allow-private", configured=False)
    imported = erased.farm.run("store", "import", archive, *store, configured=False)
    assert (fetched.status, imported.status) == (1, 1)
    assert "court order 12; it is not fetched" in fetched.err
    assert "court order 12; it is not stored again" in imported.err
    assert naming(erased.root / "news", [erased.needle]) == []


def test_what_is_allowed_again_comes_back(erased):
    erased.erase(erased.url)
    assert erased.erase(erased.url, "--allow").status == 0
    erased.farm.report("--all")
    assert erased.url in {line["url"] for line in erased.farm.lines()}


def test_it_is_shown_first_and_nothing_happens_without_an_answer(erased):
    done = erased.farm.run(
        "store", "erase", erased.url, "--store", erased.root / "news", configured=False
    )
    assert done.status == 2
    assert "2 captures" in done.err
    assert "out/articles.jsonl: 2 article versions" in done.err
    assert naming(erased.root, [erased.needle])


def test_any_spelling_of_the_url_will_do(erased):
    other = erased.url.replace("http://", "https://") + "/?utm_source=x"
    erased.erase(other)
    assert naming(erased.root, [erased.needle]) == []


def test_the_list_is_for_programs_as_well(erased):
    erased.erase(erased.url, "--reason", "court order 12")
    done = erased.farm.run(
        "store", "erase", "--list", "--json", "--store", erased.root / "news", configured=False
    )
    record = json.loads(done.out)
    assert (record["target"], record["reason"], record["done"]) == (
        erased.url,
        "court order 12",
        True,
    )


def test_a_name_that_is_neither_url_nor_host_is_a_usage_error(erased):
    assert "neither a URL" in erased.erase("story", status=2).err


@pytest.mark.parametrize("seed", [1])
def test_a_kill_at_any_line_loses_nothing_else_and_the_next_erasure_ends_it(erased, tmp_path, seed):
    project = tmp_path / "kills/project"
    shutil.copytree(erased.root, project, ignore=shutil.ignore_patterns("kills"))
    command = [sys.executable, DRIVER, project, erased.url, erased.needle.decode(), "14", str(seed)]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=3 * PATIENCE, check=False
    )
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["problems"] == []
    assert result["kills"] >= 10


def test_what_recovery_migrations_and_killed_writers_left_goes_too(erased):
    root, store = erased.root, erased.root / "news"
    (store / "damaged").mkdir()
    with Store.reader(store) as reader:
        entry = next(each for each in reader.entries() if each.final_url == erased.url)
        data = (store / "segments" / entry.file).read_bytes()
    torn = data[entry.offset : entry.offset + entry.length * 2 // 3]
    (store / "damaged/000001-77-0.part").write_bytes(torn)
    (store / "damaged/000001-99-0.part").write_bytes(b"bytes of something else")
    shutil.copy(root / "news.state.sqlite", root / "news.state.sqlite.v6.backup")
    shutil.copy(root / "out/feed.xml", root / "out/.0123456789abcdef.tmp")
    (root / "news.run.log").write_text(f"{erased.url}: changed\nsite1: 2 new\n")
    erased.erase(erased.url)
    assert not (store / "damaged/000001-77-0.part").exists()
    assert (store / "damaged/000001-99-0.part").exists()
    assert not (root / "news.state.sqlite.v6.backup").exists()
    assert not (root / "out/.0123456789abcdef.tmp").exists()
    assert (root / "news.run.log").read_text() == "site1: 2 new\n"


def test_what_was_learned_of_its_site_forgets_it(erased):
    store = ("--store", erased.root / "news")
    learned = erased.farm.run("site", "learn", "127.0.0.1", *store, configured=False)
    assert learned.status == 0, learned.err
    (file,) = (erased.root / "news/sites/learned").glob("*.json")
    assert erased.title in file.read_text()
    erased.erase(erased.url)
    assert erased.title not in file.read_text()
    assert json.loads(file.read_text())["stories"]


def test_a_run_that_is_under_way_is_not_disturbed(erased):
    erased.site.write(1)
    erased.site.hold("/news")
    process = erased.farm.start("run", "--all")
    wait_for(lambda: is_running(erased.root / "news"), process)
    done = erased.erase(erased.url, status=1)
    assert "in use" in done.err
    erased.site.let_go()
    process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert naming(erased.root, [erased.needle])
