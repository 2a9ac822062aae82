"""The directory a store lives in."""

from pathlib import Path

from scraper.errors import StoreError
from scraper.store.index import FILE
from scraper.store.upkeep.recover import DAMAGED, SEGMENTS

LOCK = "lock"
NONE_HERE = "no store here; `scraper fetch` makes one, --store or SCRAPER_STORE names another"
_OWN_NAMES = (SEGMENTS, DAMAGED, LOCK, FILE)


def directory(root: Path, create: bool) -> Path:
    """The store's directory, made or checked."""
    try:
        names = {path.name for path in root.iterdir()} if root.exists() else set()
        if not create and names.isdisjoint(_OWN_NAMES):
            raise StoreError(str(root), NONE_HERE)
        root.mkdir(parents=True, exist_ok=True)
        if names and names.isdisjoint(_OWN_NAMES):
            raise StoreError(str(root), "has other files and is no store; give a new directory")
        (root / SEGMENTS).mkdir(exist_ok=True)
    except OSError as error:
        raise StoreError(str(root), f"cannot be a store: {error.strerror}") from error
    return root
