"""`scraper similar`: articles with the same text."""

from pathlib import Path
from typing import Any

import click

from scraper.cli.configuration import config_option, read_config_of_one, shard_of_config
from scraper.cli.terminal import complain, one_line
from scraper.errors import NotStored
from scraper.models.shard import Shard
from scraper.render import dumps
from scraper.runs.state import State, state_file
from scraper.urls import page_key


@click.command("similar")
@click.argument("url", required=False)
@config_option
@shard_of_config
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    metavar="N",
    help="Without URL: at most N stories.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object an article.")
def similar(
    *, url: str | None, config_file: Path, shard: Shard | None, limit: int, as_json: bool
) -> None:
    """Print the articles with the same text as URL's, most alike first: agency copy on other sites,
    or the same text under another address. Without URL, print the newest stories that several
    articles share.

    Two articles are one story if about half of their text is the same. Each line has the share that
    is the same, when the article was seen, its site, its address and its title.
    """
    config = read_config_of_one(config_file, shard)
    with State(state_file(config.store), readonly=True) as state:
        if url is not None:
            key = state.pages.article_of(page_key(url))
            if not state.clusters.knows(key):
                raise NotStored(url, "no version of an article is known; `scraper run` finds them")
            _print(
                state, [(each.key, each.likeness) for each in state.clusters.alike(key)], as_json
            )
            return
        for number, keys in enumerate(state.clusters.with_several(limit)):
            if number and not as_json:
                click.echo()
            alike = {each.key: each.likeness for each in state.clusters.alike(keys[0])}
            _print(state, [(key, alike.get(key, 1.0)) for key in keys], as_json)


def _print(state: State, found: list[tuple[str, float]], as_json: bool) -> None:
    for key, likeness in found:
        versions = state.articles.history(key)
        if not versions:
            complain(f"{key}: its versions are not known any more")
            continue
        newest = versions[-1]
        fields: dict[str, Any] = {
            "likeness": round(likeness, 2), "key": key, "story": newest.cluster or key,
            "site": newest.site, "url": newest.url, "title": newest.title,
            "seen_at": newest.record()["seen_at"],
        }  # fmt: skip
        line = "{likeness:4.0%}  {seen_at}  {site}  {url}  {title}".format(**fields)
        click.echo(dumps(fields) if as_json else one_line(line))
