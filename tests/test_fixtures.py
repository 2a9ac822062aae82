"""Whole pages in the style of real sites: what must come out, paragraph by paragraph.

Each directory `fixtures/<site-style>/<case>/` holds `page.html` (or `page.txt`), `meta.json` and
`article.json`; adding a directory adds its tests. See fixtures/README.md for the fields.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher, get_close_matches
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any, get_args

import pytest
from selectolax.lexbor import LexborHTMLParser

import scraper
from scraper.models import NOT_CONTENT, Status

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
METADATA = (
    "title", "authors", "date", "modified", "language", "site_name", "url", "description", "image",
    "tags",
)  # fmt: skip
OTHER_FIELDS = ("status", "paragraphs", "optional", "absent", "present", "unchanged")
META_FIELDS = {"url", "status", "headers", "fetched_at", "teaches"}

LIST_MARKER = re.compile(r"^(?:[-*•·]|\d{1,3}[.)])\s+")
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"))
CHARSET = re.compile(r"charset=[\"']?([\w-]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Case:
    """One directory of fixtures/, read from disk."""

    name: str
    page: Path
    meta: dict[str, Any]
    expected: dict[str, Any]

    @property
    def is_text(self) -> bool:
        return self.page.suffix == ".txt"

    @property
    def header_charset(self) -> str | None:
        found = CHARSET.search(self.meta["headers"].get("content-type", ""))
        return found[1] if found else None

    def source(self) -> str:
        """The page as characters, decoded as its header or its own `<meta charset>` says."""
        raw = self.page.read_bytes()
        declared = CHARSET.search(raw[:2048].decode("latin-1"))
        charset = self.header_charset or (declared[1] if declared else "utf-8")
        return raw.decode({"gb2312": "gb18030"}.get(charset.lower(), charset))


def case_names() -> list[str]:
    return sorted(str(p.parent.relative_to(FIXTURES)) for p in FIXTURES.glob("*/*/article.json"))


@cache
def load(name: str) -> Case:
    directory = FIXTURES / name
    (page,) = directory.glob("page.*")
    meta, expected = (
        json.loads((directory / part).read_text("utf-8")) for part in ("meta.json", "article.json")
    )
    return Case(name, page, meta, expected)


@cache
def extracted(name: str) -> scraper.Article:
    case = load(name)
    if case.is_text:
        return scraper.clean_text(case.page.read_bytes().decode("utf-8"))
    return scraper.extract(
        case.page.read_bytes(), url=case.meta["url"], charset=case.header_charset
    )


def squeeze(text: str) -> str:
    """Text with every run of white space as one space, and without invisible characters."""
    return " ".join(text.translate(INVISIBLE).split())


def lines(paragraphs: Sequence[str]) -> list[str]:
    """The lines of a body, bare of list markers; how lines are parted is not compared here."""
    bare = (LIST_MARKER.sub("", squeeze(line)) for p in paragraphs for line in p.splitlines())
    return [line for line in bare if line]


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


def body_faults(wanted: list[str], optional: list[str], got: list[str]) -> list[str]:
    """What parts the body that came out from the one expected, a line for each fault."""
    got = [line for line in got if line in wanted or line not in optional]
    lost: list[str] = []
    leaked: list[str] = []
    for _, a, b, c, d in SequenceMatcher(None, wanted, got, autojunk=False).get_opcodes():
        if wanted[a:b] != got[c:d]:
            lost += wanted[a:b]
            leaked += got[c:d]
    faults = []
    for line in lost:
        if line in leaked:
            leaked.remove(line)
            faults.append(f"out of order: {line!r}")
        elif close := get_close_matches(line, leaked, n=1, cutoff=0.6):
            leaked.remove(close[0])
            faults.append(f"changed: {line!r}\n      into: {close[0]!r}")
        else:
            faults.append(f"lost: {line!r}")
    return faults + [f"leaked: {line!r}" for line in leaked]


@pytest.mark.parametrize(("name", "field"), with_field("paragraphs"))
def test_body_is_every_expected_paragraph_in_order_and_nothing_else(name: str, field: str) -> None:
    case = load(name)
    optional = lines(case.expected.get("optional", []))
    faults = body_faults(lines(case.expected[field]), optional, lines([extracted(name).text]))
    assert not faults, "\n".join([f"{name}: {case.meta['teaches']}", *faults])


@pytest.mark.parametrize(("name", "string"), with_each("absent"))
def test_foreign_string_does_not_survive(name: str, string: str) -> None:
    text = squeeze(extracted(name).text)
    assert squeeze(string) not in text, f"{name}: leaked {string!r}"


@pytest.mark.parametrize(("name", "string"), with_each("present"))
def test_string_comes_out_exactly_as_written(name: str, string: str) -> None:
    """White space included: the indents of code, for one."""
    assert string in extracted(name).text, f"{name}: lost {string!r}"


@pytest.mark.parametrize(("name", "field"), with_field("status"))
def test_page_is_told_for_what_it_is(name: str, field: str) -> None:
    article = extracted(name)
    assert article.status == load(name).expected[field], f"{name}: {article.status_reason}"


@pytest.mark.parametrize(
    "name", [n for n in case_names() if load(n).expected.get("paragraphs") == []]
)
def test_page_without_content_says_why(name: str) -> None:
    assert extracted(name).status_reason


@pytest.mark.parametrize("name", [n for n in case_names() if load(n).expected.get("unchanged")])
def test_clean_text_comes_back_unchanged(name: str) -> None:
    """Byte for byte, but for white space at line ends."""
    source = load(name).page.read_bytes().decode("utf-8")
    wanted = "\n".join(line.rstrip() for line in source.splitlines()).strip("\n")
    assert extracted(name).text == wanted


@pytest.mark.parametrize(("name", "field"), with_field(*METADATA))
def test_metadata_field(name: str, field: str) -> None:
    wanted, got = load(name).expected[field], getattr(extracted(name), field)
    source = extracted(name).sources.get(field, "nowhere")
    assert same_value(field, wanted, got), (
        f"{name}: {field} is {got!r} (from {source}), not {wanted!r}"
    )


def same_value(field: str, wanted: Any, got: Any) -> bool:
    if field in ("date", "modified"):
        return same_date(wanted, got)
    if field == "language" and got and "-" not in wanted:
        return bool(got.split("-")[0] == wanted)
    if isinstance(wanted, str) and isinstance(got, str):  # white space is one space in metadata
        return " ".join(wanted.split()) == " ".join(got.split())
    return bool(got == wanted)


def same_date(wanted: str | None, got: str | None) -> bool:
    """A bare day asks for the day only; a time with offset is an instant."""
    if wanted is None or got is None:
        return wanted is got
    if len(wanted) == len("2026-01-16"):
        return got[: len(wanted)] == wanted
    first, second = datetime.fromisoformat(wanted), datetime.fromisoformat(got)
    if (first.tzinfo is None) != (second.tzinfo is None):
        return False
    return first == second


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
def test_expectation_is_well_formed(name: str) -> None:
    expected = load(name).expected
    assert set(expected) <= {*METADATA, *OTHER_FIELDS}
    assert expected["status"] in get_args(Status)
    assert (expected["paragraphs"] == []) == (expected["status"] in NOT_CONTENT)
    kept = squeeze(" ".join(expected["paragraphs"]))
    both = [string for string in expected.get("absent", ()) if squeeze(string) in kept]
    assert not both, f"{name}: to be kept and to be absent at once: {both}"


@pytest.mark.parametrize("name", case_names())
def test_page_holds_what_is_expected_of_it(name: str) -> None:
    """A typing mistake in article.json would make a string absent, or never found, for ever."""
    case = load(name)
    source = case.source()
    shown = source if case.is_text else LexborHTMLParser(source).text(separator="")
    wanted = [*case.expected["paragraphs"], *case.expected.get("optional", ())]
    shown = squeeze(shown)
    pieces = [piece for line in lines(wanted) for piece in line.split(" | ")]
    assert not [piece for piece in pieces if piece not in shown]
    anywhere = squeeze(unescape(source)) + shown
    assert not [s for s in case.expected.get("absent", ()) if squeeze(s) not in anywhere]
