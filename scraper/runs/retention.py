"""The store of scheduled runs, kept small: what no article version and no quarantine needs may go.

state: captures of all versions -> store: what of the rest is needed -> the segments without it
"""

from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

from scraper.errors import StoreError
from scraper.runs.state import State, state_file
from scraper.store import Extractions, RemovalBounds, Store, Unneeded
from scraper.store.extractions import FILE as EXTRACTIONS

LEFT = 0.9
"""Share of a budget that a store is brought down to, so that not each run rewrites segments: a store
that grows by a tenth of its size a week is rewritten once a week."""


def state_of(store: Store) -> Path | None:
    """Return the state whose versions are kept; None where nothing has run."""
    path = state_file(store.root)
    return path if path.is_file() else None


def unneeded(store: Store, wanted: RemovalBounds) -> Unneeded:
    """Choose what nothing needs; `store.care.chosen` describes it."""
    with State.reader(store.root) or nullcontext() as state:
        return store.care.choose(state.articles.captures() if state else (), wanted)


def remove(store: Store, wanted: RemovalBounds) -> int:
    """Remove what nothing needs, and what was extracted from it; return how many captures went."""
    with State.reader(store.root) or nullcontext() as state:
        return _remove(store, state, wanted)


def keep_budget(store: Store, state: State, budget: int, now: datetime) -> str:
    """Bring a store that is larger than `budget` bytes down to less; return what is wrong, "" if nothing."""
    if store.care.size().bytes <= budget:
        return ""
    try:
        _remove(store, state, RemovalBounds(now, int(budget * LEFT)))
    except StoreError as error:
        return str(error)
    size = store.care.size().bytes
    if size <= budget:
        return ""
    return (
        f"{store.root}: has {size} bytes of pages that are needed, store_budget allows {budget};"
        " give it more room"
    )


def _remove(store: Store, state: State | None, wanted: RemovalBounds) -> int:
    count = store.care.remove(state.articles.captures() if state else (), wanted)
    if count and (store.root / EXTRACTIONS).exists():
        with Extractions.writer(store.root) as extractions:
            extractions.forget(key for key in extractions.captures() if not store.has(key))
    return count
