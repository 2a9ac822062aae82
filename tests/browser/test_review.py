"""`scraper review` in a real browser: each view, the changes, the keyboard, narrow screens."""

import json
import re
import shutil
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from scraper.cli import run
from scraper.models.page import Quarantined
from scraper.models.run import RunRecord, SiteTally
from scraper.runs.state import State, state_file
from scraper.store import Store
from tests.patience import wait_until

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
STORY = FIXTURES / "jn-2026/top-articles-inside-body"
NARROW = {"width": 320, "height": 640}
URL = "https://news.example/politics/weather"
RULES = '["news.example"]\ndrop = ["div.c-list-ranking"]\n'
CONFIG = 'store = "store"\n[[site]]\nname = "courier"\nstart = ["https://news.example/"]\n'


def local(url: str) -> bool:
    return url.startswith("http://127.0.0.1:")


@pytest.fixture
def checks(siblings):
    return siblings("checks")


@pytest.fixture
def full(tools, tmp_path):
    """A store with something for every view, fixtures that differ and runs of a site."""
    page = (STORY / "page.html").read_bytes()
    stories = [
        tools.Story("Weather data", "They agree.\n\nIt was late.", URL, page),
        tools.Story("Weather data", "They agree.\n\nIt was early.", URL, page + b"<!-- 2 -->"),
        *(tools.Story(f"Ferry {n}", "The ferry leaves at nine.") for n in range(60)),
    ]
    ids = tools.fill(tmp_path / "store", stories)
    with Store.open(tmp_path / "store") as store:
        for n in range(3):
            moment = tools.START
            visit = Quarantined(
                f"{URL}/{n}", "timeout", "took long", 1, moment, moment, moment, ids[2]
            )
            store.visits.quarantine(visit)
    (tmp_path / "store/sites").mkdir()
    (tmp_path / "store/sites/news.toml").write_text(RULES)
    differ(tmp_path / "fixtures/site/case")
    (tmp_path / "scraper.toml").write_text(CONFIG)
    with State(state_file(tmp_path / "store")) as state:
        for n in range(5):
            at = tools.START + timedelta(hours=n)
            tally = SiteTally(found=9, new=n, unchanged=5, failed=Counter(timeout=n), complete=True)
            number = state.runs.begin(at)
            state.runs.keep(
                RunRecord(number, at, at + timedelta(minutes=1), "done", {"courier": tally})
            )
    return ids


def differ(case: Path) -> dict:
    """A case whose first paragraph is not expected; what it expected before."""
    shutil.copytree(STORY, case)
    expected = json.loads((case / "article.json").read_text())
    changed = expected | {"paragraphs": expected["paragraphs"][1:]}
    (case / "article.json").write_text(json.dumps(changed))
    return expected


def views(server, ids) -> list[str]:
    fixture = re.search(r'href="(/fixtures/[0-9a-f]{20})"', server.get("/fixtures").text)[1]
    page = f"/pages/{ids[1]}"
    return [
        "/", "/?q=ferry", page, f"{page}/versions", f"{page}/blocks", "/quarantine", "/fixtures", fixture,
        "/rules", "/rules/news.example", "/rules/news.example?kind=drop&selector=div.box", "/replay", "/runs",
        "/nothing",
    ]  # fmt: skip


def enter(watch, server, **context):
    """A browser page that was opened with the printed address."""
    watched = watch(local, **context)
    watched.page.goto(f"{server.address}/?token={server.token}")
    watched.page.wait_for_url(f"{server.address}/")
    return watched.page


def expect_404(watched) -> None:
    """The one thing the browser complains about when a page is not there."""
    watched.happened[:] = [line for line in watched.happened if "status of 404" not in line]


def test_each_view_is_whole_and_quiet(serve, watch, full, checks):
    """It opens, asks nobody else, breaks no rule of its policy, and leaves nobody lost."""
    server = serve()
    server.until("/", lambda text: "Weather data" in text or "Ferry 59" in text)
    watched = watch(local)
    watched.page.goto(f"{server.address}/?token={server.token}")
    watched.page.wait_for_url(f"{server.address}/")
    for view in views(server, full):
        watched.page.goto(server.address + view)
        assert watched.page.locator("h1").count() == 1, view
        assert checks.access_faults(watched.page) == [], view
        assert watched.page.get_by_text("The same in a terminal").count() == (view != "/nothing"), (
            view
        )
        if view == "/nothing":
            expect_404(watched)
        assert watched.happened == [], view


def test_narrow_screens_are_not_moved_sideways(serve, watch, full, checks):
    server = serve()
    page = enter(watch, server, viewport=NARROW)
    for view in views(server, full)[:-1]:
        page.goto(server.address + view)
        assert checks.narrow_faults(page) == [], view


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_stand_out(serve, watch, full, checks, scheme):
    server = serve()
    page = enter(watch, server, color_scheme=scheme)
    for view in views(server, full)[:-2]:
        page.goto(server.address + view)
        assert checks.contrast_faults(page, 8) == [], view


def test_a_search_is_typed_and_its_link_is_shared(serve, watch, full):
    server = serve()
    server.until("/", lambda text: "still being read" not in text)
    page = enter(watch, server)
    page.get_by_label("Words in title or text").fill("leaves nine")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=leaves+nine**")
    assert page.locator("mark").first.inner_text() == "leaves"
    shared = page.locator(".same a").get_attribute("href")
    other = watch(local).page
    other.goto(server.address + shared)
    assert other.locator(".rows li").count() == 50
    other.get_by_role("link", name="Older").click()
    other.wait_for_url("**before=**")
    assert other.locator(".rows li").count() == 10


def test_a_fixture_is_accepted_as_by_the_command(serve, watch, full, tmp_path):
    """From the list to the file on disk, by clicks."""
    shutil.copytree(tmp_path / "fixtures", tmp_path / "same")
    server = serve()
    page = enter(watch, server)
    page.get_by_role("link", name="Fixtures").click()
    page.get_by_role("link", name="site/case").click()
    page.locator("li.leaked").wait_for()
    page.get_by_role("button", name="Accept").click()
    page.get_by_text("Accepted: this is what is expected now.").wait_for()
    assert page.locator("li.leaked").count() == 0
    assert run(["fixture", "accept", str(tmp_path / "same/site/case"), "--yes"]) == 0
    by_click, by_command = (
        (tmp_path / name / "site/case/article.json").read_bytes() for name in ("fixtures", "same")
    )
    assert by_click == by_command


@pytest.mark.parametrize("promise", ["present", "absent"])
def test_a_paragraph_is_marked_with_the_keyboard_only(serve, watch, full, tmp_path, promise):
    label = {"present": "Must be there", "absent": "Must not be there"}[promise]
    server = serve()
    page = enter(watch, server)
    page.goto(server.address + views(server, full)[7])
    paragraph = page.locator("li.leaked")
    text = paragraph.locator(".text").inner_text()
    button = paragraph.get_by_role("button", name=f"{label}:")
    for _ in range(200):
        page.keyboard.press("Tab")
        if button.evaluate("e => e === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.get_by_text(f"Noted: it {label.lower()}.").wait_for()
    expected = json.loads((tmp_path / "fixtures/site/case/article.json").read_text())
    assert expected[promise][-1] == text


def test_a_stored_page_becomes_a_fixture(serve, watch, full, tmp_path):
    server = serve()
    page = enter(watch, server)
    page.goto(f"{server.address}/pages/{full[1]}")
    page.get_by_label("Name, as site/case").fill("news/weather")
    page.get_by_role("button", name="Make it a fixture").click()
    page.get_by_text("The fixture is made.").wait_for()
    assert (tmp_path / "fixtures/news/weather/page.html").is_file()


def test_a_rule_is_tried_and_then_saved(serve, watch, full, tmp_path):
    rules = tmp_path / "store/sites/news.toml"
    rules.unlink()
    server = serve()
    page = enter(watch, server)
    page.goto(f"{server.address}/rules/news.example")
    page.get_by_label("CSS selector").fill("article p:first-of-type")
    page.get_by_role("button", name="Put it into the draft").click()
    page.get_by_role("button", name="Try it on stored pages").click()
    page.get_by_text("of 62 stored pages change").wait_for()
    assert not (tmp_path / "store/sites/news.example.toml").exists()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved.").wait_for()
    written = (tmp_path / "store/sites/news.example.toml").read_text()
    assert written == '["news.example"]\ndrop = ["article p:first-of-type"]\n'


def test_without_the_token_there_is_nothing_to_press(serve, watch, full):
    server = serve()
    page = watch(local).page
    for view in views(server, full)[:-1]:
        page.goto(server.address + view)
        forms = page.eval_on_selector_all(
            "form",
            "all => all.filter(f => f.method === 'post').map(f => f.querySelectorAll('button').length)",
        )
        assert sum(forms) == 0, view


def test_blocks_are_filtered_beside_the_page(serve, watch, full):
    server = serve()
    page = enter(watch, server)
    page.goto(f"{server.address}/pages/{full[1]}/blocks")
    page.frame_locator("iframe").get_by_text("spoke with young forecasters").wait_for()
    page.get_by_role("button", name="Dropped only").click()
    assert page.locator(".block.kept:visible").count() == 0
    assert page.locator(".block.dropped:visible").count() > 5


def test_the_keyboard_reaches_the_content_first(serve, watch, full):
    server = serve()
    page = enter(watch, server)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    wait_until(lambda: page.evaluate("document.activeElement.id") == "main")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "q"
