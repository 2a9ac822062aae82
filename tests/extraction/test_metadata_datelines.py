"""The dateline is the page's date; a date in the story is not."""

import pytest

from scraper.extraction.dom.head import Candidate, Head
from scraper.extraction.metadata import read_metadata

HEADLINE = "The ferry to Ormund returns"


def _date(*lines: str, times: tuple[Candidate, ...] = (), language: str = "en") -> str | None:
    head = Head(title=HEADLINE, headings=(HEADLINE,), language=language, times=times)
    return read_metadata(head, lines=(HEADLINE, *lines)).date


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry had last crossed the sound before the pier burned down on 4 May 2019.",
        "Nobody in the village had forgotten what the council decided on 2018-03-11.",
        "On 4 May 2019 the pier burned down, and the ferry had nowhere to land for five years.",
        "The old pier burned down on 4 May 2019.",
        "Besucher seit dem 4.5.2019: 12345",
        "The pier burned down in Ormund, 4 May 2019. The ferry had nowhere to land.",
        "Am 4. Mai 2019 war die Fähre zum letzten Mal über den Sund gefahren, sagte der Kapitän.",
        "Bürgermeisterin Anna Roth erinnerte an den Sturm, der die Insel am 9. Januar 2017 traf.",
        "島の住民は、前の船が最後に港を出た日のことを今でもよく覚えていて、みんなで話すという。それは町が合併した直後の2016年2月1日だった。",
    ],
)
def test_a_date_in_a_sentence_of_the_story_is_not_the_pages(sentence: str) -> None:
    assert _date(sentence) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ORMUND, 3 March 2024 (Agency) - The ferry is back, and the queue is long.", "2024-03-03"),
        ("This article was written on 3 March 2024 by Ida Holm and filed under Ships.", "2024-03-03"),
        ("Der Beitrag wurde am 3. März 2024 von Ida Holm geschrieben und steht in der Rubrik Schiffe.",
         "2024-03-03"),
        ("3 March 2024 | Ships", "2024-03-03"),
        ("Mitteilung vom 3. März 2024 | Ormund – Die Fähre fährt wieder, sagte die Kapitänin.", "2024-03-03"),
        ("Diese Seite wurde zuletzt am 3. März 2024 um 13:22 Uhr geändert.", "2024-03-03T13:22:00"),
        ("Copyright © 3.3.2024 by the Ferry Company of Ormund and its captains.", "2024-03-03"),
        ("This is the version of 3 March 2024.", "2024-03-03"),
        ("Received 3 January 2024; accepted 9 February 2024; published online 3 March 2024", "2024-03-03"),
        ("03.03.2024/13:22", "2024-03-03T13:22:00"),
        ("Ormund, 3.3.2024. Die Fähre fährt wieder, und die Schlange am Anleger ist lang.", "2024-03-03"),
        ("Bad Ormund, den 3. März 2024. Die Fähre fährt wieder, und die Schlange ist lang.", "2024-03-03"),
        ("Diese Seite wurde zuletzt am 3. März 2024 um 13:22 Uhr bearbeitet.", "2024-03-03T13:22:00"),
        ("Ormund, 3 March 2024: the ferry is back, and the queue at the new pier is long.", "2024-03-03"),
        ("3 March 2024. The ferry is back, and the queue at the new pier is long again.", "2024-03-03"),
    ],
)  # fmt: skip
def test_datelines_are_read_also_at_the_head_of_a_sentence(line: str, expected: str) -> None:
    assert _date(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"), [("03-04-24 13:22", "2024-04-03T13:22:00"), ("03-04-24", None)]
)
def test_a_short_date_with_dashes_is_german_if_a_clock_follows(line: str, expected: str) -> None:
    """Elsewhere the year stands first."""
    assert _date(line, language="de") == expected
    assert _date(line, language="zh") is None


def test_a_dateline_is_trusted_more_than_the_times_of_other_stories() -> None:
    others = tuple(
        Candidate(text="5 Aug 2024", key="time", value="2024-08-05", order=1, foreign=True)
        for _ in range(3)
    )
    assert _date("3 March 2024", times=others) == "2024-03-03"


def test_a_comments_time_is_no_better_than_what_is_said_of_the_article() -> None:
    said = "This article was written on 3 March 2024 by Ida Holm and filed under Ships."
    assert _date(said, "4 March 2024 at 11:21 - Reply") == "2024-03-03"


@pytest.mark.parametrize(
    ("published", "path", "expected"),
    [
        ("2024-03-04T02:18:11Z", "/2024/03/03/ferry", "2024-03-03"),
        ("2024-03-02T22:30:00Z", "/2024/03/03/ferry", "2024-03-03"),
        ("2024-03-03T02:18:11Z", "/2024/03/03/ferry", "2024-03-03T02:18:11+00:00"),
        ("2024-03-04T15:00:00Z", "/2024/03/03/ferry", "2024-03-04T15:00:00+00:00"),
        ("2024-03-04T02:18:11+02:00", "/2024/03/03/ferry", "2024-03-04T02:18:11+02:00"),
    ],
)
def test_a_moment_in_utc_gives_way_to_the_day_in_the_address_where_clocks_allow_it(
    published: str, path: str, expected: str
) -> None:
    head = Head(meta=(("article:published_time", published),), headings=(HEADLINE,))
    assert read_metadata(head, url=f"https://ormund.example{path}").date == expected
