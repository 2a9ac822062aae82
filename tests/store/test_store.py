"""What goes in comes out, once, and can be found."""

import gzip
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import brotli
import pytest
import zstandard

from scraper.errors import NotStored, StoreError
from scraper.store import Store
from scraper.store.segments.record import capture_id, payload_digest


def test_a_page_comes_back_as_it_was_put(tmp_path, make_page):
    body = "<p>Straße</p>".encode()
    page = make_page(
        1,
        raw=gzip.compress(body),
        body=body,
        headers=(
            ("Content-Type", "text/html"),
            ("content-encoding", "gzip"),
            ("Transfer-Encoding", "chunked"),
            ("X-Twice", "one"),
            ("X-Twice", "zwei ü \udce4"),
            ("X-Empty", ""),
        ),
        final_url="https://news.example/end?q=a%20b",
        redirects=("https://news.example/a", "https://news.example/b"),
        http_version="2",
        truncated="time",
        seconds=0.125,
        status=404,
    )
    with Store.open(tmp_path / "store") as store:
        key = store.put(page)
    with Store.reader(tmp_path / "store") as store:
        assert store.get(key) == replace(page, id=key)


@pytest.mark.parametrize("raw", [b"", b"\r\n\r\n", b"x" * 300_000])
def test_a_payload_of_any_length_comes_back(tmp_path, make_page, raw):
    with Store.open(tmp_path / "store") as store:
        for number in (1, 2):  # the second one as a revisit
            assert store.get(store.put(make_page(number, raw=raw))).raw == raw


def test_the_same_capture_put_again_is_the_same_capture(tmp_path, make_page):
    with Store.open(tmp_path / "store") as store:
        assert store.put(make_page(1)) == store.put(make_page(1))
        assert store.count() == 1


def test_an_identical_payload_is_stored_once(tmp_path, make_page):
    raw = make_page(0, size=50_000).raw
    with Store.open(tmp_path / "store") as store:
        keys = [store.put(make_page(number, raw=raw)) for number in range(4)]
        assert [entry.revisit for entry in store.entries()] == [True, True, True, False]
        assert all(store.get(key).raw == raw for key in keys)
        assert {entry.bytes for entry in store.entries()} == {50_000}
    (segment,) = (tmp_path / "store" / "segments").iterdir()
    assert segment.stat().st_size < 60_000


def test_a_revisit_keeps_its_own_headers(tmp_path, make_page):
    body = b"<p>text</p>"
    plain = make_page(1, raw=body)
    with Store.open(tmp_path / "store") as store:
        store.put(plain)
        key = store.put(make_page(2, raw=body, headers=(("ETag", '"2"'),)))
        assert store.get(key).headers == (("ETag", '"2"'),)


def test_a_url_finds_its_newest_capture_asked_for_or_answered(tmp_path, make_page):
    start = "https://news.example/short"
    with Store.open(tmp_path / "store") as store:
        new = store.put(make_page(9, url=start))
        store.put(make_page(3, url=start, final_url="https://news.example/story/9"))
        assert store.get(start).id == new
        assert store.get("https://news.example/story/9").id == new


def test_the_beginning_of_an_id_finds_the_capture(tmp_path, make_page):
    with Store.open(tmp_path / "store") as store:
        key = store.put(make_page(1))
        assert store.get(key[:8].upper()).id == key


def test_an_ambiguous_beginning_is_refused(tmp_path, make_page):
    seen: dict[str, int] = {}
    for number in range(2000):  # two of 600 ids share four digits as a rule
        page = make_page(number, raw=b"same")
        prefix = capture_id(page, payload_digest(page.raw))[:4]
        if prefix in seen:
            break
        seen[prefix] = number
    with Store.open(tmp_path / "store") as store:
        for each in (seen[prefix], number):
            store.put(make_page(each, raw=b"same"))
        with pytest.raises(StoreError, match="more than one"):
            store.get(prefix)


@pytest.mark.parametrize(
    "key", ["https://news.example/none", "abcdef", "", "story/1", "%", "g" * 8]
)
def test_what_is_not_stored_is_not_found(tmp_path, make_page, key):
    with Store.open(tmp_path / "store") as store:
        store.put(make_page(1))
        with pytest.raises(NotStored):
            store.get(key)


def test_entries_come_newest_first_and_past_one_page_of_rows(tmp_path, make_page, monkeypatch):
    monkeypatch.setattr("scraper.store.index._PAGE", 5)
    with Store.open(tmp_path / "store") as store:
        for number in (3, 1, 4, 15, 9, 2, 6, 5, 35, 8, 97):
            moment = make_page(number // 2).fetched_at  # some at the same time
            store.put(make_page(number, raw=b"same", fetched_at=moment))
        times = [entry.fetched_at for entry in store.entries()]
        assert len(times) == 11
        assert times == sorted(times, reverse=True)
        assert len(list(store.entries(limit=7))) == 7
        assert len(list(store.entries(limit=5))) == 5


def test_entries_are_filtered(tmp_path, make_page):
    with Store.open(tmp_path / "store") as store:
        first = store.put(make_page(1, status=404))
        store.put(make_page(2, final_url="https://sub.other.example/x"))
        third = store.put(make_page(3))
        store.note(third, status="article", title="T", words=7)
        since = make_page(2).fetched_at

        def numbers(**filters):
            return [int(entry.url.rpartition("/")[2]) for entry in store.entries(**filters)]

        assert numbers(url="STORY/1") == [1]
        assert numbers(host="other.example") == [2]
        assert numbers(host="ther.example") == []
        assert numbers(since=since.astimezone(timezone(timedelta(hours=9)))) == [3, 2]
        assert numbers(status=404) == [1]
        assert numbers(status="article") == [3]
        assert numbers(url="news", status=200, limit=1) == [3]
        assert store.find(first).status == 404


def test_a_note_is_listed_with_its_capture(tmp_path, make_page):
    with Store.open(tmp_path / "store") as store:
        key = store.put(make_page(1))
        store.note(key, status="listing", title="Old")
        store.note(key, status="article", title="Title \ud800", words=120)
        (entry,) = store.entries()
        assert (entry.verdict, entry.title, entry.words) == ("article", "Title ?", 120)
        with pytest.raises(NotStored):
            store.note("0" * 32, status="article")


def test_segments_roll_and_writing_goes_on_in_the_last(tmp_path, make_page):
    keys = []
    for number in range(12):
        with Store.open(tmp_path / "store", segment_size=3000) as store:
            keys.append(store.put(make_page(number)))
    sizes = [path.stat().st_size for path in sorted((tmp_path / "store/segments").iterdir())]
    assert len(sizes) > 2
    assert all(3000 <= size < 4500 for size in sizes[:-1])
    with Store.reader(tmp_path / "store") as store:
        assert [store.get(key).id for key in keys] == keys
        assert store.verify().ok


def test_credentials_are_not_written(tmp_path, make_page):
    page = make_page(
        1,
        url="https://user:hunter2@news.example/a@b",
        final_url="https:\\\\user:hunter2@news.example/",
        redirects=("//user:hunter2@news.example/",),
        headers=(
            ("Set-Cookie", "session=hunter2; Path=/; HttpOnly"),
            ("Authorization", "Basic hunter2"),
            ("Location", "https://user:hunter2@news.example/"),
            ("cookie", "a=hunter2"),
        ),
    )
    with Store.open(tmp_path / "store") as store:
        stored = store.get(store.put(page))
        assert stored.url == "https://news.example/a@b"
        assert stored.header("set-cookie") == "session=[removed]; Path=/; HttpOnly"
        assert store.get(page.url).id == stored.id
    for path in (tmp_path / "store").rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert b"hunter2" not in data
            if path.name.endswith(".gz"):
                assert b"hunter2" not in gzip.decompress(data)


@pytest.mark.parametrize(
    "url",
    ["https://e.example/../../../etc/passwd", "https://e.example/\r\nWARC-Type: x\r\n\r\n", "a\0b"],
)
def test_a_url_is_never_a_path_or_a_header(tmp_path, make_page, url):
    with Store.open(tmp_path / "store") as store:
        key = store.put(make_page(1, url=url, final_url=url))
        assert store.get(key).raw == make_page(1).raw
        assert store.verify().ok
    names = {path.name for path in tmp_path.rglob("*")}
    assert names - {"store", "segments", "index.sqlite", "lock", "id"} == {
        path.name for path in (tmp_path / "store/segments").iterdir()
    }


def test_a_header_with_a_line_break_can_not_add_another(tmp_path, make_page):
    headers = (("A", "b\r\nInjected: c"), ("Bad: Name\r\nX", "d"))
    with Store.open(tmp_path / "store") as store:
        stored = store.get(store.put(make_page(1, headers=headers)))
    assert stored.headers == (("A", "b Injected: c"), ("Bad%3A%20Name%0D%0AX", "d"))


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda body: zlib.compress(body)[2:-4]),
        ("deflate, gzip", lambda body: gzip.compress(zlib.compress(body))),
        ("gzip", lambda body: gzip.compress(body[:5]) + gzip.compress(body[5:])),
        ("br", brotli.compress),
        ("zstd", zstandard.compress),
    ],
)
def test_the_body_is_decoded_again(tmp_path, make_page, encoding, pack):
    body = b"<p>some text</p>"
    page = make_page(1, raw=pack(body), body=body, headers=(("Content-Encoding", encoding),))
    with Store.open(tmp_path / "store") as store:
        assert store.get(store.put(page)).body == body


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "unknown"])
def test_a_payload_that_can_not_be_decoded_is_still_there(tmp_path, make_page, encoding):
    page = make_page(1, raw=b"no such coding", headers=(("Content-Encoding", encoding),))
    with Store.open(tmp_path / "store") as store:
        key = store.put(page)
        with pytest.raises(StoreError, match="--raw"):
            store.get(key)
        assert store.get(key, decoded=False).raw == b"no such coding"


def test_decoding_is_bounded(tmp_path, make_page, monkeypatch):
    monkeypatch.setattr("scraper.encoding.content.MAX_STORED", 1000)
    page = make_page(1, raw=gzip.compress(b"0" * 1001), headers=(("Content-Encoding", "gzip"),))
    with Store.open(tmp_path / "store") as store:
        assert store.get(store.put(page)).body == b"0" * 1000


def test_a_payload_too_large_to_read_back_is_refused(tmp_path, make_page, monkeypatch):
    monkeypatch.setattr("scraper.store.segments.record.MAX_PAYLOAD", 1_000_000)
    with Store.open(tmp_path / "store") as store:
        with pytest.raises(StoreError, match="takes up to"):
            store.put(make_page(1, size=1_500_000))
        assert store.count() == 0


def test_a_time_without_zone_is_a_bug(tmp_path, make_page):
    page = make_page(1, fetched_at=datetime(2026, 1, 1))
    with Store.open(tmp_path / "store") as store, pytest.raises(ValueError, match="time zone"):
        store.put(page)


def test_times_are_kept_in_utc(tmp_path, make_page):
    moment = datetime(2026, 1, 1, 9, tzinfo=timezone(timedelta(hours=9)))
    with Store.open(tmp_path / "store") as store:
        stored = store.get(store.put(make_page(1, fetched_at=moment)))
    assert stored.fetched_at == datetime(2026, 1, 1, tzinfo=UTC)
