"""`scraper fixture`: pages that must come out as they should, made, checked and accepted."""

import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

import click

from scraper.article import Article
from scraper.cli.hosts import URL, is_web_address
from scraper.cli.options import limit_options, sites_in, sites_option, store_option
from scraper.cli.printing import open_reader
from scraper.cli.terminal import NOT_AGREED, complain, one_line, visible
from scraper.errors import ExitCode, InputError, PageError
from scraper.fixtures.actions import (
    CaseView,
    PageOrigin,
    default_name,
    keep_acceptance,
    keep_promises,
    make_case,
    origin_of_file,
    origin_of_page,
    view_case,
)
from scraper.fixtures.case import FIXTURES, find
from scraper.fixtures.check import CaseTask, Checked, check_case
from scraper.fixtures.make import Choices
from scraper.models.document import Document
from scraper.models.failure import Failure
from scraper.pipelines.clean import whole
from scraper.pipelines.clean_task import CleanSettings, CleanTask
from scraper.pipelines.page_article import place_of
from scraper.text import count_words, counted
from scraper.workers import Limits, run

ASKED_WORDS = 4  # a dropped block of fewer words is not asked about


def _require_inside(
    context: click.Context, option: click.Parameter, name: str | None
) -> str | None:
    """Return the name of a fixture. Raises a usage error for one outside of the directory of fixtures."""
    path = PurePath(name or "")
    if path.is_absolute() or ".." in path.parts:
        message = f"{name!r} leads out of the directory of fixtures; name it SITE/CASE"
        raise click.BadParameter(message, context, option)
    return name


@click.group("fixture")
def fixture_group() -> None:
    """Make, check and accept fixtures: pages that must come out as they should."""


@fixture_group.command("add", short_help="Make a page a fixture.")
@click.argument("subject", type=click.Path(), metavar="ID|URL|FILE")
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), default=FIXTURES,
              show_default=True, help="Directory of the fixtures.")  # fmt: skip
@click.option(
    "--as", "name", metavar="SITE/CASE", callback=_require_inside,
    help="Name of the fixture.  [default: from host and title]",
)  # fmt: skip
@click.option("--present", multiple=True, metavar="TEXT", help="A block with TEXT must come out.")
@click.option("--absent", multiple=True, metavar="TEXT", help="No block with TEXT may come out.")
@click.option("--floor", type=click.FloatRange(0, 1, min_open=True), metavar="F1",
              help="Ask only for this word F1 of the body.")  # fmt: skip
@click.option("--teaches", default="", metavar="SENTENCE", help="What the fixture is about.")
@click.option("--url", type=URL, help="Where a FILE came from.")
@click.option(
    "--review/--no-review", default=None, help="Ask about each paragraph.  [default: on a terminal]"
)
@sites_option
@store_option
def add(*, subject: str, into: Path, store: Path, sites: Path | None, **options: Any) -> ExitCode:
    """Make a page a fixture: its bytes, where it came from, and what must come out.

    A FILE is a saved page; a URL or ID is looked up in the store. On a terminal, each paragraph is
    shown, and you say whether it belongs to the article, must be there, or must not. Without a
    terminal, what comes out now is expected, and --present and --absent say the rest. If the page does
    not come out so yet, what fails is printed, and the exit status is 0 all the same.

    \b
    scraper fixture add https://example.org/story --absent "Most read"
    """
    origin = _origin(subject, store, options["url"])
    article = _article(origin.document, sites_in(sites, store))
    choices = Choices(tuple(options["present"]), tuple(options["absent"]), options["floor"])
    if options["review"] if options["review"] is not None else sys.stdin.isatty():
        choices = _review(article, choices)
    directory = into / (options["name"] or default_name(origin, article))
    expected = make_case(directory, origin, article, choices, options["teaches"])
    if options["review"] is None:
        for text in expected["paragraphs"]:
            click.echo("+ " + one_line(text))
    click.echo(
        f"{directory}: {expected['status']}, {counted(len(expected['paragraphs']), 'paragraph')}"
    )
    checked = _view(directory, sites_in(sites, store)).acceptance.checked
    if not checked.passed:
        click.echo(f"{directory}: fails now:")
        _print_faults(checked)
    return ExitCode.OK


@fixture_group.command("check", short_help="Check that fixtures come out as expected.")
@click.argument("path", type=click.Path(path_type=Path), default=FIXTURES)
@sites_option
@store_option
@limit_options
def check(  # noqa: PLR0913  # one parameter for each option, as click has it
    *, path: Path, sites: Path | None, store: Path, jobs: int | None, timeout: float, memory: int
) -> ExitCode:
    """Extract every case at or below PATH and say what was lost or leaked.

    The exit status is 5 if a case does not come out as expected, and 1 if a case itself is broken.
    """
    place = place_of(sites_in(sites, store))
    tasks = [CaseTask(directory, path, place) for directory in find(path)]
    limits = Limits(cpu=timeout, memory=memory << 20)
    failed = broken = 0
    with closing(run(tasks, check_case, limits, jobs)) as results:
        for result in results:
            if isinstance(result, Failure):
                broken += 1
                complain(f"{result.subject}: {result.message}")
            elif not result.passed:
                failed += 1
                _print_faults(result)
    click.echo(
        f"{counted(len(tasks), 'case')}: {len(tasks) - failed - broken} as expected, {failed} not, {broken} broken"
    )
    if failed:
        return ExitCode.REGRESSION
    return ExitCode.SOME_FAILED if broken else ExitCode.OK


@fixture_group.command("accept", short_help="Make what comes out now the expected result.")
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
@sites_option
@store_option
def accept(*, case: Path, yes: bool, sites: Path | None, store: Path) -> ExitCode:
    """Show how CASE differs from what is expected, and make it the expected result.

    What a person said must, or must not, be there is never changed.
    """
    view = _view(case, sites_in(sites, store))
    checked = view.acceptance.checked
    if checked.passed:
        click.echo(f"{case}: comes out as expected; there is nothing to accept")
        return ExitCode.OK
    _print_faults(checked)
    if view.acceptance.broken_promises:
        complain(
            f"{case}: breaks what must (not) be there; change article.json by hand if it is wrong"
        )
        return ExitCode.REGRESSION
    if not yes and not sys.stdin.isatty():
        complain(NOT_AGREED)
        return ExitCode.USAGE
    if not yes and not click.confirm("Is this what must come out?"):
        return ExitCode.REGRESSION
    keep_acceptance(case, view)
    click.echo(f"{case}: accepted")
    return ExitCode.OK


@fixture_group.command("mark", short_help="Say what must, or must not, come out.")
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--present", multiple=True, metavar="TEXT", help="A block with TEXT must come out.")
@click.option("--absent", multiple=True, metavar="TEXT", help="No block with TEXT may come out.")
@sites_option
@store_option
def mark(
    *,
    case: Path,
    present: tuple[str, ...],
    absent: tuple[str, ...],
    sites: Path | None,
    store: Path,
) -> ExitCode:
    """Say what must, and must not, be there in CASE; then check it.

    The exit status is 5 if the case does not come out so yet. What you said is kept all the same.

    \b
    scraper fixture mark fixtures/example.org/story --absent "Most read"
    """
    if not (present or absent):
        raise click.UsageError("Give a TEXT with --present or --absent.")
    keep_promises(case, _view(case, sites_in(sites, store)), Choices(present, absent))
    checked = _view(case, sites_in(sites, store)).acceptance.checked
    click.echo(f"{case}: marked, {'comes out as expected' if checked.passed else 'fails now:'}")
    if not checked.passed:
        _print_faults(checked)
    return ExitCode.OK if checked.passed else ExitCode.REGRESSION


def _view(case: Path, sites: Path) -> CaseView:
    """Return how one case comes out. Raises a usage error for a directory of several."""
    found = find(case)
    if found != [case]:
        raise click.UsageError(
            f"{case} holds {counted(len(found), 'case')}; take them one at a time."
        )
    view: CaseView = _one(CaseTask(case, case, place_of(sites)), view_case)
    return view


def _article(document: Document, sites: Path) -> Article:
    task = CleanTask(document, CleanSettings(sites=place_of(sites)))
    article: Article = _one(task, whole)
    return article


def _one(task: Any, work: Any) -> Any:
    """Return the result of one task, which runs in a process that can be killed."""
    with closing(run([task], work, Limits(), 1)) as results:
        result = next(results)
    if isinstance(result, Failure):
        raise PageError(result.subject, result.message, result.kind)
    return result


def _origin(subject: str, store: Path, url: str | None) -> PageOrigin:
    if Path(subject).is_file():
        return origin_of_file(Path(subject), url)
    if not store.is_dir() and not is_web_address(subject):
        raise InputError(subject, "is no file, and there is no store to look it up in")
    with open_reader(store) as opened:
        return origin_of_page(opened.get(subject))


def _review(article: Article, choices: Choices) -> Choices:
    """Ask about each paragraph that comes out, then about longer ones that do not."""
    present, absent = list(choices.present), list(choices.absent)
    for kept, question in (
        (True, "[Enter] belongs, [m]ust be there, [n]ot there, [r]est belongs"),
        (False, "[Enter] stays out, [m]ust be there, [n]ever, [r]est stays out"),
    ):
        for text in _askable(article, kept):
            click.echo(("+ " if kept else "- ") + visible(text))
            answer = click.prompt(question, default="", show_default=False).strip().lower()[:1]
            if answer == "r":
                break
            if answer == "m":
                present.append(text)
            elif answer == "n":
                absent.append(text)
    return replace(choices, present=tuple(present), absent=tuple(absent))


def _askable(article: Article, kept: bool) -> Iterator[str]:
    for block in article.blocks:
        if block.kept == kept and (kept or count_words(block.text) >= ASKED_WORDS):
            yield block.text


def _print_faults(checked: Checked) -> None:
    click.echo(f"{checked.name}: {one_line(checked.teaches)}")
    for field, faults in checked.faults.items():
        for fault in faults:
            click.echo(f"    {field}: {visible(fault)}")
