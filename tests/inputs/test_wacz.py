"""WACZ packages: alone, several in one, with hashes of every algorithm."""

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest

from scraper.errors import InputError
from scraper.inputs import InputFile, read_documents
from scraper.inputs.wacz import opened_package
from scraper.models.failure import Failure


def package(
    files: dict[str, bytes], algorithm: str = "sha256", method: int = 0, named: str = ""
) -> bytes:
    resources = [
        {"path": name, "hash": f"{named or algorithm}:{hashlib.new(algorithm, data).hexdigest()}"}
        for name, data in files.items()
    ]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as made:
        for name, data in files.items():
            made.writestr(name, data)
        made.writestr("datapackage.json", json.dumps({"resources": resources}))
    return buffer.getvalue()


def put(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.fixture
def crawls(made):
    return [
        package({"archive/data.warc.gz": made.Archive().page(number).content}) for number in (1, 2)
    ]


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha256", "sha512"])
def test_a_package_is_checked_by_the_algorithm_it_names(tmp_path, made, algorithm):
    path = put(tmp_path / "a.wacz", package({"archive/a.warc": made.Archive().page(1).content}, algorithm))  # fmt: skip
    with opened_package(path) as opened:
        opened.check()


def test_a_hash_that_can_not_be_compared_is_named(tmp_path, made):
    content = package({"archive/a.warc": made.Archive().page(1).content}, named="md4")
    path = put(tmp_path / "a.wacz", content)
    with opened_package(path) as opened, pytest.raises(InputError, match="can't be compared: md4"):
        opened.check()


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_package_of_packages_gives_the_pages_of_all(tmp_path, crawls, method):
    """As crawlers write that collect in several processes."""
    outer = package({"a.wacz": crawls[0], "b.wacz": crawls[1]}, method=method)
    path = put(tmp_path / "all.wacz", outer)
    with opened_package(path) as opened:
        opened.check()
        assert opened.names == ["a.wacz!archive/data.warc.gz", "b.wacz!archive/data.warc.gz"]
    found = list(read_documents([InputFile(path, "all")]))
    assert [page.url for page in found] == ["https://e.org/1", "https://e.org/2"]
    assert found[0].name == f"{path}!a.wacz!archive/data.warc.gz#https://e.org/1"


def test_a_damaged_package_in_a_package_is_named(tmp_path, crawls):
    path = put(tmp_path / "all.wacz", package({"a.wacz": crawls[0], "b.wacz": b"PK no zip"}))
    [failure] = read_documents([InputFile(path, "all")])
    assert isinstance(failure, Failure)
    assert "b.wacz" in failure.subject


def test_another_zip_file_is_no_package(tmp_path):
    [failure] = read_documents([InputFile(put(tmp_path / "a.zip", package({"a.txt": b"x"})), "a")])
    assert "a zip archive" in failure.message
