"""export and import: the same records again; foreign archives too; hostile ones do no harm."""

import gzip
import hashlib
import io
import json
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator

from scraper.errors import ExitCode
from scraper.store.archives.cdx import surt

NOW = datetime(2026, 6, 1, tzinfo=UTC)
A, B = "https://news.example/a?x=1", "https://other.example/b"
HTML = b"<html><body><p>A page.</p></body></html>"


def records(path: Path) -> list[bytes]:
    """All records of the segments, unpacked, but for the first of each."""
    found = []
    for segment in sorted((path / "segments").iterdir()):
        found += gzip.decompress(segment.read_bytes()).split(b"WARC/1.1\r\n")[2:]
    return sorted(found)


@pytest.mark.parametrize("name", ["out.warc.gz", "out.wacz"])
def test_what_is_exported_is_imported_as_it_was(root, tmp_path, name, content, scraper):
    status, out, err = scraper("store", "export", tmp_path / name, "--store", root)
    assert (status, out) == (0, f"8 captures written to {tmp_path / name}\n"), err
    status, out, err = scraper(
        "store", "import", tmp_path / name, "--store", tmp_path / "again", "--json"
    )
    assert (status, json.loads(out)["stored"]) == (0, 8), err
    assert content(tmp_path / "again") == content(root)
    assert records(tmp_path / "again") == records(root)
    status, out, _ = scraper("store", "import", tmp_path / name, "--store", tmp_path / "again")
    assert out.startswith("0 captures stored, 8 were known")
    assert len(content(tmp_path / "again")) == 8


def test_export_of_some_has_what_they_refer_to(root, tmp_path, imported, content, scraper):
    out = tmp_path / "out.warc.gz"
    scraper("store", "export", out, "--store", root, "--status", "304")
    assert imported(tmp_path / "again", out).stored == 3  # two and the page they are about
    assert {page.final_url for page in content(tmp_path / "again").values()} == {A}


def test_exported_warc_is_read_by_other_tools(root, tmp_path, scraper):
    out = tmp_path / "out.warc.gz"
    scraper("store", "export", out, "--store", root)
    with out.open("rb") as file:
        kinds = [record.rec_type for record in ArchiveIterator(file, check_digests="raise")]
    assert kinds.count("response") == 5
    with out.open("rb") as file:
        assert all(record.verify_block_digest() for record in FastIterator(file, parse_http=False)
                   if record.headers.get("WARC-Block-Digest"))  # fmt: skip


def test_wacz_is_as_its_specification_says(root, tmp_path, scraper):
    out = tmp_path / "out.wacz"
    scraper("store", "export", out, "--store", root)
    with zipfile.ZipFile(out) as package:
        assert package.testzip() is None
        names = package.namelist()
        files = {name: package.read(name) for name in names}
        stored = package.getinfo("archive/data.warc.gz").compress_type
    assert stored == zipfile.ZIP_STORED  # so that replay can read parts of it
    described = json.loads(files["datapackage.json"])
    assert (described["profile"], described["wacz_version"]) == ("data-package", "1.1.1")
    rest = {"datapackage.json", "datapackage-digest.json"}
    assert {each["path"] for each in described["resources"]} == {*names} - rest
    for each in described["resources"]:
        data = files[each["path"]]
        assert each["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()
        assert each["bytes"] == len(data)
    digest = json.loads(files["datapackage-digest.json"])["hash"]
    assert digest == "sha256:" + hashlib.sha256(files["datapackage.json"]).hexdigest()
    head, *pages = map(json.loads, files["pages/pages.jsonl"].splitlines())
    assert head["format"] == "json-pages-1.0"
    assert {"url": B, "title": "Ein Titel"}.items() <= next(
        page for page in pages if page["title"] == "Ein Titel"
    ).items()
    lines = files["indexes/index.cdx"].decode().splitlines()
    assert lines == sorted(lines)
    assert len(lines) == 8
    for line in lines:
        key, time, fields = line.split(" ", 2)
        record = json.loads(fields)
        start = int(record["offset"])
        member = files["archive/data.warc.gz"][start : start + int(record["length"])]
        found = next(iter(ArchiveIterator(io.BytesIO(member))))
        assert found.rec_headers.get_header("WARC-Target-URI") == record["url"]
        assert (key, len(time)) == (surt(record["url"]), 14)
        assert (found.rec_type == "revisit") == (record["mime"] == "warc/revisit")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.Example.org/B?z=1&a=2", "org,example)/b?a=2&z=1"),
        ("http://example.org:80", "org,example)/"),
        ("https://example.org:8443/x#f", "org,example:8443)/x"),
        ("http://www2.example.org/", "org,example)/"),
        ("http://127.0.0.1:80/", "127.0.0.1)/"),
        ("http://[::1]/", "::1)/"),
        ("http://[::1", "http://[::1"),
        ("dns:example.org", "dns:example.org"),
        ("https://wwwx.example.org/", "org,example,wwwx)/"),
    ],
)
def test_surt(url, expected):
    assert surt(url) == expected


def test_file_that_exists_and_another_ending_are_refused(root, tmp_path, scraper):
    out = tmp_path / "out.warc.gz"
    out.write_bytes(b"mine")
    assert "exists already" in scraper("store", "export", out, "--store", root)[2]
    assert out.read_bytes() == b"mine"
    assert scraper("store", "export", out, "--store", root, "--force")[0] == 0
    assert scraper("store", "export", tmp_path / "out.tar", "--store", root)[0] == ExitCode.USAGE


# Of other tools


# Hostile and damaged ones


def test_interrupted_import_is_ended_by_the_next(root, tmp_path, imported, content, scraper):
    out = tmp_path / "out.warc.gz"
    scraper("store", "export", out, "--store", root)
    code = (
        "import os, signal, sys; from pathlib import Path; from scraper.store import Store\n"
        "from scraper.store.archives.importer import import_archives\n"
        "put, count = Store.put, [0]\n"
        "def dying(self, page):\n"
        "    count[0] += 1\n"
        "    if count[0] == int(sys.argv[3]): os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return put(self, page)\n"
        "Store.put = dying\n"
        "with Store.open(sys.argv[2]) as store: import_archives([Path(sys.argv[1])], store)\n"
    )
    for stop in (3, 6):
        command = [sys.executable, "-c", code, str(out), str(tmp_path / "again"), str(stop)]
        assert subprocess.run(command, check=False).returncode == -9
    assert imported(tmp_path / "again", out).failures == []
    assert content(tmp_path / "again") == content(root)
