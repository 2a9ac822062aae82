"""CSV: one row an article. What a spreadsheet would run as a formula is made a text."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from scraper.models.article import Include
from scraper.models.failure import Failure
from scraper.render.json import to_dict
from scraper.render.shown import without_controls
from scraper.render.subject import ArticleFields

COLUMNS = (
    "input", "title", "authors", "date", "modified", "language", "site_name", "url", "description",
    "image", "tags", "status", "status_reason", "confidence", "text",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""With these at its start a spreadsheet takes a cell for a formula, which could send data away; the
last four are = + - @ in full width, which some take for the others."""


def cell(value: Any) -> Any:
    """Return a field as a cell: lists as one text, and an apostrophe before what would be a formula."""
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value


def csv_line(cells: Sequence[Any]) -> str:
    """Return one line of a CSV file, with its line end."""
    line = io.StringIO(newline="")
    csv.writer(line).writerow(cells)
    return line.getvalue()


HEADER = csv_line(COLUMNS)
"""The first line of a file."""


def csv_row(article: ArticleFields, name: str, include: Include | None = None) -> str:
    """Return the line of an article; `name` is what was cleaned."""
    fields = {"input": name} | to_dict(article, include=include)
    fields = {k: without_controls(v) if isinstance(v, str) else v for k, v in fields.items()}
    return csv_line([cell(fields[column]) for column in COLUMNS])


def csv_failure(failure: Failure) -> str:
    """Return the line of an input that gave no article: its kind of failure is the status."""
    fields = {"input": failure.subject, "title": failure.title, "status": failure.kind}
    fields["status_reason"] = failure.message
    return csv_line([cell(fields.get(column)) for column in COLUMNS])


def to_csv(article: ArticleFields, include: Include | None = None) -> str:
    """Return a whole file with one article."""
    return HEADER + csv_row(article, "", include)
