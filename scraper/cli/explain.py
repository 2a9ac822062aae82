"""`scraper explain`: every block of a page with its verdict, its reason and the evidence."""

import os
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import click

from scraper.cli.hosts import URL, is_web_address
from scraper.cli.options import (
    favor_option,
    html_options,
    limit_options,
    sites_in,
    sites_option,
    store_option,
)
from scraper.cli.output_check import CheckedOutputs
from scraper.cli.printing import open_reader, write_html
from scraper.cli.terminal import complain, one_line, visible
from scraper.errors import ExitCode, InputError
from scraper.inputs import InputFile, input_files
from scraper.models.article import Block, Favor
from scraper.models.document import Document, document_of
from scraper.models.failure import Failure
from scraper.pipelines.clean import explain as explain_document
from scraper.pipelines.clean_task import (
    CleanSettings,
    CleanTask,
    Explained,
    FileTask,
    PageTask,
    with_overrides,
)
from scraper.pipelines.page_article import place_of
from scraper.pipelines.page_view import view
from scraper.pipelines.saved import saved_pages
from scraper.render import block_dict, dumps
from scraper.text import counted
from scraper.views import render, standalone
from scraper.workers import Limits, run

MIN_WIDTH = 40  # columns, also on a terminal that has fewer
REASON_WIDTH = 14  # columns


@click.command()
@click.argument("subject", type=click.Path(), metavar="PATH|URL|ID")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a page, on one line.")
@click.option("--kept", "which", flag_value="kept", help="Show only blocks that were kept.")
@click.option(
    "--dropped", "which", flag_value="dropped", help="Show only blocks that were dropped."
)
@click.option(
    "--reason", "reasons", multiple=True, metavar="REASON",
    help="Show only blocks with this reason (ranking, related). May be repeated.",
)  # fmt: skip
@click.option("--url", type=URL, help="URL that a saved page came from.")
@favor_option
@sites_option
@store_option
@limit_options
@html_options
def explain(  # noqa: PLR0913  # one parameter for each option, as click has it
    *,
    subject: str,
    as_json: bool,
    which: str | None,
    reasons: tuple[str, ...],
    url: str | None,
    favor: Favor,
    sites: Path | None,
    store: Path,
    jobs: int | None,
    timeout: float,
    memory: int,
    html: str | None,
    force: bool,
) -> ExitCode:
    """Show every block of a page with its verdict.

    A PATH is a saved page, an archive or "-". A URL or ID is looked up in the store. Kept blocks are
    marked "+", dropped ones "-", each with its number, its reason, its score and what decided. --html writes
    a report instead: the blocks beside the article, in one file that needs no network.

    On a terminal, lines are cut to its width; elsewhere they are whole.

    \b
    scraper explain page.html --dropped --reason ranking
    """
    if html is not None and (as_json or which or reasons):
        raise click.UsageError(
            "--html shows all blocks; it excludes --json, --kept, --dropped and --reason."
        )
    shown = ShownBlocks(which, frozenset(reasons))
    limits = Limits(cpu=timeout, memory=memory << 20)
    settings = CleanSettings(favor=favor, sites=place_of(sites_in(sites, store)))
    tasks = _tasks(subject, url, settings, store, limits)
    if html is not None:
        CheckedOutputs(Path(html), "overwrite", lambda: input_files([Path(subject)])).is_done()
        return _write_report(tasks, html, limits, force=force)
    with closing(run(tasks, explain_document, limits, jobs)) as results:
        return _print_all(results, shown, as_json=as_json)


@dataclass(frozen=True, slots=True)
class ShownBlocks:
    """Which blocks are shown: "kept", "dropped" or all, and of these the ones with some reasons or any."""

    which: str | None = None
    reasons: frozenset[str] = frozenset()

    def __contains__(self, block: Block) -> bool:
        wanted = self.which is None or block.kept == (self.which == "kept")
        return wanted and (not self.reasons or block.reason in self.reasons)

    def unknown(self, page: Explained) -> str:
        """Return what is said of a page without a block of one of the reasons; "" if it has all."""
        there = {block.reason for block in page.blocks}
        missing = ", ".join(sorted(self.reasons - there))
        has = ", ".join(sorted(there)) or "no block"
        return (
            f"{page.name}: no block with the reason {missing}; there are {has}" if missing else ""
        )


ALL_BLOCKS = ShownBlocks()


def _print_all(
    results: Iterable[Explained | Failure], shown: ShownBlocks, *, as_json: bool
) -> ExitCode:
    status = ExitCode.OK
    for result in results:
        if isinstance(result, Failure):
            complain(f"{result.subject}: {result.message}")
            status = ExitCode.SOME_FAILED
        else:
            if unknown := shown.unknown(result):
                complain(unknown)
            _print(result, shown, as_json=as_json)
    return status


def _write_report(
    tasks: Iterator[PageTask | Failure], target: str, limits: Limits, *, force: bool
) -> ExitCode:
    """Write the report of a page for a browser. Raises InputError where there are several pages."""
    first, others = next(tasks, None), next(tasks, None)
    if first is None:
        return ExitCode.NOTHING_EXTRACTED
    if others is not None:
        name = first.subject if isinstance(first, Failure) else first.name
        raise InputError(name, "is one of several pages, and a report shows one (see --json)")
    with closing(run([first], view, limits, 1)) as results:
        (page,) = results
    if isinstance(page, Failure):
        complain(f"{page.subject}: {page.message}")
        return ExitCode.SOME_FAILED
    shell = standalone(f"{page.title or page.name} · explained")
    write_html(target, render("explain.html", shell=shell, page=page), force=force)
    return ExitCode.OK


def _tasks(
    subject: str, url: str | None, settings: CleanSettings, store: Path, limits: Limits
) -> Iterator[PageTask | Failure]:
    is_file = subject == "-" or Path(subject).exists()
    if not is_file and not store.is_dir() and is_web_address(subject):
        raise InputError(
            subject,
            f"a URL is looked up in a store, and there is none at {store} (--store names another; "
            "`scraper fetch URL` fetches a page)",
        )
    if is_file or not store.is_dir():
        source = InputFile(None, "stdin") if subject == "-" else None
        sources = [source] if source is not None else input_files([Path(subject)])
        for found in saved_pages(sources, limits):
            if isinstance(found, Failure):
                yield found
            elif isinstance(found, InputFile):
                yield FileTask(found, settings, url)
            elif isinstance(found, Document):
                yield CleanTask(with_overrides(found, url, None), settings)
    else:
        yield CleanTask(with_overrides(_stored(subject, store), url, None), settings)


def _stored(key: str, directory: Path) -> Document:
    with open_reader(directory) as store:
        return document_of(store.get(key))


def _print(page: Explained, shown: ShownBlocks, *, as_json: bool) -> None:
    if as_json:
        click.echo(dumps(_record(page, shown)))
        return
    width = _width()
    color = False if os.environ.get("NO_COLOR") else None  # None: only on a terminal
    for line in report(page, width, shown):
        click.echo(line, color=color)


def _width() -> int:
    """Return the columns of the terminal; as many as any line needs where there is none."""
    if not sys.stdout.isatty():
        return sys.maxsize
    return max(MIN_WIDTH, shutil.get_terminal_size().columns)


def report(page: Explained, width: int, shown: ShownBlocks = ALL_BLOCKS) -> Iterator[str]:
    """Return the lines of a page's report, at most `width` columns each."""
    kept = sum(block.kept for block in page.blocks)
    yield clip(page.name, width)
    if page.title:
        yield click.style(clip(page.title, width), bold=True)
    reason = f" ({page.status_reason})" if page.status_reason else ""
    yield clip(
        f"{page.status}{reason}, confidence {page.confidence:.2f}, "
        f"{kept} of {counted(len(page.blocks), 'block')} kept",
        width,
    )
    yield ""
    columns = len(str(len(page.blocks)))
    for number, block in enumerate(page.blocks, 1):
        if block in shown:
            yield from _block_lines(f"{number:>{columns}}", block, width)


def clip(text: str, width: int) -> str:
    """Return one line of at most `width` terminal columns, control characters as escapes."""
    line = visible(" ".join(one_line(text).split()))
    used = 0
    for index, character in enumerate(line):
        used += _columns(character)
        if used > width - 1 and index + 1 < len(line):
            return line[:index] + "…"
    return line


def _block_lines(number: str, block: Block, width: int) -> Iterator[str]:
    sign = "+" if block.kept else "-"
    head = f"{sign} {number} {block.reason:<{REASON_WIDTH}} {block.score:4.2f} {block.kind:<10} "
    room = max(width - len(head), MIN_WIDTH // 2)
    line = head + clip(block.text, room)
    yield click.style(line, fg="green") if block.kept else click.style(line, dim=True)
    if block.evidence:
        yield click.style("    " + clip(block.evidence, width - 4), dim=True)


def _columns(character: str) -> int:
    """Return the columns of a terminal that a character takes: East Asian wide ones two, marks none."""
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _record(page: Explained, shown: ShownBlocks) -> dict[str, object]:
    return {
        "input": page.name,
        "title": page.title,
        "status": page.status,
        "status_reason": page.status_reason,
        "confidence": round(page.confidence, 4),
        "blocks": [
            block_dict(number, block)
            for number, block in enumerate(page.blocks, 1)
            if block in shown
        ],
    }
