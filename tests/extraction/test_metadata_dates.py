"""Dates as pages write them."""

import pytest

from scraper.extraction.metadata.dates import date_in_url, parse_date
from scraper.extraction.metadata.page_dates import DateStyle


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-17", "2024-05-17"),
        ("2024-05-17T10:02:03.123Z", "2024-05-17T10:02:03+00:00"),
        ("2024-05-17T10:02+0530", "2024-05-17T10:02:00+05:30"),
        ("2024-5-7 9:05", "2024-05-07T09:05:00"),
        ("20240517", "2024-05-17"),
        ("20240517T100203Z", "2024-05-17T10:02:03+00:00"),
        ("1715940123", "2024-05-17T10:02:03+00:00"),
        ("1715940123000", "2024-05-17T10:02:03+00:00"),
        ("Fri, 17 May 2024 10:02:03 GMT", "2024-05-17T10:02:03+00:00"),
        ("May 17, 2024 at 8:05 p.m.", "2024-05-17T20:05:00"),
        ("Updated 12:30 AM, Dec. 5th, 2023", "2023-12-05T00:30:00"),
        ("17. Mai 2024, 14:30 Uhr", "2024-05-17T14:30:00"),
        ("17 de mayo de 2024", "2024-05-17"),
        ("17 mai 2024 à 08h15", "2024-05-17T08:15:00"),
        ("17 мая 2024", "2024-05-17"),
        ("١٧ مايو 2024 — 17 مايو 2024", "2024-05-17"),
        ("2024年5月17日 09:05", "2024-05-17T09:05:00"),
        ("2024년 5월 17일", "2024-05-17"),
        ("2024/05/17", "2024-05-17"),
        ("17.05.24", "2024-05-17"),
        ("17 | 05 | 2024", "2024-05-17"),
        ("17.05.2024", "2024-05-17"),
        ("05/17/2024", "2024-05-17"),
        ("Ana RuizMay 17, 2024", "2024-05-17"),
    ],
)
def test_common_forms_are_read(text: str, expected: str) -> None:
    stamp = parse_date(text)
    assert stamp is not None
    assert stamp.iso() == expected


@pytest.mark.parametrize(
    "text",
    ["", "no date", "31 June 2024", "2024-13-40", "1850-01-01", "2999-01-01", "version 1.2.3",
     "192.168.10.24", "+1 555 2024", "99/99/2024", "9999999999999999"],
)  # fmt: skip
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert parse_date(text) is None


def test_only_ambiguous_numeric_dates_follow_the_country() -> None:
    both = [parse_date("05/06/2024", DateStyle(first)) for first in (True, False)]
    assert [s.iso() for s in both if s] == ["2024-05-06", "2024-06-05"]
    sure = [parse_date("25/06/2024", DateStyle(first)) for first in (True, False)]
    assert [s.iso() for s in sure if s] == ["2024-06-25", "2024-06-25"]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://p.example/2024/05/17/ferry", "2024-05-17"),
        ("https://p.example/news/2024-05-17-ferry.html", "2024-05-17"),
        ("https://p.example/a/20240517/ferry", "2024-05-17"),
        ("https://p.example/2024/05/ferry", None),
        ("https://p.example/id/120240517999", None),
        ("https://p.example/x?d=2024/05/17/", None),
    ],
)
def test_a_date_in_an_address(url: str, expected: str | None) -> None:
    stamp = date_in_url(url)
    assert (stamp.iso() if stamp else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("০৪/১২/২০২৩ ১৪:৩৫", "2023-12-04T14:35:00"),
        ("2023-12-04T١٤:٣٥:٠٩+٠٣:٠٠", "2023-12-04T14:35:09+03:00"),
        ("१७ मई २०२४ — १७.०५.२०२४", "2024-05-17"),
        ("２０２４年５月１７日 ９:０５", "2024-05-17T09:05:00"),
        ("20240517T10٠٢٠٣Z", "2024-05-17T10:02:03+00:00"),
    ],
)
def test_digits_of_every_script_are_read(text: str, expected: str) -> None:
    found = parse_date(text)
    assert found is not None
    assert found.iso() == expected
    assert found.moment().year in (2023, 2024)
