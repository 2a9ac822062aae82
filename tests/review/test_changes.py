"""What the buttons do is what the commands do, and nothing else."""

import json
import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from scraper.cli import run

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
STORY = FIXTURES / "jn-2026/top-articles-inside-body"
RULES = """# by hand
["news.example"]
drop = ["div.old"]  # since the redesign

[["news.example".tests]]
html = "<p>A line.</p><div class=old>x</div>"
present = ["A line."]
"""


@pytest.fixture
def case(tmp_path):
    """A case that comes out otherwise than it expects, and a copy of it for the command."""
    one = Path(shutil.copytree(STORY, tmp_path / "fixtures/site/case"))
    expected = json.loads((one / "article.json").read_text())
    expected["paragraphs"] = [*expected["paragraphs"][1:], "A line that is nowhere."]
    (one / "article.json").write_text(json.dumps(expected, ensure_ascii=False, indent=2) + "\n")
    shutil.copytree(one, tmp_path / "same/site/case")
    return one


@pytest.fixture
def server(serve, tools, tmp_path):
    tools.fill(tmp_path / "store", [tools.Story(html=(STORY / "page.html").read_bytes())])
    return serve().sign_in()


def fixture_page(server) -> str:
    return re.search(r'href="(/fixtures/[0-9a-f]{20})"', server.get("/fixtures").text)[1]


def seen(server, page: str) -> str:
    return re.search(r'name="seen" value="([0-9a-f]+)"', server.get(page).text)[1]


def files(directory: Path) -> dict[str, bytes]:
    return {
        str(p.relative_to(directory)): p.read_bytes() for p in directory.rglob("*") if p.is_file()
    }


def test_the_page_of_a_fixture_shows_what_differs(server, case):
    text = unescape(server.get(fixture_page(server)).text)
    assert "lost: 'A line that is nowhere.'" in text
    assert "nowhere on the page as it stands: A line that is nowhere." in text
    assert re.search(r'<li class="leaked">\s*<p class="state">leaked', text)


def test_accept_does_the_same_as_the_command(server, case, tmp_path):
    page = fixture_page(server)
    answer = server.post(f"{page}/accept", page, seen=seen(server, page))
    assert (answer.status_code, answer.headers["location"]) == (303, f"{page}?done=accepted")
    assert run(["fixture", "accept", str(tmp_path / "same/site/case"), "--yes"]) == 0
    assert files(tmp_path / "fixtures") == files(tmp_path / "same")
    assert "It comes out as expected." in server.get(page).text


@pytest.mark.parametrize(("promise", "option"), [("present", "--present"), ("absent", "--absent")])
def test_a_mark_does_the_same_as_the_command(server, case, tmp_path, promise, option):
    page = fixture_page(server)
    line = json.loads((case / "article.json").read_text())["paragraphs"][3]
    answer = server.post(f"{page}/mark", page, seen=seen(server, page), promise=promise, text=line)
    assert answer.status_code == 303
    run(["fixture", "mark", str(tmp_path / "same/site/case"), option, line])
    assert files(tmp_path / "fixtures") == files(tmp_path / "same")
    assert line in json.loads((case / "article.json").read_text())[promise]
    said = {"present": "must be there", "absent": "must not be there"}[promise]
    assert f"<b>{said}</b>" in server.get(page).text


def test_a_broken_promise_can_not_be_accepted_away(server, case):
    page = fixture_page(server)
    line = json.loads((case / "article.json").read_text())["paragraphs"][3]
    server.post(f"{page}/mark", page, seen=seen(server, page), promise="absent", text=line)
    before = (case / "article.json").read_bytes()
    answer = server.post(f"{page}/accept", page, seen=seen(server, page))
    assert answer.status_code == 422
    assert (case / "article.json").read_bytes() == before


def test_what_was_not_seen_is_not_accepted(server, case):
    """The page was loaded, then somebody changed the case: the button would accept something else."""
    page = fixture_page(server)
    before = seen(server, page)
    changed = json.loads((case / "article.json").read_text()) | {"title": "Another title"}
    (case / "article.json").write_text(json.dumps(changed))
    answer = server.post(f"{page}/accept", page, seen=before)
    assert answer.status_code == 409
    assert json.loads((case / "article.json").read_text()) == changed


def test_a_text_that_is_not_on_the_page_can_not_be_promised(server, case):
    page = fixture_page(server)
    before = (case / "article.json").read_bytes()
    for fields in ({"text": "No such line", "promise": "present"}, {"text": "", "promise": "absent"},
                   {"text": "x", "promise": "paragraphs"}, {}):  # fmt: skip
        assert (
            server.post(f"{page}/mark", page, seen=seen(server, page), **fields).status_code == 422
        )
    assert (case / "article.json").read_bytes() == before


def test_a_stored_page_becomes_the_fixture_that_the_command_makes(server, tmp_path):
    key = re.search(r'<a href="/pages/([0-9a-f]{32})"', server.get("/").text)[1]
    answer = server.post(f"/pages/{key}/fixture", name="news/ranking", teaches="A ranking.")
    assert answer.status_code == 303, answer.text
    run(["fixture", "add", key, "--store", str(tmp_path / "store"), "--into", str(tmp_path / "same"),
         "--as", "news/ranking", "--teaches", "A ranking.", "--no-review"])  # fmt: skip
    assert files(tmp_path / "fixtures") == files(tmp_path / "same")
    again = server.post(f"/pages/{key}/fixture", name="news/ranking")
    assert again.status_code == 409
    assert "It comes out as expected." in server.get(answer.headers["location"]).text


def test_all_fixtures_are_checked_in_the_background(server, case, tmp_path):
    shutil.copytree(STORY, tmp_path / "fixtures/site/whole")
    (tmp_path / "fixtures/site/broken").mkdir()
    (tmp_path / "fixtures/site/broken/article.json").write_text("{")
    assert server.post("/fixtures/check", "/fixtures").status_code == 303
    text = server.until(
        "/fixtures", lambda text: "as expected" in text and "data-progress" not in text
    )
    rows = dict(re.findall(r'">(site/\w+)</a></td><td.*</td><td[^>]*>([\w ]+\w)', text))
    assert rows == {"site/case": "differs", "site/whole": "as expected", "site/broken": "broken"}


# Rules


@pytest.fixture
def ranked(serve, tools, tmp_path):
    """Pages of one host, each with a list that a rule could drop."""
    line = "The committee of the harbour met again on {} and agreed on what it had said before."
    stories = []
    for n in range(6):
        body = "".join(f"<p>{line.format(f'day {n}, part {part}')}</p>" for part in range(6))
        body += f'<div class="box"><p>{line.format(f"holiday {n}")} Nobody was there.</p></div>'
        html = f"<html><head><title>Harbour {n}</title></head><body><article><h1>Harbour {n}</h1>{body}</article></body></html>"
        stories.append(tools.Story(f"Harbour {n}", html=html.encode()))
    tools.fill(tmp_path / "store", stories)
    sites = tmp_path / "store/sites"
    sites.mkdir()
    (sites / "mine.toml").write_text(RULES)
    return serve().sign_in()


def editor(server, path: str) -> tuple[str, str]:
    """The draft on a page and what it says the file was."""
    text = server.get(path).text
    draft = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", text, re.DOTALL)[1]
    return unescape(draft), re.search(r'name="before" value="([0-9a-f]+)"', text)[1]


def test_a_selector_is_tried_on_stored_pages_before_anything_is_written(ranked, tmp_path):
    path = "/rules/news.example?kind=drop&selector=div.box"
    draft, _ = editor(ranked, path)
    assert draft == RULES.replace('["div.old"]', '["div.old", "div.box"]')
    answer = ranked.post("/rules/news.example/try", path, text=draft, sample="50")
    assert answer.status_code == 303
    text = ranked.until(answer.headers["location"], lambda text: "stored pages change" in text)
    assert "<b>6</b> of 6 stored pages change" in text
    assert re.search(r'class="went".*holiday 3\. ?and|class="went".*holiday 3 and', text)
    assert '<code dir="ltr">div.old</code> never matched' in text
    assert (tmp_path / "store/sites/mine.toml").read_text() == RULES
    assert "of 6 stored pages change" in ranked.get(f"{path}&sample=50").text


def test_a_saved_draft_is_what_the_command_saves(ranked, tmp_path):
    path = "/rules/news.example?kind=drop&selector=div.box"
    draft, before = editor(ranked, path)
    answer = ranked.post("/rules/news.example/save", path, text=draft, before=before)
    assert answer.headers["location"] == "/rules/news.example?done=saved"
    saved = (tmp_path / "store/sites/mine.toml").read_text()
    (tmp_path / "store/sites/mine.toml").write_text(RULES)
    run(["rule", "test", "news.example", "--drop", "div.box", "--save", "--store", str(tmp_path / "store")])  # fmt: skip
    assert (tmp_path / "store/sites/mine.toml").read_text() == saved


def test_a_host_without_rules_gets_a_file(ranked, tmp_path):
    path = "/rules/other.example?kind=stop_at&selector=%23comments"
    draft, before = editor(ranked, path)
    assert (
        ranked.post("/rules/other.example/save", path, text=draft, before=before).status_code == 303
    )
    written = (tmp_path / "store/sites/other.example.toml").read_text()
    assert written == '["other.example"]\nstop_at = ["#comments"]\n'


def test_a_file_that_changed_meanwhile_is_not_written_over(ranked, tmp_path):
    draft, before = editor(ranked, "/rules/news.example")
    (tmp_path / "store/sites/mine.toml").write_text(RULES + "# more\n")
    answer = ranked.post("/rules/news.example/save", text=draft, before=before)
    assert answer.status_code == 409
    assert (tmp_path / "store/sites/mine.toml").read_text() == RULES + "# more\n"


WRONG_DRAFTS = {
    "": "has no table",
    "[": "is not TOML",
    "a = " + "[" * 5_000: "is nested more than",
    '["other.example"]\ndrop = ["p"]\n': "has no table",
    '["news.example"]\ndrop = ["<<"]\n': "is not a CSS selector",
    '["news.example"]\ndorp = ["p"]\n': "unknown key",
    '["news.example"]\ndrop = "p"\n': "must be a list",
}


def test_a_wrong_draft_is_neither_tried_nor_saved(ranked, tmp_path):
    _, before = editor(ranked, "/rules/news.example")
    for text, message in WRONG_DRAFTS.items():
        for action in ("try", "save"):
            fields = {"text": text, "before": before, "sample": "5"}
            answer = ranked.post(f"/rules/news.example/{action}", **fields)
            assert answer.status_code == 422, text[:50]
            assert message in unescape(answer.text), text[:50]
            assert "/tmp/scraper-rules" not in answer.text
    assert (tmp_path / "store/sites/mine.toml").read_text() == RULES


# Replay


def test_replay_shows_the_worst_first(ranked):
    answer = ranked.post("/replay", site="news.example", sample="50")
    text = ranked.until(answer.headers["location"], lambda text: "worst first" in text)
    assert "100.0% of the compared pages differ" in text
    assert len(re.findall(r'<section class="version">', text)) == 6
    assert re.search(r'class="went".*A text\.', text)


def test_one_job_at_a_time(ranked):
    ranked.post("/replay", sample="50")
    assert ranked.post("/replay", sample="49").headers["location"].endswith("done=busy")
    ranked.until("/replay?sample=50", lambda text: "worst first" in text)
    assert "done=busy" not in ranked.post("/replay", sample="49").headers["location"]


def test_a_wrong_sample_is_refused(server):
    for sample in ("", "0", "-1", "x", "1e3", "99999999999", "10001"):
        assert server.post("/replay", sample=sample).status_code == 422
