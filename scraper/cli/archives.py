"""`scraper store export` and `import`: archives out of the store and into it."""

from dataclasses import asdict
from pathlib import Path

import click

from scraper.cli.hosts import HOST, URL
from scraper.cli.options import store_option
from scraper.cli.printing import json_line, moment_of, open_reader, open_writer
from scraper.cli.terminal import complain, one_line
from scraper.errors import ExitCode, StoreDamaged
from scraper.fetch import FetchSettings
from scraper.files.atomic import atomic_file
from scraper.models.document import left_out_words
from scraper.models.failure import Failure
from scraper.models.times import utc_now
from scraper.pipelines.cdx import WAYBACK
from scraper.store.archives.importer import ImportReport
from scraper.store.archives.saved import import_paths
from scraper.text import counted, were

ARCHIVE_DELAY = 1.5  # seconds between two requests to an archive, which serves all for free
_json = click.option("--json", "as_json", is_flag=True, help="Print the result as one JSON object.")


@click.command("export", short_help="Write captures to a WARC or WACZ file.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@store_option
@click.option("--url", default="", metavar="TEXT", help="Only URLs that contain TEXT.")
@click.option(
    "--host", default="", type=HOST, metavar="HOST", help="Only HOST and the hosts below it."
)
@click.option("--since", default="", metavar="TIME", help="As for `scraper list`.")
@click.option("--status", default="", metavar="STATUS", help="As for `scraper list`.")
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
@_json
def export_command(  # one parameter for each option, as click has it
    *, file: Path, store: Path, force: bool, as_json: bool, **filters: str
) -> ExitCode:
    """Write captures to FILE: a WARC archive (.warc.gz), or a WACZ package (.wacz), which ReplayWeb.page
    shows as the pages were.

    Writes all captures, or those that the filters select, with everything they refer to. If a
    record can't be read, it is named and left out, and the exit status is 7.
    """
    wacz = file.name.lower().endswith(".wacz")
    if not wacz and not file.name.lower().endswith(".warc.gz"):
        raise click.BadParameter(f"{file} must end in .warc.gz or .wacz", param_hint="FILE")
    now, status = utc_now(), filters["status"]
    damaged: list[StoreDamaged] = []

    def leave_out(error: StoreDamaged) -> None:
        damaged.append(error)
        complain(f"left out: {error}")

    with open_reader(store) as opened, atomic_file(file, overwrite=force, sweep=True) as target:
        entries = opened.entries(
            url=filters["url"],
            host=filters["host"],
            since=moment_of(filters["since"], now),
            status=int(status) if status.isdecimal() else status or None,
        )
        if wacz:
            count = opened.export.wacz(target, entries, now, leave_out)
        else:
            count = opened.export.warc(target, file.name, entries, now, leave_out)
    click.echo(
        json_line({"captures": count})
        if as_json
        else f"{counted(count, 'capture')} written to {file}"
    )
    return ExitCode.STORE_DAMAGED if damaged else ExitCode.OK


@click.command("import", short_help="Store archives, saved pages, or a page's history.")
@click.argument(
    "files", nargs=-1, type=click.Path(path_type=Path, readable=False), metavar="[PATH]..."
)
@store_option
@click.option("--url", type=URL, metavar="URL", help="Where a single saved page came from.")
@click.option(
    "--wayback", type=URL, metavar="URL", help="Store the history of this page from a web archive."
)
@click.option("--cdx", default=WAYBACK, metavar="PLACE",
              help="With --wayback: a CDX server, or an index (address or file).  [default: the Wayback Machine's]")  # fmt: skip
@click.option("--records", default="", metavar="ADDRESS",
              help="With --wayback: where the captures are.  [default: beside the index, or Common Crawl's]")  # fmt: skip
@click.option("--limit", type=click.IntRange(min=1), default=100, show_default=True, metavar="N",
              help="With --wayback: at most N captures, the newest.")  # fmt: skip
@click.option("--delay", type=click.FloatRange(min=0), default=ARCHIVE_DELAY, show_default=True,
              metavar="S", help="With --wayback: seconds between two requests.")  # fmt: skip
@click.option("--allow-private", is_flag=True,
              help="With --wayback: also ask this machine and the local network.")  # fmt: skip
@_json
def import_command(  # noqa: PLR0913  # one parameter for each option, as click has it
    *,
    files: tuple[Path, ...],
    store: Path,
    url: str | None,
    wayback: str | None,
    cdx: str,
    records: str,
    limit: int,
    delay: float,
    allow_private: bool,
    as_json: bool,
) -> ExitCode:
    """Store what PATHs hold: WARC files (gzipped or not) and WACZ packages, exports as well as what wget,
    warcio and browser archivers write, pages that a browser saved, and directories of these.

    A saved page is stored under the address that it carries inside. With --wayback, the captures that a
    web archive has of a page are stored; `scraper history URL --store DIR` shows its versions.

    What is stored already stays as it is. Requests and metadata are left out; cookies and passwords
    are removed. If a record or file can't be read, it is named, and the exit status is 1; it is 3 if all
    that there is are records of other kinds.

    \b
    scraper store import crawl.warc.gz saved/
    scraper store import --wayback https://example.org/story
    scraper store import --wayback https://example.org/story --cdx cdx-00000.gz
    """
    if not files and not wayback:
        raise click.UsageError("Nothing to import: name a PATH, or a page with --wayback URL.")
    if url and (len(files) != 1 or files[0].is_dir()):
        raise click.UsageError("--url is for a single saved page.")

    def say(failure: Failure) -> None:
        complain(f"{failure.subject}: {failure.message}")

    with open_writer(store) as opened:
        done = import_paths(files, opened, say, url)
        if wayback:
            from scraper.pipelines.web_archive import HistorySource, import_history  # noqa: PLC0415  # httpx

            network = FetchSettings(delay=delay, allow_private=allow_private)
            source = HistorySource(wayback, cdx, records, limit)
            history = import_history(source, opened, network, say)
            done.stored += history.stored
            done.known += history.known
            done.failures += history.failures
    _print_report(done, as_json=as_json)
    if done.failures:
        return ExitCode.SOME_FAILED
    has_pages = done.stored or done.known or not done.others
    return ExitCode.OK if has_pages else ExitCode.NOTHING_EXTRACTED


def _print_report(done: ImportReport, *, as_json: bool) -> None:
    if as_json:
        click.echo(json_line(asdict(done)))
        return
    kinds = ", ".join(
        f"{count} {left_out_words(kind, count)}" for kind, count in sorted(done.kinds.items())
    )
    named = one_line(f" ({kinds})") if kinds else ""
    click.echo(
        f"{counted(done.stored, 'capture')} stored, {done.known} {were(done.known)} known, {counted(done.others, 'record')} of other"
        f" kinds left out{named}, {len(done.failures)} not readable"
    )
