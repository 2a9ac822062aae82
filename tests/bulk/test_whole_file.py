"""Every byte is read, or an error says that it was not."""

import io

import pytest

from scraper.bulk.retry import PAUSES, tried
from scraper.bulk.whole_file import WholeFile
from scraper.errors import InputError

CONTENT = bytes(range(256)) * 40


class Opened:
    """Files that break as they are told to: each opening takes the next of `lengths`, the bytes after
    which it ends, or an error that it raises."""

    def __init__(self, *lengths: int | Exception) -> None:
        self.lengths = list(lengths)
        self.slept: list[float] = []

    def __call__(self) -> io.BytesIO:
        length = self.lengths.pop(0) if self.lengths else len(CONTENT)
        if isinstance(length, Exception):
            raise length
        return io.BytesIO(CONTENT[:length])

    def file(self, size: int | None = len(CONTENT)) -> WholeFile:
        return WholeFile("s3://b/a", size, self, pauses=PAUSES, sleep=self.slept.append)


@pytest.mark.parametrize(
    "breaks",
    [
        pytest.param((5000, 9000), id="cut"),
        pytest.param((OSError("reset"), TimeoutError("slow")), id="failing"),
        pytest.param((RuntimeError("503 SlowDown"), 1, 1, 1), id="both"),
    ],
)
def test_what_breaks_is_asked_for_again_from_where_it_broke(breaks):
    opened = Opened(*breaks)
    with opened.file() as file:
        assert file.readall() == CONTENT
        assert file.bytes_read == len(CONTENT)
    assert opened.slept[0] == PAUSES[0]


def test_progress_begins_the_pauses_again():
    """A long archive may meet more bad answers than one place is given attempts."""
    opened = Opened(*range(100, 10_000, 100))
    with opened.file() as file:
        assert file.readall() == CONTENT
    assert set(opened.slept) == {PAUSES[0]}


def test_a_file_that_stays_short_is_an_error():
    opened = Opened(*[5000] * 9)
    with opened.file() as file, pytest.raises(InputError, match=r"s3://b/a: .*5000 of 10240 bytes"):
        file.readall()
    assert opened.slept == list(PAUSES)


def test_what_is_not_there_is_not_asked_for_again():
    opened = Opened(FileNotFoundError("no such key"))
    with opened.file() as file, pytest.raises(InputError, match="no such key"):
        file.read(1)
    assert opened.slept == []


def test_one_can_go_to_any_place():
    with Opened().file() as file:
        assert file.seek(-10, io.SEEK_END) == len(CONTENT) - 10
        assert file.readall() == CONTENT[-10:]
        assert file.seek(256) == 256
        assert file.read(3) == b"\x00\x01\x02"
        assert file.seek(-3, io.SEEK_CUR) == 256


class OnlyForward(io.BytesIO):
    """As a server gives it that knows no ranges."""

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        raise ValueError("cannot seek")


def test_a_server_without_ranges_is_asked_from_the_beginning():
    contents = [CONTENT[:7000], CONTENT]
    file = WholeFile(
        "https://e.org/a", len(CONTENT), lambda: OnlyForward(contents.pop(0)), pauses=(0,)
    )
    with file:
        assert file.readall() == CONTENT


def test_a_file_of_unknown_size_ends_where_it_ends():
    with Opened(300).file(size=None) as file:
        assert file.readall() == CONTENT[:300]
        assert not file.seekable()


def test_an_error_names_its_kind_and_is_one_line():
    def request() -> None:
        raise ValueError("odd\nthing")

    with pytest.raises(InputError, match="s3://b/a: ValueError: odd thing") as raised:
        tried("s3://b/a", request, pauses=())
    assert raised.value.kind == "network"
