"""The store and what runs keep beside it, examined together."""

from collections.abc import Iterator
from dataclasses import replace

from scraper.files.sqlite import OtherTables
from scraper.runs.state import examine, state_file
from scraper.store import Problem, Store, StoreReport


def verify(store: Store) -> StoreReport:
    """Return a report on the store with its databases, and on its state. Reads beside a writer."""
    report = store.verify()
    return replace(report, problems=(*report.problems, *_state_problems(store)))


def _state_problems(store: Store) -> Iterator[Problem]:
    path = state_file(store.root)
    if not path.is_file():  # nothing has run
        return
    try:
        for message in examine.damage(path, store.has):
            yield Problem("state", path.name, message)
    except OtherTables:  # the next run brings them up to date, after a backup
        return
