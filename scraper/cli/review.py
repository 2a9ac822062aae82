"""`scraper review`: the store, its fixtures, rules and runs as a local web page."""

import tempfile
import webbrowser
from pathlib import Path

import click

from scraper.cli.configuration import config_option, shared_shard_option
from scraper.cli.extra import missing_extra
from scraper.cli.options import any_sites_option, sites_in, store_option
from scraper.cli.printing import open_reader
from scraper.errors import ExitCode
from scraper.fixtures.case import FIXTURES

PORT = 8765


@click.command("review")
@store_option
@any_sites_option
@click.option("--fixtures", type=click.Path(file_okay=False, path_type=Path), default=FIXTURES,
              show_default=True, help="Directory of the fixtures.")  # fmt: skip
@config_option
@shared_shard_option
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True,
              help="Port on this machine; 0 takes any free one.")  # fmt: skip
@click.option(
    "--browser/--no-browser", default=True, help="Open the address in a browser.  [default: open]"
)
def review(  # noqa: PLR0913  # one parameter for each option, as click has it
    *,
    store: Path,
    sites: Path | None,
    fixtures: Path,
    config_file: Path,
    port: int,
    browser: bool,
) -> ExitCode:
    """Look at the store in a browser: articles and search, versions, kept and removed blocks, the
    quarantine, fixtures, rules, replays and runs.

    Prints its address and serves it to this machine until Ctrl-C, which ends it with exit status 0.
    The printed address holds a token that works once: the browser that opens it may also accept
    fixtures and save rules; then another address is printed, for another browser. Without the
    token the same pages can only be read. Links to any view can be shared.

    \b
    scraper review
    scraper review --store news --fixtures cases --port 0 --no-browser
    """
    try:
        from scraper.review.context import ReviewPaths  # noqa: PLC0415  # an extra
        from scraper.review.opening import write_opening_page  # noqa: PLC0415  # an extra
        from scraper.review.server import Announcements, serve  # noqa: PLC0415  # an extra
    except ImportError as missing:
        raise missing_extra("review", missing) from missing
    open_reader(store).close()  # where there is none, it says so before anything is served
    paths = ReviewPaths(store, sites_in(sites, store), fixtures, config_file)

    def started(address: str) -> None:
        click.echo(address)
        click.echo(
            f"The store {store} can be seen at this address, from this machine only; Ctrl-C ends it.",
            err=True,
        )
        if browser:
            webbrowser.open(write_opening_page(Path(directory), address))

    def entered(address: str) -> None:
        click.echo(f"Opened in a browser. For another one: {address}", err=True)

    with tempfile.TemporaryDirectory(prefix="scraper-review-") as directory:  # mode 0700
        serve(paths, port, Announcements(started, entered))
    return ExitCode.OK
