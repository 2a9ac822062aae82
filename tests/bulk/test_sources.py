"""From what a user names to sources, and to shares of them."""

import gzip
from itertools import chain

import pytest

from scraper.bulk.parts import part_name
from scraper.bulk.sources import resolved, sources_of
from scraper.errors import InputError
from scraper.models.shard import Shard, shard_of

CRAWL = "crawl-data/CC-MAIN-2026-01/segments/1/warc/a.warc.gz"
MANIFEST = "https://data.commoncrawl.org/crawl-data/CC-MAIN-2026-01/warc.paths.gz"


@pytest.mark.parametrize(
    ("line", "manifest", "base", "expected"),
    [
        pytest.param(CRAWL, MANIFEST, "", f"https://data.commoncrawl.org/{CRAWL}", id="common-crawl"),
        pytest.param(CRAWL, MANIFEST, "s3://commoncrawl/", f"s3://commoncrawl/{CRAWL}", id="base"),
        pytest.param("a.warc.gz", "s3://b/x/l.paths", "", "s3://b/x/a.warc.gz", id="beside"),
        pytest.param("d/a.warc.gz", "/x/l.paths", "", "/x/d/a.warc.gz", id="below"),
        pytest.param("d/a.warc.gz", "/x/d/l.paths", "", "/x/d/a.warc.gz", id="same-directory"),
        pytest.param("s3://b/a.warc.gz", "/x/l.paths", "gs://c", "s3://b/a.warc.gz", id="url"),
        pytest.param("/y/a.warc.gz", "/x/l.paths", "gs://c", "/y/a.warc.gz", id="absolute"),
        pytest.param("b/a.warc.gz", "s3://b/l.paths", "", "s3://b/b/a.warc.gz", id="bucket-is-no-directory"),
    ],
)  # fmt: skip
def test_lines_of_a_manifest_are_found_where_it_says(line, manifest, base, expected):
    assert resolved(line, manifest, base) == expected


@pytest.mark.parametrize("name", ["warc.paths", "warc.paths.gz"])
def test_a_manifest_lists_sources(tmp_path, name):
    content = b"a.warc.gz\n\n b.warc.gz \na.warc.gz\n"
    (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith("gz") else content)
    assert sources_of([str(tmp_path / name)]) == (
        str(tmp_path / "a.warc.gz"),
        str(tmp_path / "b.warc.gz"),
    )


def test_a_manifest_that_is_damaged_is_an_error(tmp_path):
    (tmp_path / "warc.paths.gz").write_bytes(gzip.compress(b"a.warc.gz\n" * 99)[:-9])
    with pytest.raises(InputError, match="can't be read as a list of archives"):
        sources_of([str(tmp_path / "warc.paths.gz")])


def test_a_directory_gives_its_archives_and_itself_for_its_pages(tmp_path, crawl):
    sources = crawl(2, pages=1)
    assert sources_of([str(tmp_path / "crawl")]) == tuple(sources)
    (tmp_path / "crawl" / "saved.html").write_text("<p>x")
    assert sources_of([str(tmp_path / "crawl")]) == (*sources, str(tmp_path / "crawl"))


def test_names_are_the_same_from_wherever_they_are_given(tmp_path, crawl, monkeypatch):
    """Parts are named by them."""
    (source,) = crawl(pages=1)
    monkeypatch.chdir(tmp_path)
    given = ["crawl", "crawl/*.warc.gz", "./crawl/CRAWL-00000.warc.gz", f"file://{source}"]
    assert [sources_of([name]) for name in given] == [(source,)] * 4
    assert sources_of(given) == (source,)


@pytest.mark.parametrize("name", ["none.warc.gz", "none-*.warc.gz"])
def test_what_is_not_there_is_an_error(tmp_path, name):
    with pytest.raises(InputError, match="there is no such file"):
        sources_of([str(tmp_path / name)])


def test_each_source_is_in_one_share_and_shares_are_about_equal():
    sources = [f"s3://b/{number}.warc.gz" for number in range(8000)]
    shares = [[s for s in sources if Shard(index, 8).has(s)] for index in range(8)]
    assert sorted(chain(*shares)) == sorted(sources)
    assert max(map(len, shares)) < 1.2 * min(map(len, shares))


@pytest.mark.parametrize("text", ["", "3", "8/8", "-1/4", "1/0", "a/b", "1/4/2", "²/4"])
def test_what_is_no_share_is_refused(text):
    with pytest.raises(ValueError, match=r"I/K|counted from 0"):
        shard_of(text)


def test_parts_of_archives_of_one_name_are_apart():
    names = {part_name(f"s3://b/{number}/a.warc.gz", "parquet") for number in range(100)}
    assert len(names) == 100
    assert all(name.startswith("part-a-") and name.endswith(".parquet") for name in names)


@pytest.mark.parametrize("name", ["../x.warc.gz", "a\nb.warc.gz", "ä ü.warc.gz", "x" * 300, ""])
def test_names_of_parts_are_plain(name):
    found = part_name(name, "jsonl")
    assert found.isascii()
    assert "/" not in found
    assert len(found) < 128
    assert not set(found) & set("\n \\")
