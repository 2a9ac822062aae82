"""JSON Schema of a row of a part, built from its columns."""

from collections.abc import Mapping
from typing import Any

from scraper.bulk.columns import COLUMNS, ColumnKind
from scraper.render.schema import RECORDS

_KINDS: Mapping[ColumnKind, dict[str, Any]] = {
    "text": {"type": ["string", "null"]},
    "texts": {"type": ["array", "null"], "items": {"type": "string"}},
    "integer": {"type": ["integer", "null"], "minimum": 0},
    "number": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
    "flag": {"type": ["boolean", "null"]},
    "moment": {"type": ["string", "null"], "format": "date-time"},
    "date": {"type": ["string", "null"]},  # as the page gives it, with or without a time
    "map": {"type": ["object", "null"], "additionalProperties": {"type": "string"}},
}
_ABOUT: Mapping[str, str] = {
    "warc_filename": "path of the archive, without the host or bucket of its URL",
    "warc_record_offset": "first byte of the record in the archive",
    "warc_record_length": "bytes of the record, as compressed",
    "warc_record_id": "the record's WARC-Record-ID",
    "fetch_time": "when the page was captured, in UTC",
    "file": "the name of a saved page, where there is no archive",
    "url": "that was asked for",
    "error": "a kind of failure, in place of an article",
    "error_message": "what went wrong, and what to do",
}


def row_schema() -> dict[str, Any]:
    """Return the schema of a row: every column is there, and any of them may be null."""
    fields = RECORDS["article"]["properties"]
    about = {name: fields[name]["description"] for name in fields if "description" in fields[name]}
    about |= {"page_url": about["url"], **_ABOUT}
    described = {n: {"description": about[n], **_KINDS[kind]} for n, kind in COLUMNS.items()}
    failures = RECORDS["failure"]["properties"]["error"]["properties"]
    described["status"]["enum"] = [*fields["status"]["enum"], None]
    described["error"]["enum"] = [*failures["kind"]["enum"], None]
    return {
        "description": "A row of a part: `bulk --jsonl`, and the columns of its Parquet files, where dates are moments.",
        "type": "object",
        "properties": described,
        "required": list(described),
    }
