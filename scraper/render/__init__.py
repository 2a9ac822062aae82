"""Articles to text, Markdown, HTML, JSON, CSV and TEI. Pure: strings in, strings out.

`FORMATS` is the table a new format joins: its file suffix and one function of an article and
what to include. Every format shows the same blocks (`scraper.render.body`); links and images
leave this package only with the schemes http, https and mailto.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from scraper.models.article import Include
from scraper.render.csv import csv_row, to_csv
from scraper.render.front_matter import to_front_matter
from scraper.render.html import to_html
from scraper.render.json import (
    block_dict,
    dumps,
    failure_record,
    json_record,
    request_dict,
    to_dict,
    to_json,
    to_jsonl,
)
from scraper.render.markdown import to_markdown
from scraper.render.subject import ArticleFields
from scraper.render.tei import to_tei
from scraper.render.text import to_text

__all__ = [
    "FORMATS",
    "Format",
    "block_dict",
    "dumps",
    "failure_record",
    "format_of_suffix",
    "json_record",
    "render",
    "render_record",
    "request_dict",
    "to_dict",
    "to_html",
    "to_json",
    "to_jsonl",
    "to_markdown",
    "to_text",
]


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write an article."""

    suffix: str
    render: Callable[[ArticleFields, Include | None], str]
    joined: Literal["ruled", "array", "lines", "rows", "apart"]
    """How several articles share one stream: behind a rule, in a JSON array, one a line, one a row
    below a header, or not at all (each needs a file of its own)."""

    @property
    def shows_all(self) -> bool:
        """Whether pages without an article have their record too, with what they are instead."""
        return self.joined in ("array", "lines", "rows")


FORMATS: dict[str, Format] = {
    "text": Format(".txt", to_text, "ruled"),
    "markdown": Format(".md", to_markdown, "ruled"),
    "json": Format(".json", to_json, "array"),
    "jsonl": Format(".jsonl", to_jsonl, "lines"),
    "html": Format(".html", to_html, "apart"),
    "csv": Format(".csv", to_csv, "rows"),
    "front-matter": Format(".md", to_front_matter, "apart"),
    "tei": Format(".xml", to_tei, "apart"),
}


ALSO = {".htm": "html", ".markdown": "markdown", ".ndjson": "jsonl", ".text": "text"}
"""Other suffixes by which files of a format are known."""


def format_of_suffix(suffix: str) -> str | None:
    """Return the format of files with a suffix, None where no format has it."""
    return known_suffixes().get(suffix.lower())


def known_suffixes() -> dict[str, str]:
    """Return the formats by the suffixes of their files, with the dot."""
    return ALSO | {kind.suffix: name for name, kind in reversed(FORMATS.items())}


def render(article: ArticleFields, format: str = "text", include: Include | None = None) -> str:  # noqa: A002  # the name users know
    """Return the article in one of `FORMATS`, ending in one line break; "" if there is nothing to show.

    `include` defaults to the article's own. Raises KeyError for an unknown format.
    """
    return FORMATS[format].render(article, include)


def render_record(
    article: ArticleFields,
    format: str,  # noqa: A002  # the name users know
    include: Include,
    *,
    name: str,
    request: Mapping[str, Any] | None = None,
) -> str:
    """Return the article as one of several: as `render` does, but in the JSON formats as a record that
    begins with `name`, what was cleaned, and ends with `request`, how it was fetched; in CSV as the row
    alone."""
    joined = FORMATS[format].joined
    if joined == "rows":
        return csv_row(article, name, include)
    if joined in ("array", "lines"):
        one_line = joined == "lines"
        return json_record(article, name, include, request=request, one_line=one_line)
    return render(article, format, include)
