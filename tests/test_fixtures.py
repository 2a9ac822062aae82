"""Whole pages in the style of real sites: what must come out, paragraph by paragraph.

Each directory `fixtures/<site-style>/<case>/` holds `page.html` (or `page.txt`), `meta.json` and
`article.json`; adding a directory adds its tests. See fixtures/README.md for the fields.
"""

import re
from datetime import datetime
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

import scraper
from scraper.encoding.charset import decode
from scraper.fixtures import judge
from scraper.fixtures.case import METADATA, FixtureCase, find
from scraper.fixtures.case import load as load_case
from scraper.fixtures.check import extracted as extract_case
from scraper.fixtures.judge import lines, squeeze

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
META_FIELDS = {"url", "status", "headers", "fetched_at", "teaches"}
CHARSET = re.compile(r"charset=[\"']?([\w-]+)", re.IGNORECASE)


def case_names() -> list[str]:
    return [path.relative_to(FIXTURES).as_posix() for path in find(FIXTURES)]


@cache
def load(name: str) -> FixtureCase:
    return load_case(FIXTURES / name, FIXTURES)


@cache
def extracted(name: str) -> scraper.Article:
    return extract_case(load(name))


def source(case: FixtureCase) -> str:
    """The page as characters, decoded as its header or its own `<meta charset>` says."""
    found = CHARSET.search(case.content_type) or CHARSET.search(case.body[:2048].decode("latin-1"))
    charset = found[1] if found else "utf-8"
    return case.body.decode({"gb2312": "gb18030"}.get(charset.lower(), charset))


def faults(name: str, field: str) -> str:
    """What is wrong with a field, "" where it is as expected."""
    case = load(name)
    text = decode(case.body).text if case.is_text else ""
    found = judge.faults(case.expected, field, extracted(name), text)
    return "\n".join([f"{name}: {case.meta['teaches']}", *found]) if found else ""


def with_field(*fields: str) -> list[Any]:
    """`(case, field)` parameters for each case whose article.json gives the field."""
    return [
        pytest.param(name, field, id=f"{name}-{field}")
        for name in case_names()
        for field in fields
        if field in load(name).expected
    ]


def with_each(field: str) -> list[Any]:
    """`(case, string)` parameters for each string of a list field."""
    return [
        pytest.param(name, string, id=f"{name}-{field}{i}")
        for name in case_names()
        for i, string in enumerate(load(name).expected.get(field, ()), 1)
    ]


@pytest.mark.parametrize(("name", "field"), with_field("paragraphs"))
def test_body_is_every_expected_paragraph_in_order_and_nothing_else(name: str, field: str) -> None:
    assert not faults(name, field), faults(name, field)


@pytest.mark.parametrize(("name", "string"), with_each("absent"))
def test_foreign_string_does_not_survive(name: str, string: str) -> None:
    assert not judge.absent_faults([string], extracted(name).text)


@pytest.mark.parametrize(("name", "string"), with_each("present"))
def test_string_comes_out_exactly_as_written(name: str, string: str) -> None:
    """White space included: the indents of code, for one."""
    assert not judge.present_faults([string], extracted(name).text)


@pytest.mark.parametrize(("name", "field"), with_field("status"))
def test_page_is_told_for_what_it_is(name: str, field: str) -> None:
    assert not faults(name, field), faults(name, field)


@pytest.mark.parametrize(
    "name", [n for n in case_names() if load(n).expected.get("paragraphs") == []]
)
def test_page_without_content_says_why(name: str) -> None:
    assert extracted(name).status_reason


@pytest.mark.parametrize("name", [n for n in case_names() if load(n).expected.get("unchanged")])
def test_clean_text_comes_back_unchanged(name: str) -> None:
    """Byte for byte, but for white space at line ends."""
    assert not faults(name, "unchanged"), faults(name, "unchanged")


@pytest.mark.parametrize(("name", "field"), with_field(*METADATA))
def test_metadata_field(name: str, field: str) -> None:
    assert not faults(name, field), faults(name, field)


def test_there_are_cases_to_test() -> None:
    """An empty or misplaced fixtures/ would otherwise pass every test above."""
    assert len(case_names()) >= 30


@pytest.mark.parametrize(
    "directory", sorted(FIXTURES.glob("*/*/")), ids=lambda p: p.parent.name + "/" + p.name
)
def test_case_holds_a_page_its_origin_and_what_is_expected(directory: Path) -> None:
    names = sorted(p.name for p in directory.iterdir())
    assert names in (["article.json", "meta.json", "page.html"],
                     ["article.json", "meta.json", "page.txt"])  # fmt: skip


@pytest.mark.parametrize("name", case_names())
def test_meta_is_complete(name: str) -> None:
    meta = load(name).meta
    assert set(meta) == META_FIELDS
    assert meta["url"].startswith(("https://", "http://"))
    assert meta["status"] in range(200, 600)
    assert datetime.fromisoformat(meta["fetched_at"]).tzinfo is not None
    assert all(key == key.lower() for key in meta["headers"])
    assert meta["teaches"].endswith(".")
    assert len(meta["teaches"]) > 30


@pytest.mark.parametrize("name", case_names())
def test_nothing_is_to_be_kept_and_to_be_absent_at_once(name: str) -> None:
    expected = load(name).expected
    kept = squeeze(" ".join(expected["paragraphs"]))
    assert not [string for string in expected.get("absent", ()) if squeeze(string) in kept]


@pytest.mark.parametrize("name", case_names())
def test_page_holds_what_is_expected_of_it(name: str) -> None:
    """A typing mistake in article.json would make a string absent, or never found, for ever."""
    case = load(name)
    text = source(case)
    shown = text if case.is_text else LexborHTMLParser(text).text(separator="")
    wanted = [*case.expected["paragraphs"], *case.expected.get("optional", ())]
    shown = squeeze(shown)
    pieces = [piece for line in lines(wanted) for piece in line.split(" | ")]
    assert not [piece for piece in pieces if piece not in shown]
    anywhere = squeeze(unescape(text)) + shown
    assert not [s for s in case.expected.get("absent", ()) if squeeze(s) not in anywhere]
