"""A small labelled data set on disk."""

import gzip
import json
from pathlib import Path

import pytest

BODY = "".join(
    f"<p>Paragraph {n} of the story about the bridge at Tarn, which opened on a Wednesday.</p>"
    for n in ("one", "two", "three", "four")
)
TRUTH = "\n\n".join(
    f"Paragraph {n} of the story about the bridge at Tarn, which opened on a Wednesday."
    for n in ("one", "two", "three", "four")
)


def record(name: str, **values: object) -> dict[str, object]:
    return {
        "id": name,
        "html": f"html/{name}.html.gz",
        "enc": "utf-8",
        "url": f"https://example.org/{name}",
        "page_type": "article",
        "text": TRUTH,
        "with_": [],
        "without": [],
    } | values


def write_page(root: Path, name: str, html: bytes) -> None:
    (root / "html").mkdir(exist_ok=True)
    (root / f"html/{name}.html.gz").write_bytes(gzip.compress(html))


def write_labels(root: Path, dataset: str, records: list[dict[str, object]]) -> None:
    lines = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records)
    (root / f"{dataset}.jsonl").write_text(lines, "utf-8")


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    """Data set "news": an article, a listing; "snips": a page known by snippets."""
    html = f"<html lang=en><title>Tarn</title><body><article>{BODY}</article></body></html>"
    for name in ("good", "wrong", "list", "snip"):
        write_page(tmp_path, name, html.encode())
    write_labels(
        tmp_path,
        "news",
        [
            record("good"),
            record("wrong", text="Quite another text, of which not one word came out."),
            record("list", page_type="listing"),
        ],
    )
    snip = record("snip", text=None, with_=["Paragraph one", "No such words"], without=["Zebra"])
    write_labels(tmp_path, "snips", [snip])
    return tmp_path
