"""`scraper history`: the versions of one article, and what changed between them."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from scraper.cli.configuration import config_option, read_config_of_one, shard_of_config
from scraper.cli.printing import open_reader
from scraper.cli.terminal import one_line
from scraper.errors import NotStored
from scraper.models.shard import Shard
from scraper.models.times import local_and_utc
from scraper.models.version import ArticleVersion, paragraph_changes
from scraper.pipelines.capture_history import versions_of
from scraper.pipelines.page_article import place_of
from scraper.render import dumps
from scraper.runs.state import State, state_file
from scraper.sites.directory import DEFAULT
from scraper.text import count_words
from scraper.urls import page_key


@click.command("history")
@click.argument("url")
@config_option
@shard_of_config
@click.option("--store", type=click.Path(file_okay=False, path_type=Path),
              help="Extract the captures in this store now, in place of the versions that runs recorded.")  # fmt: skip
@click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object a version, with all its text."
)
def history(
    *, url: str, config_file: Path, shard: Shard | None, store: Path | None, as_json: bool
) -> None:
    """Print the versions of an article and the paragraphs that came (+) and went (-).

    A version is the cleaned title and text. Other changes of the page make no version.
    """
    if store is not None:
        _print_captures(url, store, as_json=as_json)
        return
    config = read_config_of_one(config_file, shard)
    with State(state_file(config.store), readonly=True) as state:
        key = state.pages.article_of(page_key(url))
        versions, failure = state.articles.history(key), state.pages.failure_of(key)
    if not versions:
        reason = f"; its page gave none: {failure[0]}" if failure else ""
        raise NotStored(url, f"no version of an article is known{reason}")
    _print(versions, as_json=as_json)
    if failure and not as_json:
        since = local_and_utc(failure[1]) if failure[1] else "?"
        click.echo(f"gone since {since}: {one_line(failure[0])}")


def _print_captures(url: str, directory: Path, *, as_json: bool) -> None:
    """Print the versions that the captures of a URL make."""
    with open_reader(directory) as store:
        sites = place_of(directory / DEFAULT)
        if not _print(versions_of(store, url, sites), as_json=as_json):
            raise NotStored(url, f"no capture with an article is in {directory}")


def _print(versions: Iterable[ArticleVersion], *, as_json: bool) -> int:
    """Print versions, oldest first, and return their number."""
    before: ArticleVersion | None = None
    count = 0
    for version in versions:
        count += 1
        click.echo(dumps(version.record()) if as_json else _told(before, version), nl=as_json)
        before = version
    return count


def _told(before: ArticleVersion | None, version: ArticleVersion) -> str:
    head: dict[str, Any] = {
        "version": version.number,
        "seen": local_and_utc(version.seen_at),
        "words": count_words(version.text),
        "capture": version.capture[:12],
    }
    lines = [", ".join(f"{key} {value}" for key, value in head.items())]
    if before is None:
        lines.append(f"  {one_line(version.title)}")
    else:
        lines += [f"  {one_line(change)}" for change in paragraph_changes(before, version)]
        if before.stamp != version.stamp:
            lines.append("  (extracted by another version or with other rules than the one before)")
    return "\n".join(lines) + "\n"
