"""The recipes of the manual run on what this package writes, with the libraries that are light."""

import asyncio
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from scrapy.http import HtmlResponse
from web_poet import HttpResponse

import scraper
from scraper.models.version import ArticleVersion
from scraper.outputs.jsonl_csv import write_jsonl
from scraper.outputs.parquet import write_parquet

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "fixtures/jn-2026/top-articles-inside-body/page.html").read_bytes()
URL = "https://example.org/story"
RECIPES = (ROOT / "scraper" / "manual" / "recipes.md").read_text("utf-8")
BY_HAND = {"Hugging Face datasets", "LangChain", "LlamaIndex", "Haystack"}
RUN = {"pandas", "polars", "DuckDB", "web-poet", "Scrapy"}


def blocks(heading: str) -> list[str]:
    (section,) = re.findall(rf"^## {heading}\n(.*?)(?=^## |\Z)", RECIPES, re.M | re.S)
    return re.findall(r"^```python\n(.*?)^```", section, re.M | re.S)


def run(block: str) -> dict[str, Any]:
    """Return the names that a recipe leaves behind."""
    names: dict[str, Any] = {"__name__": "recipe"}
    exec(compile(block, "recipe", "exec"), names)
    return names


def version(site: str, path: str, number: int, title: str) -> ArticleVersion:
    fields = scraper.extract(PAGE).to_dict() | {"title": title}
    return ArticleVersion(
        number, f"{site}/{path}", number, f"{title:0<64}", site, f"https://{site}/{path}",
        datetime(2026, 1, number, tzinfo=UTC), "c" * 32, "1/m/-", fields, "",
    )  # fmt: skip


@pytest.fixture
def outputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three articles of two sites, one of them with two versions, as runs write them."""
    versions = [
        version("a.example", "1", 1, "Old"), version("a.example", "1", 2, "New"),
        version("a.example", "2", 1, "Two"), version("b.example", "3", 1, "Three"),
    ]  # fmt: skip
    (tmp_path / "out").mkdir()
    write_jsonl(tmp_path / "out/articles.jsonl", versions)
    write_parquet(tmp_path / "out/parquet", versions)
    monkeypatch.chdir(tmp_path)


def test_every_block_is_run_here_or_said_to_be_run_by_hand() -> None:
    headings = re.findall(r"^## (.*)$", RECIPES, re.M)
    assert {heading for heading in headings if blocks(heading)} == RUN | BY_HAND
    for heading in BY_HAND:
        for block in blocks(heading):
            compile(block, heading, "exec")


@pytest.mark.usefixtures("outputs")
def test_pandas_reads_the_newest_versions() -> None:
    names = run(blocks("pandas")[0])
    assert sorted(names["newest"]["title"]) == ["New", "Three", "Two"]
    assert names["by_site"].to_dict() == {"a.example": 2, "b.example": 1}
    assert (names["words"] > 50).all()


def test_pandas_gets_columns_from_pages() -> None:
    pages = run(blocks("pandas")[1])["pages"]
    assert list(pages["title"]) == ["A"] * 3
    assert pages["text"].str.startswith("Words of a text.").all()


@pytest.mark.usefixtures("outputs")
def test_polars_counts_articles_of_sites() -> None:
    by_site = run(blocks("polars")[0])["by_site"]
    assert dict(by_site.iter_rows()) == {"a.example": 2, "b.example": 1}


@pytest.mark.usefixtures("outputs")
def test_duckdb_reads_the_parts() -> None:
    longest = run(blocks("DuckDB")[0])["longest"]
    assert sorted(title for title, _, _ in longest) == ["New", "Three", "Two"]
    assert all(characters > 300 for _, _, characters in longest)


def test_web_poet_has_a_page_object() -> None:
    made = run(blocks("web-poet")[0])["ArticlePage"](HttpResponse(URL, PAGE))
    item = asyncio.run(made.to_item())
    assert item["headline"].startswith("Ishimori, Vantongeren Agree")
    assert item["articleBody"].endswith("spoke with young forecasters.")
    assert item["datePublished"] == "2026-01-30T15:06:00+09:00"


def test_scrapy_yields_articles_and_nothing_else() -> None:
    spider = run(blocks("Scrapy")[0])["ArticleSpider"]()
    (item,) = spider.parse(HtmlResponse(URL, body=PAGE))
    assert item["text"].endswith("spoke with young forecasters.")
    assert list(spider.parse(HtmlResponse(URL, body=b""))) == []
