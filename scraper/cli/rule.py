"""`scraper rule`: try rules of sites on stored pages, and import rules of other tools."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from scraper.cli.hosts import HOST
from scraper.cli.options import any_sites_option, limit_options, sites_in, store_option
from scraper.cli.plain import Text
from scraper.cli.terminal import complain, one_line
from scraper.errors import ExitCode, InputError, reason_of
from scraper.extraction.dom.select import is_selector
from scraper.files.atomic import write_atomic
from scraper.models.failure import Failure
from scraper.models.site import SiteRules
from scraper.pipelines.replay import CaptureChoice, TriedPage
from scraper.pipelines.rule_trial import (
    RulesDraft,
    by_month,
    check_draft,
    dead_selectors,
    draft_of,
    drafted,
    save_draft,
    tables_of,
    tried,
)
from scraper.sites.directory import SitesDirectory, locate
from scraper.sites.fulltextrss import ImportedRules, convert
from scraper.sites.trial import inline_faults
from scraper.text import counted
from scraper.workers import Limits

SHOWN = 5  # paragraphs of each month
MOST_LOST = 0.5  # share of stored pages that imported rules may leave without text


class SelectorType(Text):
    """A CSS selector that the parser understands; it comes out as it was given."""

    name = "css"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the selector. Raises a usage error if it is not one."""
        text = str(super().convert(value, param, ctx))
        if not is_selector(text):
            self.fail(f"{text!r} is not a CSS selector", param, ctx)
        return text


CSS = SelectorType()


@click.group("rule")
def rule_group() -> None:
    """Try the rules of sites on stored pages."""


@rule_group.command("test", short_help="Test rules on the stored pages of a site.")
@click.argument("host", default="", type=HOST)
@click.option("--sample", type=click.IntRange(min=0), default=0, metavar="N",
              help="Try them on N captures of each host.  [default: all]")  # fmt: skip
@click.option("--drop", multiple=True, type=CSS, help="Also drop what CSS selects.")
@click.option("--keep", multiple=True, type=CSS, help="Also keep what CSS selects.")
@click.option(
    "--stop-at", multiple=True, type=CSS, help="Also drop everything from what CSS selects on."
)
@click.option(
    "--protect",
    multiple=True,
    type=CSS,
    help="Also protect what CSS selects from the other rules.",
)
@click.option("--save", is_flag=True, help="Add these selectors to the rules of HOST.")
@any_sites_option
@store_option
@limit_options
def test(  # noqa: PLR0913  # one parameter for each option, as click has it
    *,
    host: str,
    sample: int,
    sites: Path | None,
    store: Path,
    jobs: int | None,
    timeout: float,
    memory: int,
    save: bool,
    **added: tuple[str, ...],
) -> ExitCode:
    """Run the inline tests of the rules of HOST (or all), and show what they do to stored pages.

    Prints for each month how many pages there are, and which paragraphs the rules remove and add.
    The exit status is 5 if an inline test fails, and 6 if a selector has stopped matching. With
    --drop, --keep, --stop-at or --protect you can try selectors of HOST. They are written only
    with --save.

    \b
    scraper rule test example.org --drop "div.ranking"
    scraper rule test example.org --drop "div.ranking" --save
    """
    directory = sites_in(sites, store)
    limits = Limits(cpu=timeout, memory=memory << 20)
    draft = _draft(directory, host, added, save=save)
    failing = dead = tested = False
    with ExitStack() as stack:
        place = stack.enter_context(drafted(directory, draft)) if draft else locate(directory)
        tables = {draft.host: check_draft(draft)} if draft else tables_of(place, host)
        for name, rules in tables.items():
            click.echo(f"{name} ({one_line(rules[0].file)})")
            failing |= _run_inline_tests(rules)
            how = (store, limits, jobs)
            pages = list(_tried(name, sample, place, how)) if store.is_dir() else []
            tested |= bool(pages)
            _print_months(pages)
            dead |= _print_dead(rules, pages)
    if draft and not tested:
        complain(
            f"{host}: no page is stored that these selectors could be tried on; nothing was written"
            f"; `scraper list --host {host}` shows what is stored"
        )
        return ExitCode.NOTHING_EXTRACTED
    if draft and save:
        save_draft(directory, draft)
        click.echo(f"{draft.path}: written")
    if failing:
        return ExitCode.REGRESSION
    return ExitCode.DRIFT if dead else ExitCode.OK


def _draft(
    directory: Path, host: str, added: Mapping[str, Sequence[str]], *, save: bool
) -> RulesDraft | None:
    """Return the rules with the selectors that were given, or None if none was given."""
    selectors = {key: values for key, values in added.items() if values}
    if selectors and host:
        return draft_of(directory, host, selectors)
    if selectors or save:
        raise click.UsageError(
            "--drop, --keep, --stop-at and --protect need a HOST, and --save needs one of them."
        )
    return None


def _run_inline_tests(tables: Sequence[SiteRules]) -> bool:
    """Print how the tests went, and return whether one failed."""
    faults = [fault for rules in tables for fault in inline_faults(rules)]
    for fault in faults:
        click.echo(f"  {one_line(fault)}")
    count = sum(len(rules.tests) for rules in tables)
    click.echo(f"  {counted(count, 'inline test')}, {counted(len(faults), 'fault')}")
    return bool(faults)


def _tried(
    host: str, sample: int, place: SitesDirectory, how: tuple[Path, Limits, int | None]
) -> Iterator[TriedPage]:
    """Yield the stored pages of a host, newest first, each without and with the rules."""
    store, limits, jobs = how
    with closing(
        tried(store, place, CaptureChoice(site=host, sample=sample), limits, jobs)
    ) as results:
        for result in results:
            if isinstance(result, Failure):
                complain(f"{result.subject}: {result.message}")
            else:
                yield result


def _print_months(pages: Sequence[TriedPage]) -> None:
    months = by_month(pages)
    if not months:
        click.echo("  no stored page is one that these rules are for")
    for name, month in months.items():
        counts = (
            f"{counted(month.removed.total(), 'paragraph')} removed, {month.added.total()} added"
        )
        click.echo(f"  {name}: {counted(month.pages, 'page')}, {month.changed} changed, {counts}")
        for mark, texts in (("-", month.removed), ("+", month.added)):
            for text, count in texts.most_common(SHOWN):
                click.echo(f"      {mark} {count} x {one_line(text)[:100]}")


def _print_dead(tables: Sequence[SiteRules], pages: Sequence[TriedPage]) -> bool:
    """Print the selectors that have stopped matching, and return whether there are any."""
    found = list(dead_selectors(tables, pages))
    for dead in found:
        click.echo(
            f"  dead: {one_line(dead.life.selector)} {dead.when} ({counted(dead.pages, 'page')})"
        )
    return bool(found)


@rule_group.command("import", short_help="Convert site configurations of full-text-rss.")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--write", "taken", is_flag=True, help="Add the rules that prove themselves to the site files."
)
@any_sites_option
@store_option
@limit_options
def import_rules(  # noqa: PLR0913  # one parameter for each option, as click has it
    *,
    files: tuple[Path, ...],
    taken: bool,
    sites: Path | None,
    store: Path,
    jobs: int | None,
    timeout: float,
    memory: int,
) -> ExitCode:
    """Convert site configuration FILES of full-text-rss ("example.org.txt", or directories).

    Each is tried on the stored pages of its host first, and printed. With --write, the rules of a
    host are added if a selector matches and the articles keep their text.
    """
    limits = Limits(cpu=timeout, memory=memory << 20)
    target = sites_in(sites, store)
    refused = 0
    for path in _files(files):
        imported = convert(path.stem, _read(path))
        for line in imported.left_out:
            complain(f"{path}: left out, because CSS can't say it: {line}")
        verdict = _verdict(imported, store, limits, jobs)
        click.echo(f"# {imported.host}: {verdict or 'proven on stored pages'}\n{imported.toml()}")
        refused += bool(verdict)
        if taken and not verdict:
            write_atomic(target / f"{imported.host}.toml", imported.toml())
    return ExitCode.SOME_FAILED if refused else ExitCode.OK


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.glob("*.txt")) if path.is_dir() else (path,)


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"can't be read: {reason_of(error)}") from error


def _verdict(imported: ImportedRules, store: Path, limits: Limits, jobs: int | None) -> str:
    """Return why converted rules are not taken, or "" if they prove themselves on stored pages."""
    if not (imported.keep or imported.drop or imported.fields):
        return "nothing could be converted"
    with TemporaryDirectory() as directory:
        (Path(directory) / "trial.toml").write_text(imported.toml(), "utf-8")
        how = (store, limits, jobs)
        pages = list(_tried(imported.host, 0, locate(Path(directory)), how))
    if not pages:
        return "no stored page to try it on"
    if not any(page.matching for page in pages):
        return f"matches nothing on {counted(len(pages), 'stored page')}"
    lost = sum(page.found.outcome == "lost" for page in pages)
    if lost > MOST_LOST * len(pages):
        return f"leaves {lost} of {counted(len(pages), 'stored page')} without text"
    return ""
