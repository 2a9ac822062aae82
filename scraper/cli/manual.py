"""`scraper help`: the manual, drawn on a terminal and plain Markdown anywhere else.

A topic is a file in `scraper/manual/`: a heading, and a sentence that says what the page is about.
"""

import io
import sys
from importlib.resources import files
from importlib.resources.abc import Traversable

import click

from scraper.cli import TOPICS
from scraper.cli.terminal import write
from scraper.errors import ExitCode

SUFFIX = ".md"
MOST_COLUMNS = 100  # longer lines are tiring to read


@click.command("help")
@click.argument("topic", default="")
def manual(topic: str) -> ExitCode:
    """Show the page of the manual on TOPIC, which may also be a command; without TOPIC, list the topics.

    On a terminal the page is drawn, one screen at a time. Elsewhere it is plain Markdown.
    `scraper COMMAND --help` lists the options of a command.
    """
    pages = _pages()
    topic = topic if topic in pages else TOPICS.get(topic, topic)
    if not topic:
        click.echo(_contents(pages))
    elif topic not in pages:
        raise click.UsageError(f"There is no topic {topic!r}.\n\n{_contents(pages)}")
    elif sys.stdout.isatty():
        click.echo_via_pager(_drawn(pages[topic].read_text("utf-8")), color=True)
    else:
        write(pages[topic].read_text("utf-8"))
    return ExitCode.OK


def _pages() -> dict[str, Traversable]:
    """Return the pages of the manual by topic, in alphabetical order."""
    found = (each for each in files("scraper").joinpath("manual").iterdir())
    pages = {each.name.removesuffix(SUFFIX): each for each in found if each.name.endswith(SUFFIX)}
    return dict(sorted(pages.items()))


def _contents(pages: dict[str, Traversable]) -> str:
    """Return the list of topics, with what each page is about."""
    formatter = click.HelpFormatter(width=MOST_COLUMNS)
    with formatter.section("Topics"):
        formatter.write_dl([(topic, _about(page)) for topic, page in pages.items()])
    return formatter.getvalue() + "\nscraper help TOPIC shows one."


def _about(page: Traversable) -> str:
    """Return the first sentence of a page."""
    return page.read_text("utf-8").split("\n\n", 2)[1]


def _drawn(text: str) -> str:
    """Return Markdown with the colours and lines of a terminal."""
    from rich.console import Console  # noqa: PLC0415  # only when drawn: a tenth of a second
    from rich.markdown import Markdown  # noqa: PLC0415  # as above

    drawn = io.StringIO()
    console = Console(file=drawn, force_terminal=True)
    console.print(Markdown(text), width=min(console.width, MOST_COLUMNS))
    return drawn.getvalue()
