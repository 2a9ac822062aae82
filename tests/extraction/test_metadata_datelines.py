"""The dateline is the page's date; a date in the story is not."""

import pytest

from scraper.extraction.dom.head import Candidate, Head
from scraper.extraction.metadata import read_metadata
from scraper.extraction.metadata.datelines import may_have_years
from scraper.extraction.native import IS_NATIVE

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


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("3 March 202413:22", "2024-03-03T13:22:00"),
        ("nils03.03.2413:22", "2024-03-03T13:22:00"),
        ("3.3.202413:22 Uhr", "2024-03-03T13:22:00"),
    ],
)
def test_a_clock_that_is_glued_to_its_day_is_read(line: str, expected: str) -> None:
    assert _date(line, language="de") == expected


@pytest.mark.parametrize(
    "line",
    [
        "Founded: Dec 11, 2021",
        "建立于:2021年12月11日",
        "12/01/2021 - 01/02/2022",
        "Förderung der Fähren (bis 31.12.2021)",
        "The pier is closed until 31 December 2021",
        "Abbildung: Der Anleger am 31.12.2021 (links)",
        "In: Ships; Vol. 371, pp. 260, 15 December 2021",
    ],
)
def test_a_day_that_something_else_began_or_ends_is_not_the_pages(line: str) -> None:
    assert _date(line, "Ida Holm | 3 March 2024") == "2024-03-03"


def test_when_a_page_was_changed_is_said_in_its_footer() -> None:
    lines = ["The ferry was built in the yard of Ormund, and no other ship was."] * 30
    entry = "2010-12-12 11:41:42 is when this event was written into the log of the ferry by her captain."
    lines += [entry, "Last updated on Mar 3, 2024 (06:37 UTC)."]
    assert _date(*lines) == "2024-03-03T06:37:00+00:00"


def test_posts_say_when_they_were_edited() -> None:
    post = "The ropes that were bought last year are worn, and nobody knows who sold them to us."
    posts = ("#1 2024-03-03", post, "Last edited by ida7 (2024-03-05)", "#2 2024-03-06", post)
    assert _date(*[post] * 30, *posts) == "2024-03-03"


def test_the_last_post_of_a_thread_is_a_change_of_it() -> None:
    counts = "6.5K views 5 replies 5 participants last post by nils Mar 9, 2024"
    assert _date(counts, "#1 · Mar 3, 2024") == "2024-03-03"


def test_a_day_in_the_prose_is_trusted_less_than_that_of_a_change() -> None:
    head = Head(title=HEADLINE, headings=(HEADLINE,), meta=(("dateupdate", "2024-03-03 10:47:36"),))
    prose = "2017年7月18日，小船正式回到奥尔蒙德并在港口举行仪式"
    found = read_metadata(head, lines=(HEADLINE, *["The rope was new."] * 30, prose))
    assert found.date == "2024-03-03T10:47:36"


@pytest.mark.parametrize("native", sorted({False, IS_NATIVE}))
def test_lines_that_may_have_a_year_are_found_by_a_digit_of_any_script_in_their_start(
    native: bool,
) -> None:
    lines = [
        "3 May",
        "May",
        "٣ مايو",
        "令和六年",
        "五月",
        "𝟚 May",
        "½ cup of water²",
        "",
        "a" * 100 + "1",
    ]
    assert may_have_years(lines, native=native) == [0, 2, 3, 5]
