"""`scraper clean`: saved pages, archives and texts in, articles out."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

import click

from scraper.cli.options import (
    favor_option,
    format_options,
    include_options,
    limit_options,
    sites_option,
)
from scraper.cli.progress import Progress, progress
from scraper.cli.sinks import DirectorySink, Sink, open_sink
from scraper.errors import ExitCode, OutputError
from scraper.inputs import STDIN_NAME, InputFile, input_files, read_documents
from scraper.models.page import (
    LEFT_OUT_REASONS,
    Document,
    Failure,
    Favor,
    Include,
    LeftOut,
)
from scraper.pipelines.clean import (
    Cleaned,
    CleanSettings,
    CleanTask,
    place_of,
)
from scraper.pipelines.clean import clean as clean_document
from scraper.render import FORMATS
from scraper.workers import Limits, run

STDIN = Path("-")


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for on the command line."""

    paths: tuple[Path, ...]
    settings: CleanSettings
    output_name: str | None  # as it was written: "out/" is a directory
    force: bool
    url: str | None
    charset: str | None

    @property
    def output(self) -> Path | None:
        """The output as a path."""
        return Path(self.output_name) if self.output_name else None

    @property
    def several(self) -> bool:
        """Whether the paths alone tell that there may be more than one page."""
        return len(self.paths) != 1 or self.paths[0].is_dir()


@dataclass(slots=True)
class CleanTally:
    """What became of the inputs."""

    articles: int = 0
    empty: int = 0
    failed: int = 0
    left_out: Counter[str] = field(default_factory=Counter)  # by reason
    several: bool = False

    @property
    def done(self) -> int:
        return self.articles + self.empty + self.failed

    def exit_code(self) -> ExitCode:
        """1 where anything failed, 3 where nothing failed and nothing was found."""
        if self.failed:
            return ExitCode.SOME_FAILED
        return ExitCode.OK if self.articles else ExitCode.NOTHING_EXTRACTED

    def summary(self) -> str:
        """Return one line for people, or "" if the messages before said everything."""
        if not self.several:
            return ""
        parts = [f"{self.articles} cleaned"]
        parts += [f"{self.empty} without content"] if self.empty else []
        parts += [f"{self.failed} failed"] if self.failed else []
        parts += [
            f"{self.left_out[reason]} {words}"
            for reason, words in LEFT_OUT_REASONS.items()
            if self.left_out[reason]
        ]
        return ", ".join(parts)


@click.command()
@click.argument(
    "paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True), metavar="[PATH]..."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    metavar="PATH",
    help="A file, or a directory that mirrors the inputs.",
)
@click.option("--force", is_flag=True, help="Overwrite files that exist.")
@format_options
@include_options
@favor_option
@click.option("--url", help="URL that the page came from; for a single input.")
@click.option("--charset", help="Encoding that the server declared; for a single input.")
@sites_option
@limit_options
def clean(  # noqa: PLR0913  # one parameter for each option, as click has it
    *,
    paths: tuple[Path, ...],
    output: str | None,
    force: bool,
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

    PATH is HTML, plain text, Markdown, MHTML or WARC, each also gzipped, or a directory of these
    (without its hidden entries). "-", or no PATH, is standard input. The content of a file decides
    what it is.

    Of several articles, text and Markdown have a line "---" between two, --json is an array, and
    --jsonl has one object a line. HTML needs -o DIRECTORY. With --json and --jsonl, an input that
    failed is an object with "error".

    -o is a directory if it exists as one, if it ends in "/", or if it has no suffix and there are
    several inputs. Files of articles from an archive are named by host and a digest of the URL.

    \b
    scraper clean page.html
    curl -s https://example.org/story | scraper clean --markdown
    scraper clean saved/ -o clean/ --jobs 8
    scraper clean crawl.warc.gz --jsonl > articles.jsonl
    """
    target = Path(output) if output else None
    request = Request(
        paths=paths or _stdin_unless_terminal(),
        settings=CleanSettings(
            format_name or _format_by_suffix(target),
            include,
            favor,
            sites=place_of(sites) if sites is not None else None,
        ),
        output_name=output or None,
        force=force,
        url=url,
        charset=charset,
    )
    if request.several and (url or charset):
        raise click.UsageError("--url and --charset are for a single input.")
    limits = Limits(cpu=timeout, memory=memory << 20)
    tally = CleanTally()
    with progress("cleaning", wanted=not _on_terminal(request)) as line:
        with closing(run(_tasks(request, tally), clean_document, limits, jobs)) as results:
            _deliver(results, request, tally, line)
        if tally.summary() and (sys.stderr.isatty() or tally.done > tally.articles):
            line.say(tally.summary())
    return tally.exit_code()


def _deliver(
    results: Iterator[Cleaned | Failure], request: Request, tally: CleanTally, line: Progress
) -> None:
    """Write every result where it belongs, and count it."""
    first = next(results, None)
    if first is None:
        line.say("no pages found in " + ", ".join(map(str, request.paths)))
        return
    tally.several = request.several or _name(first) not in (str(request.paths[0]), STDIN_NAME)
    with ExitStack() as stack:
        sink = open_sink(
            stack,
            request.output_name,
            request.settings.format,
            many=tally.several,
            force=request.force,
        )
        for result in chain([first], results):
            _count(_put(result, sink, line), tally)
            line.advance(tally.done, tally.failed)
        sink.finish()


def _put(result: Cleaned | Failure, sink: Sink, line: Progress) -> Cleaned | Failure:
    """Hand one result to the sink and say what went wrong with it."""
    if isinstance(result, Cleaned):
        try:
            sink.article(result)
        except OutputError as error:
            if not isinstance(sink, DirectorySink):
                raise  # the one output there is: nothing can go on
            result = Failure(error.subject, "unreadable", error.message)
    if isinstance(result, Failure):
        sink.failure(result)
        line.say(f"{result.subject}: {result.message}")
    elif not result.is_content:
        reason = f": {result.status_reason}" if result.status_reason else ""
        line.say(f"{result.name}: nothing extracted, {result.status}{reason}")
    return result


def _count(result: Cleaned | Failure, tally: CleanTally) -> None:
    if isinstance(result, Failure):
        tally.failed += 1
    elif result.is_content:
        tally.articles += 1
    else:
        tally.empty += 1


def _tasks(request: Request, tally: CleanTally) -> Iterator[CleanTask | Failure]:
    for document in _documents(request, tally):
        if isinstance(document, Failure):
            yield document
        else:
            yield CleanTask(_as_told(document, request), request.settings)


def _documents(request: Request, tally: CleanTally) -> Iterator[Document | Failure]:
    exclude = request.output if request.output is not None and request.output.is_dir() else None
    named = [path for path in request.paths if path != STDIN]
    stdin = [InputFile(None, "stdin")] if STDIN in request.paths else []
    for found in read_documents(chain(stdin, input_files(named, exclude=exclude))):
        if isinstance(found, LeftOut):
            tally.left_out[found.reason] += 1
        else:
            yield found


def _as_told(document: Document, request: Request) -> Document:
    """Return the document with what the user said about it, which overrules the file."""
    if not (request.url or request.charset):
        return document
    return replace(
        document,
        url=request.url or document.url,
        charset=request.charset or document.charset,
    )


def _stdin_unless_terminal() -> tuple[Path, ...]:
    if sys.stdin.isatty():
        raise click.UsageError("Nothing to clean: name a PATH, or pipe a page in.")
    return (STDIN,)


def _format_by_suffix(output: Path | None) -> str:
    """Return the format that a name such as "story.md" asks for; text if it asks for none."""
    suffix = output.suffix.lower() if output is not None else ""
    return next((name for name, kind in FORMATS.items() if kind.suffix == suffix), "text")


def _on_terminal(request: Request) -> bool:
    """Return whether articles go to the terminal, where a progress line would be in the way."""
    return request.output is None and sys.stdout.isatty()


def _name(result: Cleaned | Failure) -> str:
    return result.name if isinstance(result, Cleaned) else result.subject
