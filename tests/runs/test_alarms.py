"""Alarms from the site's change to the exit status: what `run` and `status` say of them."""

import json

import pytest

from scraper.models.alarm import Alarm
from scraper.runs.state import State, state_file

WALL = (
    b"<!DOCTYPE html><title>Your privacy</title><h1>Before you continue</h1>"
    b"<p>We and our 218 partners store cookies on your device and process personal data.</p>"
    b"<p>You can withdraw your consent to cookies at any time in the settings.</p>"
)


@pytest.fixture
def walled(farm):
    """A farm of which one site was known and then put up a wall."""
    for site in farm.sites:
        site.write(6)
    farm.report()
    answer = farm.sites[1].answer
    farm.sites[1].answer = lambda path: WALL if path.startswith("/news") else answer(path)
    yield farm
    farm.sites[1].answer = answer


def test_alarm_is_in_summary_report_and_status_with_its_evidence(walled):
    done = walled.run("run", "--all", "--report", walled.root / "report.json")
    assert done.status == 0
    assert "site1: ALARM consent wall: 12 of 12 pages ask for consent, before 0 of 12" in done.err
    report = json.loads((walled.root / "report.json").read_text())
    (alarm,) = report["alarms"]
    assert (alarm["site"], alarm["kind"], alarm["ended"]) == ("site1", "consent_wall", None)
    assert all(page.startswith(walled.sites[1].url) for page in alarm["pages"])
    shown = walled.run("status").out
    assert shown.count("ALARM since") == 1
    lines = [json.loads(line) for line in walled.run("status", "--json").out.splitlines()]
    assert [site["alarms"] for site in lines] == [[], [alarm], []]


def test_fail_on_drift_is_status_6_as_long_as_the_alarm_is_open(walled):
    assert walled.run("status", "--fail-on", "drift").status == 0
    assert walled.run("run", "--all", "--fail-on", "drift").status == 6
    assert walled.run("run", "--all", "--fail-on", "drift").status == 6
    assert walled.run("run", "--all", "--site", "site0", "--fail-on", "drift").status == 0
    assert walled.run("status", "--fail-on", "drift").status == 6


def test_alarm_ends_by_itself_when_the_site_is_as_before(walled):
    walled.run("run", "--all")
    site = walled.sites[1]
    del site.answer  # the class's own again
    done = walled.run("run", "--all", "--fail-on", "drift")
    assert done.status == 0
    assert "site1: alarm is over, consent wall" in done.err
    second = json.loads(walled.run("status", "--json").out.splitlines()[1])
    assert second["alarms"] == []
    assert [alarm["ending"] for alarm in second["alarms_ended"]] == ["cleared"]
    site.answer = site.answer


def test_accepted_alarm_is_the_norm_from_then_on(walled):
    walled.run("run", "--all")
    done = walled.run("status", "--accept", "site1", "--fail-on", "drift")
    assert done.status == 0
    assert "site1: accepted, consent wall" in done.err
    again = walled.run("run", "--all", "--fail-on", "drift")
    assert (again.status, "ALARM" in again.err) == (0, False)
    assert walled.run("status", "--accept", "nobody").status == 2


@pytest.fixture
def small(farm):
    """A farm of which one site has seven stories and was known; and how to break its pages."""
    site = farm.sites[1]
    site.write(7 - len(site.stories))
    for _ in range(2):
        assert farm.run("run", "--all", "--site", "site1", "--fail-on", "drift").status == 0
    answer = site.answer

    def breaks(how):
        site.answer = lambda path: how(answer(path)) if path.startswith("/news") else answer(path)

    yield farm, breaks
    site.answer = answer


def redesigned(page):
    """The article in other elements, and its title and menu with it."""
    text = page.decode().replace("<main><article>", '<div class="grid"><div class="col">')
    return text.replace("</article>", "</div>").replace("</main>", "</div>").encode()


def emptied(page):
    return b'<!DOCTYPE html><html lang="en"><title>News</title><body><div id="root"></div></body></html>'


BROKEN = {"consent wall": lambda page: WALL, "redesign": redesigned, "empty": emptied}


@pytest.mark.parametrize("how", BROKEN)
def test_site_that_broke_is_alarmed_also_when_a_run_saw_few_of_its_pages_first(small, how):
    farm, breaks = small
    breaks(BROKEN[how])
    for few in ("1", "2"):
        first = farm.run(
            "run", "--all", "--site", "site1", "--max-pages", few, "--fail-on", "drift"
        )
        assert (first.status, "ALARM" in first.err) == (0, False)
    done = farm.run("run", "--all", "--site", "site1", "--fail-on", "drift")
    assert "site1: ALARM" in done.err
    assert "7 of 7 pages" in done.err
    assert done.status == 6


def test_open_alarm_tells_what_the_pages_are_now(small):
    farm, breaks = small
    breaks(redesigned)
    assert "now in div.grid>div.col" in farm.run("run", "--all", "--site", "site1").err
    breaks(emptied)
    done = farm.run("run", "--all", "--site", "site1", "--fail-on", "drift")
    assert done.status == 6
    assert "site1: ALARM layout changed: 7 of 7 pages give no article (empty: " in done.err
    assert "div.grid" not in done.err
    assert farm.run("status").out.count("ALARM since") == 1


def test_alarms_of_the_state_are_those_of_the_report(walled):
    walled.run("run", "--all")
    with State(state_file(walled.root / "news"), readonly=True) as state:
        (record, *_) = state.runs.last(1)
        (alarm,) = state.baselines.open_alarms()
    assert record.alarms == (Alarm.of(alarm.to_dict()),)
