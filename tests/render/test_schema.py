"""`scraper schema`: every record that is written as JSON is valid against it, and none of its
properties is made up."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

import scraper
from scraper.models.failure import Failure
from scraper.models.page import Page, Trace
from scraper.models.times import utc_now
from scraper.models.version import ArticleVersion
from scraper.outputs.jsonl_csv import write_jsonl
from scraper.render import failure_record, json_record, request_dict
from scraper.render.schema import RECORDS, schema_of

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
PAGES = sorted(FIXTURES.glob("*/*/page.html"))[::5]
PAGE = Page("https://e.org/", "https://e.org/", 200, (), b"", b"", utc_now(), trace=Trace(dns=0.1))


def check(name: str, record: Any) -> None:
    Draft202012Validator(schema_of(name), format_checker=FormatChecker()).validate(record)
    Draft202012Validator(schema_of()).validate(record)


def version(**more: Any) -> ArticleVersion:
    article = scraper.extract(PAGES[0].read_bytes())
    return ArticleVersion(
        1, "e.org/a", 1, "d" * 64, "e", "https://e.org/a", utc_now(), "c" * 32, "1/m/-",
        article.to_dict(), article.markdown(), **more,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["", *RECORDS])
def test_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(schema_of(name))


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.parent.name)
def test_an_article_with_its_blocks(path: Path) -> None:
    article = scraper.extract(path.read_bytes())
    check("article", article.to_dict())
    check("article", article.to_dict(blocks=True))
    check("record", json.loads(json_record(article, "a.html", request=request_dict(PAGE))))


def test_a_page_without_content() -> None:
    check("article", scraper.extract("").to_dict(blocks=True))


@pytest.mark.parametrize("title", [None, "A title"])
def test_a_failure(title: str | None) -> None:
    failure = Failure("a.html", "timeout", "took longer than 20 s", title=title)
    check("failure", json.loads(failure_record(failure, request=request_dict(PAGE))))


def test_what_a_run_writes(tmp_path: Path) -> None:
    gone = version(mark="gone", marked_at=utc_now())
    write_jsonl(tmp_path / "out.jsonl", [version(), gone, version(mark="back")])
    for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines():
        check("version", json.loads(line))
    check("version", version().record())


def test_properties_are_those_of_the_records() -> None:
    article = scraper.extract(PAGES[0].read_bytes())
    assert list(RECORDS["article"]["properties"]) == list(article.to_dict(blocks=True))
    assert list(RECORDS["version"]["properties"])[:10] == [*list(version().row())[:9], "gone_at"]
    assert set(RECORDS["version"]["properties"]) == set(version().row())
    parts = schema_of("article")["$defs"]
    assert list(parts["request"]["properties"]) == list(request_dict(PAGE))
    assert list(parts["block"]["properties"]) == list(article.to_dict(blocks=True)["blocks"][0])


def test_a_record_with_a_field_of_another_type_is_refused() -> None:
    record = scraper.extract(PAGES[0].read_bytes()).to_dict()
    valid = Draft202012Validator(schema_of("article")).is_valid
    assert valid(record)
    assert not valid(record | {"authors": "Edda Falk"})
    assert not valid({name: value for name, value in record.items() if name != "text"})
