"""No answer of a server and no record of an archive makes a store unreadable, slow or loud."""

import gzip
import inspect
import json
import sys
import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from scraper.cli import run as command
from scraper.errors import ExitCode, NotStorable, StoreDamaged
from scraper.models.page import Trace
from scraper.store import RemovalBounds, Store, captures
from scraper.store.archives.importer import import_archives
from scraper.store.segments.record import capture_id, encode, payload_digest
from scraper.store.segments.segment import pack
from tests.growth import assert_linear

NOW = datetime(2026, 6, 1, tzinfo=UTC)
ADDRESS = "https://news.example/story/1"
NO_STATUS = [-1, 0, 5, 99, 1000, 10**12]


def record(
    url: str, http: bytes, date: str = "2026-01-02T03:04:05Z", kind: str = "response", **more
):
    """A record as another tool writes it, gzipped."""
    headers = {
        "WARC-Type": kind, "WARC-Target-URI": url, "WARC-Date": date,
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid4()}>", **more,
        "Content-Type": "application/http; msgtype=response", "Content-Length": str(len(http)),
    }  # fmt: skip
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return gzip.compress(b"WARC/1.1\r\n" + head.encode() + b"\r\n" + http + b"\r\n\r\n")


def answer(status: str = "200 OK", body: bytes = b"<p>some text") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n\r\n".encode() + body


@pytest.fixture
def run(capfd):
    """Run a command in this process: its exit status, and what it printed to both streams."""

    def call(*arguments: object) -> tuple[int, str, str]:
        status = command([str(each) for each in arguments])
        return status, *capfd.readouterr()

    return call


@pytest.fixture
def odd(tmp_path, make_page):
    """A store whose second of three records has a status that is none, as 0.1.0 could write it."""
    root = tmp_path / "store"
    with Store.open(root) as store:
        store.put(make_page(1))
    page = make_page(2, status=-1)
    page = replace(page, id=capture_id(page, payload_digest(page.raw)))
    (segment,) = (root / "segments").iterdir()
    with segment.open("ab") as file:
        file.write(pack(encode(page, payload_digest(page.raw), None)))
    with Store.open(root) as store:
        store.put(make_page(3))
    return root


@pytest.mark.parametrize("status", NO_STATUS)
def test_a_status_that_is_none_is_refused_and_nothing_is_written(tmp_path, make_page, status):
    with Store.open(tmp_path / "store") as store:
        with pytest.raises(NotStorable, match="is no HTTP status"):
            store.put(make_page(1, status=status))
        store.put(make_page(2))
        assert (store.count(), store.verify().ok) == (1, True)


@pytest.mark.parametrize(
    "fields",
    [
        {"http_version": "1.1\r\nWARC-Type: x"}, {"http_version": "٢"}, {"seconds": float("nan")},
        {"trace": Trace(total=float("inf"))}, {"trace": Trace(total="soon")},  # type: ignore[arg-type]
    ],
)  # fmt: skip
def test_a_page_with_a_value_that_could_not_be_read_back_is_refused(tmp_path, make_page, fields):
    with Store.open(tmp_path / "store") as store:
        with pytest.raises(NotStorable, match=r"news\.example/story/1"):
            store.put(make_page(1, **fields))
        assert store.count() == 0


def test_a_status_of_the_servers_own_is_stored(tmp_path, make_page):
    with Store.open(tmp_path / "store") as store:
        assert [store.get(store.put(make_page(n, status=n))).status for n in (100, 999)] == [
            100,
            999,
        ]


def test_an_odd_record_of_an_older_store_is_read_listed_exported_and_kept(
    odd, tmp_path, make_page, run
):
    with Store.reader(odd) as store:
        assert store.verify().ok
        assert store.get("https://news.example/story/2").status == -1
        assert [entry.status for entry in store.entries()] == [200, -1, 200]
    assert Store.rebuild(odd).ok
    with Store.reader(odd) as store:
        assert (store.count(), store.get("https://news.example/story/2").raw) == (
            3,
            make_page(2).raw,
        )
    out = tmp_path / "out.warc.gz"
    run("store", "export", out, "--store", odd)
    with Store.open(tmp_path / "again") as again:
        report = import_archives([out], again)
        assert (report.stored, len(report.failures), again.verify().ok) == (2, 1, True)


@pytest.mark.parametrize("line", ["000 X", "099 Low", "٢٠٠ OK", "20 Short", "2000 Long"])
def test_an_imported_status_that_is_none_is_named_and_costs_only_itself(tmp_path, line):
    archive = tmp_path / "a.warc.gz"
    archive.write_bytes(
        record("http://x.example/odd", answer(line)) + record("http://x.example/good", answer())
    )
    with Store.open(tmp_path / "store") as store:
        report = import_archives([archive], store)
        assert (report.stored, len(report.failures)) in ((1, 1), (2, 0))
        assert store.get("http://x.example/good").status == 200
        assert store.verify().ok


def test_export_names_a_record_that_cannot_be_read_and_writes_the_others(tmp_path, make_page, run):
    root, out = tmp_path / "store", tmp_path / "out.warc.gz"
    with Store.open(root) as store:
        for number in range(3):
            store.put(make_page(number))
        entry = store.find("https://news.example/story/1")
    segment = root / "segments" / entry.file
    data = bytearray(segment.read_bytes())
    data[entry.offset + entry.length // 2] ^= 0xFF
    segment.write_bytes(data)
    status, said, named = run("store", "export", out, "--store", root)
    assert status == ExitCode.STORE_DAMAGED
    assert "left out: https://news.example/story/1: " in named
    assert "2 captures written" in said
    with Store.open(tmp_path / "again") as again:
        assert import_archives([out], again).stored == 2


def unchanged_chain(store: Store, make_page, length: int) -> str:
    """Captures of one page, each "unchanged" since the one before; the id of the last."""
    key = store.put(make_page(0, raw=b"<p>text", headers=(("ETag", "0"), ("X-First", "yes"))))
    for number in range(1, length + 1):
        key = store.put(
            make_page(
                0, raw=b"", status=304, unchanged=key, headers=(("ETag", str(number)),),
                fetched_at=NOW + timedelta(seconds=number),
            )
        )  # fmt: skip
    return key


def test_a_long_chain_of_captures_that_are_unchanged_gives_its_content(tmp_path, make_page):
    limit = sys.getrecursionlimit()
    with Store.open(tmp_path / "store") as store:
        last = unchanged_chain(store, make_page, 150)
        sys.setrecursionlimit(len(inspect.stack()) + 100)  # fewer calls than captures
        try:
            page = store.get(last)
        finally:
            sys.setrecursionlimit(limit)
    assert (page.raw, page.status) == (b"<p>text", 304)
    assert sorted(page.headers) == [("ETag", "150"), ("X-First", "yes")]


def test_a_chain_beyond_the_bound_is_a_named_failure(tmp_path, make_page, monkeypatch):
    monkeypatch.setattr(captures, "MAX_UNCHANGED", 5)
    with Store.open(tmp_path / "store") as store:
        key = unchanged_chain(store, make_page, 6)
        with pytest.raises(StoreDamaged, match="more than 5 captures each refer to the next"):
            store.get(key)


def test_a_capture_dated_ahead_does_not_hide_the_later_ones(tmp_path, make_page):
    with Store.open(tmp_path / "store", clock=lambda: NOW) as store:
        ahead = make_page(1, raw=b"planted", url=ADDRESS, final_url=ADDRESS,
                          headers=(("ETag", '"same"'),), fetched_at=datetime(2099, 1, 1, tzinfo=UTC))  # fmt: skip
        planted = store.put(ahead)
        assert store.find(ADDRESS).id == planted  # there is no other
        assert store.visits.validators(ADDRESS) is None
        own = store.put(replace(ahead, raw=b"own", body=b"own", fetched_at=NOW - timedelta(days=1)))
        assert store.find(ADDRESS).id == own
        assert store.visits.validators(ADDRESS).capture == own


def test_a_capture_dated_ahead_makes_no_other_one_old(tmp_path, make_page):
    with Store.open(tmp_path / "store", clock=lambda: NOW) as store:
        own = make_page(1, url=ADDRESS, final_url=ADDRESS)
        store.put(own)
        store.put(replace(own, raw=b"planted", fetched_at=datetime(2099, 1, 1, tzinfo=UTC)))
        assert store.care.choose((), RemovalBounds(NOW)).captures == 0


@pytest.mark.parametrize(("start", "piece"), [("http:", "\\"), ("http://", "\\/"), ("", "//")])
def test_slashes_without_end_cost_linear_time(tmp_path, make_page, start, piece):
    def page(count):
        return make_page(1, headers=(("Location", start + piece * count),))

    def stored(page):
        with Store.open(tmp_path / uuid.uuid4().hex) as store:
            store.put(page)

    assert_linear(stored, page, 100_000)


def test_an_archived_address_of_backslashes_costs_linear_time(tmp_path):
    archive = tmp_path / "a.warc.gz"

    def imported(content):
        archive.write_bytes(content)
        with Store.open(tmp_path / uuid.uuid4().hex) as store:
            import_archives([archive], store)

    assert_linear(imported, lambda count: record("http://" + "\\" * count, answer()), 100_000)


def test_credentials_of_an_archive_are_not_printed(tmp_path, run):
    archive, root = tmp_path / "a.warc.gz", tmp_path / "store"
    archive.write_bytes(
        record("http://ann:geheim@x.example/good", answer())
        + record("http://ann:geheim@x.example/odd", answer("000 X"))
        + record("http://ann:geheim@x.example/lost", answer(), kind="revisit")
    )
    said = [run("store", "import", archive, "--store", root), run("list", "--json", "--store", root),
            run("show", "http://ann:geheim@x.example/good", "--store", root)]  # fmt: skip
    text = "".join(out + err for _, out, err in said)
    assert "x.example/good" in text
    assert "x.example/odd" in text
    assert "geheim" not in text
    assert json.loads(said[1][1])["url"] == "http://x.example/good"


def test_records_that_hold_no_page_are_counted_by_kind(tmp_path, run):
    archive = tmp_path / "a.warc.gz"
    archive.write_bytes(
        record("http://x.example/", b"GET / HTTP/1.1\r\n\r\n", kind="request") * 2
        + record("dns:x.example", b"20260102030405\nx.example. 60 IN A 127.0.0.1")
        + record("http://x.example/", answer())
        + b"".join(record("http://x.example/", b"", kind=f"made-up-{n}") for n in range(100))
    )
    _, said, _ = run("store", "import", archive, "--store", tmp_path / "store")
    assert "1 capture stored" in said
    assert "103 records of other kinds left out (1 dns response, " in said
    assert "2 request" in said
    assert "made-up-99" not in said


def test_an_archive_without_any_page_for_the_store_is_told_by_the_exit_status(tmp_path, run):
    archive = tmp_path / "a.warc.gz"
    archive.write_bytes(record("file:///srv/site/a.html", b"<p>Tide table", kind="resource"))
    code, said, _ = run("store", "import", archive, "--store", tmp_path / "store")
    assert (code, "0 captures stored" in said) == (3, True)
