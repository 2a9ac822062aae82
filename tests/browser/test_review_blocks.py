"""The blocks of a stored page in a real browser: the page beside follows, the keys, and the way from a
leaked line to a rule and a fixture."""

import json
import tomllib

import pytest

from tests.patience import wait_until

LINE = "The committee of the harbour met again on day {}, part {}, and agreed on what it had said before."
LEAK = (
    "The letter of the harbour comes on day {} with what its readers wrote to the committee before."
)
IN_VIEW = (  # a place is scrolled to in whole pixels
    "e => { const r = e.getBoundingClientRect(); return r.top > -1 && r.bottom < innerHeight + 1; }"
)
ICON = '<svg viewBox="0 0 24 24"><path d="M0 0h24v24z"/></svg>'


def local(url: str) -> bool:
    return url.startswith("http://127.0.0.1:")


def page_with_a_leak(number: int) -> bytes:
    paragraphs = "".join(f"<p>{LINE.format(number, part)}</p>" for part in range(12))
    leak = f'<div class="letter wide"><p>{LEAK.format(number)}</p></div>'
    menu = "".join(f"<li><a href='/{n}'>Topic {n}</a></li>" for n in range(60))
    return (
        f"<html><head><title>Harbour {number}</title></head><body>{ICON}<nav><ul>{menu}</ul></nav>"
        f"<article><h1>Harbour {number}</h1>{paragraphs}{leak}</article></body></html>"
    ).encode()


@pytest.fixture
def opened(serve, watch, tools, tmp_path):
    """`opened(**context)`: the blocks of the newest of six pages, in a browser with the session."""
    stories = [tools.Story(f"Harbour {n}", html=page_with_a_leak(n)) for n in range(6)]
    ids = tools.fill(tmp_path / "store", stories)

    def opened(**context):
        server = serve()
        page = watch(local, viewport={"width": 1440, "height": 900}, **context).page
        page.goto(f"{server.address}/?token={server.token}")
        page.wait_for_url(f"{server.address}/")
        page.goto(f"{server.address}/pages/{ids[-1]}/blocks")
        page.frame_locator("iframe").locator("h1").wait_for()
        return page

    return opened


def wait_in_frame(page, text: str) -> None:
    """Wait until the stored page beside shows a text, marked as the chosen one."""
    place = page.frame_locator("iframe").locator(":target", has_text=text)
    place.wait_for()
    wait_until(lambda: place.evaluate(IN_VIEW))


def test_the_stored_page_begins_at_the_article(opened):
    wait_in_frame(opened(), LINE.format(5, 0))


def test_the_stored_page_follows_the_chosen_block(opened):
    page = opened()
    block = page.locator(".block.kept", has_text="The letter of")
    block.locator(".text").click()
    wait_in_frame(page, "The letter of the harbour")
    assert block.evaluate("e => e.classList.contains('current')")
    at = page.evaluate("scrollY")
    page.keyboard.press("Shift+K")
    wait_in_frame(page, "part 11")
    assert abs(page.evaluate("scrollY") - at) < 900


def test_icons_have_the_size_of_letters(opened):
    icon = opened().frame_locator("iframe").locator("svg").bounding_box()
    assert 0 < icon["width"] <= 30
    assert 0 < icon["height"] <= 30


def test_keys_go_from_kept_to_kept_and_over_runs(opened):
    page = opened()
    focused = "document.activeElement.closest('.block, .run')"
    page.keyboard.press("k")
    assert page.evaluate(f"{focused}.dataset.reason") == "kept"
    page.keyboard.press("Shift+D")
    assert page.evaluate(f"{focused}.matches('.run, .dropped')")
    for key in ("k", "ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
        bar, block = (page.locator(css).bounding_box() for css in (".toolbar", ".current"))
        assert block["y"] >= bar["y"] + bar["height"]
        assert block["y"] + block["height"] <= 900


def test_keys_are_listed_and_can_be_turned_off(opened):
    page = opened()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    dialog.get_by_label("Single letters are keys").uncheck()
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    page.keyboard.press("k")
    assert page.locator(".current").count() == 0


def test_from_a_leak_to_a_rule_and_a_fixture_in_two_clicks(opened, tmp_path):
    page = opened()
    leak = page.locator(".block.kept", has_text="The letter of")
    leak.hover()
    leak.get_by_role("button", name="Drop this place").click()
    page.get_by_text("of 6 stored pages change").wait_for()
    assert (
        page.locator(".outcome").inner_text()
        == "6 of 6 stored pages change: 6 paragraphs go, 0 come."
    )
    assert not (tmp_path / "store/sites/news.example.toml").exists()
    page.get_by_role("button", name="Save the rule and make a fixture").click()
    page.get_by_text("It comes out as expected.").wait_for()
    rules = tomllib.loads((tmp_path / "store/sites/news.example.toml").read_text())
    assert rules == {"news.example": {"drop": ["div.letter.wide"]}}
    case = json.loads((tmp_path / "fixtures/news.example/harbour-5/article.json").read_text())
    assert case["absent"] == [LEAK.format(5)]
    assert len(case["paragraphs"]) == 12


def test_the_way_to_a_rule_is_open_to_the_keyboard(opened):
    page = opened()
    leak = page.locator(".block.kept", has_text="The letter of")
    leak.locator("summary").focus()
    page.keyboard.press("k")
    while "current" not in leak.get_attribute("class"):
        page.keyboard.press("k")
    page.keyboard.press("r")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Save the rule and make a fixture").wait_for()


def test_another_place_is_tried_with_a_click(opened):
    page = opened()
    leak = page.locator(".block.kept", has_text="The letter of")
    leak.hover()
    leak.get_by_role("button", name="Drop this place").click()
    page.get_by_role("button", name="Save the rule only").wait_for()
    page.get_by_role("button", name="body > article", exact=True).click()
    page.get_by_text("This place holds most of the article").wait_for()
    assert 'drop = ["body > article"]' in page.get_by_label("The file as it would be").input_value()
