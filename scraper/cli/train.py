"""`scraper train`: from labelled pages to the model that the extraction uses."""

from itertools import chain
from pathlib import Path

import click

from scraper.errors import ConfigError
from scraper.evaluate.cases import pages_of
from scraper.extras import not_installed
from scraper.train.relabels import relabels_of


@click.command()
@click.argument(
    "corpus", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option("-o", "--out", type=click.Path(file_okay=False, path_type=Path),
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
@click.option("--as-relabels", is_flag=True,
              help="Train nothing; print the block labels of CORPUS as hashes, for scraper/train/relabels.jsonl.")  # fmt: skip
def train(
    *,
    corpus: tuple[Path, ...],
    out: Path | None,
    version: str,
    cross_validation: bool,
    as_relabels: bool,
) -> None:
    """Train the block classifier on labelled pages.

    CORPUS is one or more directories as `scraper evaluate` reads them: labelled pages, or
    fixtures of your own. Needs the `train` extra.
    """
    pages = chain.from_iterable(map(pages_of, corpus))
    if as_relabels and out is not None:
        raise click.UsageError("--as-relabels prints its lines and takes no --out")
    if as_relabels:
        for line in relabels_of(pages):
            click.echo(line)
        return
    if out is None:
        raise click.UsageError("say where to write the model, with --out DIRECTORY")
    from scraper.train.training import train_all  # noqa: PLC0415  # numpy and CatBoost

    try:
        import catboost  # noqa: F401, PLC0415
        import rapidfuzz  # noqa: F401, PLC0415
    except ImportError as missing:
        raise ConfigError("train", not_installed("train", missing)) from missing

    def say(line: str) -> None:
        click.echo(line, err=True)

    card = train_all(pages, out, version, cross_validate=cross_validation, say=say)
    click.echo(card)
