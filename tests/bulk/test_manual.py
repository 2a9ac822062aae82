"""The manual's page tells the truth about columns and about the function for engines."""

import re
from pathlib import Path

from scraper.bulk.columns import COLUMNS
from scraper.outputs.parquet import AS_GIVEN

MANUAL = Path(__file__).resolve().parents[2] / "scraper" / "manual" / "bulk.md"
TYPES = {
    "text": "text", "texts": "list of texts", "integer": "integer", "number": "number",
    "flag": "true or false", "moment": "time in UTC", "date": "time in UTC", "map": "map",
}  # fmt: skip


def test_every_column_is_described_with_its_type():
    table = MANUAL.read_text("utf-8").split("| column |")[1].split("\n\n")[0]
    described = {}
    for line in table.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        described.update(dict.fromkeys(re.findall(r"`(\w+)`", cells[0]), cells[1]))
    columns = {**COLUMNS, **dict.fromkeys(AS_GIVEN, "text")}
    assert described == {name: TYPES[kind] for name, kind in columns.items()}


def test_the_example_for_engines_runs(crawl, tmp_path, capsys):
    (block,) = re.findall(r"^```python\n(.*?)^```$", MANUAL.read_text("utf-8"), re.M | re.S)
    (source,) = crawl(pages=2)
    block = block.replace("/data/a.warc.gz", source).replace("/data/parts", str(tmp_path / "parts"))
    exec(compile(block, "bulk.md", "exec"), {})  # our own page
    assert capsys.readouterr().out.startswith("2 {'article': 2}")
