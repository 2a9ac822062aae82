"""`scraper schema`: what the records in JSON look like, for programs that read them."""

import click

from scraper.render import dumps
from scraper.render.schema import RECORDS, schema_of


@click.command("schema")
@click.argument("record", type=click.Choice(list(RECORDS)), required=False)
def schema(*, record: str | None) -> None:
    """Print the JSON Schema of RECORD; without RECORD, of every record that a command or an output of
    runs writes.

    \b
    article      Article.to_dict() and `clean --json` of one page
    record       one article of several: `clean --jsonl`, `fetch --json`
    failure      an input that gave no article
    version      the outputs of runs, and `history --json`
    explanation  `explain --json`
    """
    click.echo(dumps(schema_of(record or ""), indent=2))
