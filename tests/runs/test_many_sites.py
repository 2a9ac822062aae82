"""Ten thousand sites whose visits take two seconds are visited in under ten minutes, on one machine.

In the suite there are fewer sites, and the two seconds pass on a clock of the test. With time as it is:
`pytest -m slow tests/runs/test_many_sites.py`
"""

import threading
import time
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scraper.config import parse
from scraper.fetch import FetchSettings
from scraper.runs.start_points import read_start_points
from tests.loopback import QuietHandler, serving
from tests.patience import PATIENCE

VISIT = 2.0  # seconds
ALL, TEN_MINUTES = 10_000, 600.0  # sites, seconds
DOUBLE = 10  # hosts with two sites
AT_ONCE = 64  # what the manual says for so many
START = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
HOME = b'<h2><a href="/news/2026-01-01-a-story">A story of the town is told here</a></h2>'
SETTINGS = FetchSettings(
    contact="tests@example.org", allow_private=True, attempts=1, timeout=PATIENCE, read_timeout=PATIENCE
)  # fmt: skip


class SteppedClock:
    """A clock that goes on once so many sleep as can."""

    def __init__(self, hosts: int) -> None:
        self.seconds = 0.0
        self._unfinished, self._asleep, self._finishing = hosts, 0, 0
        self._changed = threading.Condition()

    def now(self) -> datetime:
        return START + timedelta(seconds=self.seconds)

    def sleep(self, seconds: float, *, is_last: bool) -> None:
        """Return once the time has passed; `is_last` of the host."""
        with self._changed:
            until = self.seconds + seconds
            self._asleep += 1
            self._finishing += is_last
            if self._asleep == min(AT_ONCE, self._unfinished):  # nobody else can come meanwhile
                self._unfinished -= self._finishing
                self.seconds, self._asleep, self._finishing = until, 0, 0
                self._changed.notify_all()
            elif not self._changed.wait_for(lambda: self.seconds >= until, PATIENCE):
                raise TimeoutError("not so many sites were read side by side")


@contextmanager
def sites_of(count: int, sleep):
    """So many sites, the first hosts with two of them. Yields their configuration and the counts: the
    most requests at a host at once, and in all."""
    now, most, lock = Counter(), Counter(), threading.Lock()
    hosts = [f"127.{1 + n // 62_500}.{n // 250 % 250}.{1 + n % 250}" for n in range(count)]
    places = [
        (host, f"/{part}") for n, host in enumerate(hosts) for part in range(1 + (n < DOUBLE))
    ]
    places = places[:count]
    last = dict(places)

    class Handler(QuietHandler):
        def do_GET(self) -> None:
            host = self.connection.getsockname()[0]
            with lock:
                now.update((host, ""))
                most.update({name: 1 for name in (host, "") if now[name] > most[name]})
            try:
                if found := (host, self.path) in places_set:
                    sleep(VISIT, is_last=last[host] == self.path)
            finally:
                with lock:  # before the answer, which the next request may follow at once
                    now.subtract((host, ""))
            self.reply(200 if found else 404, HOME if found else b"")

    places_set = set(places)
    with serving(Handler, "0.0.0.0") as port:
        sites = "".join(
            f'[[site]]\nname = "s{n}"\nstart = ["http://{host}:{port}{path}"]\n'
            for n, (host, path) in enumerate(places)
        )
        yield (
            parse(f"sites_at_once = {AT_ONCE}\n{sites}", Path("scraper.toml"), outputs=()),
            most,
            len(last),
        )


def found_by(config, clock) -> list[int]:
    read = read_start_points(
        config.sites, SETTINGS, lambda: False, clock=clock, at_once=config.sites_at_once
    )
    return [len(found) for _, found in read]


def test_ten_thousand_sites_would_take_less_than_ten_minutes():
    count = 3 * AT_ONCE
    clock: list[SteppedClock] = []
    with sites_of(count, lambda seconds, is_last: clock[0].sleep(seconds, is_last=is_last)) as (
        config, most, hosts,
    ):  # fmt: skip
        clock.append(SteppedClock(hosts))
        assert found_by(config, clock[0].now) == [1] * count
    assert clock[0].seconds * ALL / count < TEN_MINUTES
    assert most.pop("") == AT_ONCE
    assert set(most.values()) == {1}  # at each host


@pytest.mark.slow
def test_ten_thousand_sites_take_less_than_ten_minutes():
    with sites_of(ALL, lambda seconds, is_last: time.sleep(seconds)) as (config, most, _):
        begun = time.monotonic()
        assert found_by(config, lambda: datetime.now(UTC)) == [1] * ALL
        assert time.monotonic() - begun < TEN_MINUTES
    assert most.pop("") == AT_ONCE
    assert set(most.values()) == {1}
