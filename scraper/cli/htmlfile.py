"""A report as one HTML file: its option, and how it is written."""

from pathlib import Path

import click

from scraper.cli.options import Decorator
from scraper.cli.terminal import write
from scraper.files.atomic import write_atomic

STDOUT = "-"


def html_options(command: Decorator) -> Decorator:
    """Add --html and --force; the command gets `html`, a path, "-" or None, and `force`."""
    command = click.option("--force", is_flag=True, help="Overwrite FILE of --html.")(command)
    return click.option(
        "--html",
        metavar="FILE",
        help='Write a report for a browser to FILE; "-" is standard output.',
    )(command)


def write_html(target: str, page: str, *, force: bool) -> None:
    """Write a report completely or not at all. Raises OutputError if its file exists already."""
    if target == STDOUT:
        write(page)
    else:
        write_atomic(Path(target), page, overwrite=force)
