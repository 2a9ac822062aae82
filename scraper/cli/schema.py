"""`scraper schema`: what the records in JSON look like, for programs that read them."""

import click

from scraper.bulk.schema import row_schema
from scraper.render import dumps
from scraper.render.schema import RECORDS, schema_of

ALL = {**RECORDS, "bulk": row_schema()}
"""All records by the names that the command takes."""


@click.command("schema")
@click.argument("record", type=click.Choice(list(ALL)), required=False)
def schema(*, record: str | None) -> None:
    """Print the JSON Schema of RECORD; without RECORD, of every record that a command or an output of
    runs writes.

    \b
    article      Article.to_dict() and `clean --json` of one page
    record       one article of several: `clean --jsonl`, `fetch --json`
    failure      an input that gave no article
    version      the outputs of runs, and `history --json`
    explanation  `explain --json`
    bulk         a row of `bulk --jsonl`
    """
    click.echo(dumps(schema_of(record or "", ALL), indent=2))
