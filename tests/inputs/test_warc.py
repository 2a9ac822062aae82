"""The reader of WARC records: bounded, linear, and going on after damage."""

import gzip
import io
import random
import tracemalloc
import zlib

import pytest

from scraper.inputs.members import ArchiveError
from scraper.inputs.warc import MAX_DAMAGES, MAX_HEADER, WarcDamage, WarcRecord, read_records
from tests.growth import assert_linear

MOST = 1 << 20


def read(content: bytes, most: int = MOST) -> list[WarcRecord | WarcDamage]:
    return list(read_records(io.BytesIO(content), most))


def urls_of(content: bytes) -> list[str]:
    return [each.url for each in read(content) if isinstance(each, WarcRecord)]


def damages_of(content: bytes) -> list[str]:
    return [each.message for each in read(content) if isinstance(each, WarcDamage)]


def numbers(*wanted: int) -> list[str]:
    return [f"https://e.org/{number}" for number in wanted]


@pytest.fixture
def three(made):
    """Three records as packed members."""
    rng = random.Random(7)
    bodies = [bytes(rng.choices(b"abcdefgh <>", k=3000)) for _ in range(3)]
    return [made.Archive().page(n, bodies[n]).content for n in range(3)]


@pytest.mark.parametrize("at", [200, 900, -5])
def test_damage_inside_a_member_costs_its_record_only(three, at):
    """Wherever in it; reading goes on at the member after it."""
    broken = bytearray(three[1])
    broken[at] ^= 0xFF
    content = three[0] + bytes(broken) + three[2]
    assert urls_of(content)[-1:] == numbers(2)
    assert urls_of(content)[:1] == numbers(0)
    assert len(damages_of(content)) == 1


@pytest.mark.parametrize("cut", [1, 9, 200, 1000])
def test_a_member_that_was_cut_short_does_not_swallow_the_next(three, cut):
    content = three[0] + three[1][:-cut] + three[2]
    assert urls_of(content)[0] == numbers(0)[0]
    assert urls_of(content)[-1] == numbers(2)[0]
    assert damages_of(content)


def test_bytes_between_members_are_skipped_and_named(three):
    content = three[0] + b"\x00\x01garbage\x1f\x8b\x08\xff\xff" + three[1] + bytes(512) + three[2]
    assert urls_of(content) == numbers(0, 1, 2)
    assert len(damages_of(content)) == 1


def test_a_member_that_holds_no_record_costs_only_itself(three):
    content = three[0] + gzip.compress(b"no record\r\n" * 99) + three[1]
    assert urls_of(content) == numbers(0, 1)
    assert damages_of(content) == ["holds something that is no WARC record"]


@pytest.mark.parametrize("compressed", [True, False])
@pytest.mark.parametrize("length", ["99999", "none", "-1", "²", "1e3", str(10**30)])
def test_a_record_with_a_wrong_length_does_not_swallow_the_next(made, compressed, length):
    """Not in an archive of members; in one without, a length too large takes what it says."""
    archive = made.Archive(compressed=compressed)
    archive.put("response", "https://e.org/0", made.answer(b"x" * 500), Content_Length=length)
    content = archive.page(1).content
    assert damages_of(content)
    if compressed or length != "99999":
        assert urls_of(content) == numbers(1)


def test_an_archive_without_members_goes_on_at_the_next_record(made):
    first, last = made.record("response", "https://e.org/0", b"x"), made.record("response", "https://e.org/1", b"y")  # fmt: skip
    content = first + b"WARC/1.1\r\nbroken\r\n\r\nmore\r\n" + last
    for form in (content, gzip.compress(content)):
        assert urls_of(form) == numbers(0, 1)
        assert damages_of(form) == ["holds a record without a length"]


def test_empty_members_are_no_damage(three):
    empty = gzip.compress(b"")
    content = empty * 50 + three[0] + empty * 5000 + three[1] + empty
    assert urls_of(content) == numbers(0, 1)
    assert damages_of(content) == []


def test_the_time_for_members_is_linear():
    """Two megabytes of members that hold nothing."""
    assert read(gzip.compress(b"") * 100_000) == []
    assert_linear(read, lambda count: gzip.compress(b"") * count, 100_000)


@pytest.mark.parametrize("line", [b"X: ", b"X: y\r\n ", b"X\r\n"])
def test_a_header_without_end_is_refused_in_linear_time(line):
    """As one line, as folds, as lines: no more than `MAX_HEADER` bytes are kept."""

    def packed(megabytes):
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        start = packer.compress(b"WARC/1.1\r\n" + line)
        return start + packer.compress((line * (1 << 20))[: 1 << 20] * megabytes) + packer.flush()

    [damage] = damages_of(packed(32))
    assert str(MAX_HEADER) in damage
    assert_linear(damages_of, packed, 32)


def test_a_bomb_ends_the_reading_with_flat_memory(made):
    """A small file that unpacks to a gigabyte, in a block that nobody wants."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    head = made.record("metadata", "https://e.org/", b"", Content_Length=str(1 << 30))[:-4]
    packed = packer.compress(head)
    packed += b"".join(packer.compress(bytes(1 << 20)) for _ in range(1024)) + packer.flush()
    tracemalloc.start()
    with pytest.raises(ArchiveError, match="times its size"):
        read(packed)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 << 20


def test_a_block_that_is_too_large_is_kept_in_part(made):
    content = made.Archive().page(0, bytes(2 * MOST)).page(1).content
    large, small = read(content)
    assert large.problem == f"has more than {MOST} bytes"
    assert len(large.block) <= 1 << 16
    assert (small.url, small.problem) == ("https://e.org/1", "")


@pytest.mark.parametrize("digest", ["sha1:AAAA", "sha256:00", "md5:00", "sha512:00"])
def test_a_wrong_digest_is_a_problem_of_its_record(made, digest):
    archive = made.Archive().put("response", "https://e.org/0", b"x", WARC_Block_Digest=digest)
    [record] = read(archive.content)
    assert record.problem == "does not have the digest that it says"


@pytest.mark.parametrize(
    "digest",
    [
        "md5:9dd4e461268c8034f5c8564e155c67a6",
        "crc32:00",
        "MD5:9DD4E461268C8034F5C8564E155C67A6",
        "sha1:CH3K3DWFFIUYJK5K7V6DWULFAN4FYIDS",
        "sha1:ch3k3dwffiuyjk5k7v6dwulfan4fyids",
        "sha-1:11f6ad8ec52a2984abaafd7c3b516503785c2072",
        "sha1:EfatjsUqKYSrqv18O1FlA3hcIHI=",
        "sha1:EfatjsUqKYSrqv18O1FlA3hcIHI",
    ],
)  # fmt: skip
def test_a_right_digest_and_an_unknown_one_are_none(made, digest):
    archive = made.Archive().put("response", "https://e.org/0", b"x", WARC_Block_Digest=digest)
    assert [record.problem for record in read(archive.content)] == [""]


def test_an_archive_that_is_damaged_all_over_is_given_up(three):
    content = (gzip.compress(b"no record") + three[0]) * (MAX_DAMAGES + 5)
    with pytest.raises(ArchiveError, match="damaged in 1000 places"):
        read(content)


@pytest.mark.parametrize("seed", range(60))
def test_any_damage_is_read_around(three, seed):
    """Bytes changed, cut out and put in, at random: nothing is raised, whole records come out."""
    rng = random.Random(seed)
    data = bytearray(b"".join(three) * 3)
    if seed % 3 == 0:
        data = bytearray(gzip.decompress(data))
    for _ in range(rng.choice([1, 5, 40])):
        at = rng.randrange(len(data))
        data[at : at + rng.choice([0, 1, 1, 30])] = rng.randbytes(rng.choice([0, 1, 1, 30]))
    for found in read(bytes(data)):
        assert isinstance(found, (WarcRecord, WarcDamage))
