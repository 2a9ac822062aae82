"""`scraper list` and `scraper show`: what the store holds.

Results go to standard output, all else to standard error.
"""

import sys
from collections.abc import Iterable
from dataclasses import asdict
from itertools import islice
from pathlib import Path

import click

from scraper.cli.hosts import HOST
from scraper.cli.options import (
    format_options,
    include_options,
    sites_in,
    sites_option,
    store_option,
)
from scraper.cli.printing import (
    SHORT_ID,
    entry_line,
    json_line,
    moment_of,
    open_reader,
)
from scraper.cli.terminal import complain, one_line, write
from scraper.errors import ExitCode, NotStored
from scraper.models.article import Include
from scraper.models.document import document_of
from scraper.models.page import Page, Quarantined
from scraper.models.times import iso, utc_now
from scraper.pipelines.clean_task import CleanSettings
from scraper.pipelines.page_article import article_of, place_of, site_of
from scraper.render import render
from scraper.store import Entry, Store
from scraper.store.search.indexing import searchable
from scraper.store.search.reader import Filter, Reader
from scraper.urls import hostname


@click.command("list")
@store_option
@click.option("--url", default="", metavar="TEXT", help="Only URLs that contain TEXT.")
@click.option("--text", default="", metavar="WORDS",
              help="Only the newest capture of pages whose title or text has all WORDS. Put phrases in quotation marks.")  # fmt: skip
@click.option(
    "--host", default="", type=HOST, metavar="HOST", help="Only HOST and the hosts below it."
)
@click.option(
    "--since",
    default="",
    metavar="TIME",
    help="Only captures from TIME on: 2026-01-31, 2026-01-31T12:00 (UTC), or 90m, 24h, 7d ago.",
)
@click.option(
    "--status",
    default="",
    metavar="STATUS",
    help="Only this HTTP status (404) or status of the page (article).",
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=50,
    show_default=True,
    metavar="N",
    help="At most N captures; 0 is all.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object per line.")
@click.option(
    "--quarantine",
    is_flag=True,
    help="List URLs that gave no article: why, and when they are tried again.",
)
def list_command(
    *, store: Path, limit: int, as_json: bool, quarantine: bool, **filters: str
) -> None:
    """List what the store holds, the newest first; of the quarantine, what is due first."""
    status = filters["status"]
    with open_reader(store) as opened:
        if quarantine:
            _print_quarantine(opened, filters, limit, as_json)
            return
        since = moment_of(filters["since"], utc_now())
        entries = opened.entries(
            url=filters["url"],
            host=filters["host"],
            since=since,
            status=int(status) if status.isdecimal() else status or None,
            limit=limit + 1 if limit and not filters["text"] else None,
        )
        nothing = "no capture is like this" if any(filters.values()) else "the store is empty"
        if filters["text"]:
            found, nothing = _found(store, filters["text"])
            matching = (entry for entry in entries if entry.id in found)
            entries = islice(matching, limit + 1 if limit else None)
        shown = _print_entries(entries, limit, as_json)
    if not shown:
        complain(nothing)
    if limit and shown > limit:
        complain(f"only the newest {limit} are shown; --limit 0 shows all")


def _found(store: Path, words: str) -> tuple[frozenset[str], str]:
    """Return the captures whose title or text has the words, and what to say if none is to be shown."""
    with searchable(store) as path, Reader(path) as reader:
        if reader.found(Filter()):
            return reader.matching(words), "no title or text is like this"
        nothing = (
            "nothing was extracted yet that can be searched; `scraper replay --save` does that"
        )
        return frozenset(), nothing


@click.command("show")
@click.argument("key", metavar="ID|URL")
@store_option
@click.option("--raw", "part", flag_value="raw", help="Print the body as received, still encoded.")
@click.option("--body", "part", flag_value="body", help="Print the decoded body: the page itself.")
@click.option(
    "--rendered", "part", flag_value="rendered", help="Print the page as the browser rendered it."
)
@click.option(
    "--headers", "part", flag_value="headers", help="Print the status line and the headers."
)
@format_options
@include_options
@sites_option
def show_command(  # noqa: PLR0913  # one parameter for each option, as click has it
    *,
    key: str,
    store: Path,
    part: str | None,
    format_name: str,
    include: Include,
    sites: Path | None,
) -> ExitCode:
    """Show the article of a stored page, or the page as it was received.

    ID is what `scraper list` prints; its beginning is enough. For a URL, the newest capture is shown.
    """
    with open_reader(store) as opened:
        page = opened.get(key, decoded=part not in ("raw", "headers"))
    if part == "headers":
        _print_headers(page)
    elif part is not None:
        if part == "rendered" and not page.rendered:
            raise NotStored(page.final_url, "was not rendered; --body prints what was received")
        parts = {"raw": page.raw, "body": page.body, "rendered": page.rendered}
        sys.stdout.buffer.write(parts[part])
        sys.stdout.buffer.flush()
    else:
        settings = CleanSettings(
            format_name or "text", include, sites=place_of(sites_in(sites, store))
        )
        return _print_article(page, settings)
    return ExitCode.OK


def _print_entries(entries: Iterable[Entry], limit: int, as_json: bool) -> int:
    """Print up to `limit` entries (all if 0), and return how many there are, more than that being one more."""
    number = 0
    for number, entry in enumerate(entries, 1):
        if limit and number > limit:
            break
        click.echo(json_line(asdict(entry)) if as_json else entry_line(entry))
    return number


def _print_quarantine(store: Store, filters: dict[str, str], limit: int, as_json: bool) -> None:
    wanted = filters["url"].lower(), filters["status"], filters["host"].lower()
    since = moment_of(filters["since"], utc_now())
    shown = 0
    for visit in store.visits.all_quarantined():
        host = hostname(visit.url)
        if not (
            wanted[0] in visit.url.lower()
            and wanted[1] in ("", visit.kind)
            and (not wanted[2] or f".{host}".endswith(f".{wanted[2]}"))
            and (since is None or visit.last >= since)
        ):
            continue
        shown += 1
        if limit and shown > limit:
            complain(f"only {limit} are shown; --limit 0 shows all")
            return
        click.echo(json_line(asdict(visit)) if as_json else _quarantine_line(visit))
    if not shown:
        complain("nothing like this is in quarantine")


def _quarantine_line(visit: Quarantined) -> str:
    times = "once" if visit.tries == 1 else f"{visit.tries} times"
    return one_line(
        f"{iso(visit.not_before)}  {visit.kind:18}  {times:8}  "
        f"{visit.capture[:SHORT_ID] or '-':12}  {visit.url}  {visit.reason}"
    )


def _print_headers(page: Page) -> None:
    click.echo(f"HTTP/{one_line(page.http_version)} {page.status}")
    for name, value in page.headers:
        click.echo(one_line(f"{name}: {value}"))


def _print_article(page: Page, settings: CleanSettings) -> ExitCode:
    document = document_of(page)
    article = article_of(document, settings, site_of(document, settings.sites))
    write(render(article, settings.format, settings.include))
    if article.text:
        return ExitCode.OK
    complain(f"{page.final_url}: no article ({article.status}): {article.status_reason}")
    return ExitCode.NOTHING_EXTRACTED
