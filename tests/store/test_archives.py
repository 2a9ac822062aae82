"""export and import: the same records again; foreign archives too; hostile ones do no harm."""

import gc
import gzip
import hashlib
import io
import json
import random
import subprocess
import sys
import warnings
import zipfile
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from scraper.errors import ExitCode, InputError
from scraper.inputs.warc import MAX_HEADER
from scraper.models.page import Page, Trace
from scraper.store import Store
from scraper.store.archives.cdx import surt
from scraper.store.archives.importer import import_archives

NOW = datetime(2026, 6, 1, tzinfo=UTC)
A, B = "https://news.example/a?x=1", "https://other.example/b"
HTML = b"<html><body><p>A page.</p></body></html>"


def capture(url: str, minute: int, raw: bytes = HTML, **fields) -> Page:
    known = {"headers": (("Content-Type", "text/html; charset=utf-8"),)}
    moment = NOW + timedelta(minutes=minute, microseconds=123456)
    return Page(**{
        "url": url, "final_url": url, "status": 200, "body": raw, "raw": raw, "fetched_at": moment,
        **known, **fields,
    })  # fmt: skip


@pytest.fixture
def root(tmp_path) -> Path:
    """A store with every kind of capture there is."""
    packed = gzip.compress(HTML * 3, mtime=0)
    with Store.open(tmp_path / "news") as store:
        first = store.put(capture(A, 1, trace=Trace(total=0.25), seconds=0.5, http_version="2"))
        store.put(capture(B, 2))  # a revisit
        store.put(capture(B, 3, packed, headers=(("Content-Encoding", "gzip"), ("X", "Ünïcode"))))
        store.put(capture(A, 4, b"", status=304, headers=(("ETag", '"a"'),), unchanged=first))
        store.put(capture(A, 5, b"", status=304, unchanged=store.find(A).id))
        store.put(capture("http://x.example/", 6, b"half", truncated="length", redirects=(A, B)))
        key = store.put(capture(B, 7, b"<p>shell", rendered=b"<p>what scripts made</p>"))
        store.put(capture("https://x.example/none", 8, b"", status=404))
        store.note(key, status="article", title="Ein Titel", words=3)
    return tmp_path / "news"


def content(path: Path) -> dict[str, Page]:
    with Store.reader(path) as store:
        assert store.verify().ok
        return {entry.id: store.get(entry.id, decoded=False) for entry in store.entries()}


def records(path: Path) -> list[bytes]:
    """All records of the segments, unpacked, but for the first of each."""
    found = []
    for segment in sorted((path / "segments").iterdir()):
        found += gzip.decompress(segment.read_bytes()).split(b"WARC/1.1\r\n")[2:]
    return sorted(found)


def scraper(*arguments: object) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "scraper", *map(str, arguments)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def imported(root: Path, *files: Path):
    with Store.open(root) as store:
        return import_archives(files, store)


@pytest.mark.parametrize("name", ["out.warc.gz", "out.wacz"])
def test_what_is_exported_is_imported_as_it_was(root, tmp_path, name):
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


def test_export_of_some_has_what_they_refer_to(root, tmp_path):
    out = tmp_path / "out.warc.gz"
    scraper("store", "export", out, "--store", root, "--status", "304")
    assert imported(tmp_path / "again", out).stored == 3  # two and the page they are about
    assert {page.final_url for page in content(tmp_path / "again").values()} == {A}


def test_exported_warc_is_read_by_other_tools(root, tmp_path):
    out = tmp_path / "out.warc.gz"
    scraper("store", "export", out, "--store", root)
    with out.open("rb") as file:
        kinds = [record.rec_type for record in ArchiveIterator(file, check_digests="raise")]
    assert kinds.count("response") == 5
    with out.open("rb") as file:
        assert all(record.verify_block_digest() for record in FastIterator(file, parse_http=False)
                   if record.headers.get("WARC-Block-Digest"))  # fmt: skip


def test_wacz_is_as_its_specification_says(root, tmp_path):
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


def test_file_that_exists_and_another_ending_are_refused(root, tmp_path):
    out = tmp_path / "out.warc.gz"
    out.write_bytes(b"mine")
    assert "exists already" in scraper("store", "export", out, "--store", root)[2]
    assert out.read_bytes() == b"mine"
    assert scraper("store", "export", out, "--store", root, "--force")[0] == 0
    assert scraper("store", "export", tmp_path / "out.tar", "--store", root)[0] == ExitCode.USAGE


# Of other tools


def foreign(
    path: Path, *, gzipped: bool = True, whole: bool = False, chunked: bool = False
) -> None:
    """As warcio and wget write: requests, metadata, SHA-1, chunks, times in seconds."""
    body = b"5\r\n<p>On\r\n3\r\ne.<\r\n0\r\n\r\n" if chunked else b"<p>One.<"
    head = [("Content-Type", "text/html"), ("Set-Cookie", "sid=secret; Path=/")]
    head += [("Transfer-Encoding", "chunked")] if chunked else []
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=gzipped and not whole)
    date = {"WARC-Date": "2020-05-04T10:00:00Z"}
    writer.write_record(writer.create_warcinfo_record("x.warc", {"software": "other/1.0"}))
    http = StatusAndHeaders("200 OK", head, protocol="HTTP/1.1")
    response = writer.create_warc_record(
        A, "response", payload=io.BytesIO(body), http_headers=http, warc_headers_dict=date
    )
    request = writer.create_warc_record(
        A, "request", payload=io.BytesIO(b""),
        http_headers=StatusAndHeaders("GET / HTTP/1.0", [("Cookie", "sid=secret")], is_http_request=True),
    )  # fmt: skip
    writer.write_request_response_pair(request, response)
    writer.write_record(
        writer.create_revisit_record(
            B, response.rec_headers.get_header("WARC-Payload-Digest"), A, "2020-05-04T10:00:00Z",
            http_headers=StatusAndHeaders("200 OK", head, protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": "2020-05-05T10:00:00Z"},
        )
    )  # fmt: skip
    writer.write_record(
        writer.create_warc_record(
            "metadata://x/", "resource", payload=io.BytesIO(b"log"), warc_content_type="text/plain"
        )
    )
    data = buffer.getvalue()
    path.write_bytes(gzip.compress(data) if whole else data)


@pytest.mark.parametrize(
    "form", [{}, {"gzipped": False}, {"whole": True}, {"chunked": True}], ids=str
)
def test_archives_of_other_tools_are_imported(tmp_path, form):
    with warnings.catch_warnings():  # warcio leaves its temporary files to the garbage collector
        warnings.simplefilter("ignore", ResourceWarning)
        foreign(tmp_path / "other.warc.gz", **form)
        gc.collect()
    done = imported(tmp_path / "news", tmp_path / "other.warc.gz")
    assert (done.stored, done.others, done.failures) == (2, 3, [])
    pages = {page.final_url: page for page in content(tmp_path / "news").values()}
    assert {page.raw for page in pages.values()} == {b"<p>One.<"}
    assert pages[A].fetched_at == datetime(2020, 5, 4, 10, tzinfo=UTC)
    assert pages[B].status == 200
    assert "secret" not in str(pages)


def test_wget_is_imported(tmp_path):
    """Angle brackets around the URL, no digest of the block, headers ended by a line feed alone."""
    head = "HTTP/1.1 200 OK\nContent-Type: text/html\nX-Long: a\n b\n\n"
    block = head.encode() + HTML
    text = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        "WARC-Target-URI: <https://news.example/w>\r\nWARC-Date: 2020-05-04T10:00:00Z\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    (tmp_path / "w.warc").write_bytes(text.encode() + block + b"\r\n\r\n")
    assert imported(tmp_path / "news", tmp_path / "w.warc").stored == 1
    (page,) = content(tmp_path / "news").values()
    assert (page.final_url, page.raw) == ("https://news.example/w", HTML)
    assert page.header("x-long") == "a b"


def test_revisit_finds_its_payload_in_another_file_or_in_the_store(root, tmp_path):
    whole, first, rest = (tmp_path / f"{name}.warc.gz" for name in ("whole", "first", "rest"))
    scraper("store", "export", whole, "--store", root)
    data = whole.read_bytes()
    with Store.reader(root) as store:
        entry = store.find(A)
    cut = next(e["offset"] for e in offsets(data) if e["kind"] == "revisit")
    first.write_bytes(data[:cut])
    rest.write_bytes(data[cut:])
    assert imported(tmp_path / "both", rest, first).failures == []
    assert content(tmp_path / "both") == content(root)
    assert entry.revisit
    alone = imported(tmp_path / "alone", rest)
    assert len(alone.failures) == 3
    assert (
        imported(tmp_path / "alone", first).stored + imported(tmp_path / "alone", rest).stored > 0
    )
    assert content(tmp_path / "alone") == content(root)


def offsets(data: bytes) -> list[dict]:
    iterator = ArchiveIterator(io.BytesIO(data))
    found = []
    for record in iterator:
        record.raw_stream.read()
        found.append({"kind": record.rec_type, "offset": iterator.get_record_offset()})
    return found


# Hostile and damaged ones


def warc(length: object, block: bytes = b"HTTP/1.1 200 OK\r\n\r\n<p>x", extra: str = "") -> bytes:
    return (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{'0' * 32}>\r\n{extra}"
        f"WARC-Target-URI: {A}\r\nWARC-Date: 2020-05-04T10:00:00Z\r\nContent-Length: {length}\r\n\r\n"
    ).encode() + block + b"\r\n\r\n"  # fmt: skip


GOOD = warc(23)
BAD = {
    "longer": warc(10**9),
    "shorter": warc(5),
    "negative": warc(-5),
    "huge": warc(10**30),
    "not a number": warc("0x10"),
    "fraction": warc("²³"),
    "no length": GOOD.replace(b"Content-Length: 23\r\n", b""),
    "endless header": b"WARC/1.1\r\nX: " + b"a" * (MAX_HEADER + 10),
    "cut": GOOD[:-40],
    "text": b"hello\n",
    "null bytes": bytes(3000),
    "wrong digest": warc(23, extra="WARC-Block-Digest: sha1:AAAA\r\n"),
    "no date": GOOD.replace(b"2020-05-04T10:00:00Z", b"yesterday"),
    "no status": warc(7, b"nothing"),
    "gzip that ends": gzip.compress(GOOD)[:-9],
    "gzip that is none": b"\x1f\x8b\x08" + b"\xff" * 500,
    "own, but not": warc(23, extra="X-Scraper-Requested-URI: https://a.example/\r\n"
                                   "WARC-Payload-Digest: sha256:00\r\n"),
    "own without id": warc(23, extra="X-Scraper-Requested-URI: a\r\n").replace(b"urn:uuid", b"x"),
    "first day": GOOD.replace(b"2020-05-04T10:00:00Z", b"0001-01-01T00:00:00+14:00"),
    "own, of the first day": warc(23, extra="X-Scraper-Requested-URI: a\r\n").replace(
        b"2020-05-04T10:00:00Z", b"0001-01-01T00:00:00+14:00"
    ),
    "deep trace": warc(
        23, extra="X-Scraper-Requested-URI: a\r\nX-Scraper-Trace: " + "[" * 99_999 + "\r\n"
    ),
    "zstd": b"\x28\xb5\x2f\xfd" + bytes(50),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_archive_is_named_and_costs_only_itself(tmp_path, name):
    good, bad, better = (tmp_path / f"{n}.warc" for n in ("good", "bad", "better"))
    good.write_bytes(GOOD)
    bad.write_bytes(BAD[name])
    better.write_bytes(GOOD.replace(b"news.example", b"more.example"))
    status, out, err = scraper(
        "store", "import", good, bad, better, "--store", tmp_path / "news", "--json"
    )
    assert status == ExitCode.SOME_FAILED
    assert "bad.warc" in err and "Traceback" not in err
    failures = json.loads(out)["failures"]
    assert failures and all(each["subject"].startswith(str(bad)) for each in failures)
    assert len(content(tmp_path / "news")) in (2, 3)  # "shorter" holds a page


@pytest.mark.parametrize("seed", range(40))
def test_damage_anywhere_is_no_crash(root, tmp_path, seed):
    rng = random.Random(seed)
    out = tmp_path / "out.warc.gz"
    scraper("store", "export", out, "--store", root)
    data = bytearray(out.read_bytes())
    if seed % 2:
        data = bytearray(gzip.decompress(data))
    for _ in range(rng.choice([1, 30])):
        data[rng.randrange(len(data))] = rng.randrange(256)
    out.write_bytes(data[: rng.randrange(len(data))] if seed % 3 == 0 else data)
    imported(tmp_path / "again", out)
    with Store.reader(tmp_path / "again") as store:
        assert store.verify().ok


def bomb(path: Path, head: bytes, size: int) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    with path.open("wb") as file:
        file.write(packer.compress(head))
        piece = bytes(1 << 20)
        for _ in range(size >> 20):
            file.write(packer.compress(piece))
        file.write(packer.flush())


@pytest.mark.parametrize(
    "head", [b"WARC/1.1\r\nX: ", warc(1 << 30, b"")[:-4], b""], ids=["header", "block", "none"]
)
def test_gzip_bomb_is_left_early_and_takes_no_memory(tmp_path, head):
    bomb(tmp_path / "bomb.warc.gz", head, 1 << 30)
    code = (
        "import sys; from pathlib import Path; from scraper.store import Store\n"
        "from scraper.store.archives.importer import import_archives\n"
        "with Store.open(sys.argv[2]) as store: done = import_archives([Path(sys.argv[1])], store)\n"
        "status = Path('/proc/self/status').read_text()\n"  # what rusage says lives on from the parent
        "print(len(done.failures), int(status.split('VmHWM:')[1].split()[0]) // 1024)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "bomb.warc.gz"), str(tmp_path / "news")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    failures, memory = map(int, done.stdout.split())
    assert failures == 1
    assert memory < 150  # MB


def package(
    path: Path,
    files: dict[str, bytes],
    *,
    hashes: bool = True,
    compress: bool = False,
    altered: bool = False,
) -> Path:
    resources = [
        {"path": name, "hash": "sha256:" + hashlib.sha256(data + b"x" * altered).hexdigest()}
        for name, data in files.items()
    ]
    with zipfile.ZipFile(
        path, "w", zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
    ) as made:
        for name, data in files.items():
            made.writestr(name, data)
        if hashes:
            made.writestr("datapackage.json", json.dumps({"resources": resources}))
    return path


def test_names_in_a_package_lead_nowhere(tmp_path):
    files = {
        "archive/../../escaped.warc": GOOD, "/archive/absolute.warc": GOOD, "archive/a.warc": GOOD,
        "../x": b"x", "archive/C:\\x.warc": GOOD.replace(b"news.", b"c.")
    }  # fmt: skip
    before = {*tmp_path.parent.rglob("*")}
    done = imported(tmp_path / "news", package(tmp_path / "a.wacz", files))
    assert done.failures == []
    made = {*tmp_path.parent.rglob("*")} - before
    inside = {path for path in made if (tmp_path / "news") in (path, *path.parents)}
    assert made - inside == {tmp_path / "a.wacz"}


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda p: p.write_bytes(b"PK no zip"), "as a WACZ package"),
        (lambda p: package(p, {"archive/a.warc": GOOD}, hashes=False), "is no WACZ"),
        (lambda p: package(p, {"datapackage.json": b"[" * 100_000}, hashes=False), "is no WACZ"),
        (lambda p: package(p, {"pages/pages.jsonl": b""}), "no WARC files"),
        (lambda p: altered(package(p, {"archive/a.warc": GOOD}), b"<p>x", b"<p>y"), "Bad CRC"),
        (lambda p: package(p, {"archive/a.warc": GOOD}, altered=True), "have its hash"),
        (lambda p: package(p, {"archive/a.warc": bytes(1 << 28)}, compress=True), "200 times its size"),
    ],
    ids=["no zip", "no description", "deep", "no data", "altered", "another hash", "bomb"],
)  # fmt: skip
def test_bad_package_is_refused_before_anything_is_stored(tmp_path, make, message):
    make(tmp_path / "a.wacz")
    with pytest.raises(InputError, match=message):
        imported(tmp_path / "news", tmp_path / "a.wacz")
    assert content(tmp_path / "news") == {}


def altered(path: Path, old: bytes, new: bytes) -> None:
    path.write_bytes(path.read_bytes().replace(old, new))


def test_interrupted_import_is_ended_by_the_next(root, tmp_path):
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


def test_credentials_of_an_archive_are_not_stored(tmp_path):
    url = "https://user:pw@news.example/a"
    (tmp_path / "a.warc").write_bytes(GOOD.replace(A.encode(), url.encode()))
    imported(tmp_path / "news", tmp_path / "a.warc")
    (page,) = content(tmp_path / "news").values()
    assert page == replace(page, final_url="https://news.example/a", url="https://news.example/a")
