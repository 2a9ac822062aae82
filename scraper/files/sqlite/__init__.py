"""SQLite files: connections, tables of older versions, checksums of rows."""

from scraper.files.sqlite.database import (
    Database,
    DatabaseError,
    DatabaseKind,
    Done,
    OperationalError,
    Values,
    scratch,
    store_errors,
)
from scraper.files.sqlite.migration import (
    Migrated,
    NewerTables,
    OtherTables,
    Schema,
    address_of,
    migrate,
    statements,
    transaction,
)
from scraper.files.sqlite.row_sums import RowSums, counting, summing

__all__ = [
    "Database",
    "DatabaseError",
    "DatabaseKind",
    "Done",
    "Migrated",
    "NewerTables",
    "OperationalError",
    "OtherTables",
    "RowSums",
    "Schema",
    "Values",
    "address_of",
    "counting",
    "migrate",
    "scratch",
    "statements",
    "store_errors",
    "summing",
    "transaction",
]
