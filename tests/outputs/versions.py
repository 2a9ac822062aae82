"""Versions as outputs get them, and visits that make them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from scraper.config import OutputConfig
from scraper.models.version import ArticleVersion
from scraper.runs.state import PageVisit

NOW = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)


FIELDS = {
    "title": "A title", "authors": ["Edda Falk"], "date": "2026-05-04", "modified": None,
    "language": "en", "site_name": None, "url": "https://example.org/canonical", "description": None,
    "image": None, "tags": ["a", "b"], "text": "One paragraph.", "status": "article",
    "status_reason": "", "confidence": 0.9, "is_free": None, "is_partial": False, "next_page": None, "sources": {},
}  # fmt: skip


def visit(number: int, **fields) -> PageVisit:
    return PageVisit(
        key=f"example.org/{number}", url=f"https://example.org/{number}", site="example",
        article=f"example.org/{number}", payload=str(fields), capture="c" * 32, stamp="1/m/-",
        fields=FIELDS | {"text": f"Text {number}."} | fields, markdown=f"# A title\n\nText {number}.\n",
        now=NOW, recheck=timedelta(hours=1), recheck_for=timedelta(days=14),
    )  # fmt: skip


def version(**fields) -> ArticleVersion:
    number = fields.pop("number", 1)
    key = fields.pop("key", "example.org/a")
    story = fields.pop("cluster", "")
    return ArticleVersion(
        1, key, number, "d" * 64, "example", f"https://{key}", NOW, "c" * 32, "1/m/-",
        FIELDS | fields, "# A title\n\nText.\n", story,
    )  # fmt: skip


def outputs(root: Path, *kinds: str) -> list[OutputConfig]:
    return [OutputConfig(kind, root / f"out.{kind}", f"{kind}:out") for kind in kinds]
