"""Article versions to files that others read. `OUTPUTS` is the table a new output joins.

A writer is one function of a path and the versions to add. What it was interrupted in is given to
it again: a writer whose result is the same the second time needs no more; one that appends says so,
and its file is cut back first (`cut`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from scraper.models.version import ArticleVersion
from scraper.outputs.appending import (
    columns_of,
    cut,
    is_gone,
    size,
    write_csv,
    write_jsonl,
)
from scraper.outputs.columns import write_parquet
from scraper.outputs.database import write_sqlite
from scraper.outputs.feed import write_atom
from scraper.outputs.files import write_markdown

__all__ = ["OUTPUTS", "Output", "Writer", "cut", "is_gone", "size"]

Writer = Callable[[Path, Sequence[ArticleVersion]], None]
"""Adds versions, in their order, durably. Raises OutputError."""


@dataclass(frozen=True, slots=True)
class Output:
    """One kind of output."""

    write: Writer
    appends: bool = False  # to one file, so that writing twice would double
    check: Callable[[Path], object] = lambda _: None
    """Raises OutputError where the file is not one to add to; nothing has been done to it then."""


OUTPUTS: dict[str, Output] = {
    "jsonl": Output(write_jsonl, appends=True),
    "markdown": Output(write_markdown),
    "sqlite": Output(write_sqlite),
    "csv": Output(write_csv, appends=True, check=columns_of),
    "parquet": Output(write_parquet),
    "atom": Output(write_atom),
}
