"""`scraper train`: from labelled pages to the model that the extraction uses."""

from itertools import chain
from pathlib import Path

import click

from scraper.errors import ConfigError
from scraper.evaluate.cases import pages_of
from scraper.extras import not_installed


@click.command()
@click.argument(
    "corpus", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option("-o", "--out", type=click.Path(file_okay=False, path_type=Path), required=True,
              help="Directory for trees.npz, lexicon.json and card.json.")  # fmt: skip
@click.option(
    "--name",
    "version",
    default="local",
    show_default=True,
    help="Version that is written into the model.",
)
@click.option("--cross-validation/--no-cross-validation", default=True, show_default=True,
              help="Also measure on sites left out; three more forests.")  # fmt: skip
def train(*, corpus: tuple[Path, ...], out: Path, version: str, cross_validation: bool) -> None:
    """Train the block classifier on labelled pages.

    CORPUS is one or more directories as `scraper evaluate` reads them: labelled pages, or
    fixtures of your own. Needs the `train` extra.
    """
    from scraper.train.training import train_all  # noqa: PLC0415  # numpy and CatBoost

    try:
        import catboost  # noqa: F401, PLC0415
        import rapidfuzz  # noqa: F401, PLC0415
    except ImportError as missing:
        raise ConfigError("train", not_installed("train", missing)) from missing

    pages = chain.from_iterable(map(pages_of, corpus))

    def say(line: str) -> None:
        click.echo(line, err=True)

    card = train_all(pages, out, version, cross_validate=cross_validation, say=say)
    click.echo(card)
