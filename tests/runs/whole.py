"""Whether all outputs have each version once; and how far a run in a process of its own is."""

import csv
import io

import feedparser
import pyarrow.dataset

from tests.patience import wait_until


def versions(farm):
    return sorted((line["url"], line["title"], line["text"]) for line in farm.lines())


def expect_whole(farm):
    """All outputs have each version that there ever was, once."""
    assert versions(farm) == farm.truth
    assert sorted(farm.rows("SELECT url, title, text FROM articles")) == farm.truth
    text = (farm.root / "out/articles.csv").read_text()
    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["status"] != "gone"]
    assert sorted((row["url"], row["title"], row["text"]) for row in rows) == farm.truth
    assert len(list((farm.root / "out/pages").rglob("*.md"))) == len(farm.truth)
    there = pyarrow.dataset.field("status") != "gone"
    table = pyarrow.dataset.dataset(farm.root / "out/parquet").to_table(filter=there)
    columns = [table.column(name).to_pylist() for name in ("url", "title", "text")]
    assert sorted(zip(*columns, strict=True)) == farm.truth
    entries = feedparser.parse((farm.root / "out/feed.xml").read_bytes()).entries
    assert sorted(entry.link for entry in entries) == sorted({url for url, _, _ in farm.truth})


def wait_for(condition, process):
    """Wait until it holds, while the process runs."""
    wait_until(
        condition, lambda: "" if process.poll() is None else f"ended: {process.stderr.read()}"
    )


def asked(farm):
    """Stories that were asked for."""
    return sum(
        count
        for site in farm.sites
        for path, count in list(site.asked.items())  # which grows meanwhile
        if path.startswith("/news")
    )
