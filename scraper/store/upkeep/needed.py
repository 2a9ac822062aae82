"""Choose the captures that nothing needs any more. Decides in the index, removes nothing.

Needed are, whatever their age,
- the newest capture of each URL, and the newest that holds a whole page;
- what the caller refers to, such as the captures of article versions;
- the capture for which a URL was put in quarantine;
- what a needed capture refers to: the holder of its payload, the page that a 304 called current.
Of the rest, those go that are older than a moment, or the oldest until a size is reached.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from scraper.errors import StoreDamaged
from scraper.store.entry import CLOCKS_DIFFER, Entry
from scraper.store.index import Index
from scraper.store.layout import SEGMENTS
from scraper.store.segments.record import parse, warc_date
from scraper.store.segments.segment import read_member

TABLE = "temp.unneeded"  # of this connection alone, until it is closed

_MAKE = f"""
DROP TABLE IF EXISTS {TABLE};
CREATE TABLE {TABLE} (id TEXT PRIMARY KEY, fetched_at TEXT NOT NULL, length INTEGER NOT NULL) WITHOUT ROWID;
"""
_WHOLE = "status BETWEEN 200 AND 299 AND truncated = ''"
_NEWER = """EXISTS (
    SELECT 1 FROM captures AS newer
    WHERE newer.{column} = old.{column} AND newer.fetched_at > old.fetched_at
    AND newer.fetched_at <= ?2
)"""
_NEWER_WHOLE = f"{_NEWER[:-2]} AND newer.status BETWEEN 200 AND 299 AND newer.truncated = '')"
_OLD = f"""
INSERT INTO {TABLE} SELECT id, fetched_at, length FROM captures AS old WHERE fetched_at < ?1
AND {_NEWER.format(column="url")} AND {_NEWER.format(column="final_url")}
AND (NOT ({_WHOLE}) OR (
    {_NEWER_WHOLE.format(column="url")} AND {_NEWER_WHOLE.format(column="final_url")}
))
AND id NOT IN (SELECT capture FROM quarantine)
"""  # noqa: S608  # our own names
_HOLDERS = f"""
SELECT held.id FROM {TABLE} AS gone JOIN captures AS held USING (id)
WHERE NOT held.revisit AND EXISTS (
    SELECT 1 FROM captures AS later WHERE later.digest = held.digest AND later.revisit
    AND later.id NOT IN (SELECT id FROM {TABLE})
)
"""  # noqa: S608
_REFERRING = f"""
SELECT later.id FROM captures AS later WHERE later.revisit
AND later.id NOT IN (SELECT id FROM {TABLE})
AND later.digest IN (SELECT digest FROM {TABLE} JOIN captures USING (id))
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class RemovalBounds:
    """What is to go: captures from before `before`, or as many of them as must until the segments
    have no more than `size` bytes; None is no bound."""

    before: datetime
    size: int | None = None


NOTHING = RemovalBounds(datetime(1, 1, 1, tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Unneeded:
    """What nothing needs: how many captures, and their bytes in the segments."""

    captures: int
    bytes: int


def choose(
    index: Index, root: Path, referenced: Iterable[str], wanted: RemovalBounds, now: datetime
) -> Unneeded:
    """Fill `TABLE` with what is to go. A capture that is dated after `now` makes no other one old.
    Raises StoreDamaged where it can't be known."""
    make_table(index)
    index.write(_OLD, (warc_date(wanted.before), warc_date(now + CLOCKS_DIFFER)))
    for key in referenced:
        _need(index, key)
    if wanted.size is not None:
        _spare_newest(index, wanted.size)
    _spare_referred(index, root)
    row = next(index.rows(f"SELECT count(*), coalesce(sum(length), 0) FROM {TABLE}"))  # noqa: S608
    return Unneeded(*row)


def make_table(index: Index) -> None:
    """Choose nothing: the table is made, or emptied."""
    for statement in filter(str.strip, _MAKE.split(";")):
        index.write(statement, ())


def add(index: Index, entry: Entry) -> None:
    """Choose one capture."""
    row = (entry.id, warc_date(entry.fetched_at), entry.length)
    index.write(f"INSERT OR IGNORE INTO {TABLE} VALUES (?, ?, ?)", row)  # noqa: S608


def entries(index: Index, limit: int) -> list[Entry]:
    """Return some of what was chosen, oldest first."""
    sql = f"SELECT id FROM {TABLE} ORDER BY fetched_at, id LIMIT ?"  # noqa: S608
    return [index.by_id(key)[0] for (key,) in list(index.rows(sql, (limit,)))]


def bytes_in(index: Index) -> dict[str, int]:
    """Return how many bytes of each segment were chosen."""
    sql = f"SELECT file, sum(captures.length) FROM {TABLE} JOIN captures USING (id) GROUP BY file"  # noqa: S608
    return dict(index.rows(sql))


def is_chosen(index: Index, key: str) -> bool:
    """Say whether a capture is to go."""
    return next(index.rows(f"SELECT 1 FROM {TABLE} WHERE id = ?", (key,)), None) is not None  # noqa: S608


def spare_referred_from_outside(index: Index, names: Sequence[str]) -> None:
    """Take out what captures in other segments than these refer to, be they chosen or not: one that
    goes later, or never because the process is killed, must not be left without its content."""
    marks = ", ".join("?" * len(names))
    sql = (
        f"DELETE FROM {TABLE} WHERE id IN (SELECT held.id FROM {TABLE} JOIN captures AS held USING (id)"  # noqa: S608
        f" WHERE held.file IN ({marks}) AND EXISTS (SELECT 1 FROM captures AS later"
        " WHERE later.digest = held.digest AND later.revisit AND later.id <> held.id"
        f" AND later.file NOT IN ({marks})))"
    )
    index.write(sql, (*names, *names))


def _need(index: Index, key: str) -> None:
    index.write(f"DELETE FROM {TABLE} WHERE id = ?", (key,))  # noqa: S608


def _spare_newest(index: Index, size: int) -> None:
    """Keep chosen only the oldest: as many as bring the segments down to `size` bytes."""
    left = sum(state.size for state in index.segments().values()) - size
    last = ("", "")
    for fetched_at, key, length in index.rows(
        f"SELECT fetched_at, id, length FROM {TABLE} ORDER BY fetched_at, id"  # noqa: S608
    ):
        if left <= 0:
            break
        left -= length
        last = (fetched_at, key)
    index.write(f"DELETE FROM {TABLE} WHERE (fetched_at, id) > (?, ?)", last)  # noqa: S608


def _spare_referred(index: Index, root: Path) -> None:
    """Take out what those that stay refer to, until that adds no more."""
    seen: set[str] = set()
    while True:
        spared = [key for (key,) in index.rows(_HOLDERS)]
        for (key,) in list(index.rows(_REFERRING)):
            spared += _chosen_behind(index, root, key, seen)
        if not spared:
            return
        for key in spared:
            _need(index, key)


def _chosen_behind(index: Index, root: Path, key: str, seen: set[str]) -> list[str]:
    """Return the chosen captures that one leads to, each by the one before. Followed to the end at
    once: a round for each of a long chain of 304s would take time of the square."""
    found: list[str] = []
    while key not in seen:
        seen.add(key)
        entry = index.by_id(key)[0]
        key = target_of(root, entry) if entry.revisit else ""
        if not key or not is_chosen(index, key):
            break
        found.append(key)
    return found


def target_of(root: Path, entry: Entry) -> str:
    """Return the capture that a revisit names, "" if it names no capture."""
    try:
        with (root / SEGMENTS / entry.file).open("rb") as file:
            member = read_member(file, entry.offset, entry.offset + entry.length)
        headers, _, _ = parse(member.data)
        named = headers.get_header("WARC-Refers-To")
        return UUID(named.strip("<>")).hex if named else ""
    except (OSError, ValueError) as error:
        where = f"{entry.file} at {entry.offset}"
        message = f"{where}: {error}; run `scraper store verify`, nothing was removed"
        raise StoreDamaged(entry.final_url, message) from error
