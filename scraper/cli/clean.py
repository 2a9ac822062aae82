"""`scraper clean`: saved pages, archives and texts in, articles out."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import click

from scraper.cli.hosts import URL
from scraper.cli.options import (
    favor_option,
    format_by_name,
    format_options,
    include_options,
    limit_options,
    sites_option,
)
from scraper.cli.output_check import CheckedOutputs, Existing
from scraper.cli.progress import Progress, progress
from scraper.cli.sinks import DirectorySink, Sink, open_sink
from scraper.cli.tally import Tally
from scraper.errors import ExitCode
from scraper.inputs import InputFile, input_files, is_archive, is_directory
from scraper.models.article import Favor, Include
from scraper.models.document import Document, LeftOut
from scraper.models.failure import Failure
from scraper.pipelines.clean import clean as clean_document
from scraper.pipelines.clean import outline
from scraper.pipelines.clean_task import (
    Cleaned,
    CleanSettings,
    CleanTask,
    FileTask,
    PageTask,
    with_overrides,
)
from scraper.pipelines.page_article import place_of
from scraper.pipelines.saved import saved_pages
from scraper.workers import Limits, run

STDIN = Path("-")
ARCHIVE_SUFFIXES = (".warc", ".warc.gz", ".arc", ".arc.gz", ".wacz", ".zip")
_EXISTS = "exist already (--skip-existing leaves them, --force overwrites them)"
MOST_NAMED = 3  # outputs that exist and are named; the summary counts all


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for on the command line."""

    paths: tuple[Path, ...]
    settings: CleanSettings
    output_name: str | None  # as it was written: "out/" is a directory
    existing: Existing
    limits: Limits
    url: str | None
    charset: str | None

    @property
    def output(self) -> Path | None:
        """The output as a path."""
        return Path(self.output_name) if self.output_name else None

    @property
    def several(self) -> bool:
        """Whether the paths alone tell that there may be more than one page."""
        return len(self.paths) != 1 or is_directory(self.paths[0])

    @property
    def many(self) -> bool:
        """Whether there may be more than one page, also in the single file that is named."""
        return self.several or (
            self.paths[0] != STDIN and is_archive(InputFile(self.paths[0], "archive"))
        )

    def inputs(self) -> Iterator[InputFile | Failure | LeftOut]:
        """Yield the files that the paths stand for."""
        output = self.output
        exclude = output if output is not None and is_directory(output) else None
        named = [path for path in self.paths if path != STDIN]
        stdin = [InputFile(None, "stdin")] if STDIN in self.paths else []
        yield from chain(stdin, input_files(named, exclude=exclude))


@click.command()
@click.argument(
    "paths", nargs=-1, type=click.Path(path_type=Path, readable=False), metavar="[PATH]..."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    metavar="PATH",
    help="A file, or a directory that mirrors the inputs.",
)
@click.option("--force", is_flag=True, help="Overwrite what is there, but never an input.")
@click.option(
    "--skip-existing", is_flag=True, help="Leave out inputs whose output is there already."
)
@format_options
@include_options
@favor_option
@click.option("--url", type=URL, help="URL that the page came from; for a single page.")
@click.option("--charset", help="Encoding that the server declared; for a single page.")
@sites_option
@limit_options
def clean(  # noqa: PLR0913  # one parameter for each option, as click has it
    *,
    paths: tuple[Path, ...],
    output: str | None,
    force: bool,
    skip_existing: bool,
    format_name: str | None,
    include: Include,
    favor: Favor,
    url: str | None,
    charset: str | None,
    sites: Path | None,
    jobs: int | None,
    timeout: float,
    memory: int,
) -> ExitCode:
    """Clean saved pages, archives and texts.

    PATH is HTML, plain text, Markdown, MHTML or WARC, each also gzipped, a WACZ package, or a
    directory of these (without its hidden entries). "-", or no PATH, is standard input. The content of a file decides
    what it is.

    Of several articles, text and Markdown have a line "---" between two, --json is an array, and
    --jsonl has one object a line, --csv one row. HTML, TEI and front matter need -o DIRECTORY. With --json
    and --jsonl, an input that failed is an object with "error"; with --csv, a row with its kind as status.

    -o is a directory if it exists as one, if it ends in "/", or if it has no suffix and there are
    several inputs. Files of articles from an archive are named by host and a digest of the URL.

    \b
    scraper clean page.html
    curl -s https://example.org/story | scraper clean --markdown
    scraper clean saved/ -o clean/ --jobs 8
    scraper clean crawl.warc.gz --jsonl > articles.jsonl
    """
    if force and skip_existing:
        raise click.UsageError("--force and --skip-existing are opposites.")
    _refuse_addresses(paths)
    request = Request(
        paths=paths or _stdin_unless_terminal(),
        settings=CleanSettings(
            format_name or format_by_name(output),
            include,
            favor,
            sites=place_of(sites) if sites is not None else None,
            measured=False,
        ),
        output_name=output or None,
        existing="overwrite" if force else "skip" if skip_existing else "refuse",
        limits=Limits(cpu=timeout, memory=memory << 20),
        url=url,
        charset=charset,
    )
    if (url or charset) and request.many:
        raise click.UsageError(
            "--url and --charset are for a single page, not for an archive or several files."
        )
    tally, many = Tally("cleaned"), request.many
    wanted = not _on_terminal(request)
    total = page_count(request) if wanted and sys.stderr.isatty() else None
    with progress("cleaning", wanted=wanted, total=total) as line:
        _deliver(request, tally, line, jobs, many=many)
        if many and (sys.stderr.isatty() or tally.done > tally.articles or tally.left_out):
            line.say(tally.summary())
    return tally.exit_code()


def page_count(request: Request) -> int | None:
    """Return how many pages the inputs are; None where an archive or standard input is among them, which
    may hold any number."""
    count = 0
    for found in request.inputs():
        if isinstance(found, InputFile):
            if found.path is None or found.path.name.lower().endswith(ARCHIVE_SUFFIXES):
                return None
            count += 1
        elif isinstance(found, Failure):
            count += 1
    return count


def _deliver(
    request: Request, tally: Tally, line: Progress, jobs: int | None, *, many: bool
) -> None:
    """Clean the inputs, write every result where it belongs, and count it."""
    checked = CheckedOutputs(request.output, request.existing, request.inputs)
    if checked.is_done():
        tally.spared["exist"] += 1
        line.say(f"{request.output} exists")
        return
    with ExitStack() as stack:
        sink = open_sink(
            stack,
            request.output_name,
            request.settings.format,
            many=many,
            force=request.existing == "overwrite",
        )
        tasks = _tasks(request, tally, checked, sink, line)
        results = stack.enter_context(
            closing(run(tasks, clean_document, request.limits, jobs, outline))
        )
        try:
            _write(results, sink, line, tally)
        except KeyboardInterrupt:
            if many and request.output is not None:
                line.say(_how_to_go_on(request.output, sink))
            raise
        if not tally.done and not tally.failed:
            line.say("no pages found in " + ", ".join(map(str, request.paths)))


def _write(results: Iterator[Cleaned | Failure], sink: Sink, line: Progress, tally: Tally) -> None:
    for result in results:
        if isinstance(result, Failure):
            sink.failure(result)
        for done in (result,) if isinstance(result, Failure) else sink.article(result):
            _count(done, line, tally)
        line.advance(tally.done, tally.failed)
    for done in sink.finish():
        _count(done, line, tally)


def _how_to_go_on(output: Path, sink: Sink) -> str:
    """Say what an interrupted command leaves, and how the work goes on."""
    if isinstance(sink, DirectorySink):
        return f"{output}: holds what is done; --skip-existing goes on from there"
    return f"{output}: not written, as it would not be whole; in a directory (-o NAME/) what is done stays"


def _count(result: Cleaned | Failure, line: Progress, tally: Tally) -> None:
    """Count a result that is delivered, and say what went wrong with it."""
    if isinstance(result, Failure):
        tally.failure(result, line.say)
        return
    if result.by_rules:
        tally.of_them["by rules of their site"] += 1
    tally.page(result, line.say, is_article=result.is_content)


def _tasks(
    request: Request, tally: Tally, checked: CheckedOutputs, sink: Sink, line: Progress
) -> Iterator[PageTask | Failure]:
    """Yield a task for each page that is to be cleaned, and the inputs that can't be."""
    for found in saved_pages(request.inputs(), request.limits):
        if isinstance(found, LeftOut):
            tally.left_out[found.reason] += 1
        elif isinstance(found, Failure):
            yield found
        elif not isinstance(sink, DirectorySink):
            yield _task(found, request)
        else:
            stem, path = sink.plan(found.relative)
            answer = checked.check(path)
            if answer == "free":
                yield _task(replace(found, relative=stem), request)
            elif answer == "skip":
                tally.spared["exist"] += 1
            elif answer == "input":
                yield checked.own_input(path)
            else:
                if tally.refused[_EXISTS] < MOST_NAMED:
                    line.say(f"{path}: exists already (--force overwrites it)")
                tally.refused[_EXISTS] += 1


def _task(found: InputFile | Document, request: Request) -> PageTask:
    if isinstance(found, InputFile):
        return FileTask(found, request.settings, request.url, request.charset)
    return CleanTask(with_overrides(found, request.url, request.charset), request.settings)


def _refuse_addresses(paths: tuple[Path, ...]) -> None:
    """Raise a usage error for a URL in place of a file."""
    for path in paths:
        if str(path).lower().startswith(("http:/", "https:/")) and not path.exists():
            url = str(path).replace(":/", "://", 1)  # a path has one slash of the two
            raise click.UsageError(
                f"{url} is an address, not a file: `scraper fetch URL` fetches and cleans it, "
                "`scraper explain URL` looks it up in a store."
            )


def _stdin_unless_terminal() -> tuple[Path, ...]:
    if sys.stdin.isatty():
        raise click.UsageError("Nothing to clean: name a PATH, or pipe a page in.")
    return (STDIN,)


def _on_terminal(request: Request) -> bool:
    """Return whether articles go to the terminal, where a progress line would be in the way."""
    return request.output is None and sys.stdout.isatty()
