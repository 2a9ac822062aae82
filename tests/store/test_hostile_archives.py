"""Archives that are damaged, lie or were made to harm: they are named, and cost only themselves."""

import gzip
import hashlib
import json
import random
import subprocess
import sys
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from scraper.errors import ExitCode, InputError
from scraper.inputs.warc import MAX_HEADER
from scraper.store import Store
from tests.patience import PATIENCE

A, B = "https://news.example/a?x=1", "https://other.example/b"


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
def test_bad_archive_is_named_and_costs_only_itself(tmp_path, name, content, scraper):
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
def test_damage_anywhere_is_no_crash(root, tmp_path, seed, imported, scraper):
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
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE)
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


def test_names_in_a_package_lead_nowhere(tmp_path, imported):
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


def altered(path: Path, old: bytes, new: bytes) -> None:
    path.write_bytes(path.read_bytes().replace(old, new))


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
def test_bad_package_is_refused_before_anything_is_stored(
    tmp_path, make, message, imported, content
):
    make(tmp_path / "a.wacz")
    with pytest.raises(InputError, match=message):
        imported(tmp_path / "news", tmp_path / "a.wacz")
    assert content(tmp_path / "news") == {}


def test_credentials_of_an_archive_are_not_stored(tmp_path, imported, content):
    url = "https://user:pw@news.example/a"
    (tmp_path / "a.warc").write_bytes(GOOD.replace(A.encode(), url.encode()))
    imported(tmp_path / "news", tmp_path / "a.warc")
    (page,) = content(tmp_path / "news").values()
    assert page == replace(page, final_url="https://news.example/a", url="https://news.example/a")
