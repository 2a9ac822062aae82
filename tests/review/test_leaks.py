"""From a block to a rule and a fixture, over a real server; and the progress of what is tried."""

import re
import tomllib

import pytest

LINE = "The committee of the harbour met again on day {} and agreed on what it had said before, part {}."
LEAK = "The letter of the harbour comes with what its readers wrote to the committee on day {}."


def story(tools, number: int, leak: str = "letter"):
    paragraphs = "".join(f"<p>{LINE.format(number, part)}</p>" for part in range(12))
    html = (
        f"<html><head><title>Harbour {number}</title></head><body><article><h1>Harbour {number}</h1>"
        f'{paragraphs}<div class="{leak}"><p>{LEAK.format(number)}</p></div></article></body></html>'
    )
    return tools.Story(f"Harbour {number}", html=html.encode())


@pytest.fixture
def stored(tools, tmp_path):
    return tools.fill(tmp_path / "store", [story(tools, number) for number in range(3)])


def block_of(server, key: str, text: str) -> str:
    """The number of a block in the view of the blocks of a page."""
    shown = server.get(f"/pages/{key}/blocks").text
    before = shown[: shown.index(text)]
    return re.findall(r'<li class="block [^>]*id="b(\d+)"', before)[-1]


def test_a_block_is_tried_as_a_rule_for_its_place(serve, stored):
    server = serve().sign_in()
    block = block_of(server, stored[0], LEAK.format(0))
    answer = server.post(f"/pages/{stored[0]}/rule", block=block)
    assert answer.status_code == 303, answer.text
    text = server.until(answer.headers["location"], lambda text: "stored pages change" in text)
    assert "<b>3</b> of 3 stored pages change" in text
    assert 'value="div.letter" aria-current="true"' in text
    assert LEAK.format(0) in text


def test_a_dropped_block_gets_a_rule_that_keeps_it(serve, stored):
    server = serve().sign_in()
    block = block_of(server, stored[0], "Harbour 0</p>")
    answer = server.post(f"/pages/{stored[0]}/rule", block=block)
    text = server.until(answer.headers["location"], lambda text: "stored page" in text)
    assert "keep = [" in text
    assert "Is missing from" in text


def test_a_second_fixture_of_a_page_gets_another_name(serve, stored, tmp_path):
    server = serve().sign_in()
    block = block_of(server, stored[0], LEAK.format(0))
    rules = tmp_path / "store/sites/news.example.toml"
    for name in ("harbour-0", "harbour-0-2"):
        rules.unlink(missing_ok=True)
        view = server.post(f"/pages/{stored[0]}/rule", block=block).headers["location"]
        text = server.until(view, lambda text: "Save the rule and make a fixture" in text)
        before = re.search(r'name="before" value="([0-9a-f]+)"', text)[1]
        draft = '["news.example"]\ndrop = ["div.letter"]\n'
        saved = server.post(
            f"/pages/{stored[0]}/rule/save", view, block=block, text=draft, before=before
        )
        assert saved.status_code == 303, saved.text
        assert (tmp_path / f"fixtures/news.example/{name}/article.json").is_file()
    assert tomllib.loads(rules.read_text()) == {"news.example": {"drop": ["div.letter"]}}


@pytest.mark.parametrize("block", ["", "x", "0", "-1", "10000", "99999999999"])
def test_a_block_that_is_not_on_the_page_is_refused(serve, stored, block):
    server = serve().sign_in()
    answer = server.post(f"/pages/{stored[0]}/rule", block=block)
    assert 400 <= answer.status_code < 500, answer.text


def test_a_place_is_not_proposed_for_a_text_from_a_script(serve, tools, tmp_path):
    """The blocks are not in the markup, so no element of it can be named."""
    said = " ".join(LINE.format(1, part) for part in range(12))
    html = (
        '<html><head><title>Harbour</title><script type="application/ld+json">'
        f'{{"@type": "NewsArticle", "headline": "Harbour", "articleBody": "{said}"}}</script></head>'
        "<body><p>Please turn scripts on.</p></body></html>"
    )
    (key,) = tools.fill(tmp_path / "store", [tools.Story("Harbour", html=html.encode())])
    server = serve().sign_in()
    answer = server.post(f"/pages/{key}/rule", block="1")
    assert answer.headers["location"].endswith("done=nowhere")
    assert "no place can be proposed" in server.get(answer.headers["location"]).text


def test_the_progress_of_a_job_is_numbers(serve, stored):
    server = serve().sign_in()
    server.post("/replay", sample="3")
    text = server.get("/replay?sample=3").text
    found = re.search(r'data-progress="(/jobs/\w+)"', text)
    server.until("/replay?sample=3", lambda text: "worst first" in text)
    assert server.get("/jobs/0").status_code == 404
    assert found is not None
    done = server.get(found[1])
    assert done.headers["content-type"] == "application/json"
    assert done.json() == {"running": False, "done": 3, "total": 3, "found": 3}
