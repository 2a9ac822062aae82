"""`scraper replay`: the archive extracted again and compared with what was kept."""

import json
import sqlite3

import pytest

from scraper import __version__
from scraper.errors import ExitCode
from scraper.store import Extractions, Store
from tests.loopback import QuietHandler, serving


@pytest.fixture
def saved(invoke, archive):
    """A store of eight pages whose extractions are kept, and the pages."""
    store, pages = archive("standing-box", 8)
    assert invoke("replay", "--save", "--store", store).status == ExitCode.OK
    return store, pages


def row(out: str, site: str) -> dict[str, str]:
    """One row of the table by its headings."""
    lines = [line.split() for line in out.splitlines()]
    (head,) = [line for line in lines if line[:2] == ["site", "pages"]]
    (cells,) = [line for line in lines if line[:1] == [site]]
    return dict(zip(head, cells, strict=True))


def test_replay_of_what_has_not_changed_is_all_the_same(invoke, saved):
    store, _ = saved
    replayed = invoke("replay", "--store", store)
    assert replayed.status == ExitCode.OK
    assert row(replayed.out, "farm.example")["same"] == "8"


def test_change_is_a_regression_told_by_paragraphs(invoke, saved):
    store, pages = saved
    invoke("site", "learn", "farm.example", "--store", store)
    replayed = invoke("replay", "--store", store, "--diff")
    assert replayed.status == ExitCode.REGRESSION
    assert row(replayed.out, "farm.example")["changed"] == "8"
    assert f"    - {pages[0].foreign[-1]}" in replayed.out


def test_differences_up_to_the_threshold_are_no_regression(invoke, saved):
    store, _ = saved
    invoke("site", "learn", "farm.example", "--store", store)
    assert invoke("replay", "--store", store, "--max-changed", "1").status == ExitCode.OK


def test_what_was_never_extracted_is_new_and_no_difference(invoke, archive):
    store, _ = archive("decks", 3)
    replayed = invoke("replay", "--store", store)
    assert replayed.status == ExitCode.OK
    assert row(replayed.out, "all")["new"] == "3"
    assert "--save keeps" in replayed.err
    saved = invoke("replay", "--store", store, "--save")
    assert saved.err.endswith("nothing was kept to compare with; the present result is kept now\n")


def test_lost_article_is_told_apart_from_a_changed_one(invoke, saved):
    store, _ = saved
    (store / "sites").mkdir()
    (store / "sites/farm.toml").write_text('["farm.example"]\ndrop = ["div.txt"]\n')
    replayed = invoke("replay", "--store", store)
    assert row(replayed.out, "farm.example")["lost"] == "8"


def test_site_that_differs_most_comes_first(invoke, saved, farm):
    store, _ = saved
    with Store.open(store) as opened:
        for number in range(3):
            opened.put(farm.farm_page("calm.example", number, "decks").stored())
    invoke("replay", "--save", "--site", "calm.example", "--store", store)
    invoke("site", "learn", "farm.example", "--store", store)
    out = invoke("replay", "--store", store).out
    assert out.index("farm.example") < out.index("calm.example")


def test_site_and_sample_choose_pages(invoke, saved, farm):
    store, _ = saved
    with Store.open(store) as opened:
        opened.put(farm.farm_page("other.example", 1, "decks").stored())
    replayed = invoke("replay", "--store", store, "--site", "farm.example", "--sample", "5")
    assert row(replayed.out, "all")["pages"] == "5"
    again = invoke("replay", "--store", store, "--site", "farm.example", "--sample", "5")
    assert again.out == replayed.out


def test_every_kept_extraction_says_what_it_was_made_with(invoke, saved):
    """Version, model and rules: learned knowledge changes the last of them."""
    store, _ = saved
    invoke("site", "learn", "farm.example", "--store", store)
    invoke("replay", "--save", "--max-changed", "1", "--store", store)
    with Extractions.reader(store) as kept:
        (before, count), (after, _) = kept.versions()
    assert count == 8
    assert (before.version, before.rules) == (__version__, "")
    assert before.model == after.model
    assert after.rules


def test_replay_compares_with_a_version_and_with_another_store(invoke, saved, tmp_path):
    store, _ = saved
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "extractions.sqlite").write_bytes((store / "extractions.sqlite").read_bytes())
    for wal in store.glob("extractions.sqlite-wal"):
        (copy / wal.name).write_bytes(wal.read_bytes())
    for against in (__version__, copy):
        replayed = invoke("replay", "--store", store, "--against", against)
        assert row(replayed.out, "all")["same"] == "8", replayed.err


def test_unknown_version_is_an_error_that_names_the_known(invoke, saved):
    store, _ = saved
    replayed = invoke("replay", "--store", store, "--against", "9.9")
    assert replayed.status == ExitCode.SOME_FAILED
    assert "9.9" in replayed.err
    assert __version__ in replayed.err


def test_interrupted_replay_goes_on_where_it_was(invoke, saved, tmp_path):
    """Also behind a line torn in the middle; the end is the same as without interruption."""
    store, _ = saved
    report = tmp_path / "report.jsonl"
    whole = invoke("replay", "--store", store, "--report", report)
    lines = report.read_text().splitlines(keepends=True)
    report.write_text("".join(lines[:4]) + lines[4][:20])
    resumed = invoke("replay", "--store", store, "--report", report)
    assert resumed.out == whole.out
    ids = [json.loads(line)["id"] for line in report.read_text().splitlines()[1:]]
    assert len(ids) == len(set(ids)) == 8


def test_report_of_another_replay_is_not_gone_on_with(invoke, saved, tmp_path):
    store, _ = saved
    report = tmp_path / "report.jsonl"
    invoke("replay", "--store", store, "--report", report)
    other = invoke("replay", "--store", store, "--report", report, "--sample", "2")
    assert other.status == ExitCode.BAD_CONFIG
    assert str(report) in other.err


def test_extractions_of_a_newer_version_are_an_error_that_names_the_file(invoke, saved):
    store, _ = saved
    with sqlite3.connect(store / "extractions.sqlite") as database:
        database.execute("PRAGMA user_version = 9")
    replayed = invoke("replay", "--store", store)
    assert replayed.status == ExitCode.SOME_FAILED
    assert "extractions.sqlite: has tables of version 9" in replayed.err


def test_damaged_page_costs_itself_only(invoke, saved):
    store, _ = saved
    (segment,) = (store / "segments").iterdir()
    data = bytearray(segment.read_bytes())
    data[len(data) // 2] ^= 0xFF
    segment.write_bytes(data)
    replayed = invoke("replay", "--store", store)
    assert replayed.status == ExitCode.SOME_FAILED
    assert row(replayed.out, "all")["failed"] == "1"
    assert "store verify" in replayed.err


@pytest.fixture
def site(farm):
    """Address of a server that answers every path with a page of the farm."""
    body = farm.farm_page("farm.example", 1, "decks").html.encode()

    class Story(QuietHandler):
        def do_GET(self) -> None:
            self.reply(200, body)

    with serving(Story) as port:
        yield f"http://127.0.0.1:{port}"


def test_what_fetch_extracted_is_kept_to_compare_with(invoke, site, tmp_path):
    """So an upgrade can be judged without a replay before it."""
    url = f"{site}/story"
    fetched = invoke("fetch", "--allow-private", "--delay", "0", "--store", tmp_path / "s", url)
    assert fetched.status == ExitCode.OK, fetched.err
    replayed = invoke("replay", "--store", tmp_path / "s")
    assert row(replayed.out, "all")["same"] == "1"


def test_fetch_uses_what_is_known_of_the_site(invoke, site, tmp_path):
    (tmp_path / "s/sites").mkdir(parents=True)
    (tmp_path / "s/segments").mkdir()
    (tmp_path / "s/sites/own.toml").write_text('["127.0.0.1"]\ndrop = ["p"]\n')
    fetched = invoke(
        "fetch", "--allow-private", "--delay", "0", "--store", tmp_path / "s", f"{site}/story"
    )
    assert fetched.status == ExitCode.NOTHING_EXTRACTED
