"""`scraper store`: check the store, rebuild its index, keep it small, take it elsewhere.

Results go to standard output, all else to standard error.
"""

from dataclasses import asdict
from pathlib import Path

import click

from scraper.cli.archives import export_command, import_command
from scraper.cli.erase import erase_command
from scraper.cli.options import ago, store_option
from scraper.cli.printing import (
    entry_line,
    json_line,
    open_reader,
    open_writer,
    size_text,
)
from scraper.cli.terminal import NOT_AGREED, complain, one_line
from scraper.config.checks import size as read_size
from scraper.errors import ExitCode
from scraper.models.times import utc_now
from scraper.runs.retention import remove, state_of, unneeded
from scraper.runs.verify import verify
from scraper.store import RemovalBounds, Store, StoreReport
from scraper.text import counted

NOTHING = "nothing to do"  # in place of the counts
_SHOWN = 20  # captures that are shown of those that would go
_yes = click.option("--yes", is_flag=True, help="Do it; without, it is only shown.")
_json = click.option("--json", "as_json", is_flag=True, help="The result as one JSON object.")


@click.group("store")
def store_group() -> None:
    """Check the store, keep it small, take it elsewhere."""


store_group.add_command(export_command)
store_group.add_command(import_command)
store_group.add_command(erase_command)


@store_group.command("verify", short_help="Read every byte and compare it with what was written.")
@store_option
@_json
def verify_command(store: Path, as_json: bool) -> ExitCode:
    """Read every byte of the store and compare it with what was written.

    The databases are examined as well: kept extractions, the search index, what runs keep.
    """
    with open_reader(store) as opened:
        report = verify(opened)
    return _print_report(report, as_json, "verified")


@store_group.command("rebuild", short_help="Rebuild the index from the segments.")
@store_option
@_json
def rebuild_command(store: Path, as_json: bool) -> ExitCode:
    """Rebuild the index from the segments; bytes that can't be read are set aside."""
    return _print_report(Store.rebuild(store), as_json, "indexed")


@store_group.command("gc", short_help="Remove captures that nothing needs.")
@store_option
@click.option(
    "--older-than",
    default="30d",
    show_default=True,
    metavar="SPAN",
    help="Remove only captures that are older (90m, 24h, 7d).",
)
@click.option(
    "--budget",
    default="",
    metavar="SIZE",
    help="Remove the oldest first, and only until the segments have SIZE (500MB, 20GB).",
)
@_yes
@_json
def gc(*, store: Path, older_than: str, budget: str, yes: bool, as_json: bool) -> None:
    """Show, and with --yes remove, the captures that nothing needs.

    The newest capture of each URL is needed, and its newest complete one. So are captures that
    versions of articles or the quarantine came from, and what these refer to. The others are removed
    if they are older than 30 days. Fixtures have copies of their own.
    """
    before = ago(older_than, utc_now(), "--older-than")
    wanted = RemovalBounds(before, _size(budget) if budget else None)
    if not yes:
        with open_reader(store) as opened:
            found, state = unneeded(opened, wanted), state_of(opened)
            if as_json:
                click.echo(json_line(asdict(found) | {"state": _named(state), "done": False}))
            else:
                _tell_state(state)
                _show(opened, found.captures, found.bytes)
        return
    with open_writer(store, create=False) as opened:
        size = opened.care.size().bytes
        count, state = remove(opened, wanted), state_of(opened)
        freed = size - opened.care.size().bytes
    if as_json:
        done = {"captures": count, "bytes": freed, "state": _named(state), "done": True}
        click.echo(json_line(done))
    else:
        _tell_state(state)
        click.echo(f"{counted(count, 'capture')} removed, {size_text(max(freed, 0))} freed")


@store_group.command("compact", short_help="Join small segments.")
@store_option
@_yes
@_json
def compact(*, store: Path, yes: bool, as_json: bool) -> None:
    """Show, and with --yes join, segments that are small enough to be one.

    Records are copied as they are and read back before the old segments are deleted.
    """
    if not yes:
        with open_reader(store) as opened:
            groups = opened.care.mergeable()
        count = sum(map(len, groups))
        done = (
            f"{counted(count, 'segment')} would be written into {len(groups)}" if count else NOTHING
        )
    else:
        with open_writer(store, create=False) as opened:
            count = opened.care.merge()
        done = f"{counted(count, 'segment')} written together"
    click.echo(json_line({"segments": count, "done": yes}) if as_json else done)
    if count and not (yes or as_json):
        complain(NOT_AGREED)


def _named(state: Path | None) -> str | None:
    return str(state) if state else None


def _tell_state(state: Path | None) -> None:
    kept = (
        f"what the versions in {state} came from is kept" if state else "no runs have stored here"
    )
    complain(kept)


def _show(store: Store, captures: int, size: int) -> None:
    for entry in store.care.chosen(_SHOWN):
        click.echo(entry_line(entry))
    if captures > _SHOWN:
        complain(f"only the oldest {_SHOWN} are shown")
    if not captures:
        click.echo(NOTHING)
        return
    verb = "is" if captures == 1 else "are"
    not_needed = f"{counted(captures, 'capture')} {verb} not needed, {size_text(size)}"
    click.echo(not_needed)
    complain(NOT_AGREED)


def _size(text: str) -> int:
    try:
        return read_size(text)
    except ValueError as error:
        raise click.BadParameter(f"{text!r} {error}", param_hint="--budget") from error


def _print_report(report: StoreReport, as_json: bool, verb: str) -> ExitCode:
    """Print the report; the store counts as damaged if it names a problem."""
    if as_json:
        click.echo(json_line(asdict(report) | {"ok": report.ok}))
    else:
        for problem in report.problems:
            click.echo(one_line(f"{problem.kind}: {problem.where}: {problem.message}"))
        for name in report.set_aside:
            click.echo(f"set aside: {name}")
        click.echo(
            f"{counted(report.records, 'record')} in {counted(report.segments, 'segment')} {verb}, "
            f"{size_text(report.bytes)}, {counted(len(report.problems), 'problem')}"
        )
    return ExitCode.OK if report.ok else ExitCode.STORE_DAMAGED
