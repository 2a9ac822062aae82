"""Files, directories, archives and streams in, `Document` values out.

What a file is, its bytes decide: HTML, plain text, MHTML, WARC, each also gzipped. Nothing here
looks at more than `MAX_PAGE` bytes of one page, and an input that can't be read is a `Failure`
in its place, not the end of the others.
"""

from scraper.inputs.documents import (
    MAX_PAGE,
    read_documents,
    read_source,
    read_stream,
)
from scraper.inputs.paths import SKIPPED_SUFFIXES, InputFile, input_files

__all__ = [
    "MAX_PAGE",
    "SKIPPED_SUFFIXES",
    "InputFile",
    "input_files",
    "read_documents",
    "read_source",
    "read_stream",
]
