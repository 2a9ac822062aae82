"""`scraper store export` and `import`: archives out of the store and into it."""

from dataclasses import asdict
from pathlib import Path

import click

from scraper.cli.options import store_option
from scraper.cli.printing import json_line, moment_of, open_reader, open_writer
from scraper.cli.terminal import complain, one_line
from scraper.errors import ExitCode, StoreDamaged
from scraper.files.atomic import atomic_file
from scraper.models.times import utc_now
from scraper.store.archives.importer import import_archives

_json = click.option("--json", "as_json", is_flag=True, help="Print the result as one JSON object.")


@click.command("export", short_help="Write captures to a WARC or WACZ file.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@store_option
@click.option("--url", default="", metavar="TEXT", help="Only URLs that contain TEXT.")
@click.option("--host", default="", metavar="HOST", help="Only HOST and the hosts below it.")
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
    click.echo(json_line({"captures": count}) if as_json else f"{count} captures written to {file}")
    return ExitCode.STORE_DAMAGED if damaged else ExitCode.OK


@click.command("import", short_help="Store what WARC and WACZ files hold.")
@click.argument("files", nargs=-1, required=True, type=click.Path(dir_okay=False, path_type=Path))
@store_option
@_json
def import_command(*, files: tuple[Path, ...], store: Path, as_json: bool) -> ExitCode:
    """Store what WARC files (gzipped or not) and WACZ packages hold: exports, and what wget, warcio and
    browser archivers write.

    What is stored already stays as it is. Requests and metadata are left out; cookies and passwords
    are removed. If a record can't be read, it is named, and the exit status is 1.
    """

    with open_writer(store) as opened:
        done = import_archives(
            files, opened, lambda each: complain(f"{each.subject}: {each.message}")
        )
    if as_json:
        click.echo(json_line(asdict(done)))
    else:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(done.kinds.items()))
        named = one_line(f" ({kinds})") if kinds else ""
        click.echo(
            f"{done.stored} captures stored, {done.known} were known, {done.others} records of other"
            f" kinds left out{named}, {len(done.failures)} not readable"
        )
    return ExitCode.SOME_FAILED if done.failures else ExitCode.OK
