"""A store has an id that is its own, by which what belongs to it knows it."""

import shutil

import pytest

from scraper.errors import StoreDamaged
from scraper.store import Store


def opened_id(root) -> str:
    with Store.open(root) as store:
        return store.id


def test_a_store_keeps_its_id_and_another_has_another(tmp_path):
    first = opened_id(tmp_path / "a")
    assert len(first) == 32
    assert int(first, 16)
    assert opened_id(tmp_path / "a") == first
    assert opened_id(tmp_path / "b") != first
    with Store.reader(tmp_path / "a") as store:
        assert store.id == first


def test_the_id_outlives_the_index_and_goes_along_with_a_copy(tmp_path, make_page):
    first = opened_id(tmp_path / "a")
    with Store.open(tmp_path / "a") as store:
        store.put(make_page(1))
    (tmp_path / "a" / "index.sqlite").write_bytes(b"no database at all, of some length")
    Store.rebuild(tmp_path / "a")
    assert opened_id(tmp_path / "a") == first
    shutil.copytree(tmp_path / "a", tmp_path / "copy")
    assert opened_id(tmp_path / "copy") == first


def test_a_store_from_before_ids_is_read_without_and_gets_one_when_it_is_written(tmp_path):
    opened_id(tmp_path / "a")
    (tmp_path / "a" / "id").unlink()
    with Store.reader(tmp_path / "a") as store:
        assert store.id == ""
    assert len(opened_id(tmp_path / "a")) == 32


def test_an_id_that_is_none_is_named(tmp_path):
    opened_id(tmp_path / "a")
    (tmp_path / "a" / "id").write_text("something else")
    with pytest.raises(StoreDamaged, match="holds no id of a store"):
        Store.open(tmp_path / "a")
    (tmp_path / "a" / "id").unlink()
    assert opened_id(tmp_path / "a")
