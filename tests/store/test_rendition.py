"""What a browser made of a page is stored beside what was received."""

import subprocess
import sys
from dataclasses import replace

import pytest
from warcio.archiveiterator import ArchiveIterator

from scraper.errors import StoreDamaged
from scraper.store import Store

DOM = "<html><p>Käfer</html>".encode()


def segment(root):
    (path,) = (root / "segments").iterdir()
    return path


def test_it_comes_back_with_its_page(tmp_path, make_page):
    page = make_page(1, rendered=DOM)
    with Store.open(tmp_path / "s") as store:
        key = store.put(page)
        other = store.put(make_page(2))
        assert store.get(key) == replace(page, id=key)
        assert store.get(other).rendered == b""
        assert store.verify().ok


def test_it_is_a_conversion_that_refers_to_the_response(tmp_path, make_page):
    with Store.open(tmp_path / "s") as store:
        store.put(make_page(1, rendered=DOM))
    with segment(tmp_path / "s").open("rb") as file:
        records = [(r.rec_type, r.rec_headers, r.raw_stream.read()) for r in ArchiveIterator(file)]
    (_, conversion, response) = records
    assert [kind for kind, *_ in records] == ["warcinfo", "conversion", "response"]
    refers = conversion[1].get_header("WARC-Refers-To")
    assert refers == response[1].get_header("WARC-Record-ID")
    assert conversion[1].get_header("Content-Type") == "text/html; charset=utf-8"
    assert conversion[2] == DOM


def test_each_visit_has_its_own_also_where_the_body_is_the_same(tmp_path, make_page):
    with Store.open(tmp_path / "s") as store:
        keys = [store.put(make_page(n, raw=b"<p>", rendered=b"<p>%d" % n)) for n in (1, 2)]
        assert [store.get(key).rendered for key in keys] == [b"<p>1", b"<p>2"]
        assert [store.get(key).body for key in keys] == [b"<p>", b"<p>"]


def test_it_survives_the_index(tmp_path, make_page):
    with Store.open(tmp_path / "s") as store:
        key = store.put(make_page(1, rendered=DOM))
    assert Store.rebuild(tmp_path / "s").ok
    with Store.reader(tmp_path / "s") as store:
        assert store.get(key).rendered == DOM


def test_one_without_its_page_is_left_behind_by_a_crash(tmp_path, make_page):
    with Store.open(tmp_path / "s") as store:
        first = store.put(make_page(1))
        size = segment(tmp_path / "s").stat().st_size
        store.put(make_page(2, rendered=DOM))
        length = segment(tmp_path / "s").stat().st_size
    for cut in sorted({*range(size, length, 7), size + 1, length - 2, length - 1}):
        root = tmp_path / f"cut-{cut}"
        (root / "segments").mkdir(parents=True)
        copy = root / "segments" / segment(tmp_path / "s").name
        copy.write_bytes(segment(tmp_path / "s").read_bytes()[:cut])
        Store.rebuild(root)
        with Store.open(root) as store:
            assert [entry.id for entry in store.entries()] == [first]
            assert store.verify().ok


def test_a_damaged_one_is_named(tmp_path, make_page):
    with Store.open(tmp_path / "s") as store:
        store.put(make_page(1))
        start = segment(tmp_path / "s").stat().st_size
        key = store.put(make_page(2, rendered=DOM))
    data = bytearray(segment(tmp_path / "s").read_bytes())
    data[start + 40] ^= 0xFF
    segment(tmp_path / "s").write_bytes(data)
    with Store.reader(tmp_path / "s") as store:
        assert not store.verify().ok
        with pytest.raises(StoreDamaged, match="scraper store verify"):
            store.get(key)


def test_show_prints_it(tmp_path, make_page):
    with Store.open(tmp_path / "s") as store:
        keys = [store.put(make_page(1, rendered=DOM)), store.put(make_page(2))]
    options = ["show", "--rendered", "--store", str(tmp_path / "s")]
    shown, missing = (
        subprocess.run(
            [sys.executable, "-m", "scraper", *options, key], capture_output=True, check=False
        )
        for key in keys
    )
    assert (shown.returncode, shown.stdout) == (0, DOM)
    assert b"was not rendered; --body prints what was received" in missing.stderr
