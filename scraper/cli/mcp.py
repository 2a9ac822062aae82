"""`scraper mcp`: tools for language models, on standard input and output."""

from dataclasses import replace
from pathlib import Path

import click

from scraper.cli.extra import missing_extra
from scraper.cli.network import manners_options
from scraper.cli.options import sites_in, sites_option
from scraper.errors import ExitCode, StoreError
from scraper.fetch import FetchSettings

MOST_BYTES = 10 << 20  # of a fetched page


@click.command("mcp")
@click.option("--store", type=click.Path(file_okay=False, path_type=Path), envvar="SCRAPER_STORE",
              show_envvar=True, help="Directory of a store to search and read.  [default: none]")  # fmt: skip
@sites_option
@manners_options
def mcp(
    *,
    store: Path | None,
    sites: Path | None,
    network: FetchSettings,
) -> ExitCode:
    """Offer tools to a language model by the Model Context Protocol, until the client hangs up.

    \b
    read_page        the article of a URL, as Markdown
    clean_html       the article of a page that the model has
    search_store     stored pages with given words (with --store)
    read_stored      the article of a stored page (with --store)
    article_history  versions of an article, and what changed (with --store)

    The client starts this command and talks to it by its standard input and output.
    """
    try:
        from scraper.mcp.server import serve_stdio  # noqa: PLC0415  # an extra
    except ImportError as missing:
        raise missing_extra("mcp", missing) from missing
    if store is not None and not store.is_dir():
        raise StoreError(str(store), "there is no store; `scraper fetch` makes one")
    serve_stdio(
        replace(network, max_bytes=MOST_BYTES),
        store,
        sites_in(sites, store) if store is not None else sites,
    )
    return ExitCode.OK
