"""The manual's tables say what the code says: no row is missing, none is left over."""

import re
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest

import scraper
from scraper.config.load import ALARMS, FETCH, SITE, TOP
from scraper.errors import ExitCode
from scraper.extraction.features.lines import CONCEPT_CODES
from scraper.extraction.verdicts import rules, surroundings
from scraper.models.alarm import ALARM_KINDS
from scraper.models.article import NOT_CONTENT, Status
from scraper.models.failure import FAILURE_KINDS
from scraper.models.version import ArticleVersion
from scraper.outputs import OUTPUTS
from scraper.render import FORMATS

ROOT = Path(__file__).resolve().parents[2]
MANUAL = ROOT / "scraper" / "manual"
FIXTURES = sorted((ROOT / "fixtures").glob("*/*/page.*"))

# Reasons that code gives without a table: the module that gives each.
ELSEWHERE = {
    "body": "extraction/verdicts/decide.py",
    "boilerplate": "extraction/verdicts/reasons.py",
    "link_list": "extraction/verdicts/reasons.py",
    "hidden": "extraction/verdicts/surroundings.py",
    "story_link": "extraction/verdicts/decide.py",
    "teaser": "extraction/embedded/page.py",
    "second_opinion": "extraction/verdicts/second_opinion.py",
    "site_rule": "extraction/site/verdicts.py",
    "template": "extraction/site/apply.py",
    "other_story": "extraction/site/apply.py",
}


def named_reasons() -> set[str]:
    """Return every reason that the code can give a block of a page that is content."""
    by_table = {reason for _, reason in surroundings._REASONS} | set(
        surroundings._TAG_REASONS.values()
    )
    return by_table | set(CONCEPT_CODES) | {rule.name for rule in rules.RULES} | set(ELSEWHERE)


def test_statuses(shown: ModuleType) -> None:
    with_text = shown.rows(MANUAL / "verdicts.md", "status with text")
    assert set(with_text) == set(get_args(Status)) - NOT_CONTENT
    assert set(shown.rows(MANUAL / "verdicts.md", "status without text")) == NOT_CONTENT


def test_reasons(shown: ModuleType) -> None:
    assert set(shown.rows(MANUAL / "verdicts.md", "reason")) == named_reasons()


@pytest.mark.parametrize(("reason", "module"), ELSEWHERE.items())
def test_a_reason_without_a_table_is_given_where_it_is_said_to_be(reason: str, module: str) -> None:
    assert f'"{reason}"' in (ROOT / "scraper" / module).read_text("utf-8")


def test_no_page_has_a_reason_that_is_not_explained(shown: ModuleType) -> None:
    explained = set(shown.rows(MANUAL / "verdicts.md", "reason")) | NOT_CONTENT
    for path in FIXTURES:
        if path.suffix == ".html":
            article = scraper.extract(path.read_bytes())
        else:
            article = scraper.clean_text(path.read_text("utf-8"))
        assert {block.reason for block in article.blocks} <= explained, path


def test_kinds_of_failure(shown: ModuleType) -> None:
    assert set(shown.rows(MANUAL / "verdicts.md", "kind")) == set(FAILURE_KINDS)


def test_alarms(shown: ModuleType) -> None:
    assert set(shown.rows(MANUAL / "alarms.md", "alarm")) == set(ALARM_KINDS)


def test_fields_of_an_article(shown: ModuleType) -> None:
    fields = scraper.extract("<p>A page.</p>").to_dict(blocks=True)
    assert list(shown.rows(MANUAL / "outputs.md", "field")) == [n for n in fields if n != "blocks"]


def test_fields_that_runs_add(shown: ModuleType) -> None:
    assert list(shown.rows(MANUAL / "outputs.md", "field of a version")) == added_by_runs()


def test_fields_of_a_block(shown: ModuleType) -> None:
    (block,) = scraper.extract("<p>A page.</p>").to_dict(blocks=True)["blocks"]
    assert set(shown.rows(MANUAL / "outputs.md", "field of a block")) == set(block)


def added_by_runs() -> list[str]:
    known = {f.name: "" for f in ArticleVersion.__dataclass_fields__.values()}
    known |= {"seq": 1, "number": 1, "fields": {}, "seen_at": datetime(2026, 1, 2, tzinfo=UTC)}
    return list(ArticleVersion(**known).row())


def test_outputs_and_formats(shown: ModuleType) -> None:
    assert set(shown.rows(MANUAL / "outputs.md", "output")) == set(OUTPUTS)
    assert set(shown.rows(MANUAL / "saved-pages.md", "format")) == set(FORMATS)


def test_configuration_keys(shown: ModuleType) -> None:
    keys = {*TOP, *FETCH, *ALARMS, *SITE, *OUTPUTS}
    assert set(shown.rows(MANUAL / "configuration.md", "key")) == keys


def test_public_names(shown: ModuleType) -> None:
    first = [re.split(r"[ (]", name)[0] for name in shown.rows(MANUAL / "python.md", "name")]
    assert sorted(first) == sorted(scraper.__all__)


def test_exit_statuses() -> None:
    text = (ROOT / "README.md").read_text("utf-8").split("## Exit status")[1]
    rows = re.findall(r"^\| (\d+) \|", text, re.MULTILINE)
    assert [int(row) for row in rows] == [int(code) for code in ExitCode]
