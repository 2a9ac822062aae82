"""What lies where in a store's directory, and the id that tells one store from another."""

import uuid
from pathlib import Path

from scraper.errors import OutputError, StoreDamaged, StoreError, reason_of
from scraper.files.atomic import write_atomic
from scraper.store.index import FILE

SEGMENTS = "segments"
SUFFIX = ".warc.gz"  # of a segment
DAMAGED = "damaged"
LOCK = "lock"
ID = "id"
NONE_HERE = "no store here; `scraper fetch` makes one, --store or SCRAPER_STORE names another"
_OWN_NAMES = (SEGMENTS, DAMAGED, LOCK, FILE)


def prepared(root: Path, *, create: bool) -> Path:
    """Return a store's directory, made where `create` allows it. Raises StoreError where there is no
    store, or something else."""
    try:
        names = {path.name for path in root.iterdir()} if root.exists() else set()
        if not create and names.isdisjoint(_OWN_NAMES):
            raise StoreError(str(root), NONE_HERE)
        root.mkdir(parents=True, exist_ok=True)
        if names and names.isdisjoint(_OWN_NAMES):
            raise StoreError(str(root), "has other files and is no store; give a new directory")
        (root / SEGMENTS).mkdir(exist_ok=True)
    except OSError as error:
        raise StoreError(str(root), f"can't be a store: {reason_of(error)}") from error
    return root


def segment_paths(root: Path) -> list[Path]:
    """Return the segments on disk in the order they were written."""
    return sorted((root / SEGMENTS).glob(f"*{SUFFIX}"))


def read_id(root: Path) -> str:
    """Return the id of a store, "" where it has none yet. Raises StoreDamaged where the file holds
    something else."""
    path = root / ID
    try:
        text = path.read_text("ascii").strip()
        return uuid.UUID(text).hex
    except FileNotFoundError:
        return ""
    except (OSError, ValueError) as error:
        message = f"holds no id of a store ({error}); restore it from a copy, or remove it"
        raise StoreDamaged(str(path), message) from error


def set_id(root: Path) -> None:
    """Give a store an id if it has none. Needs the lock. Raises StoreError where it can't be written."""
    if read_id(root):
        return
    try:
        write_atomic(root / ID, f"{uuid.uuid4().hex}\n")
    except OutputError as error:
        raise StoreError(error.subject, error.message) from error
