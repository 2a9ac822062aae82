"""Parts as Parquet files: the columns typed, the report and the stamp in the file's metadata.

Dates are moments, as in the Parquet files of runs, and beside them stand the texts that the page gave.
"""

import json
from typing import TYPE_CHECKING, Any

from scraper.bulk.columns import COLUMNS, Row
from scraper.bulk.digested import DigestedFile
from scraper.bulk.work import SCHEMA, Report
from scraper.errors import OutputError
from scraper.extras import not_installed
from scraper.outputs.parquet import AS_GIVEN, moment_of, without_surrogates

if TYPE_CHECKING:
    import pyarrow as pa

REPORT, STAMP = b"scraper_report", b"scraper_stamp"
GROUP_ROWS = 1_000  # of a row group, which is what is held in memory
GROUP_BYTES = 64 << 20  # of texts in a row group, if that comes first: pages may be large


def arrow_schema() -> "pa.Schema":
    """Return the Arrow schema of a part. Raises OutputError where pyarrow is not installed."""
    pa = _library()[0]
    kinds = {
        "text": pa.string(),
        "texts": pa.list_(pa.string()),
        "integer": pa.int64(),
        "number": pa.float64(),
        "flag": pa.bool_(),
        "moment": pa.timestamp("us", tz="UTC"),
        "date": pa.timestamp("us", tz="UTC"),
        "map": pa.map_(pa.string(), pa.string()),
    }
    columns = [(name, kinds[kind]) for name, kind in COLUMNS.items()]
    columns += [(name, pa.string()) for name in AS_GIVEN]
    return pa.schema(columns, metadata={b"scraper_schema": str(SCHEMA).encode()})


def _library() -> tuple[Any, Any]:
    try:
        import pyarrow as pa  # noqa: PLC0415  # an extra, and 55 MB
        import pyarrow.parquet as pq  # noqa: PLC0415  # an extra
    except ImportError as error:
        message = f"{not_installed('parquet', error)}; or write JSONL (--jsonl)"
        raise OutputError("Parquet", message) from error
    return pa, pq


class ParquetPart:
    """A part in the making."""

    def __init__(self, file: DigestedFile, stamp: dict[str, Any]) -> None:
        self._pa, pq = _library()
        self._schema, self._stamp = arrow_schema(), stamp
        self._writer = pq.ParquetWriter(file, self._schema, compression="zstd")
        self._rows: list[Row] = []
        self._bytes = 0

    def add(self, row: Row) -> None:
        """Add a row."""
        row = without_surrogates(row)
        row["sources"] = list((row["sources"] or {}).items())
        for name, of in AS_GIVEN.items():
            row[name] = row[of]
            row[of] = moment_of(row[of]) if row[of] else None
        self._rows.append(row)
        self._bytes += len(row["text"] or "")
        if len(self._rows) >= GROUP_ROWS or self._bytes >= GROUP_BYTES:
            self._flush()

    def finish(self, report: Report) -> None:
        """Write the rest, with the report."""
        if self._rows:
            self._flush()
        metadata = {REPORT: report.to_dict(), STAMP: self._stamp}
        self._writer.add_key_value_metadata(
            {name: json.dumps(value, sort_keys=True) for name, value in metadata.items()}
        )
        self._writer.close()

    def close(self) -> None:
        """Let go of it, finished or not."""
        self._writer.close()

    def _flush(self) -> None:
        self._writer.write_table(self._pa.Table.from_pylist(self._rows, schema=self._schema))
        self._rows, self._bytes = [], 0
