"""`scraper fixture`: a page becomes a fixture, is checked, and a change is accepted."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scraper.errors import ExitCode
from scraper.models.page import Page
from scraper.store import Store

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
WALL = FIXTURES / "walls/consent-wall"
STORY = FIXTURES / "jn-2026/top-articles-inside-body"


def expected(case: Path) -> dict:
    return json.loads((case / "article.json").read_text("utf-8"))


def change(case: Path, **fields) -> None:
    (case / "article.json").write_text(json.dumps(expected(case) | fields), "utf-8")


@pytest.fixture
def case(tmp_path):
    """A copy of a case that comes out as expected."""
    return Path(shutil.copytree(STORY, tmp_path / "fixtures/site/case"))


def test_stored_page_becomes_a_case_that_passes(invoke, archive, tmp_path):
    """Bytes and origin come from the store; a check right after is green."""
    store, pages = archive("linked-lines", 4)
    into = tmp_path / "fixtures"
    added = invoke(
        "fixture", "add", pages[1].url, "--store", store, "--into", into, "--as", "farm/one"
    )
    assert added.status == ExitCode.OK, added.err
    assert (into / "farm/one/page.html").read_bytes() == pages[1].html.encode()
    meta = json.loads((into / "farm/one/meta.json").read_text())
    assert (meta["url"], meta["status"]) == (pages[1].url, 200)
    assert expected(into / "farm/one")["paragraphs"] == list(pages[1].paragraphs)
    assert invoke("fixture", "check", into).status == ExitCode.OK


def test_what_must_not_be_there_fails_until_it_is_gone(invoke, archive, tmp_path):
    """The regression test comes before the remedy."""
    store, pages = archive("standing-box", 5)
    into = tmp_path / "fixtures"
    unwanted = [part for text in pages[0].foreign for part in ("--absent", text)]
    invoke("fixture", "add", pages[0].url, "--store", store, "--into", into, *unwanted)
    checked = invoke("fixture", "check", into, "--store", store)
    assert checked.status == ExitCode.REGRESSION
    assert f"leaked: {pages[0].foreign[0]!r}" in checked.out
    invoke("site", "learn", "farm.example", "--store", store)
    assert invoke("fixture", "check", into, "--store", store).status == ExitCode.OK


def test_a_case_that_fails_at_once_says_so_when_it_is_made(invoke, tmp_path):
    line = expected(STORY)["paragraphs"][1]
    case = tmp_path / "f/a/b"
    add = ("fixture", "add", STORY / "page.html", "--into", tmp_path / "f", "--as", "a/b")
    added = invoke(*add, "--absent", line)
    assert added.status == ExitCode.OK, added.err
    assert f"{case}: fails now:" in added.out.splitlines()
    assert f"leaked: {line!r}" in added.out.partition("fails now:")[2]


def test_saved_file_becomes_a_case(invoke, tmp_path):
    into = tmp_path / "fixtures"
    page = STORY / "page.html"
    added = invoke("fixture", "add", page, "--into", into, "--url", "https://jn.example/politics/")
    assert added.status == ExitCode.OK, added.err
    assert "fails now" not in added.out
    assert invoke("fixture", "check", into).status == ExitCode.OK


@pytest.mark.parametrize("name", ["a stored page", "a page of an archive"])
def test_a_case_has_the_day_on_which_its_page_was_fetched(invoke, tmp_path, name):
    """A day after it is not the page's date, neither when the case is made nor when it is checked."""
    head = '<title>The fair of Ormund</title><meta property="article:published_time" content="2031-03-05">'
    line = "<p>The fair is held on the quay again, and whoever sells rope may come and sell it.</p>"
    body = f"{head}<h1>The fair of Ormund</h1>{line * 5}".encode()
    url, store = "https://fair.example/2024/03/02/ormund", tmp_path / "store"
    headers = (("Content-Type", "text/html"),)
    with Store.open(store) as opened:
        opened.put(Page(url, url, 200, headers, body, body, datetime(2024, 3, 3, tzinfo=UTC)))
    invoke("store", "export", tmp_path / "pages.warc.gz", "--store", store)
    subject = url if name == "a stored page" else tmp_path / "pages.warc.gz"
    into = tmp_path / "fixtures"
    added = invoke("fixture", "add", subject, "--store", store, "--into", into, "--as", "fair/day")
    assert added.status == ExitCode.OK, added.err
    assert expected(into / "fair/day")["date"] == "2024-03-02"
    assert "fails now" not in added.out


def test_a_file_that_is_not_there_is_named_and_not_the_store(invoke, tmp_path):
    added = invoke("fixture", "add", tmp_path / "nope.html", "--store", tmp_path / "none")
    assert (added.status, added.err) == (
        ExitCode.SOME_FAILED,
        f"scraper: {tmp_path}/nope.html: is no file, and there is no store to look it up in\n",
    )


def test_text_that_is_not_on_the_page_can_not_be_promised(invoke, tmp_path):
    added = invoke("fixture", "add", STORY / "page.html", "--into", tmp_path / "f", "--present", "No such line")  # fmt: skip
    assert added.status == ExitCode.SOME_FAILED
    assert "'No such line': is not on the page" in added.err
    assert not (tmp_path / "f").exists()


def test_case_that_exists_is_not_written_over(invoke, case):
    before = expected(case)
    again = invoke("fixture", "add", WALL / "page.html", "--into", case.parent, "--as", "case")
    assert again.status == ExitCode.SOME_FAILED
    assert "exists already" in again.err
    assert expected(case) == before


def test_review_takes_each_paragraph_as_it_is_told(invoke, tmp_path):
    """Enter: belongs; m: must be there; n: not there; r: the rest as it is."""
    into = tmp_path / "fixtures"
    added = invoke("fixture", "add", STORY / "page.html", "--into", into, "--as", "a/b", "--review", given=b"m\nn\nr\nr\n")  # fmt: skip
    assert added.status == ExitCode.OK, added.err
    before = expected(STORY)["paragraphs"]
    after = expected(into / "a/b")
    assert after["present"] == [before[0]]
    assert after["absent"] == [before[1]]
    assert after["paragraphs"] == [before[0], *before[2:]]


def test_wall_must_be_refused(invoke, tmp_path):
    """An expected failure is a case too: when the wall comes out as text, the check is red."""
    case = Path(shutil.copytree(WALL, tmp_path / "fixtures/site/wall"))
    assert invoke("fixture", "check", tmp_path / "fixtures").status == ExitCode.OK
    shutil.copy(STORY / "page.html", case / "page.html")
    checked = invoke("fixture", "check", tmp_path / "fixtures")
    assert checked.status == ExitCode.REGRESSION
    assert "not 'consent_wall'" in checked.out


def test_floor_allows_what_it_says_and_no_more(invoke, case):
    paragraphs = expected(case)["paragraphs"]
    change(case, paragraphs=[*paragraphs, "Six more words that are missing."], floor=0.9)
    assert invoke("fixture", "check", case.parent).status == ExitCode.OK
    change(case, floor=0.999)
    checked = invoke("fixture", "check", case.parent)
    assert checked.status == ExitCode.REGRESSION
    assert "the case's floor 0.999" in checked.out


def test_accept_shows_the_difference_and_makes_it_what_is_expected(invoke, case):
    paragraphs = expected(case)["paragraphs"]
    change(case, paragraphs=paragraphs[1:])
    accepted = invoke("fixture", "accept", case, "--yes")
    assert f"leaked: {paragraphs[0]!r}" in accepted.out
    assert accepted.status == ExitCode.OK
    assert expected(case)["paragraphs"] == paragraphs


def test_accept_asks_nobody_without_a_terminal(invoke, case):
    change(case, title="Another title")
    assert invoke("fixture", "accept", case).status == ExitCode.USAGE
    assert expected(case)["title"] == "Another title"


def test_accept_takes_one_case_at_a_time(invoke, case):
    shutil.copytree(case, case.parent / "second")
    refused = invoke("fixture", "accept", case.parent, "--yes")
    assert refused.status == ExitCode.USAGE
    assert "one at a time" in refused.err


def test_accept_never_changes_what_must_not_be_there(invoke, case):
    """A person said so; a run of the program is no reason to forget it."""
    line = expected(case)["paragraphs"][2]
    change(case, absent=[line])
    refused = invoke("fixture", "accept", case, "--yes")
    assert refused.status == ExitCode.REGRESSION
    assert expected(case)["absent"] == [line]


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("article.json", "{", "is not JSON"),
        ("article.json", '{"status": "fine"}', '"status" must be one of'),
        ("article.json", '{"status": "article", "paragraphs": "x"}', "must be a list of strings"),
        ("article.json", '{"status": "article", "paragraphs": ["x"], "titel": ""}', "unknown field titel"),
        ("meta.json", None, "can't be read"),
        ("page.html", None, "has neither of page.html and page.txt"),
    ],
)  # fmt: skip
def test_broken_case_is_named(invoke, case, file, content, message):
    """One broken case costs itself: the others are checked, the exit status is 1."""
    shutil.copytree(case, case.parent / "whole")
    (case / file).unlink()
    if content is not None:
        (case / file).write_text(content)
    checked = invoke("fixture", "check", case.parent)
    assert checked.status == ExitCode.SOME_FAILED
    assert str(case) in checked.err
    assert message in checked.err
    assert "1 as expected" in checked.out


def test_directory_without_cases_is_an_error(invoke, tmp_path):
    checked = invoke("fixture", "check", tmp_path)
    assert checked.status == ExitCode.BAD_CONFIG
    assert str(tmp_path) in checked.err


def test_mark_says_what_must_not_be_there_and_the_case_fails_until_it_is_gone(invoke, case):
    line = expected(case)["paragraphs"][2]
    marked = invoke("fixture", "mark", case, "--absent", line)
    assert marked.status == ExitCode.REGRESSION
    assert f"leaked: {line!r}" in marked.out
    assert line in expected(case)["absent"]
    assert line not in expected(case)["paragraphs"]


def test_mark_takes_what_is_said_last(invoke, case):
    before = expected(case)
    line = before["paragraphs"][2]
    invoke("fixture", "mark", case, "--absent", line)
    marked = invoke("fixture", "mark", case, "--present", line)
    assert marked.status == ExitCode.OK, marked.err
    after = expected(case)
    assert line in after["present"]
    assert after["absent"] == before["absent"]
    assert after["paragraphs"] == before["paragraphs"]  # where it was on the page


def test_mark_takes_a_dropped_block_into_the_body_at_its_place(invoke, case):
    marked = invoke("fixture", "mark", case, "--present", "Related Tags")
    assert marked.status == ExitCode.REGRESSION
    assert expected(case)["paragraphs"][-1] == "Related Tags"
    assert "Related Tags" in expected(case)["present"]


def test_mark_needs_a_text_that_is_on_the_page(invoke, case):
    before = (case / "article.json").read_bytes()
    assert invoke("fixture", "mark", case).status == ExitCode.USAGE
    assert invoke("fixture", "mark", case, "--absent", " ").status == ExitCode.SOME_FAILED
    missing = invoke("fixture", "mark", case, "--present", "No such line")
    assert missing.status == ExitCode.SOME_FAILED
    assert (case / "article.json").read_bytes() == before


def test_nothing_can_be_asked_of_a_page_that_must_be_refused(invoke, tmp_path):
    case = Path(shutil.copytree(WALL, tmp_path / "fixtures/site/wall"))
    page = invoke("explain", case / "page.html", "--json").json
    text = max((block["text"] for block in page["blocks"]), key=len)
    asked = invoke("fixture", "mark", case, "--present", text)
    assert asked.status == ExitCode.SOME_FAILED
    assert "the case expects 'consent_wall'" in asked.err


@pytest.mark.parametrize("name", ["../elsewhere/case", "site/../../case", "/elsewhere/case"])
def test_a_name_that_leads_out_of_the_fixtures_is_refused(invoke, tmp_path, name):
    into = tmp_path / "inside" / "cases"
    done = invoke("fixture", "add", STORY / "page.html", "--into", into, "--as", name)
    assert (done.status, done.out) == (ExitCode.USAGE, "")
    assert f"{name!r} leads out of the directory of fixtures" in done.err
    assert not list(tmp_path.iterdir())
