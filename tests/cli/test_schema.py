"""`scraper schema`: printed as JSON, and what the commands print is valid against it."""

import json

import pytest
from jsonschema import Draft202012Validator

from scraper.cli.schema import ALL


@pytest.mark.parametrize("name", ALL)
def test_each_record_has_its_schema(invoke, name):
    outcome = invoke("schema", name)
    assert outcome.status == 0
    assert json.loads(outcome.out)["title"] == name


def test_what_commands_print_is_valid(invoke, pages, tmp_path):
    good, bad = pages.put(tmp_path / "a.html"), tmp_path / "missing.html"
    valid = Draft202012Validator(json.loads(invoke("schema").out))
    for line in invoke("clean", "--jsonl", good, bad).out.splitlines():
        valid.validate(json.loads(line))
    valid.validate(json.loads(invoke("explain", "--json", good).out))


def test_an_unknown_record_is_a_usage_error(invoke):
    outcome = invoke("schema", "articles")
    assert outcome.status == 2
    assert "explanation" in outcome.err
