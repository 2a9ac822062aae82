"""The unit of all bulk work: one archive in, one part out. Engines call nothing else."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing

from scraper.bulk.columns import Row, failure_row, page_row
from scraper.bulk.digested import DigestedFile
from scraper.bulk.directory import begin
from scraper.bulk.page import page_worker
from scraper.bulk.parts import PART_KINDS, PartWriter, description_name, part_name
from scraper.bulk.reading import SourceItem, SourceReader
from scraper.bulk.storage import directory_of
from scraper.bulk.work import Report, Work
from scraper.errors import InputError
from scraper.inputs import InputFile
from scraper.models.document import Document, LeftOut
from scraper.models.failure import Failure
from scraper.models.frozen import FrozenDict
from scraper.pipelines.clean_task import CleanSettings, CleanTask, FileTask, PageTask
from scraper.workers import MOST_TASKS, Batch

MOST_ITEMS = 1_000
"""Items of a group, other records counted: a crawl may hold a million redirects in a row."""

_DEFAULT = Work()


def clean_archive(source: str, out: str, work: Work = _DEFAULT) -> Report:
    """Clean the pages of one archive into one part of the directory `out`, and return what came of it.

    `source` is the path or URL of a WARC file or a WACZ package, or a directory of saved pages; `out`
    a path or the URL of an object store. Nothing is done if the part is there. The part appears when
    it is whole, and its bytes depend on nothing but the source and the work: so two calls at once, and
    a call after one that was killed, do no harm. Pages are extracted in a process with limits, which is
    kept for the next call.

    Raises InputError where the source can't be read to its end, and OutputError where the part can't
    be written, or the directory was made with other settings. Nothing is published then.
    """
    directory = directory_of(out)
    stamp = work.stamp()
    begin(directory, out, stamp)
    name = part_name(source, work.format)
    if directory.has(name):
        return Report(source, name, done_before=True)
    kind = PART_KINDS[work.format]
    with directory.publish(name) as file:
        digested = DigestedFile(file)
        with closing(kind.write(digested, stamp)) as part:
            report = _fill(part, source, name, work)
            part.finish(report)
        with directory.publish(description_name(name)) as beside:
            beside.write(digested.description(report, stamp))
    return report


def archive_rows(source: str, work: Work = _DEFAULT) -> Iterator[Row]:
    """Yield a row for each page of an archive, as `clean_archive` writes them: for pipelines that go on
    with the rows in place of files. Raises InputError where the source can't be read to its end."""
    outcomes = _outcomes(SourceReader(source), work)
    yield from (outcome for outcome in outcomes if not isinstance(outcome, LeftOut))


def _fill(part: PartWriter, source: str, name: str, work: Work) -> Report:
    """Add a row for each page, and return the counts."""
    counts: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    reader = SourceReader(source)
    for outcome in _outcomes(reader, work):
        if isinstance(outcome, LeftOut):
            left_out[outcome.reason] += 1
        else:
            counts[outcome["error"] or outcome["status"]] += 1
            part.add(outcome)
    return Report(
        source,
        name,
        pages=counts.total(),
        bytes_read=reader.bytes_read,
        counts=FrozenDict(sorted(counts.items())),
        left_out=FrozenDict(sorted(left_out.items())),
    )


def _outcomes(reader: SourceReader, work: Work) -> Iterator[Row | LeftOut]:
    settings, worker = work.settings(), page_worker(work.limits)
    for items, batch in _batches(reader.items(), settings):
        results = worker.results(batch)
        for archive, found in items:
            document = found if isinstance(found, Document) else None
            if isinstance(found, LeftOut):
                yield found
                continue
            result = found if isinstance(found, Failure) else next(results)
            if isinstance(result, Failure):
                yield failure_row(archive, document, result)
            else:
                yield page_row(archive, document, result)


def _batches(
    found: Iterator[SourceItem], settings: CleanSettings
) -> Iterator[tuple[list[SourceItem], Batch]]:
    """Yield the items of a source in groups, each with the tasks of its pages. What came before a place
    where the source can't be read is yielded before that is raised."""
    items, batch = list[SourceItem](), Batch()
    try:
        for item in found:
            items.append(item)
            if not isinstance(item.found, (LeftOut, Failure)):
                batch.add(_task(item.found, settings))
            if not batch.takes_more(MOST_TASKS) or len(items) >= MOST_ITEMS:
                yield items, batch
                items, batch = [], Batch()
    except InputError:
        yield items, batch
        raise
    yield items, batch


def _task(found: Document | InputFile, settings: CleanSettings) -> PageTask:
    if isinstance(found, InputFile):
        return FileTask(found, settings)
    return CleanTask(found, settings)
