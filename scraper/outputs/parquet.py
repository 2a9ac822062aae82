"""Parquet: a directory of part files, which readers take as one table.

    part-000000000001-3f9a0c1e.parquet    the number (`seq`) of its first version, and a hash of it

A part takes `PART_ROWS` versions, then the next begins; to add to a part is to write it whole
again, in its own place. The columns are texts, but for `schema` and `version` (int32), the times (UTC,
microseconds), `confidence` (double), `is_free` and `is_partial` (booleans), `authors` and `tags` (lists of texts),
and `sources` (a map: field -> where it was found). The schema's number is in the file's metadata as well
(`scraper_schema`).

A page gives `date` and `modified` with or without a time and an offset; what it lacks is taken for
midnight and UTC, and `date_text` and `modified_text` have what it gave. Parts of 0.1.0, whose dates are
texts, get the present columns before anything is added, so that all parts stay one table.

Such as `SELECT site, count(*) FROM 'out/parquet/*.parquet' GROUP BY site` in DuckDB, or
`pyarrow.dataset.dataset("out/parquet")`.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scraper.errors import OutputError
from scraper.extras import not_installed
from scraper.files.atomic import atomic_file
from scraper.models.version import SCHEMA, ArticleVersion
from scraper.outputs.removal import Removal

if TYPE_CHECKING:
    import pyarrow as pa

PART_ROWS = 1_000
"""Versions in a part. A full one has 2 to 5 MB; to add 100 articles of 700 words to it takes 0.05 s
(measured), so that hourly runs make tens of files a year, not thousands. pyarrow takes 100 MB of
memory once it is imported, and as much again while it writes."""

_TEXTS_BEFORE = ("site", "key")
_TEXTS_AFTER = (
    "capture", "url", "title", "date", "modified", "language", "site_name", "page_url",
    "description", "image", "status", "status_reason", "text", "story", "gone_at", "next_page",
)  # fmt: skip
_MOMENTS = ("date", "modified", "gone_at")  # of these, all that were texts in 0.1.0
AS_GIVEN = {"date_text": "date", "modified_text": "modified"}
"""Columns with the text that a page gave of its dates, and the columns of these dates."""
_IDENTITY = ("key", "seen_at", "version", "digest")  # a text may return, and numbers start over
_IDENTIFYING = ("key", "url", "capture", "story")
_MARK = b"scraper_schema"


def write_parquet(path: Path, versions: Sequence[ArticleVersion]) -> None:
    """Add what the newest part does not have, to it or in a part of its own."""
    pa, pq = _library(path)
    schema = _schema(pa)
    _renew_parts(pa, pq, path, schema)
    part = max(path.glob("part-*.parquet"), default=None) if path.is_dir() else None
    held = _read(pq, part, schema) if part else None
    rows = [(version, _row(version)) for version in versions]
    if held is not None:
        known = set(zip(*(held.column(name).to_pylist() for name in _IDENTITY), strict=True))
        rows = [
            (version, row)
            for version, row in rows
            if tuple(row[name] for name in _IDENTITY) not in known
        ]
    if not rows:
        return
    added = pa.Table.from_pylist([row for _, row in rows], schema=schema)
    if part is not None and held is not None and held.num_rows < PART_ROWS:
        _write(pq, part, pa.concat_tables([held, added]), overwrite=True)
    else:
        _write(pq, path / _name(rows[0][0]), added, overwrite=False)


def erase_parquet(path: Path, removal: Removal) -> int:
    """Take versions out of the parts; a part that has none any more is removed."""
    parts = sorted(path.glob("part-*.parquet")) if path.is_dir() else []
    if not parts:
        return 0
    pa, pq = _library(path)
    return sum(_erase_rows(pa, pq, part, removal) for part in parts)


def _erase_rows(pa: Any, pq: Any, part: Path, removal: Removal) -> int:
    table = _table(pq, part)
    names = [name for name in _IDENTIFYING if name in table.schema.names]
    records = table.select(names).to_pylist()
    kept = [not removal.takes(record) for record in records]
    if removal.dry or (all(kept) and not any(map(removal.story, records))):
        return kept.count(False)
    if "story" in names:
        stories = [removal.story(record) or record["story"] for record in records]
        column = table.schema.names.index("story")
        table = table.set_column(column, table.schema.field(column), pa.array(stories, pa.string()))
    if any(kept):
        _write(pq, part, table.filter(pa.array(kept)), overwrite=True)
    else:
        part.unlink()
    return kept.count(False)


def _library(path: Path) -> tuple[Any, Any]:
    try:
        import pyarrow as pa  # noqa: PLC0415  # an extra, and 55 MB
        import pyarrow.parquet as pq  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise OutputError(str(path), not_installed("parquet", error)) from error
    return pa, pq


def _schema(pa: Any) -> "pa.Schema":
    text, texts, moment = pa.string(), pa.list_(pa.string()), pa.timestamp("us", tz="UTC")
    columns = [
        ("schema", pa.int32()),
        *((name, text) for name in _TEXTS_BEFORE),
        ("version", pa.int32()),
        ("digest", text),
        ("seen_at", moment),
        *((name, moment if name in _MOMENTS else text) for name in _TEXTS_AFTER),
        ("authors", texts),
        ("tags", texts),
        ("confidence", pa.float64()),
        ("is_free", pa.bool_()),
        ("is_partial", pa.bool_()),
        ("sources", pa.map_(text, text)),
        *((name, text) for name in AS_GIVEN),
    ]
    return pa.schema(columns, metadata={_MARK: str(SCHEMA).encode()})


def _read(pq: Any, part: Path, schema: "pa.Schema") -> "pa.Table | None":
    """Return the rows of a part; None where it is of another schema, and so takes no more."""
    table = _table(pq, part)
    if (table.schema.metadata or {}).get(_MARK) != schema.metadata[_MARK]:
        return None
    return table if table.schema.equals(schema) else None


def _read_schema(pq: Any, part: Path) -> "pa.Schema":
    try:
        return pq.read_schema(part)
    except (OSError, ValueError) as error:
        raise _no_parquet(part, error) from error


def _no_parquet(part: Path, error: Exception) -> OutputError:
    message = f"is no Parquet file ({error}); move it out of the directory"
    return OutputError(str(part), " ".join(message.split()))


def _table(pq: Any, part: Path) -> "pa.Table":
    try:
        return pq.ParquetFile(part).read()
    except (OSError, ValueError) as error:  # what pyarrow raises for another file
        raise _no_parquet(part, error) from error


def _write(pq: Any, path: Path, table: "pa.Table", *, overwrite: bool) -> None:
    with atomic_file(path, overwrite=overwrite) as stream:
        pq.write_table(table, stream, compression="zstd")


def _name(first: ArticleVersion) -> str:
    digest = sha256(f"{first.key}\n{first.digest}".encode("utf-8", "replace")).hexdigest()
    return f"part-{first.seq:012d}-{digest[:8]}.parquet"


def _renew_parts(pa: Any, pq: Any, path: Path, schema: "pa.Schema") -> None:
    """Write the parts whose dates are texts again, each in its own place."""
    for part in sorted(path.glob("part-*.parquet")) if path.is_dir() else ():
        before = _read_schema(pq, part)
        if "date" not in before.names or before.field("date").type != pa.string():
            continue
        rows = [_timed(row) for row in _table(pq, part).to_pylist()]
        _write(pq, part, pa.Table.from_pylist(rows, schema=schema), overwrite=True)


def _timed(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with its times as moments, and what the page gave beside them."""
    given = {name: row.get(of) for name, of in AS_GIVEN.items() if isinstance(row.get(of), str)}
    texts = {name: row.get(name) for name in _MOMENTS}
    return row | given | {n: moment_of(t) if isinstance(t, str) else t for n, t in texts.items()}


def moment_of(text: str) -> datetime | None:
    """Return a date of a page as a moment, midnight and UTC where it names no time and no offset; None for
    what is no date, or has no place in the calendar of UTC."""
    try:
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _row(version: ArticleVersion) -> dict[str, Any]:
    record = {name: without_surrogates(value) for name, value in version.row().items()}
    record = _timed(record) | {"seen_at": datetime.fromisoformat(str(record["seen_at"]))}
    record["sources"] = list((record.get("sources") or {}).items())
    return record


def without_surrogates(value: Any) -> Any:
    """Return texts without lone surrogates, which UTF-8 has no place for."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode()
    if value is None:
        return None
    if isinstance(value, Mapping):
        return {
            without_surrogates(key): without_surrogates(content) for key, content in value.items()
        }
    if isinstance(value, list):
        return [without_surrogates(item) for item in value]
    return value
