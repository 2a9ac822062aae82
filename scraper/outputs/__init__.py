"""Article versions to files that others read. `OUTPUTS` is the table a new output joins.

A writer is one function of a path and the versions to add, of which some may be marks: an article was
taken down, or is back. What it was interrupted in is given to it again: a writer whose result is the
same the second time needs no more; one that appends says so, and its file is cut back first (`cut`).

    jsonl, csv, parquet    a row more: the newest version's, with `gone_at`, and "gone" as its status
    sqlite                 `gone_at` in the article's rows
    markdown               `gone_at` in the front matter of the newest version's file
    atom                   the category "gone", and a line before the text
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from scraper.extras import not_installed
from scraper.models.version import ArticleVersion
from scraper.outputs.atom import erase_atom, is_damaged, write_atom
from scraper.outputs.jsonl_csv import (
    columns_of,
    csv_identities,
    cut,
    is_gone,
    jsonl_identities,
    size,
    write_csv,
    write_jsonl,
)
from scraper.outputs.markdown import erase_markdown, write_markdown
from scraper.outputs.parquet import erase_parquet, write_parquet
from scraper.outputs.places import output_places
from scraper.outputs.removal import Erase, Removal, erase_csv, erase_jsonl
from scraper.outputs.sqlite import erase_sqlite, write_sqlite

__all__ = [
    "OUTPUTS",
    "Output",
    "Removal",
    "Writer",
    "cut",
    "is_gone",
    "missing_library",
    "output_places",
    "size",
]

Writer = Callable[[Path, Sequence[ArticleVersion]], None]
"""Adds versions, in their order, durably. Raises OutputError."""


@dataclass(frozen=True, slots=True)
class Output:
    """One kind of output."""

    write: Writer
    erase: Erase
    appends: bool = False  # to one file, so that writing twice would double
    check: Callable[[Path], object] = lambda _: None
    """Raises OutputError where the file is not one to add to; nothing has been done to it then."""
    identities: Callable[[Path], frozenset[tuple[str, str]]] = lambda _: frozenset()
    """Returns key and digest of the versions that a file has, of an output that appends."""
    extra: str = ""  # the optional part of this package that it needs
    module: str = ""  # ... and the module that is imported
    is_damaged: Callable[[Path], bool] = lambda _: False
    """Says whether a file that was written before can't be read any more."""


OUTPUTS: dict[str, Output] = {
    "jsonl": Output(write_jsonl, erase_jsonl, appends=True, identities=jsonl_identities),
    "markdown": Output(write_markdown, erase_markdown),
    "sqlite": Output(write_sqlite, erase_sqlite),
    "csv": Output(write_csv, erase_csv, appends=True, check=columns_of, identities=csv_identities),
    "parquet": Output(write_parquet, erase_parquet, extra="parquet", module="pyarrow"),
    "atom": Output(write_atom, erase_atom, is_damaged=is_damaged),
}


def missing_library(kind: str) -> str:
    """Return how to install what an output needs and this machine lacks; "" where nothing is missing."""
    output = OUTPUTS[kind]
    if not output.module or find_spec(output.module) is not None:
        return ""
    return not_installed(output.extra, ImportError(name=output.module))
