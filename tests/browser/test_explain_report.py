"""The report of a page, in a real browser."""

from pathlib import Path

import pytest

import scraper
from scraper.article import Article
from scraper.cli import run
from scraper.models.page import Block, Metadata
from scraper.views import page_view, render, standalone

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
STORY = FIXTURES / "jn-2026/top-articles-inside-body/page.html"
NARROW = {"width": 360, "height": 740}


@pytest.fixture
def checks(siblings):
    return siblings("checks")


@pytest.fixture
def report(tmp_path):
    """`report(page)`: the address of what the command makes of a saved page."""

    def report(page: Path = STORY) -> str:
        target = tmp_path / "report.html"
        assert run(["explain", str(page), "--html", str(target), "--force"]) == 0
        return target.as_uri()

    return report


@pytest.fixture
def shown(tmp_path):
    """`shown(article)`: the address of the report of an article, whatever its fields hold."""

    def shown(article: Article, name: str = "page") -> str:
        view = page_view(name, article)
        text = render("explain.html", shell=standalone(view.title), page=view)
        target = tmp_path / "shown.html"
        target.write_text(text, "utf-8")
        return target.as_uri()

    return shown


def open_in(watch, address, **context):
    page = watch(**context).page
    page.goto(address)
    return page


def test_every_block_is_there_in_the_pages_order(watch, report):
    page = open_in(watch, report())
    blocks = scraper.extract(STORY.read_bytes()).blocks
    texts = page.locator(".block > .text").all_inner_texts()
    assert [" ".join(t.split()) for t in texts] == [" ".join(b.text.split()) for b in blocks]
    assert page.locator(".block.kept").count() == sum(block.kept for block in blocks)


def test_kept_blocks_are_plain_and_dropped_ones_tinted_by_reason(watch, report):
    page = open_in(watch, report())
    tints = page.eval_on_selector_all(
        ".block", "all => all.map(e => [e.dataset.reason, getComputedStyle(e).backgroundColor])"
    )
    plain = "rgba(0, 0, 0, 0)"
    assert {tint for reason, tint in tints if reason == "kept"} == {plain}
    dropped = {reason: tint for reason, tint in tints if reason != "kept"}
    assert plain not in dropped.values()
    assert dropped["ranking"] != dropped["navigation"] != dropped["advert"]


def test_the_evidence_is_shown_on_hover_on_click_and_by_key(watch, report):
    page = open_in(watch, report())
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
    page = open_in(watch, report(), java_script_enabled=False)
    block = page.locator(".block.dropped").first
    block.locator("summary").click()
    assert block.locator(".evidence").is_visible()


def test_the_article_stands_beside_the_blocks(watch, report):
    page = open_in(watch, report(), viewport={"width": 1200, "height": 800})
    blocks, result = (page.locator(css).bounding_box() for css in (".blocks", ".result"))
    assert abs(blocks["y"] - result["y"]) < 20
    assert result["x"] >= blocks["x"] + blocks["width"]
    text = " ".join(page.locator(".result article").inner_text().split())
    for paragraph in scraper.extract(STORY.read_bytes()).text.split("\n\n"):
        assert " ".join(paragraph.split()) in text


def test_a_reason_can_be_filtered_out_and_alone(watch, report):
    page = open_in(watch, report())
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
    page = open_in(watch, report())
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
    page = open_in(watch, report())
    focused = lambda: page.evaluate("document.activeElement.textContent.trim().slice(0, 40)")  # noqa: E731
    page.keyboard.press("Tab")
    assert focused() == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
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
    page = open_in(watch, report(), color_scheme=scheme)
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
    assert checks.access_faults(open_in(watch, report())) == []


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


def test_nothing_but_its_own_script_runs(watch, report, tmp_path):
    """The policy, and not only the escapes."""
    text = Path(report().removeprefix("file://")).read_text("utf-8")
    other = tmp_path / "tampered.html"
    other.write_text(
        text.replace("</main>", "<script>document.title = 'taken'</script>"
                     "<img src=x onerror=\"document.title = 'taken'\"></main>")
    )  # fmt: skip
    watched = watch()
    watched.page.goto(other.as_uri())
    watched.page.wait_for_timeout(100)
    assert watched.page.title() != "taken"
    assert any("Content Security Policy" in line for line in watched.happened)
    watched.happened.clear()


def hostile(payload: str) -> Article:
    """An article that carries a text in every field."""
    meta = Metadata(
        title=payload, authors=(payload, payload), date=payload, modified=payload, language=payload,
        site_name=payload, url=payload, description=payload, image=payload, tags=(payload,),
        sources=dict.fromkeys(("title", "authors", "date", "url", "image", "tags"), payload),
    )  # fmt: skip
    kinds = ("paragraph", "heading", "list_item", "quote", "code", "table_row", "caption", payload)
    blocks = [
        Block(i, kind, payload, kept, "body" if kept else payload, payload, path=payload,
              cells=(payload,), image=payload)
        for i, (kind, kept) in enumerate((k, kept) for k in kinds for kept in (True, False))
    ]  # fmt: skip
    return Article(payload, meta, blocks, payload, payload, 0.5)


POKE = """() => {
  const all = (css) => [...document.querySelectorAll(css)];
  for (const e of all(".block > .text, summary, .metadata td")) {
    e.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
    e.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  }
  return {
    foreign: all("script, img, iframe, object, embed, form, base, link, svg, math, input:not([name=reason])").length,
    schemes: all("a").map((e) => new URL(e.href).protocol),
  };
}"""


def test_no_payload_in_any_field_does_anything(watch, shown, payloads):
    """No script runs, no request leaves, no element of theirs exists, no link leads to a script."""
    watched = watch()
    for payload in payloads:
        watched.page.goto(shown(hostile(payload), payload))
        found = watched.page.evaluate(POKE)
        assert watched.happened == [], payload
        assert found["foreign"] == 2, payload  # our script and the form of the filters
        assert set(found["schemes"]) <= {"file:", "http:", "https:"}, payload


def test_payloads_of_a_real_page_do_nothing(watch, report, payloads, tmp_path):
    """Through reading, extraction and metadata, as they would come."""
    from html import escape  # noqa: PLC0415

    texts = [escape(payload.replace("\ud800", ""), quote=True) for payload in payloads]
    prose = (
        "The council said that the work on the old quay would go on until the boats call again. "
    )
    body = "".join(
        f'<p>{prose}<a href="{text}">{text}</a> {prose}</p><div class="related"><a href="{text}">{text}</a></div>'
        f'<figure><img src="{text}" alt="{text}"><figcaption>{text}</figcaption></figure>'
        for text in texts
    )
    head = "".join(
        f'<meta property="og:{name}" content="{texts[number]}"><meta name="author" content="{texts[number]}">'
        for number, name in enumerate(("title", "site_name", "url", "image", "description"))
    )
    saved = tmp_path / "hostile.html"
    saved.write_text(
        f"<html><head><title>{texts[0]}</title>{head}</head><body><article><h1>{texts[0]}</h1>{body}</article></body></html>"
    )
    page = open_in(watch, report(saved))
    assert page.locator(".block").count() > len(payloads)
    page.evaluate("for (const e of document.querySelectorAll('details')) e.open = true")
    page.wait_for_timeout(200)
