"""`scraper discover`: what a URL leads to, and why each may be an article."""

from contextlib import closing
from dataclasses import asdict

import click

from scraper.cli.network import project_network_options
from scraper.cli.terminal import complain, one_line
from scraper.errors import ExitCode
from scraper.fetch import FetchSettings
from scraper.models.failure import Failure
from scraper.pipelines.discover import DiscoveredUrl, EmptySource, UrlPatterns, explore, reader
from scraper.render import dumps
from scraper.workers import Limits


@click.command()
@click.argument("url")
@click.option(
    "--include",
    multiple=True,
    metavar="PATTERN",
    help="Only URLs that match PATTERN (* and ?), such as '*/news/*'. May be repeated.",
)
@click.option(
    "--exclude",
    multiple=True,
    metavar="PATTERN",
    help="Leave out URLs that match PATTERN. May be repeated.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="At most N URLs; 0 is all.  [default: 0]",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@project_network_options
def discover(  # noqa: PLR0913  # one parameter for each option, as click has it
    *,
    url: str,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    limit: int,
    as_json: bool,
    network: FetchSettings,
) -> ExitCode:
    """Print the articles that URL leads to, a tab, and what suggests that each is one.

    URL is a home or section page, a feed (RSS, Atom, JSON Feed), a sitemap or an index of them,
    or a list of URLs. A page's feeds are read as well, and the sitemaps that the robots.txt of a
    home page names.

    \b
    scraper discover https://example.org/
    scraper discover https://example.org/ --include '*/news/*' | scraper fetch -i -
    """
    shown, failed, empty = 0, False, list[EmptySource]()
    patterns = UrlPatterns(include, exclude)
    with (
        closing(reader(Limits())) as worker,
        closing(explore(url, network, patterns, worker)) as results,
    ):
        for found in results:
            if isinstance(found, Failure):
                failed = True
                complain(f"{found.subject}: {found.message}")
            elif isinstance(found, EmptySource):
                empty.append(found)
            else:
                click.echo(dumps(asdict(found)) if as_json else _line(found))
                shown += 1
            if 0 < limit == shown:
                break
    if shown:
        return ExitCode.OK
    for source in empty:
        complain(f"{source.url}: {source.reason}")
    return ExitCode.SOME_FAILED if failed else ExitCode.NOTHING_EXTRACTED


def _line(found: DiscoveredUrl) -> str:
    title = f": {found.title}" if found.title else ""
    return f"{one_line(found.url)}\t{one_line(found.why + title)}"
