"""The journal of a compaction: which segments a new one stands for, until the old ones are deleted."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

from scraper.errors import StoreDamaged
from scraper.store.index import Index
from scraper.store.layout import SEGMENTS, SUFFIX
from scraper.store.segments.segment import sync_directory

JOURNAL = "compacting.json"
PART = ".part"


def finish(root: Path, index: Index) -> None:
    """Bring to its end what a writer was interrupted in. Needs the lock."""
    for part in (root / SEGMENTS).glob(f"*{SUFFIX}{PART}"):
        part.unlink()  # a copy that was not whole
    aside = root / f"{JOURNAL}{PART}"
    if aside.is_file():
        aside.unlink()  # nor did what it says begin
    journal = root / JOURNAL
    if not journal.exists():
        return
    new, old = _read_journal(journal)
    known = index.segments()
    if new in known:
        stale = [name for name in old if name not in known]
    elif all((root / SEGMENTS / name).exists() for name in old):
        stale = [new]  # what it holds is in the old ones
    else:
        stale = []  # the index was lost meanwhile; both are read
    for name in stale:
        (root / SEGMENTS / name).unlink(missing_ok=True)
    sync_directory(root / SEGMENTS)
    journal.unlink()
    sync_directory(root)


def write_journal(root: Path, new: str, old: Sequence[str]) -> None:
    """Say on disk which segments the new one stands for. Needs the lock."""
    aside = root / f"{JOURNAL}{PART}"
    with aside.open("w", encoding="utf-8") as file:
        json.dump({"new": new, "old": list(old)}, file)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(root / JOURNAL)
    sync_directory(root)


def _read_journal(path: Path) -> tuple[str, list[str]]:
    """Return the new segment and the old ones: names only, never paths, as what they name is deleted."""
    try:
        record = json.loads(path.read_text("utf-8"))
        names = [record["new"], *record["old"]]
        if not all(isinstance(n, str) and n == Path(n).name and n.endswith(SUFFIX) for n in names):
            raise ValueError("it names something else than segments")
    except (ValueError, KeyError, TypeError) as error:
        message = f"can't be read ({error}); move it away, then run `scraper store rebuild`"
        raise StoreDamaged(str(path), message) from error
    return names[0], names[1:]
