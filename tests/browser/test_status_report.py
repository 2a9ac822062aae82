"""The dashboard of runs, in a real browser."""

from collections import Counter
from dataclasses import replace

import pytest

from scraper.cli import run
from scraper.files.siblings import STATE
from scraper.models.run import RunRecord, SiteStatus
from scraper.runs.state import State
from scraper.views import dashboard_view, render, standalone
from tests.patience import PATIENCE, wait_until

NARROW = {"width": 360, "height": 740}
HEAVIEST = 120_000  # bytes of a site with 40 runs; 94,000 are there


@pytest.fixture
def checks(siblings):
    return siblings("checks")


@pytest.fixture
def samples(siblings):
    return siblings("samples")


@pytest.fixture
def shown(tmp_path, samples):
    """`shown(*sites)`: the address of the report of their histories."""

    def shown(*sites):
        view = dashboard_view(sites, samples.NOW)
        target = tmp_path / "status.html"
        target.write_text(render("status.html", shell=standalone("Runs"), dashboard=view), "utf-8")
        return target.as_uri()

    return shown


@pytest.fixture
def recorded(tmp_path, samples):
    """The directory of a configuration whose state holds the runs of a sample."""
    sample = samples.history("courier")
    (tmp_path / "scraper.toml").write_text(
        'store = "news"\n[[site]]\nname = "courier"\nstart = ["https://courier.example/"]\n'
        '[[site]]\nname = "new"\nstart = ["https://new.example/"]\n'
    )
    with State(tmp_path / f"news{STATE}") as state:
        for record, _ in reversed(sample.runs):
            number = state.runs.begin(record.started)
            state.runs.keep(replace(record, number=number))
    return tmp_path


def open_in(watch, address, **context):
    page = watch(**context).page
    page.goto(address)
    return page


def test_the_command_draws_what_the_state_holds(watch, recorded, samples):
    target = recorded / "status.html"
    assert run(["status", "-c", str(recorded / "scraper.toml"), "--html", str(target)]) == 0
    page = open_in(watch, target.as_uri())
    assert page.locator(".overview tbody th").all_inner_texts() == ["courier", "new"]
    titles = page.locator(".chart figcaption").all_inner_texts()
    assert titles == [
        "Pages by result", "Failures by kind", "Length of articles", "Blocks by reason",
    ]  # fmt: skip
    _, tally = samples.history("courier").runs[0]
    cells = page.locator(".overview tbody tr").first.locator("td").all_inner_texts()
    assert cells[2:7] == [
        str(n) for n in (tally.visited, tally.new, tally.changed, tally.unchanged, tally.failed.total())
    ]  # fmt: skip
    assert "No run has visited this site yet" in page.locator("#site-2").inner_text()


def test_a_report_is_not_overwritten_unless_that_is_said(recorded, capsys):
    target = recorded / "status.html"
    target.write_text("mine")
    arguments = ["status", "-c", str(recorded / "scraper.toml"), "--html", str(target)]
    assert run(arguments) == 1
    assert target.read_text() == "mine"
    assert run([*arguments, "--force"]) == 0
    assert target.read_text().startswith("<!DOCTYPE html>")
    assert run([*arguments, "--json"]) == 2


def test_nothing_has_run_yet(tmp_path, capsys):
    (tmp_path / "scraper.toml").write_text('[[site]]\nname = "a"\nstart = ["https://a.example/"]\n')
    target = tmp_path / "status.html"
    assert run(["status", "-c", str(tmp_path / "scraper.toml"), "--html", str(target)]) == 1
    assert "nothing has run here yet" in capsys.readouterr().err
    assert not target.exists()


def test_the_table_behind_a_picture_has_its_numbers(watch, shown, samples):
    page = open_in(watch, shown(samples.history()))
    chart = page.locator(".chart").first
    chart.locator(".numbers summary").click()
    rows = chart.locator(".numbers tbody tr")
    assert rows.count() == samples.RUNS
    _, tally = samples.history().runs[0]
    newest = rows.first.locator("td").all_inner_texts()
    counts = (tally.new, tally.changed, tally.unchanged, tally.failed.total(), tally.waiting)
    assert newest == list(map(str, counts))


def test_the_bars_are_as_high_as_the_counts(watch, shown, samples):
    page = open_in(watch, shown(samples.history()))
    heights = (
        page.locator(".chart")
        .first.locator("rect")
        .evaluate_all("all => all.map(e => [e.textContent, e.getBoundingClientRect().height])")
    )
    unit = {round(height / float(label.split()[-1]), 1) for label, height in heights if height > 20}
    assert len(heights) > samples.RUNS
    assert max(unit) - min(unit) <= 0.2


def test_alarms_are_marked_at_their_run_with_their_evidence(watch, shown, samples):
    page = open_in(watch, shown(samples.history()))
    flags = page.locator(".chart").first.locator(".flag")
    assert [title.strip() for title in flags.locator("title").all_text_contents()] == [
        "layout changed: the text stood in main>article>div.story on 41 of 44 pages, now in main>section",
        "consent wall: 10 of 12 new pages ask for consent; of the 150 before none did",
    ]
    alarm = page.locator(".alarm").first
    assert "consent wall" in alarm.inner_text()
    assert "10 of 12 new pages ask for consent" in alarm.inner_text()
    assert alarm.locator("a").get_attribute("href") == "https://courier.example/2026/05/tide-tables"
    assert "cleared" in page.locator(".site .fold").text_content()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_stand_out_in_light_and_dark(watch, shown, samples, checks, scheme):
    page = open_in(watch, shown(samples.history(), samples.quiet()), color_scheme=scheme)
    page.evaluate("for (const e of document.querySelectorAll('details')) e.open = true")
    assert checks.contrast_faults(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_parts_of_a_picture_stand_out_from_the_page(watch, shown, samples, checks, scheme):
    """By 3 to 1, which is what graphics need (WCAG 2.2, 1.4.11)."""
    page = open_in(watch, shown(samples.history()), color_scheme=scheme)
    assert checks.graphic_faults(page) == []


def test_everybody_finds_the_way(watch, shown, samples, checks):
    page = open_in(watch, shown(samples.history(), samples.quiet(), SiteStatus("new", None, 0, ())))
    assert checks.access_faults(page) == []


def test_a_screen_reader_is_told_what_the_picture_shows(watch, shown, samples):
    page = open_in(watch, shown(samples.history()))
    found = page.get_by_role("img", name="Pages by result")
    described = found.locator("desc").text_content()
    assert described.startswith(
        f"{samples.RUNS} runs from 04-02 00:00 to 05-30 12:00. The last: new 0"
    )


def test_a_narrow_screen_shows_all_without_moving_sideways(watch, shown, samples, checks):
    page = open_in(watch, shown(samples.history(), samples.quiet("x" * 300)), viewport=NARROW)
    page.evaluate("for (const e of document.querySelectorAll('details')) e.open = true")
    assert checks.narrow_faults(page) == []


def test_the_keyboard_alone_reaches_site_and_table(watch, shown, samples):
    from playwright.sync_api import expect  # noqa: PLC0415  # not everywhere installed

    page = open_in(watch, shown(samples.history(), samples.quiet()))
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Dale Gazette":
            break
    page.keyboard.press("Enter")
    wait_until(lambda: page.evaluate("location.hash") == "#site-2")
    expect(page.locator("#site-2 h2")).to_be_in_viewport(timeout=1000 * PATIENCE)
    for _ in range(5):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "SUMMARY":
            break
    page.keyboard.press("Enter")
    assert page.locator("#site-2 .numbers table").first.is_visible()


def test_a_hundred_sites_are_there_at_once(watch, shown, samples):
    """In the document itself: no script has to fill it, and its size lets it be painted in 0.3 s."""
    address = shown(*(samples.quiet(f"site {n}") for n in range(100)))
    page = open_in(watch, address, java_script_enabled=False)
    assert page.locator(".site").count() == 100
    assert len(page.content()) < 100 * HEAVIEST


def hostile(samples, payload: str) -> SiteStatus:
    """A site that carries a text in every field."""
    history = samples.history(payload)
    runs = []
    for record, tally in history.runs[:3]:
        tally.failed = Counter({payload: 4, f"{payload}2": 1})
        tally.blocks = Counter({payload: 3, "body": 2})
        runs.append(
            (RunRecord(record.number, record.started, None, payload, {}, (payload,)), tally)
        )
    alarms = tuple(
        replace(alarm, site=payload, evidence=payload, pages=(payload, f"https://e.org/{payload}"),
                subject=payload, ending=payload, run=record.number)
        for alarm, (record, _) in zip(history.alarms + history.ended, runs, strict=False)
    )  # fmt: skip
    return SiteStatus(payload, None, 1, tuple(runs), alarms[:1], alarms[1:])


FOREIGN = """() => ({
  foreign: [...document.querySelectorAll(
    "script, img, iframe, object, embed, form, base, link, math, svg :not(title, desc, g, line, text, rect, path, circle)"
  )].length,
  schemes: [...document.querySelectorAll("a")].map((e) => new URL(e.href).protocol),
})"""


def test_no_payload_in_any_field_does_anything(watch, shown, payloads, samples):
    """No script runs, no request leaves, no element of theirs exists, no link leads to a script.

    Ten at a time: a report has as many sites as one likes.
    """
    watched = watch()
    for at in range(0, len(payloads), 10):
        some = payloads[at : at + 10]
        watched.page.goto(shown(*(hostile(samples, payload) for payload in some)))
        watched.page.evaluate("for (const e of document.querySelectorAll('details')) e.open = true")
        found = watched.page.evaluate(FOREIGN)
        assert watched.happened == [], some
        assert found["foreign"] == 1, some  # our script
        assert set(found["schemes"]) <= {"file:", "http:", "https:"}, some
