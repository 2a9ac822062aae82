"""What the reports are shown of in tests and pictures: the runs of two sites over two months."""

import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from scraper.models.alarm import Alarm
from scraper.models.run import RunRecord, SiteStatus, SiteTally

NOW = datetime(2026, 5, 30, 12, tzinfo=UTC)
RUNS = 40


def tally(chance: random.Random, *, broken: bool) -> SiteTally:
    new, unchanged = chance.randint(2, 12), chance.randint(15, 30)
    failed = Counter({"http_status": chance.randint(0, 2), "timeout": chance.randint(0, 1)})
    if broken:
        failed["consent_wall"] = new
        new = 0
    site = SiteTally(
        found=new + unchanged, new=new, changed=chance.randint(0, 4), unchanged=unchanged,
        waiting=chance.randint(0, 5), failed=+failed, complete=True,
    )  # fmt: skip
    for _ in range(new + site.changed):
        blocks = {"body": 20, "navigation": 14, "related": 9, "ranking": 8, "footer": 7, "share": 3}
        site.measure(chance.randint(40, 90) if broken else chance.randint(250, 1400), blocks)
    return site


def history(name: str = "The Harbour Courier", broken_from: int = RUNS - 4) -> SiteStatus:
    """A site whose last runs met a consent wall. The same in every run of the tests."""
    chance = random.Random(20)
    runs = []
    for number in range(RUNS, 0, -1):
        started = NOW - timedelta(hours=36 * (RUNS - number))
        sites = {name: tally(chance, broken=number >= broken_from)}
        runs.append(RunRecord(number, started, started + timedelta(minutes=4), "done", sites))
    started = {record.number: record.started for record in runs}
    alarms = (
        Alarm(
            name, "consent_wall", started[min(broken_from, RUNS)], broken_from,
            "10 of 12 new pages ask for consent; of the 150 before none did",
            ("https://courier.example/2026/05/tide-tables",),
        ),
        Alarm(
            name, "layout_changed", started[12], 12,
            "the text stood in main>article>div.story on 41 of 44 pages, now in main>section",
            ("https://courier.example/2026/05/ferry", "https://courier.example/2026/05/quay"),
            ended=started[15], ending="cleared",
        ),
    )  # fmt: skip
    found = tuple((record, record.sites[name]) for record in runs)
    return SiteStatus(name, NOW + timedelta(hours=1), 17, found, alarms[:1], alarms[1:])


def quiet(name: str = "Dale Gazette") -> SiteStatus:
    """A site without alarms."""
    return replace(history(name, RUNS + 1), alarms=(), ended=(), quarantined=2)
