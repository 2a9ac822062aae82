"""SQLite files: connections, tables of older versions, checksums of rows."""

from scraper.files.sqlite.database import (
    Cursor,
    Database,
    DatabaseError,
    DatabaseKind,
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
from scraper.files.sqlite.row_sums import RowSums

__all__ = [
    "Cursor",
    "Database",
    "DatabaseError",
    "DatabaseKind",
    "Migrated",
    "NewerTables",
    "OperationalError",
    "OtherTables",
    "RowSums",
    "Schema",
    "Values",
    "address_of",
    "migrate",
    "scratch",
    "statements",
    "store_errors",
    "transaction",
]
