"""`scraper site`: what the stored pages of a host have in common, learned, shown and forgotten."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from itertools import islice
from pathlib import Path

import click

from scraper.cli.options import limit_options, sites_in, sites_option, store_option
from scraper.cli.printing import open_reader
from scraper.cli.terminal import complain, one_line, write
from scraper.errors import ConfigError, ExitCode, StoreError
from scraper.extraction.site.learn import MIN_PAGES
from scraper.extraction.site.learn import learn as learn_from
from scraper.extraction.site.page_shape import PageShape
from scraper.models.page import Failure, document_of
from scraper.models.site import SiteKnowledge
from scraper.pipelines.clean import CleanSettings, CleanTask, ShapedPage, shape
from scraper.pipelines.replay import CaptureChoice, chosen
from scraper.sites.directory import knowledge_file
from scraper.sites.knowledge import dumps_knowledge, load_knowledge, save_knowledge
from scraper.store import Store
from scraper.urls import normal_host
from scraper.workers import Limits, run

PAGES = 300  # newest pages of a host that are learned from; more say the same again
SHOWN = 20  # of each kind in `show`


@click.group("site")
def site_group() -> None:
    """Learn what the stored pages of a host have in common."""


@site_group.command("learn")
@click.argument("host")
@click.option("--pages", type=click.IntRange(min=1), default=PAGES, show_default=True, metavar="N",
              help="Learn from the newest N.")  # fmt: skip
@sites_option
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

    From three different pages on, texts, places and links that recur are known to be no article;
    the titles of stored articles are known for teasers at once. What is unique to a page and
    reads like a sentence is never removed by this. The file is readable: `scraper site show`.
    """

    host = normal_host(host)
    limits = Limits(wall=timeout, cpu=timeout, memory=memory << 20)
    with (
        open_reader(store) as opened,
        closing(run(_tasks(opened, host, pages), shape, limits, jobs)) as results,
    ):
        knowledge = learn_from(host, _shapes(results))
    if not knowledge.pages:
        complain(
            f"{host}: no stored article to learn from; `scraper list --host {host}` shows what is there"
        )
        return ExitCode.NOTHING_EXTRACTED
    path = knowledge_file(sites_in(sites, store), host)
    save_knowledge(path, knowledge)
    click.echo(f"{path}: {_summary(knowledge)}")
    if knowledge.pages < MIN_PAGES:
        complain(
            f"{host}: {knowledge.pages} different pages; what recurs is believed from {MIN_PAGES} on"
        )
    return ExitCode.OK


@site_group.command("show")
@click.argument("host")
@click.option("--json", "as_json", is_flag=True, help="The file as it is.")
@sites_option
@store_option
def show(*, host: str, as_json: bool, sites: Path | None, store: Path) -> None:
    """Show what was learned of HOST, with the evidence."""

    knowledge = load_knowledge(_known(host, sites_in(sites, store)))
    if as_json:
        write(dumps_knowledge(knowledge))
        return
    click.echo(
        f"{knowledge.host}: {_summary(knowledge)}, from {knowledge.since} to {knowledge.until}"
    )
    for line in _evidence(knowledge):
        click.echo(one_line(line))


@site_group.command("forget")
@click.argument("host")
@sites_option
@store_option
def forget(*, host: str, sites: Path | None, store: Path) -> None:
    """Forget what was learned of HOST; its rules stay."""
    path = _known(host, sites_in(sites, store))
    path.unlink()
    click.echo(f"{path}: removed")


def _known(host: str, sites: Path) -> Path:
    path = knowledge_file(sites, host)
    if not path.is_file():
        raise ConfigError(
            str(path), f"nothing was learned of {host}; `scraper site learn {host}` does"
        )
    return path


def _tasks(store: Store, host: str, pages: int) -> Iterator[CleanTask | Failure]:
    entries = (e for e in chosen(store, CaptureChoice(site=host)) if normal_host(e.host) == host)
    for entry in islice(entries, pages):
        try:
            yield CleanTask(document_of(store.get(entry.id)), CleanSettings())
        except StoreError as error:  # one page that can't be read teaches nothing
            yield Failure(entry.final_url, "unreadable", error.message)


def _shapes(results: Iterator[ShapedPage | Failure]) -> Iterator[PageShape]:
    for result in results:
        if isinstance(result, Failure):
            complain(f"{result.subject}: {result.message}")
        elif result.page is not None:
            yield result.page


def _summary(knowledge: SiteKnowledge) -> str:
    frames = sum(len(layout.frames) for layout in knowledge.layouts)
    return (
        f"{knowledge.pages} pages, {len(knowledge.layouts)} layouts with {frames} places, "
        f"{len(knowledge.texts)} recurring texts, {len(knowledge.stories)} stories"
    )


def _evidence(knowledge: SiteKnowledge) -> Iterator[str]:
    texts = sorted(knowledge.texts.values(), key=lambda text: -text.pages)
    for text in texts[:SHOWN]:
        yield f"text on {text.pages} of {text.of} pages{_since(text.since)}: {text.text}"
    for layout in knowledge.layouts:
        foreign = [(key, f) for key, f in layout.frames.items() if not f.kept]
        for key, frame in sorted(foreign, key=lambda item: -item[1].pages)[:SHOWN]:
            yield f"place on {frame.pages} of {layout.pages} pages{_since(frame.since)}: {key}"
    for story in knowledge.stories[:SHOWN]:
        yield f"story: {story.title}"


def _since(day: str) -> str:
    return f" since {date.fromisoformat(day):%d %B %Y}" if day else ""
