"""Files, directories, archives and streams in, `Document` values out.

What a file is, its bytes decide: HTML, plain text, Markdown, MHTML, WARC, each also gzipped, and
WACZ. Nothing here looks at more than `MAX_PAGE` bytes of one page, and an input that can't be read
is a `Failure` in its place, not the end of the others.
"""

from scraper.inputs.documents import (
    MAX_PAGE,
    BegunStream,
    begins_archive,
    begun,
    is_archive,
    page_in,
    read_documents,
    read_page,
    read_pages,
    whole,
)
from scraper.inputs.paths import (
    SKIPPED_SUFFIXES,
    STDIN_NAME,
    InputFile,
    input_files,
    is_directory,
)

__all__ = [
    "MAX_PAGE",
    "SKIPPED_SUFFIXES",
    "STDIN_NAME",
    "BegunStream",
    "InputFile",
    "begins_archive",
    "begun",
    "input_files",
    "is_archive",
    "is_directory",
    "page_in",
    "read_documents",
    "read_page",
    "read_pages",
    "whole",
]
