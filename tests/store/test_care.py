"""gc and compact: what is needed stays, byte by byte, whenever they are killed."""

import json
import os
import random
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from scraper.errors import StoreDamaged, StoreError
from scraper.models.page import Quarantined
from scraper.store import RemovalBounds, Store

LONG = bool(os.environ.get("SCRAPER_LONG_TESTS"))
DRIVER = Path(__file__).with_name("compact_driver.py")
WITH_KILLS = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}  # where kills.py is
NOW = datetime(2026, 6, 1, tzinfo=UTC)
ALL = RemovalBounds(NOW)
A, B = "https://news.example/a", "https://news.example/b"


def left(store: Store) -> set[str]:
    assert store.verify().ok
    return {entry.id for entry in store.entries()}


def test_kills_at_any_line_lose_nothing(tmp_path):
    rounds = 150 if LONG else 16
    seed = random.randrange(1 << 30) if LONG else 20260102
    command = [sys.executable, str(DRIVER), str(tmp_path), str(rounds), str(seed)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=WITH_KILLS)
    assert done.returncode == 0, done.stderr
    for task, result in json.loads(done.stdout).items():
        assert result["problems"] == [], f"{task}, seed {seed}"
        assert result["kills"] >= rounds
        assert result["stages"] > 1, "no kill fell between two segments"


def test_newest_and_newest_whole_capture_of_a_url_stay(put):
    old = [put(A, 1), put(A, 2)]
    whole = put(A, 3)
    failed = put(A, 4, status=500)
    assert put.store.care.remove((), ALL) == 2
    assert left(put.store) == {whole, failed}
    assert not {*old} & left(put.store)


def test_what_is_referred_to_stays(put):
    version, other, quarantined, newest = (put(A, n) for n in range(4))
    put.store.visits.quarantine(
        Quarantined(B, "empty", "no text", 1, NOW, NOW, NOW, capture=quarantined)
    )
    put.store.care.remove([version], ALL)
    assert left(put.store) == {version, quarantined, newest}
    assert other not in left(put.store)


def test_holder_of_a_needed_revisit_stays(put):
    holder, between, revisit = put(A, 1), put(A, 2), put(A, 1)
    assert put.store.find(revisit).revisit
    put.store.care.remove((), ALL)
    assert left(put.store) == {holder, revisit}
    assert put.store.get(revisit).raw == put.store.get(holder).raw
    assert between not in left(put.store)


def test_chain_of_304s_keeps_what_it_refers_to(put, make_page):
    first = put(A, 1, headers=(("ETag", '"a"'),))
    keys = [first]
    for minute in range(3):
        page = make_page(
            9, raw=b"", url=A, final_url=A, status=304, unchanged=keys[-1],
            fetched_at=NOW - timedelta(days=39) + timedelta(minutes=minute),
        )  # fmt: skip
        keys.append(put.store.put(page))
    put(B, 5), put(B, 6)
    assert put.store.care.remove((), ALL) == 1
    assert {*keys} <= left(put.store)
    assert put.store.get(keys[-1]).raw == put.store.get(first).raw


def test_young_captures_stay(put):
    keys = [put(A, n) for n in range(4)]
    put.store.care.remove((), RemovalBounds(put.store.find(keys[2]).fetched_at))
    assert left(put.store) == {*keys[2:]}


def test_budget_takes_the_oldest_first_and_no_more_than_it_must(put):
    keys = [put(A, n) for n in range(20)]
    size = put.store.care.size().bytes
    put.store.care.remove((), RemovalBounds(NOW, size - 5000))
    assert left(put.store) == {*keys[2:]}  # 2.6 kB each
    assert put.store.care.size().bytes <= size - 4500


def test_captures_are_copied_byte_by_byte_with_their_renditions(put):
    put(A, 1, rendered=b"<p>old</p>")
    kept = put(A, 2, rendered=b"<p>new</p>")
    other = put(B, 3)
    before = {key: record(put, key) for key in (kept, other)}
    put.store.care.remove((), ALL)
    assert {key: record(put, key) for key in (kept, other)} == before
    assert put.store.get(kept).rendered == b"<p>new</p>"
    (segment,) = (put.root / "segments").iterdir()
    assert b"<p>old" not in segment.read_bytes()
    with segment.open("rb") as file:
        kinds = [found.rec_type for found in ArchiveIterator(file)]
    assert kinds == ["warcinfo", "conversion", "response", "response"]


def record(put, key: str) -> bytes:
    entry = put.store.find(key)
    data = (put.root / "segments" / entry.file).read_bytes()
    return data[entry.offset : entry.offset + entry.length]


def test_small_segments_become_one_and_writing_goes_on(put, make_page):
    keys = [put(A, n) for n in range(30)]
    put.store.close()
    with Store.open(put.root, segment_size=60_000) as store:
        before = store.care.size()
        assert store.care.mergeable(60_000) != []
        store.care.merge()
        after = store.care.size()
        assert (after.segments < before.segments, store.care.mergeable(60_000)) == (True, [])
        keys.append(store.put(make_page(99)))
        assert left(store) == {*keys}


def test_reader_that_knows_the_old_place_finds_the_new_one(put):
    put(A, 1)
    kept = put(A, 2)
    with Store.reader(put.root) as reader:
        entry = reader.find(kept)
        put.store.care.remove((), ALL)
        assert reader._captures.page(entry, decoded=True).id == kept


def test_damaged_segment_stays_as_it_is(put):
    put(A, 1)
    put(A, 2)
    (segment,) = (put.root / "segments").iterdir()
    data = bytearray(segment.read_bytes())
    data[len(data) // 2] ^= 1
    segment.write_bytes(data)
    with pytest.raises(StoreDamaged, match="scraper store verify"):
        put.store.care.remove((), ALL)
    assert [path.read_bytes() for path in (put.root / "segments").iterdir()] == [data]
    assert put.store.count() == 2


def test_full_disk_leaves_all_as_it_was(put, monkeypatch):
    put(A, 1)
    put(A, 2)
    before = {path.name: path.read_bytes() for path in (put.root / "segments").iterdir()}

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("scraper.store.upkeep.compact.os.fsync", full)
        with pytest.raises(StoreError, match="No space left"):
            put.store.care.remove((), ALL)
    assert {path.name: path.read_bytes() for path in (put.root / "segments").iterdir()} == before
    assert len(left(put.store)) == 2


def test_journal_that_cannot_be_written_leaves_all_as_it_was(put):
    put(A, 1)
    put(A, 2)
    before = {path.name: path.read_bytes() for path in (put.root / "segments").iterdir()}
    (put.root / "compacting.json.part").mkdir()
    with pytest.raises(StoreError, match=r"compacting\.json\.part: can't be written"):
        put.store.care.remove((), ALL)
    assert {path.name: path.read_bytes() for path in (put.root / "segments").iterdir()} == before
    (put.root / "compacting.json.part").rmdir()
    assert put.store.care.remove((), ALL) == 1
    assert len(left(put.store)) == 1


def test_what_a_full_disk_left_half_done_is_finished_by_the_next_attempt(put, monkeypatch):
    put(A, 1)
    newest = put(A, 2)

    def full(directory: Path) -> None:
        if directory.name == "segments":  # the new segment has its name, the index knows nothing
            raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("scraper.store.upkeep.compact.sync_directory", full)
        with pytest.raises(StoreError, match="No space left"):
            put.store.care.remove((), ALL)
    assert len(list((put.root / "segments").iterdir())) == 2
    assert put.store.care.remove((), ALL) == 1
    assert len(list((put.root / "segments").iterdir())) == 1
    assert left(put.store) == {newest}


def test_journal_that_names_paths_deletes_nothing(put, tmp_path):
    put(A, 1)
    put.store.close()
    victim = tmp_path / "victim.warc.gz"
    victim.write_bytes(b"mine")
    journal = {"new": "../../victim.warc.gz", "old": []}
    (put.root / "compacting.json").write_text(json.dumps(journal))
    with pytest.raises(StoreDamaged, match="move it away"):
        Store.open(put.root)
    assert victim.read_bytes() == b"mine"


def test_rebuilt_index_after_compaction_is_the_same(put):
    for number in range(12):
        put(A if number % 2 else B, number // 3)
    put.store.care.remove((), ALL)
    kept = left(put.store)
    put.store.close()
    assert Store.rebuild(put.root).ok
    with Store.reader(put.root) as store:
        assert left(store) == kept
