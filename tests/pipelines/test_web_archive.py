"""The history of a page from an archive on loopback: replayed, or out of the archive's files."""

import gzip
import json
from urllib.parse import parse_qs, urlsplit

import pytest

from scraper.cli import run
from scraper.errors import FetchError, InputError
from scraper.fetch import FetchSettings
from scraper.pipelines.capture_history import versions_of
from scraper.pipelines.web_archive import HistorySource, import_history
from scraper.store import Store
from tests.loopback import QuietHandler, serving

URL = "https://news.example/story"
STAMPS = ("20240101000000", "20240102000000", "20240103000000")
FACTS = ("six", "seven", "seven")  # the third capture differs in its markup only
SETTINGS = FetchSettings(allow_private=True, delay=0.0, attempts=1)


def story(fact: str, stamp: str) -> bytes:
    text = f"The harbour master said that {fact} boats were lost in the storm of the night. " * 3
    more = "The council will meet on Monday, and it will decide what is to be rebuilt first. " * 3
    return f"<!-- {stamp} --><title>Storm</title><article><h1>Storm</h1><p>{text}</p><p>{more}</p></article>".encode()


def record(stamp: str, body: bytes) -> bytes:
    """One member of a WARC file, as crawlers write it."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {URL}\r\n"
        f"WARC-Date: {stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{stamp[:12]}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n", mtime=0)


RECORDS = [record(stamp, story(fact, stamp)) for stamp, fact in zip(STAMPS, FACTS, strict=True)]


def rows(*, files: bool) -> list[dict[str, str]]:
    found, offset = [], 0
    for number, stamp in enumerate(STAMPS):
        row = {"urlkey": "example,news)/story", "timestamp": stamp, "url": URL, "mime": "text/html",
               "status": "200", "digest": f"D{number}"}  # fmt: skip
        length = len(RECORDS[number])
        if files:
            row |= {"filename": "crawl/a.warc.gz", "offset": str(offset), "length": str(length)}
        offset += length
        found.append(row)
    return found


class Archive(QuietHandler):
    """A CDX server, a replay of captures, and a file that is read by ranges."""

    seen: list[str] = []  # noqa: RUF012
    broken: set[str] = set()  # noqa: RUF012  # stamps that are not replayed

    def do_GET(self) -> None:
        self.seen.append(self.path)
        status, headers, body = self.answer()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def answer(self) -> tuple[int, dict[str, str], bytes]:
        parts = urlsplit(self.path)
        if parts.path == "/cdx":
            assert parse_qs(parts.query)["url"] == [URL]
            lines = "".join(json.dumps(row) + "\n" for row in rows(files=False))
            return 200, {"Content-Type": "application/json"}, lines.encode()
        if parts.path == "/index.gz":
            lines = "".join(
                f"{r['urlkey']} {r['timestamp']} {json.dumps(r)}\n" for r in rows(files=True)
            )
            return 200, {}, gzip.compress(lines.encode())
        if parts.path.startswith("/web/"):
            stamp = parts.path[5:19]
            if stamp in self.broken:
                return 404, {}, b"gone"
            sent = {"Content-Type": "text/html", "x-archive-orig-content-type": "text/html; charset=utf-8",
                    "x-archive-orig-server": "nginx"}  # fmt: skip
            return 200, sent, story(FACTS[STAMPS.index(stamp)], stamp)
        if parts.path == "/crawl/a.warc.gz":
            first, last = self.headers["Range"].removeprefix("bytes=").split("-")
            return 206, {}, b"".join(RECORDS)[int(first) : int(last) + 1]
        return 404, {}, b""


@pytest.fixture(scope="module")
def archive():
    with serving(Archive) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(autouse=True)
def whole():
    Archive.broken.clear()
    Archive.seen.clear()


def imported(root, source, said=None):
    with Store.open(root) as store:
        return import_history(source, store, SETTINGS, said.append if said is not None else print)


def facts(root) -> list[tuple[int, str, str]]:
    with Store.reader(root) as store:
        versions = list(versions_of(store, URL, None))
    return [
        (v.number, f"{v.seen_at:%Y-%m-%d}", "seven" if "seven" in v.text else "six")
        for v in versions
    ]


HISTORY = [(1, "2024-01-01", "six"), (2, "2024-01-02", "seven")]


def test_replayed_captures_become_the_history_of_the_page(archive, tmp_path):
    done = imported(tmp_path / "store", HistorySource(URL, f"{archive}/cdx"))
    assert (done.stored, done.failures) == (3, [])
    assert facts(tmp_path / "store") == HISTORY
    with Store.reader(tmp_path / "store") as store:
        page = store.get(URL)
        assert page.header("server") == "nginx"
        assert page.header("content-type") == "text/html; charset=utf-8"
        assert page.body == story("seven", STAMPS[2])
    assert not [path for path in Archive.seen if "robots" in path]


def test_records_of_a_crawl_are_read_by_range(archive, tmp_path):
    source = HistorySource(URL, f"{archive}/index.gz", records=f"{archive}/")
    assert imported(tmp_path / "store", source).stored == 3
    assert facts(tmp_path / "store") == HISTORY


def test_an_index_file_does_the_same(archive, tmp_path):
    lines = "".join(f"{r['urlkey']} {r['timestamp']} {json.dumps(r)}\n" for r in rows(files=True))
    for name, content in (("a.gz", gzip.compress(lines.encode())), ("b.cdxj", lines.encode())):
        (tmp_path / name).write_bytes(content)
        source = HistorySource(URL, str(tmp_path / name), records=f"{archive}/")
        assert imported(tmp_path / f"store-{name}", source).stored == 3


def test_a_second_import_adds_nothing(archive, tmp_path):
    source = HistorySource(URL, f"{archive}/cdx")
    imported(tmp_path / "store", source)
    done = imported(tmp_path / "store", source)
    assert (done.stored, done.known) == (0, 3)


def test_a_capture_that_can_not_be_had_is_named_and_the_others_come(archive, tmp_path):
    Archive.broken.add(STAMPS[1])
    said = []
    done = imported(tmp_path / "store", HistorySource(URL, f"{archive}/cdx"), said)
    assert done.stored == 2
    assert said[0].subject == f"{URL} of 2024-01-02 00:00:00"
    assert said[0].kind == "http_status"


def test_an_index_that_can_not_be_read_is_an_error(archive, tmp_path):
    with pytest.raises(FetchError, match="404"):
        imported(tmp_path / "store", HistorySource(URL, f"{archive}/nothing"))
    with pytest.raises(InputError, match="can't be read as an index"):
        imported(tmp_path / "store", HistorySource(URL, str(tmp_path / "none.cdx")))
    (tmp_path / "cut.gz").write_bytes(gzip.compress(b"x" * 5000)[:-12])
    with pytest.raises(InputError, match="can't be read as an index"):
        imported(tmp_path / "store", HistorySource(URL, str(tmp_path / "cut.gz")))


def test_the_commands_import_and_show_the_history(archive, tmp_path, capsys):
    store = ["--store", str(tmp_path / "store")]
    call = ["store", "import", "--wayback", URL, "--cdx", f"{archive}/cdx", "--delay", "0"]
    assert run([*call, "--allow-private", *store]) == 0
    assert capsys.readouterr().out.startswith("3 captures stored")
    assert run(["history", URL, *store]) == 0
    out = capsys.readouterr().out
    assert "version 2, seen 2024-01-02" in out
    assert "+ The harbour master said that seven boats" in out
    assert run(["history", "https://news.example/other", *store]) == 1
