"""What a run gives while it goes on: articles to the outputs, and how far it is."""

import threading
from datetime import timedelta
from itertools import count

from scraper.cli.configuration import read_config
from scraper.models.times import utc_now
from scraper.runs import scheduled_run
from scraper.runs.progress import RunObserver
from scraper.runs.run import run_due
from scraper.runs.scheduled_run import RunOptions
from tests.patience import wait_until


def sites_written(farm) -> set[str]:
    try:
        return {line["site"] for line in farm.lines()}
    except OSError:
        return set()


def written_while_a_page_is_waited_for(farm, clock=utc_now) -> set[str]:
    """The sites in the JSON lines of a run while the first page of the first site does not come."""
    farm.sites[0].hold(next(iter(farm.sites[0].stories)))
    seen: list[set[str]] = []

    def watch() -> None:
        try:
            wait_until(lambda: {"site1", "site2"} <= sites_written(farm))
        finally:
            seen.append(sites_written(farm))
            farm.sites[0].let_go()

    watching = threading.Thread(target=watch)
    watching.start()
    run_due(read_config(farm.root / "scraper.toml"), RunOptions(), {}, RunObserver(print), clock)
    watching.join()
    return seen[0]


def test_outputs_have_what_other_sites_gave_while_a_page_is_waited_for(farm, monkeypatch):
    monkeypatch.setattr(scheduled_run, "WRITE_AFTER", timedelta(seconds=0.1))
    assert written_while_a_page_is_waited_for(farm) == {"site1", "site2"}


def test_a_clock_that_is_set_back_meanwhile_keeps_nothing_from_the_outputs(farm):
    calls = count()
    back = timedelta(hours=1)
    clock = lambda: utc_now() - back * (next(calls) > 5)  # noqa: E731
    assert written_while_a_page_is_waited_for(farm, clock) == {"site1", "site2"}


def test_pages_are_shown_as_soon_as_they_are_known_and_not_with_the_first_that_came(farm):
    seen = []
    observer = RunObserver(print, lambda progress: seen.append(progress()))
    run_due(read_config(farm.root / "scraper.toml"), RunOptions(), {}, observer)
    first = next(progress for progress in seen if progress.stage == "pages")
    assert (first.pages_done, first.pages) == (0, 18)
    assert "/news/" in first.upcoming
