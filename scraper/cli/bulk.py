"""`scraper bulk`: archives in, one part for each archive out."""

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import click

from scraper.bulk.check import BulkTotals, DamagedPart, MissingPart, check
from scraper.bulk.directory import begin
from scraper.bulk.engines import ENGINES, engine_of
from scraper.bulk.parts import part_name
from scraper.bulk.sources import sources_of
from scraper.bulk.storage import directory_of
from scraper.bulk.work import Report, Work
from scraper.cli.options import favor_option, limit_options, sites_option
from scraper.cli.printing import json_line
from scraper.cli.progress import Progress, progress
from scraper.cli.shard import shard_option
from scraper.errors import ConfigError, ExitCode
from scraper.models.article import NOT_CONTENT, Favor, Status
from scraper.models.document import LEFT_OUT_REASONS, left_out_words
from scraper.models.failure import Failure
from scraper.models.shard import WHOLE, Shard
from scraper.outputs import missing_library
from scraper.text import counted

HERE = "local"  # the engine that needs its libraries on this machine

Outcome = Report | Failure | MissingPart | DamagedPart


@dataclass(frozen=True, slots=True)
class BulkRequest:
    """What was asked for on the command line."""

    sources: tuple[str, ...]
    out: str
    work: Work
    engine: str
    jobs: int | None


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o", "--output", required=True, metavar="OUT", help="Directory or URL for the parts."
)
@shard_option("Only share I of K, counted from 0.")
@click.option(
    "--engine",
    type=click.Choice(list(ENGINES)),
    default=HERE,
    show_default=True,
    help="Where archives are cleaned: processes here, or a Ray cluster.",
)
@click.option("--jsonl", is_flag=True, help="Write gzipped JSON lines in place of Parquet.")
@click.option("--base", default="", metavar="URL", help="What goes before the lines of manifests.")
@click.option(
    "--check", "checks", is_flag=True, help="Clean nothing; say which parts are not whole."
)
@click.option("--json", "as_json", is_flag=True, help="Print the counts as one JSON object.")
@favor_option
@sites_option
@limit_options
def bulk(  # noqa: PLR0913  # one parameter for each option, as click has it
    *,
    inputs: tuple[str, ...],
    output: str,
    shard: Shard | None,
    engine: str,
    jsonl: bool,
    base: str,
    checks: bool,
    as_json: bool,
    favor: Favor,
    sites: Path | None,
    jobs: int | None,
    timeout: float,
    memory: int,
) -> ExitCode:
    """Clean whole archives, each into one part in the directory OUT.

    INPUT is a WARC file, a WACZ package, a directory, or a list of archives (.paths, .paths.gz), as a
    path or as a URL (s3://, gs://, https://, hf://). Each archive in a directory becomes a part, and
    so do all its saved pages together.

    A part appears when it is whole. An archive whose part is there is left out, so that the same
    command goes on after any interruption, on any number of machines: give each its own --shard, or
    let an engine deal the archives out. OUT takes parts of one version and the same settings only.

    \b
    scraper bulk crawl/*.warc.gz -o parts/
    scraper bulk crawl/ -o parts/ --shard 3/16
    scraper bulk crawl/ -o parts/ --check
    """
    found = sources_of(inputs, base)
    share = shard or WHOLE
    wanted = tuple(each for each in found if share.has(each))
    work = Work(
        "jsonl" if jsonl else "parquet",
        favor,
        str(sites.absolute()) if sites is not None else "",
        timeout,
        memory << 20,
    )
    request = BulkRequest(wanted, output, work, engine, jobs)
    totals, failed = BulkTotals(), 0
    with (
        closing(check(wanted, output) if checks else _cleaned(request)) as outcomes,
        progress("checking" if checks else "cleaning", wanted=True, total=len(wanted)) as line,
    ):
        for outcome in outcomes:
            failed += _count(outcome, totals, line)
            line.advance(totals.archives + failed, failed)
        if not as_json:
            line.say(_summary(totals, failed, checks=checks))
    if as_json:
        click.echo(json_line(_as_dict(totals, failed)))
    if failed:
        return ExitCode.SOME_FAILED
    return ExitCode.OK if found else ExitCode.NOTHING_EXTRACTED  # a share may be empty


def _cleaned(request: BulkRequest) -> Generator[Outcome, None, None]:
    """Yield what comes of each source. An engine gets only those whose part is not there."""
    request.work.settings()  # a site rule that is wrong is found here, and not once for each archive
    _require_library(request)
    directory = directory_of(request.out)
    begin(directory, request.out, request.work.stamp())
    there = directory.names()
    wanted = []
    for source in request.sources:
        name = part_name(source, request.work.format)
        if name in there:
            yield Report(source, name, done_before=True)
        else:
            wanted.append(source)
    if wanted:
        yield from engine_of(request.engine)(wanted, request.out, request.work, request.jobs)


def _require_library(request: BulkRequest) -> None:
    """Raise ConfigError where this machine writes the parts and lacks what they need, before anything is
    made that says how."""
    missing = missing_library("parquet") if request.work.format == "parquet" else ""
    if missing and request.engine == HERE:
        raise ConfigError("Parquet", f"{missing}; or write JSONL (--jsonl)")


def _count(outcome: Outcome, totals: BulkTotals, line: Progress) -> int:
    """Count an archive in, or say why it has no part; return how many failed."""
    if isinstance(outcome, Report):
        totals.add(outcome)
        return 0
    if isinstance(outcome, Failure):
        line.say(f"{outcome.subject}: {outcome.message}")
    elif isinstance(outcome, MissingPart):
        line.say(f"{outcome.source}: has no part ({outcome.part})")
    else:
        line.say(f"{outcome.source}: {outcome.part} {outcome.message}")
    return 1


def _as_dict(totals: BulkTotals, failed: int) -> dict[str, object]:
    return {
        "archives": totals.archives,
        "done_before": totals.done_before,
        "failed": failed,
        "pages": totals.pages,
        "bytes_read": totals.bytes_read,
        "counts": dict(sorted(totals.counts.items())),
        "left_out": dict(sorted(totals.left_out.items())),
    }


def _summary(totals: BulkTotals, failed: int, *, checks: bool) -> str:
    """Return the counts in one line, those of nothing left out."""
    before, without = totals.done_before, sum(totals.counts[status] for status in NOT_CONTENT)
    unread = sum(count for kind, count in totals.counts.items() if kind not in get_args(Status))
    counts = [
        (before, f"{counted(before, 'archive')} done before"),
        (failed, f"{counted(failed, 'archive')} {'missing or damaged' if checks else 'failed'}"),
        (totals.pages, counted(totals.pages, "page")),
        (without, f"{without} of them without content"),
        (unread, f"{unread} {'' if without else 'of them '}failed (column error)"),
    ]
    for reason in LEFT_OUT_REASONS:
        count = totals.left_out[reason]
        counts.append((count, f"{count} {left_out_words(reason, count)}"))
    done = f"{counted(totals.archives, 'archive')} {'whole' if checks else 'cleaned'}"
    return ", ".join([done, *(words for count, words in counts if count)])
