"""Archives and parts in an object store, over answers that are slow, cut, short or missing."""

import gzip
import importlib
import json
from pathlib import Path

import pytest

from scraper.bulk import clean_archive, remote
from scraper.bulk.check import DamagedPart, MissingPart, check
from scraper.bulk.remote import file_system
from scraper.bulk.sources import sources_of
from scraper.cli import run as command
from scraper.errors import InputError, OutputError

BUCKET = "s3://crawls"


@pytest.fixture(scope="module")
def servers():
    """The ports of a server that answers well and of one before it that does not always."""
    module = importlib.import_module("object_store")
    with module.s3_server() as port, module.weak_server(port) as (weak, faults):
        yield weak, faults


@pytest.fixture
def faults(servers, monkeypatch):
    """Use the store by its environment, as people do; nothing is in it."""
    port, faults = servers
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "nobody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")  # the client's own attempts
    monkeypatch.setattr("s3fs.S3FileSystem.retries", 1)
    monkeypatch.setattr(remote, "PAUSES", (0.01,) * 3)
    monkeypatch.setattr(remote, "BLOCK", 1024)  # so that an archive takes some requests
    system, _ = file_system(BUCKET)
    system.invalidate_cache()
    if system.exists("crawls"):
        system.rm("crawls", recursive=True)
    system.mkdir("crawls")
    faults.reads.clear()
    faults.writes.clear()
    faults.seen.clear()
    return faults


@pytest.fixture
def put(faults):
    """Put a file into the store, and return its URL."""

    def put(path: str, name: str = "") -> str:
        url = f"{BUCKET}/in/{name or Path(path).name}"
        file_system(BUCKET)[0].put_file(path, url)
        return url

    return put


def stored(prefix: str) -> dict[str, bytes]:
    system, path = file_system(f"{BUCKET}/{prefix}")
    system.invalidate_cache()
    return {each.rpartition("/")[2]: system.cat_file(each) for each in system.find(path)}


@pytest.fixture
def expected(out, crawl, parts, put):
    """An archive in the store, and its part when nothing fails."""
    (source,) = crawl(pages=6)
    url = put(source)
    clean_archive(url, out)
    return url, parts(out)


@pytest.mark.parametrize(
    "reads",
    [
        pytest.param([], id="well"),
        pytest.param(["slow"], id="slow"),
        pytest.param(["cut", "cut"], id="cut"),
        pytest.param(["short", "short", "short"], id="short"),
        pytest.param(["busy"] * 3, id="busy"),
        pytest.param(["gone", "cut", "busy", "short"], id="all"),
    ],
)
def test_bad_answers_change_no_byte(faults, expected, reads):
    url, parts = expected
    faults.reads += reads
    clean_archive(url, f"{BUCKET}/out")
    assert faults.reads == []  # all of them were met
    assert {name: data for name, data in stored("out").items() if name in parts} == parts


@pytest.mark.parametrize("writes", [["busy"] * 3, ["gone", "gone"], ["slow"]], ids=str)
def test_a_part_is_sent_again_where_that_failed(faults, expected, writes):
    url, parts = expected
    (name,) = parts
    faults.writes += writes
    clean_archive(url, f"{BUCKET}/out")
    assert faults.writes == []
    assert stored("out")[name] == parts[name]


def test_an_archive_that_can_not_be_read_to_its_end_publishes_nothing(faults, expected):
    url, _ = expected
    faults.reads += ["gone"] * 99
    with pytest.raises(InputError, match=url):
        clean_archive(url, f"{BUCKET}/out")
    assert list(stored("out")) == ["_scraper.json"]


def test_what_is_done_is_seen_by_others(faults, expected):
    url, _ = expected
    clean_archive(url, f"{BUCKET}/out")
    faults.seen.clear()
    assert clean_archive(url, f"{BUCKET}/out").done_before
    assert [line for line in faults.seen if line.startswith("PUT")] == []


def test_lists_directories_and_patterns_name_archives(tmp_path, crawl, put):
    urls = [put(source) for source in crawl(2, pages=1)]
    (tmp_path / "warc.paths.gz").write_bytes(gzip.compress(b"in/CRAWL-00000.warc.gz\n"))
    listed = put(str(tmp_path / "warc.paths.gz"))
    assert sources_of([f"{BUCKET}/in/"]) == tuple(urls)
    assert sources_of([f"{BUCKET}/in/*1.warc.gz"]) == (urls[1],)
    assert sources_of([listed]) == (urls[0],)
    with pytest.raises(InputError, match="no archives"):
        sources_of([f"{BUCKET}/none/"])


def test_rows_have_the_path_in_the_bucket(crawl, put, out, rows):
    """As Common Crawl's index has it."""
    (source,) = crawl(pages=1)
    clean_archive(put(source), out)
    assert [row["warc_filename"] for row in rows(out)] == ["in/CRAWL-00000.warc.gz"]


def test_a_package_is_read_in_the_store(tmp_path, made, put, out, rows):
    package = importlib.import_module("zipfile")
    with package.ZipFile(tmp_path / "a.wacz", "w") as file:
        file.writestr("archive/data.warc.gz", made.Archive().page(1).page(2).content)
    report = clean_archive(put(str(tmp_path / "a.wacz")), out)
    assert report.pages == 2
    assert {row["warc_filename"] for row in rows(out)} == {"in/a.wacz!archive/data.warc.gz"}


def test_the_command_works_from_store_to_store(crawl, put, capsys):
    urls = [put(source) for source in crawl(2, pages=1)]
    assert command(["bulk", f"{BUCKET}/in/", "-o", f"{BUCKET}/out", "--json", "--jobs", "1"]) == 0
    assert json.loads(capsys.readouterr().out)["pages"] == 2
    assert len([name for name in stored("out") if name.startswith("part-")]) == 2
    system = file_system(BUCKET)[0]
    names = [name for name in stored("out") if name.startswith("part-")]
    system.rm_file(f"crawls/out/{names[0]}")
    system.pipe_file(f"crawls/out/{names[1]}", b"PAR1")
    found = {type(each) for each in check(urls, f"{BUCKET}/out")}
    assert found == {MissingPart, DamagedPart}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("s3://crawls/in/none.warc.gz", "none.warc.gz"),
        ("nothing://b/a.warc.gz", "nothing"),
    ],
)
def test_what_can_not_be_opened_is_an_error(faults, out, name, message):
    with pytest.raises(InputError, match=message):
        clean_archive(name, out)


@pytest.mark.parametrize("where", ["https://e.org/out", "ftp://e.org/out", "sftp://e.org/out"])
def test_parts_go_where_they_appear_whole(where):
    with pytest.raises(OutputError, match="object store"):
        clean_archive("/a.warc.gz", where)
