"""Damage is found wherever it is, told, and what is whole stays readable."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from scraper.errors import StoreDamaged, StoreError
from scraper.store import Store
from scraper.store.index import FILE

TRIALS = 600 if os.environ.get("SCRAPER_LONG_TESTS") else 60


@pytest.fixture
def stored(tmp_path, make_page):
    """A store of nine pages, two of them revisits; its root and the ids."""
    root = tmp_path / "store"
    with Store.open(root, segment_size=4000) as store:
        keys = [store.put(make_page(number)) for number in range(7)]
        keys += [store.put(make_page(number, raw=make_page(1).raw)) for number in (7, 8)]
    return root, keys


def segments(root: Path) -> list[Path]:
    return sorted((root / "segments").iterdir())


def verified(root: Path):
    with Store.reader(root) as store:
        return store.verify()


def damage(root: Path, key: str) -> bytes:
    """Change one bit of a record; its bytes then."""
    with Store.reader(root) as store:
        hit = store.find(key)
    path = root / "segments" / hit.file
    data = bytearray(path.read_bytes())
    data[hit.offset + hit.length // 2] ^= 1
    path.write_bytes(data)
    return bytes(data[hit.offset : hit.offset + hit.length])


def test_a_whole_store_has_no_problem(stored):
    root, keys = stored
    report = verified(root)
    assert report.ok
    assert (report.records, report.segments) == (len(keys), len(segments(root)))


def test_every_truncation_is_found(stored):
    root, _ = stored
    rng = random.Random(1)
    missed = []
    for _ in range(TRIALS):
        path = rng.choice(segments(root))
        data = path.read_bytes()
        size = rng.randrange(len(data))
        os.truncate(path, size)
        if verified(root).ok:
            missed.append((path.name, size))
        path.write_bytes(data)
    assert missed == []
    assert verified(root).ok


def test_every_bit_flip_is_found(stored):
    root, _ = stored
    rng = random.Random(2)
    places = [(path, None) for path in segments(root) for _ in range(TRIALS // 2)]
    places += [(segments(root)[0], place) for place in range(10)]  # a gzip header has no CRC
    missed = []
    for path, place in places:
        data = bytearray(path.read_bytes())
        whole = bytes(data)
        place = rng.randrange(len(data)) if place is None else place  # noqa: PLW2901
        data[place] ^= 1 << rng.randrange(8)
        path.write_bytes(data)
        if verified(root).ok:
            missed.append((path.name, place))
        path.write_bytes(whole)
    assert len(places) >= TRIALS
    assert missed == []
    assert verified(root).ok


def test_damage_costs_only_the_record_it_hits(stored, make_page):
    root, keys = stored
    damage(root, keys[2])
    with Store.reader(root) as store:
        with pytest.raises(StoreDamaged, match="story/2"):
            store.get(keys[2])
        others = [key for key in keys if key != keys[2]]
        assert [store.get(key).id for key in others] == others
        assert store.verify().records == len(others)


@pytest.mark.parametrize("loss", ["gone", "cut"])
def test_a_lost_segment_is_told_and_stops_writing_until_rebuilt(stored, loss):
    root, keys = stored
    first = segments(root)[0]
    if loss == "gone":
        first.unlink()
    else:
        os.truncate(first, 10)
    with pytest.raises(StoreDamaged, match="stored pages are lost"):
        Store.open(root)
    report = Store.rebuild(root)
    lost = [problem for problem in report.problems if problem.kind == "missing"]
    assert len(lost) + report.records == len(keys)
    with Store.open(root) as store:
        assert store.count() == report.records


def test_a_revisit_without_its_target_is_told_not_empty(stored):
    root, keys = stored
    with Store.reader(root) as store:
        (root / "segments" / store.find(keys[1]).file).unlink()
        with pytest.raises(StoreDamaged, match="earlier capture"):
            store.get(keys[8])
        kinds = [problem.kind for problem in store.verify().problems]
        assert kinds.count("missing_target") == 2
    report = Store.rebuild(root)
    assert [problem.kind for problem in report.problems].count("missing_target") == 2
    with Store.reader(root) as store, pytest.raises(StoreDamaged, match="earlier capture"):
        store.get(keys[8])


def test_a_payload_whose_target_is_damaged_is_stored_anew_and_heals_its_revisits(stored, make_page):
    root, keys = stored
    with Store.reader(root) as store:
        hit = store.find(keys[1])
    path = root / "segments" / hit.file
    data = bytearray(path.read_bytes())
    data[hit.offset + hit.length // 2] ^= 1
    path.write_bytes(data)
    with Store.open(root) as store:
        key = store.put(make_page(50, raw=make_page(1).raw))
        assert not store.find(key).revisit
        assert store.get(keys[8]).raw == make_page(1).raw
        assert "missing_target" not in [problem.kind for problem in store.verify().problems]


def everything(root: Path):
    with Store.reader(root) as store:
        return list(store.entries())


@pytest.mark.parametrize("way", ["rebuild", "open", "garbage"])
def test_the_index_is_made_anew_from_the_segments(stored, way):
    root, keys = stored
    with Store.open(root) as store:
        store.note(keys[0], status="article", title="T", words=3)
    before = everything(root)
    if way == "rebuild":
        assert Store.rebuild(root).added == len(keys)
        assert everything(root) == before  # with the notes
        return
    for path in root.glob(f"{FILE}*"):
        path.unlink()
    if way == "garbage":
        (root / FILE).write_bytes(b"no database" * 1000)
        with pytest.raises(StoreDamaged, match="rebuild"):
            Store.open(root)
        report = Store.rebuild(root)
        assert report.added == len(keys)
        ((kind, where, message),) = [(p.kind, p.where, p.message) for p in report.problems]
        (kept,) = (root / "damaged").iterdir()
        assert (kind, where) == ("index", FILE)
        assert f"kept as damaged/{kept.name};" in message
        assert "the notes of what extraction found" in message
    else:
        with Store.open(root) as store:
            assert store.recovered.added == len(keys)
    bare = [(entry.id, entry.file, entry.offset, entry.length, entry.bytes) for entry in before]
    after = everything(root)
    assert bare == [(e.id, e.file, e.offset, e.length, e.bytes) for e in after]
    assert verified(root).ok


@pytest.mark.parametrize("number", [0, 2])
def test_rebuilding_takes_damage_out_of_the_middle_and_keeps_it_aside(stored, number):
    root, keys = stored
    damaged = damage(root, keys[number])
    report = Store.rebuild(root)
    assert report.records == len(keys) - 1
    assert sorted(problem.kind for problem in report.problems) == ["damaged", "missing"]
    aside = b"".join((root / name).read_bytes() for name in report.set_aside)
    assert aside == damaged
    after = verified(root)
    assert (after.ok, after.records) == (True, len(keys) - 1)


def test_a_mended_store_is_read_by_other_readers_to_its_end(stored):
    root, keys = stored
    damage(root, keys[0])
    Store.rebuild(root)
    read = 0
    for segment in segments(root):
        with segment.open("rb") as file:
            read += sum(
                record.rec_type in ("response", "revisit") for record in ArchiveIterator(file)
            )
    assert read == len(keys) - 1


def test_a_cut_record_that_cannot_be_set_aside_is_told_and_stays(stored):
    root, _ = stored
    last = segments(root)[-1]
    data = last.read_bytes() + b"\x1f\x8b\x08cut"
    last.write_bytes(data)
    (root / "damaged").write_bytes(b"no directory")
    with pytest.raises(StoreError, match="damaged: can't be written"):
        Store.open(root)
    assert last.read_bytes() == data


def test_a_reader_without_index_says_how_to_get_one(stored):
    root, _ = stored
    for path in root.glob(f"{FILE}*"):
        path.unlink()
    with pytest.raises(StoreDamaged, match="rebuild"):
        Store.reader(root)


def test_an_index_of_a_newer_version_is_refused(stored):
    root, _ = stored
    database = sqlite3.connect(root / FILE)
    database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(StoreError, match="newer"):
        Store.open(root)


def test_a_row_that_tells_of_another_record_is_found(stored):
    root, keys = stored
    database = sqlite3.connect(root / FILE)
    database.execute("UPDATE captures SET digest = 'sha256:00' WHERE id = ?", (keys[3],))
    database.commit()
    database.close()
    assert [problem.kind for problem in verified(root).problems] == ["digest"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs to give up root")
def test_a_store_that_can_not_be_written_can_be_read(stored):
    root, keys = stored
    with tempfile.TemporaryDirectory() as public:
        copy = Path(public, "store")
        shutil.copytree(root, copy)
        for path in (Path(public), copy, copy / "segments"):
            path.chmod(0o555)
        code = (
            "import os, sys; from scraper.store import Store; os.setuid(65534)\n"
            "with Store.reader(sys.argv[1]) as store: print(store.count(), store.verify().ok)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, str(copy)], capture_output=True, text=True, check=False
        )
        assert done.stdout.split() == [str(len(keys)), "True"], done.stderr
