"""Of several dates on a page the one that its readers see as the day of publication."""

import pytest

from scraper.extraction.dom.head import Candidate, Head
from scraper.extraction.metadata import read_metadata

HEADLINE = "The ferry to Ormund returns"
URL = "https://ormund.example/harbour/ferry"
STORY = (
    "The queue on the quay was long, and nobody minded the rain that came over from the skerries.",
)


def _date(
    *lines: str,
    meta: tuple[tuple[str, str], ...] = (),
    times: tuple[Candidate, ...] = (),
    language: str = "en-GB",
    url: str = URL,
    title: str = HEADLINE,
    before: tuple[str, ...] = (),
) -> str | None:
    head = Head(meta=meta, title=title, headings=(HEADLINE,), language=language, times=times)
    found = read_metadata(head, url=url, lines=(*before, HEADLINE, *lines))
    return found.date


def _time(value: str, text: str = "") -> Candidate:
    return Candidate(text=text, key="time", value=value, order=1)


def test_the_dateline_nearest_to_the_headline_is_the_pages() -> None:
    related = ("Read on", "The pier", "30 November 2021", "The lamp", "29 October 2021")
    assert _date(*STORY, *related, before=("8 August 2017 by Ida Holm",)) == "2017-08-08"


@pytest.mark.parametrize(
    "line", ["Joined: 18 September 2008", "Registriert: 18.09.2008", "注册：2008-09-18"]
)
def test_the_day_on_which_somebody_joined_is_not_the_pages(line: str) -> None:
    assert _date(line, "r23 » 21 January 2009, 05:42") == "2009-01-21T05:42:00"


def test_a_date_in_the_headline_is_the_storys() -> None:
    title = f"{HEADLINE} (2020/7/11-12)"
    head = Head(title=title, headings=(title,), language="ja")
    assert read_metadata(head, lines=(title, "2020年07月12日 | 港")).date == "2020-07-12"


@pytest.mark.parametrize(
    "lines",
    [
        ("Updated 9 March 2024", "3 March 2024"),
        ("3 March 2024", "Last edited: 9 March 2024"),
        ("HarbourMARCH 3, 2024Updated: MARCH 9, 2024",),
        ("Date:3 March 2024", "Page updated 9 March 2024"),
        ("Updated: March 9, 2024 | Original: March 3, 2024",),
        ("Last modified on Sat 9 Mar 2024. First published on Sun 3 Mar 2024",),
        ("Mis à jour le 9 mars 2024, publié le 3 mars 2024",),
        ("最終更新：2024年3月9日 公開：2024年3月3日",),
        ("입력 2024.03.03 | 수정 2024.03.09",),
        ("अपडेटेड: 9 मार्च 2024 प्रकाशित: 3 मार्च 2024",),
        ("Ultimo aggiornamento: 9 marzo 2024 - Pubblicato: 3 marzo 2024",),
        ("Bijgewerkt 9 maart 2024", "3 maart 2024"),
        ("Päivitetty 9.3.2024", "Julkaistu 3.3.2024"),
        ("Обновлено 9 марта 2024", "3 марта 2024"),
        ("Giriş: 03.03.2024 - Güncelleme: 09.03.2024",),
    ],
)
def test_the_day_of_publication_is_preferred_to_that_of_a_change(lines: tuple[str, ...]) -> None:
    assert _date(*lines) == "2024-03-03"


def test_the_day_of_a_change_is_better_than_none() -> None:
    assert _date("Updated 9 March 2024", *STORY) == "2024-03-09"


def test_the_dateline_says_which_of_the_articles_times_is_publication() -> None:
    times = (_time("2024-03-09T10:00:00+01:00"), _time("2024-03-03T18:30:00+01:00"))
    assert _date("3 March 2024", times=times) == "2024-03-03T18:30:00+01:00"


def test_a_dateline_is_trusted_more_than_a_time_of_another_day() -> None:
    times = (_time("2024-03-09T10:18:46Z", "Published on 3 March 2024"),)
    assert _date("Published on 3 March 2024", times=times) == "2024-03-03"


@pytest.mark.parametrize("name", ["date", "created", "dc.date", "dcterms.date", "last-published"])
def test_a_dateline_is_trusted_more_than_a_name_that_may_mean_the_last_change(name: str) -> None:
    meta = ((name, "2024-03-09T10:18:46Z"),)
    assert _date("3 March 2024", *STORY, meta=meta) == "2024-03-03"
    assert _date(*STORY, meta=meta) == "2024-03-09T10:18:46+00:00"


def test_of_several_declared_days_the_one_shown_is_right() -> None:
    meta = (
        ("article:published_time", "2021-12-06T14:36:00"),
        ("parsely-pub-date", "2022-12-15T09:13:00"),
    )
    assert _date("15 December 2022", *STORY, meta=meta) == "2022-12-15T09:13:00"
    assert _date("14 December 2022", *STORY, meta=meta) == "2021-12-06T14:36:00"


@pytest.mark.parametrize(
    ("declared", "line", "expected"),
    [
        ("2020-12-05T23:15:00Z", "6 December 2020", "2020-12-06"),
        ("2020-12-06T02:15:00Z", "5 December 2020", "2020-12-05"),
        ("2020-12-05T15:15:00Z", "4 December 2020", "2020-12-05T15:15:00+00:00"),
        ("2020-12-05T23:15:00Z", "7 December 2020", "2020-12-05T23:15:00+00:00"),
    ],
)
def test_a_moment_in_utc_gives_way_to_the_day_shown_where_clocks_allow_it(
    declared: str, line: str, expected: str
) -> None:
    assert _date(line, meta=(("article:published_time", declared),)) == expected


def test_a_date_at_the_foot_of_a_long_page_is_read() -> None:
    links = tuple(f"Harbour {number}" for number in range(600))
    assert _date(*links, "Ormund online [Stand: 09.10.2017, 01:40 Uhr]") == "2017-10-09T01:40:00"


@pytest.mark.parametrize(
    ("url", "times", "expected"),
    [
        ("https://ormund.example/2023/october/03/ferry", (), "2023-10-03"),
        (URL, (_time("2023-10-03"),), "2023-10-03"),
        (URL, (_time("2023-03-10"),), "2023-03-10"),
        (URL, (), "2023-03-10"),
    ],
)
def test_the_page_itself_settles_whether_the_month_comes_first(
    url: str, times: tuple[Candidate, ...], expected: str
) -> None:
    meta = (("publishdate", "03/10/2023"),)
    assert _date(meta=meta, times=times, language="en-US", url=url) == expected


def test_a_count_glued_to_the_year_does_not_hide_the_date() -> None:
    assert _date("Ida HolmOct 17, 20235757 Shares97579 Views") == "2023-10-17"


def test_a_headline_that_also_runs_in_a_ticker_is_found_where_its_text_follows() -> None:
    ticker = (HEADLINE, "Lamp out on the mole, 1 March 2024", *("Fog on the sound",) * 20)
    assert _date("3 March 2024", *STORY, before=ticker) == "2024-03-03"


def test_the_last_post_of_a_thread_does_not_date_it() -> None:
    assert _date("5 replies, last post by Nils, 9 March 2024", "#1 · 3 March 2024") == "2024-03-03"


def test_the_headline_is_the_h1_that_a_declared_title_repeats_not_a_word_of_it() -> None:
    head = Head(
        meta=(("og:title", HEADLINE),), title="Ormund - detail", headings=("Detail", HEADLINE)
    )
    lines = ("Detail", "Opened 1 May 2020", *("Berths",) * 20, HEADLINE, "3 March 2024", *STORY)
    assert read_metadata(head, lines=lines).date == "2024-03-03"


def test_bars_part_a_date_only_where_the_first_number_is_a_day() -> None:
    assert _date("Harbour: 26 | 01 | 2022") == "2022-01-26"
    assert _date("Page 12 | 11 | 2020") is None


DECLARED = (("article:published_time", "2025-11-20T16:02:46Z"),)


@pytest.mark.parametrize("line", ["May 14, 2025", "On 14 May 2025", "Published 14 May 2025"])
def test_an_older_day_under_the_headline_is_the_day_of_a_text_that_was_moved(line: str) -> None:
    deck = (
        "What the new timetable says, what it leaves out, and who will have to wait on the quay "
        * 2
    )
    assert _date("Ida Holm", line, *STORY, meta=DECLARED) == "2025-05-14"
    assert _date(deck, line, "Updated 20 November 2025", *STORY, meta=DECLARED) == "2025-05-14"


@pytest.mark.parametrize(
    "lines",
    [
        ("May 14, 2025", "20 November 2025"),
        ("1/4/2025",),
        ("Storm of 14 May 2025 cost the harbour of Ormund a million",),
        ("14 May 202520 November 2025",),
        ("Updated 14 May 2025",),
        ("18 December 2025",),
        (*STORY * 7, "14 May 2025"),
    ],
)
def test_a_declared_day_stands_where_the_page_shows_no_older_one_as_its_own(
    lines: tuple[str, ...],
) -> None:
    assert _date(*lines, meta=DECLARED) == "2025-11-20T16:02:46+00:00"


def test_the_next_post_of_a_thread_is_not_its_first_in_another_zone() -> None:
    days = ("2024-03-02T20:22:24-04:00", "2024-03-03T00:56:54-04:00", "2024-03-03T20:51:40-04:00")
    posts = tuple(("datepublished", day) for day in days)
    assert _date("#1 · 3 March 2024", *STORY, meta=posts) == "2024-03-02T20:22:24-04:00"
