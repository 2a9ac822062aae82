"""Archives by the thousand: one part for each archive, whatever engine calls `clean_archive`.

    inputs --> sources --> an engine +-> clean_archive(source, out, work) --> OUT/part-NAME-HASH.parquet
                                     +-> ...                              --> Report

A part is named by its source, is whole or absent, and has the same bytes whichever process writes it. So what
is done is what is there: there is no queue, no coordinator and no list of what was finished, and two
attempts at the same archive do no harm.
"""

from scraper.bulk.archive import archive_rows, clean_archive
from scraper.bulk.parquet import arrow_schema
from scraper.bulk.sources import sources_of
from scraper.bulk.work import Report, Work

__all__ = ["Report", "Work", "archive_rows", "arrow_schema", "clean_archive", "sources_of"]
