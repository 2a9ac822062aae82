"""Indexes of web archives in their four forms, and which captures of a page are wanted."""

import json
from datetime import UTC, datetime

import pytest

from scraper.pipelines.cdx import ArchivedCapture, chosen, read_index

URL = "https://e.org/story"
WAYBACK = """[["urlkey","timestamp","original","mimetype","statuscode","digest","length"],
["org,e)/story", "20240102030405", "https://e.org/story", "text/html", "200", "AAA", "512"],
["org,e)/story", "20240202030405", "https://e.org/story", "text/html", "200", "BBB", "600"]]
"""
ROWS = [
    {"timestamp": f"2024{month}02030405", "url": URL, "mime": "text/html", "status": "200",
     "digest": digest, "length": length, "offset": "7", "filename": f"{digest}.warc.gz"}
    for month, digest, length in (("01", "AAA", "512"), ("02", "BBB", "600"))
]  # fmt: skip
LINES = "\n".join(json.dumps(row) for row in ROWS)
CDXJ = "\n".join(
    f"org,e)/story {row['timestamp']} {json.dumps({**row, 'timestamp': None})}".replace(
        '"timestamp": null, ', ""
    )
    for row in ROWS
)
PLAIN = """org,e)/story 20240102030405 https://e.org/story text/html 200 AAA 512
org,e)/story 20240202030405 https://e.org/story text/html 200 BBB 600
"""


@pytest.mark.parametrize(
    "text", [WAYBACK, LINES, CDXJ, PLAIN], ids=["wayback", "json", "cdxj", "plain"]
)
def test_each_form_is_read(text):
    first, second = read_index(text.splitlines())
    assert (first.url, first.status, first.media, first.digest) == (URL, 200, "text/html", "AAA")
    assert first.at == datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert second.length == 600


def test_places_in_files_are_read():
    first, _ = read_index(CDXJ.splitlines())
    assert (first.file, first.offset, first.length) == ("AAA.warc.gz", 7, 512)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "<html>",
        "{",
        '{"url": 1}',
        "[1, 2]",
        "[[[[",
        "a b",
        "a 2024 {}",
        "{" * 9000,
        "x 99999999999999 https://e.org/ - 200 - 1",
    ],
)
def test_another_line_is_skipped(line):
    assert len(list(read_index([line, *PLAIN.splitlines()]))) == 2


def capture(
    day: int, digest: str = "", url: str = URL, status: int = 200, media: str = "text/html"
):
    return ArchivedCapture(url, datetime(2024, 1, day, tzinfo=UTC), status, media, digest)


def test_captures_of_the_page_are_chosen_once_for_each_text():
    found = chosen(
        [
            capture(5, "B"), capture(1, "A"), capture(2, "A"), capture(3, "B"), capture(4, "A"),
            capture(6, "C", status=404), capture(7, "D", media="image/png"),
            capture(8, "E", url="https://e.org/other"), capture(9, "F", url="http://www.e.org/story/"),
        ],
        URL, 10,
    )  # fmt: skip
    assert [(c.at.day, c.digest) for c in found] == [
        (1, "A"),
        (3, "B"),
        (4, "A"),
        (5, "B"),
        (9, "F"),
    ]


def test_of_too_many_the_newest_are_chosen():
    found = chosen([capture(day) for day in range(1, 20)], URL, 3)
    assert [c.at.day for c in found] == [17, 18, 19]


@pytest.mark.parametrize("line", ["[" * 100_000, '{"a":' * 50_000, '["a",' * 50_000])
def test_a_line_nested_without_end_is_skipped(line):
    assert [found.url for found in read_index([line, *PLAIN.splitlines()])] == [URL, URL]
