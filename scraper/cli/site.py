"""`scraper site`: what the stored pages of a host have in common, learned, shown and forgotten."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from scraper.cli.hosts import HOST
from scraper.cli.options import any_sites_option, limit_options, sites_in, store_option
from scraper.cli.printing import open_reader
from scraper.cli.terminal import complain, one_line, write
from scraper.errors import ExitCode
from scraper.models.failure import Failure
from scraper.models.site import SiteKnowledge
from scraper.pipelines.learn import (
    BELIEVED_FROM,
    PAGES,
    LearningPlan,
    keep_knowledge,
    known_file,
    learn_site,
)
from scraper.sites.knowledge import dumps_knowledge, load_knowledge
from scraper.text import counted
from scraper.workers import Limits

SHOWN = 20  # lines of each kind that `show` prints


@click.group("site")
def site_group() -> None:
    """Learn what the stored pages of a host have in common."""


@site_group.command("learn", short_help="Learn from the stored pages of a host.")
@click.argument("host", type=HOST)
@click.option("--pages", type=click.IntRange(min=1), default=PAGES, show_default=True, metavar="N",
              help="Learn from the newest N pages.")  # fmt: skip
@any_sites_option
@store_option
@limit_options
def learn(  # noqa: PLR0913  # one parameter for each option, as click has it
    *,
    host: str,
    pages: int,
    sites: Path | None,
    store: Path,
    jobs: int | None,
    timeout: float,
    memory: int,
) -> ExitCode:
    """Learn the template of HOST and the titles of its articles from its stored pages.

    From three different pages on, texts, places and links that recur count as the site's template,
    and are left out of its articles. The titles of stored articles count as teasers on other pages
    at once. A line that is unique to its page and reads like a sentence is never removed by this.
    `scraper site show` prints what was learned.
    """
    plan = LearningPlan(host, pages, Limits(cpu=timeout, memory=memory << 20), jobs)
    with open_reader(store) as opened:
        knowledge = learn_site(opened, plan, _complain)
    host = knowledge.host
    if not knowledge.pages:
        complain(
            f"{host}: no article is stored to learn from; `scraper list --host {host}` shows what is"
        )
        return ExitCode.NOTHING_EXTRACTED
    path = keep_knowledge(sites_in(sites, store), knowledge)
    click.echo(f"{path}: {_summary(knowledge)}")
    if knowledge.pages < BELIEVED_FROM:
        complain(
            f"{host}: {counted(knowledge.pages, 'different page')}; texts that recur are used from {BELIEVED_FROM} on"
        )
    return ExitCode.OK


def _complain(failure: Failure) -> None:
    complain(f"{failure.subject}: {failure.message}")


@site_group.command("show", short_help="Show what was learned.")
@click.argument("host", type=HOST)
@click.option("--json", "as_json", is_flag=True, help="Print the file as it is.")
@any_sites_option
@store_option
def show(*, host: str, as_json: bool, sites: Path | None, store: Path) -> None:
    """Show what was learned of HOST, and on how many pages each fact was seen."""
    knowledge = load_knowledge(known_file(sites_in(sites, store), host))
    if as_json:
        write(dumps_knowledge(knowledge))
        return
    click.echo(
        f"{knowledge.host}: {_summary(knowledge)}, from {knowledge.since} to {knowledge.until}"
    )
    for line in _evidence(knowledge):
        click.echo(one_line(line))


@site_group.command("forget", short_help="Remove what was learned.")
@click.argument("host", type=HOST)
@any_sites_option
@store_option
def forget(*, host: str, sites: Path | None, store: Path) -> None:
    """Remove what was learned of HOST. Its rules stay."""
    path = known_file(sites_in(sites, store), host)
    path.unlink()
    click.echo(f"{path}: removed")


def _summary(knowledge: SiteKnowledge) -> str:
    frames = sum(len(layout.frames) for layout in knowledge.layouts)
    return (
        f"{counted(knowledge.pages, 'page')}, {counted(len(knowledge.layouts), 'layout')} with {counted(frames, 'place')}, "
        f"{counted(len(knowledge.texts), 'recurring text')}, {counted(len(knowledge.stories), 'story')}"
    )


def _evidence(knowledge: SiteKnowledge) -> Iterator[str]:
    texts = sorted(knowledge.texts.values(), key=lambda text: -text.pages)
    for text in texts[:SHOWN]:
        yield f"text on {text.pages} of {counted(text.of, 'page')}{_since(text.since)}: {text.text}"
    for layout in knowledge.layouts:
        foreign = [(key, f) for key, f in layout.frames.items() if not f.kept]
        for key, frame in sorted(foreign, key=lambda item: -item[1].pages)[:SHOWN]:
            yield f"place on {frame.pages} of {counted(layout.pages, 'page')}{_since(frame.since)}: {key}"
    for story in knowledge.stories[:SHOWN]:
        yield f"story: {story.title}"


def _since(day: str) -> str:
    return f" since {date.fromisoformat(day):%d %B %Y}" if day else ""
