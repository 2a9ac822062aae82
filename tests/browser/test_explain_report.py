"""The report of a page, in a real browser."""

from pathlib import Path

import pytest

import scraper
from scraper.article import Article
from scraper.models.article import Block, Metadata
from tests.patience import wait_until

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
STORY = FIXTURES / "jn-2026/top-articles-inside-body/page.html"
NARROW = {"width": 360, "height": 740}


@pytest.fixture
def checks(siblings):
    return siblings("checks")


def open_in(watch, address, **context):
    page = watch(**context).page
    page.goto(address)
    return page


def unfold(page):
    """Open the runs of blocks that were dropped for one reason."""
    for run in page.locator(".run > details > summary").all():
        run.click()


def test_every_block_is_there_in_the_pages_order(watch, report):
    page = open_in(watch, report(STORY))
    blocks = scraper.extract(STORY.read_bytes()).blocks
    unfold(page)
    texts = page.locator(".block > .text").all_inner_texts()
    assert [" ".join(t.split()) for t in texts] == [" ".join(b.text.split()) for b in blocks]
    assert page.locator(".block.kept").count() == sum(block.kept for block in blocks)


def test_kept_blocks_are_plain_and_dropped_ones_tinted_by_reason(watch, report):
    page = open_in(watch, report(STORY))
    tints = page.eval_on_selector_all(
        ".block", "all => all.map(e => [e.dataset.reason, getComputedStyle(e).backgroundColor])"
    )
    (plain,) = {tint for reason, tint in tints if reason == "kept"}
    dropped = {reason: tint for reason, tint in tints if reason != "kept"}
    assert plain not in dropped.values()
    assert dropped["ranking"] != dropped["navigation"] != dropped["advert"]


def test_the_evidence_is_shown_on_hover_on_click_and_by_key(watch, report):
    page = open_in(watch, report(STORY))
    unfold(page)
    block = page.locator(".block[data-reason=ranking]").nth(2)
    evidence = block.locator(".evidence")
    told = evidence.text_content()
    assert "likely body text" in told
    assert not evidence.is_visible()
    block.locator(".text").hover()
    assert page.locator(".hint").inner_text() == f"ranking: {told}"
    block.locator(".text").click()
    assert evidence.is_visible()
    block.locator("summary").focus()
    page.keyboard.press("Enter")
    assert not evidence.is_visible()


def test_evidence_opens_without_any_script(watch, report):
    page = open_in(watch, report(STORY), java_script_enabled=False)
    block = page.locator(".block.dropped").first
    block.locator("summary").click()
    assert block.locator(".evidence").is_visible()


def test_the_article_stands_beside_the_blocks(watch, report):
    page = open_in(watch, report(STORY), viewport={"width": 1200, "height": 800})
    blocks, result = (page.locator(css).bounding_box() for css in (".blocks", ".result"))
    assert abs(blocks["y"] - result["y"]) < 20
    assert result["x"] >= blocks["x"] + blocks["width"]
    text = " ".join(page.locator(".result article").inner_text().split())
    for paragraph in scraper.extract(STORY.read_bytes()).text.split("\n\n"):
        assert " ".join(paragraph.split()) in text


def test_a_reason_can_be_filtered_out_and_alone(watch, report):
    page = open_in(watch, report(STORY))
    unfold(page)
    seen = page.locator(".block:visible")
    whole = seen.count()
    page.get_by_label("ranking").uncheck()
    assert page.locator(".block[data-reason=ranking]:visible").count() == 0
    assert page.locator(".visible").inner_text() == f"{seen.count()} of {whole} blocks are shown"
    page.get_by_role("button", name="Kept only").click()
    assert seen.count() == page.locator(".block.kept").count() < whole
    page.get_by_role("button", name="Dropped only").click()
    assert seen.count() == page.locator(".block.dropped").count()
    page.get_by_role("button", name="All").click()
    assert seen.count() == whole


def test_totals_status_and_provenance_are_told(watch, report):
    page = open_in(watch, report(STORY))
    article = scraper.extract(STORY.read_bytes())
    kept = sum(block.kept for block in article.blocks)
    facts = page.locator(".facts").inner_text()
    assert f"{kept} of {len(article.blocks)}" in facts
    assert "article" in facts
    assert f"{article.confidence:.2f}" in facts
    page.locator("summary", has_text="Metadata").click()
    table = page.locator(".metadata").inner_text()
    for field in ("title", "date", "url"):
        assert article.sources[field] in table
    counts = page.locator(".filters .count").all_inner_texts()
    assert sum(map(int, counts)) == len(article.blocks)


def test_the_keyboard_alone_does_everything(watch, report):
    page = open_in(watch, report(STORY))
    focused = lambda: page.evaluate("document.activeElement.textContent.trim().slice(0, 40)")  # noqa: E731
    page.keyboard.press("Tab")
    assert focused() == "Skip to the content"
    page.keyboard.press("Enter")
    wait_until(lambda: page.evaluate("document.activeElement.id") == "main")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator(".metadata").is_visible()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "navigation":
            break
    page.keyboard.press("Space")
    assert page.locator(".block[data-reason=navigation]:visible").count() == 0
    while focused() != "Next dropped":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    first = page.locator(".block.dropped:visible").first
    assert first.locator("summary").evaluate("e => e === document.activeElement")
    page.keyboard.press("ArrowDown")
    second = page.locator(".block:visible").nth(1 + _index(page, first))
    assert second.locator("summary").evaluate("e => e === document.activeElement")
    page.keyboard.press("Enter")
    assert second.locator(".evidence").is_visible()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def _index(page, block):
    shown = page.locator(".block:visible").evaluate_all("all => all.map(e => e.id)")
    return shown.index(block.get_attribute("id"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_stand_out_in_light_and_dark(watch, report, checks, scheme):
    page = open_in(watch, report(STORY), color_scheme=scheme)
    page.evaluate("for (const e of document.querySelectorAll('details')) e.open = true")
    page.locator(".block.dropped").first.hover()
    assert checks.contrast_faults(page) == []
    dark = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert (dark == "rgb(22, 22, 24)") == (scheme == "dark")


def test_every_tint_stands_out(watch, shown, checks):
    """Also those whose reasons this page has not."""
    from scraper.views.blocks import TINTS  # noqa: PLC0415

    reasons = [reason for family in TINTS.values() for reason in family] + ["new kind"]
    blocks = [Block(i, "paragraph", f"Text {r}.", False, r, "why") for i, r in enumerate(reasons)]
    address = shown(Article("", Metadata(title="Tints"), blocks))
    for scheme in ("light", "dark"):
        assert checks.contrast_faults(open_in(watch, address, color_scheme=scheme)) == []


@pytest.mark.parametrize(
    "name", ["jn-2026/top-articles-inside-body", "recipe-blog/ingredients-steps-table"]
)
def test_a_narrow_screen_shows_all_without_moving_sideways(watch, report, checks, name):
    page = open_in(watch, report(FIXTURES / name / "page.html"), viewport=NARROW)
    page.evaluate("for (const e of document.querySelectorAll('details')) e.open = true")
    assert checks.narrow_faults(page) == []
    blocks, result = (page.locator(css).bounding_box() for css in (".blocks", ".result"))
    assert result["y"] >= blocks["y"] + blocks["height"]


def test_a_long_word_makes_nothing_wider(watch, shown, checks):
    word = "x" * 3000
    block = Block(0, "paragraph", word, False, word, word, path=word)
    kept = Block(1, "code", word, True, "body")
    row = Block(2, "table_row", word, True, "body", cells=(word, word))
    address = shown(
        Article(word, Metadata(title=word, url=f"https://{word}/"), (block, kept, row)), word
    )
    page = open_in(watch, address, viewport=NARROW)
    page.evaluate("for (const e of document.querySelectorAll('details')) e.open = true")
    assert checks.narrow_faults(page) == []


def test_everybody_finds_the_way(watch, report, checks):
    assert checks.access_faults(open_in(watch, report(STORY))) == []


def test_arabic_is_written_from_the_right(watch, report):
    found = sorted(FIXTURES.glob("*/*/page.html"))
    page_file = next(path for path in found if b'lang="ar' in path.read_bytes())
    page = open_in(watch, report(page_file))
    article = page.locator(".result article")
    assert article.get_attribute("dir") == "rtl"
    assert article.get_attribute("lang") == "ar"
    assert page.locator("html").get_attribute("lang") == "en"
    block = page.locator(".block.kept .text").nth(1)
    assert block.evaluate("e => getComputedStyle(e).direction") == "rtl"


def test_a_refused_page_says_why(watch, report, tmp_path):
    page_file = tmp_path / "empty.html"
    page_file.write_text("<html><body></body></html>")
    page = open_in(watch, report(page_file))
    assert "Nothing was kept" in page.locator(".result").inner_text()
    assert "No block was read" in page.locator(".blocks").inner_text()


def test_a_page_of_100_000_blocks_is_cut_with_a_note(watch, shown):
    blocks = [
        Block(i, "paragraph", f"Sentence {i} of a page without an end.", i % 3 == 0,
              "body" if i % 3 == 0 else "related", "50 % likely body text")
        for i in range(100_000)
    ]  # fmt: skip
    page = open_in(watch, shown(Article("x", Metadata(title="Long"), blocks)))
    assert page.locator(".block").count() == 10_000
    assert "90,000 more blocks" in page.locator(".blocks .note").inner_text()
    assert "33,334 of 100,000" in page.locator(".facts").inner_text()
    page.get_by_role("button", name="Kept only").click()
    assert page.locator(".block.dropped:visible").count() == 0
