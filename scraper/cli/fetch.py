"""`scraper fetch`: URLs in, responses stored, articles out."""

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from typing import TypeGuard

import click

from scraper.cli.configuration import configured
from scraper.cli.network import project_network_options
from scraper.cli.options import (
    favor_option,
    format_by_name,
    format_options,
    include_options,
    span,
    store_option,
)
from scraper.cli.printing import open_writer
from scraper.cli.progress import Progress, progress
from scraper.cli.sinks import Sink, open_sink
from scraper.cli.tally import Tally
from scraper.errors import ExitCode, InputError, OutputError, reason_of
from scraper.fetch import FetchSettings
from scraper.fetch.urls import redact
from scraper.models.article import Favor, Include, is_article
from scraper.models.failure import NEVER_ASKED, Failure
from scraper.pipelines.clean_task import Cleaned, CleanSettings
from scraper.pipelines.scrape import scrape
from scraper.pipelines.scrape_plan import Scraped, ScrapePlan
from scraper.render import FORMATS
from scraper.runs.network import access_for
from scraper.text import counted, were
from scraper.workers import Limits


@click.command()
@click.argument("urls", nargs=-1, metavar="[URL]...")
@click.option(
    "-i",
    "--input",
    "lists",
    type=click.Path(path_type=Path, allow_dash=True),
    multiple=True,
    metavar="FILE",
    help='URLs, one a line; "-" is standard input. Blank lines and # comments are skipped.',
)
@click.option("-o", "--output", type=click.Path(), metavar="PATH", help="A file or a directory.")
@click.option("--force", is_flag=True, help="Overwrite files that exist.")
@format_options
@include_options
@favor_option
@store_option
@click.option("--no-store", is_flag=True, help="Store nothing.")
@click.option(
    "--max-age",
    default="",
    metavar="SPAN",
    help="Do not fetch what was stored within SPAN (90m, 24h, 7d): to continue after an interruption.",
)
@click.option("--due", is_flag=True, help="Leave out URLs in quarantine before their time.")
@click.option(
    "--refetch", is_flag=True, help="Fetch pages completely, even if they have not changed."
)
@click.option(
    "--join-pages", is_flag=True, help="Join articles in several pages: at most 20, of one host."
)
@project_network_options
def fetch(  # noqa: PLR0913  # one parameter for each option, as click has it
    *,
    urls: tuple[str, ...],
    lists: tuple[Path, ...],
    output: str | None,
    force: bool,
    format_name: str | None,
    include: Include,
    favor: Favor,
    store: Path,
    no_store: bool,
    max_age: str,
    due: bool,
    refetch: bool,
    join_pages: bool,
    network: FetchSettings,
) -> ExitCode:
    """Fetch URLs, store the responses, print the articles in the order of the URLs.

    Responses are stored as received, also those that hold no article. `scraper list` shows them.
    `scraper list --quarantine` says why a page gave no article, and when another try makes sense.
    HTTP errors (404, 503) and incomplete bodies count as failed, and are not extracted. A page that
    has not changed is not sent again; its article comes from the store. Ctrl-C keeps what was stored.

    \b
    scraper fetch https://example.org/story
    scraper fetch -i urls.txt --jsonl > articles.jsonl
    scraper fetch -i - -o articles/ --markdown --contact https://example.org/bot < urls.txt
    """
    wanted = [*urls, *(url for path in lists for url in _urls_in(path))]
    if not wanted and not lists:
        raise click.UsageError("Nothing to fetch: name a URL, or a list of them with -i FILE.")
    settings = CleanSettings(format_name or format_by_name(output), include, favor)
    plan = ScrapePlan(
        _with_access(network, wanted),
        settings,
        Limits(),
        max_age=span(max_age, "--max-age"),
        only_due=due,
        refetch=refetch,
        join=frozenset(map(redact, wanted)) if join_pages else frozenset(),
    )
    tally, left_alone = Tally("fetched"), Counter[str]()
    with ExitStack() as stack:
        kept = None if no_store else stack.enter_context(open_writer(store))
        sink = open_sink(stack, output, settings.format, many=len(wanted) != 1, force=force)
        on_terminal = output is None and sys.stdout.isatty()
        line = stack.enter_context(
            progress("fetching", wanted=not on_terminal, total=len(wanted) or None)
        )
        results = stack.enter_context(closing(scrape(wanted, plan, kept)))
        for number, scraped in enumerate(results, 1):
            if is_left_alone(scraped.result):
                left_alone[scraped.result.message] += 1
            _put(_kept_apart(scraped, settings), number, sink, line, tally)
            line.advance(tally.done, tally.failed)
        for reason, count in left_alone.items():
            line.say(f"{reason}; {counted(count, 'URL')} {were(count)} not asked for")
        _refuse_failures(sink.finish())
        if len(wanted) != 1 and (sys.stderr.isatty() or tally.done > tally.articles):
            line.say(tally.summary())
    return tally.exit_code()


def is_left_alone(result: Cleaned | Failure) -> TypeGuard[Failure]:
    """Say whether a URL was not asked for, because its host is left alone for now."""
    return isinstance(result, Failure) and result.kind in NEVER_ASKED


def _with_access(network: FetchSettings, urls: list[str]) -> FetchSettings:
    """Return the settings with the sessions, proxies and browsers of the configured sites of URLs."""
    config = configured(click.get_current_context())
    if config is None:
        return network
    return replace(network, sites=access_for(config, urls, os.environ))


def _kept_apart(scraped: Scraped, settings: CleanSettings) -> Scraped:
    """Return the result without the text of a listing, unless the format shows its status too."""
    result = scraped.result
    shows_all = FORMATS[settings.format].shows_all
    if isinstance(result, Failure) or is_article(result.status) or shows_all:
        return scraped
    return replace(scraped, result=replace(result, output=""))


def _put(scraped: Scraped, number: int, sink: Sink, line: Progress, tally: Tally) -> None:
    """Write one result where it belongs, say what went wrong with it, count it."""
    result = scraped.result
    if isinstance(result, Failure):
        sink.failure(result, scraped.request)
        if result.kind == "not_due":
            tally.spared["not due"] += 1
        elif is_left_alone(result):
            tally.refused["not asked for"] += 1
        else:
            tally.failure(result, line.say)
        return
    _refuse_failures(sink.article(replace(result, relative=scraped.id[:12] or f"{number:06}")))
    good = is_article(result.status)
    if good and scraped.request and scraped.request["unchanged"]:
        tally.of_them["of them unchanged"] += 1
    tally.page(result, line.say, is_article=good)


def _refuse_failures(written: Iterable[Cleaned | Failure]) -> None:
    """Raise OutputError where an article could not be written."""
    for each in written:
        if isinstance(each, Failure):
            raise OutputError(each.subject, each.message)


def _urls_in(path: Path) -> Iterator[str]:
    """Yield the URLs of a list, which is read completely: the network must not wait for a pipe."""
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text("utf-8-sig")
    except OSError as error:
        raise InputError(str(path), f"can't be read: {reason_of(error)}") from error
    except UnicodeDecodeError as error:
        raise InputError(str(path), f"is not a list of URLs in UTF-8: {error.reason}") from error
    for line in text.splitlines():
        url = line.split("\t")[0].strip()  # `scraper discover` adds a tab and its reasons
        if url and not url.startswith("#"):
            yield url
