"""Bylines that are only visible text, in the languages of the web."""

import pytest

from scraper.extraction.dom.head import Candidate, Head
from scraper.extraction.metadata import read_metadata

HEADLINE = "The ferry to Ormund returns"
STORY = (
    "The queue on the quay was long, and nobody minded the rain that came over from the skerries."
)
FILLER = ("Berths", "Tides") * 12


def _authors(
    *lines: str,
    before: tuple[str, ...] = (),
    after: tuple[str, ...] = (),
    meta: tuple[tuple[str, str], ...] = (),
    bylines: tuple[Candidate, ...] = (),
    json_ld: tuple[str, ...] = (),
) -> tuple[str, ...]:
    head = Head(meta=meta, title=HEADLINE, headings=(HEADLINE,), bylines=bylines, json_ld=json_ld)
    shown = (*before, HEADLINE, *lines, STORY, *FILLER, *after)
    return read_metadata(head, url="https://ormund.example/ferry", lines=shown).authors


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ida Holm", ("Ida Holm",)),
        ("Reporting by The Skerry Agency.", ("The Skerry Agency",)),
        ("By idahoney", ("idahoney",)),
        ("By Ida HolmSenior Reporter", ("Ida Holm",)),
        ("by IDA HOLM on Jan 22, 2025", ("IDA HOLM",)),
        ("By Ida Holm View in Digital Edition", ("Ida Holm",)),
        ("By default, every berth of the ferry is kept for somebody.", ()),
        ("The best berths of 2025, reviewed by a sailor", ()),
        ("By Ida Holm December 2, 2023", ("Ida Holm",)),
        ("Published August 7, 2023 by Ida Holm", ("Ida Holm",)),
        ("March 15, 2022 · 3 min read · By Ida Holm", ("Ida Holm",)),
        ("Posted by Ida Holm on Tuesday, August 29, 2023", ("Ida Holm",)),
        ("By Ida Holm, in News, Harbour, Ships and Tides · 31 Jan 2025, 20:02 · 0 Comments · read aloud",
         ("Ida Holm",)),
        ("Von Ida Holm und Nils Berg", ("Ida Holm", "Nils Berg")),
        ("von idahoney7", ("idahoney7",)),
        ("Par Ida Holm", ("Ida Holm",)),
        ("Di Ida Holm", ("Ida Holm",)),
        ("Oleh Ida Holm", ("Ida Holm",)),
        ("Penulis: Ida Holm", ("Ida Holm",)),
        ("Tác giả: Ida Holm", ("Ida Holm",)),
        ("Автор: Ида Хольм", ("Ида Хольм",)),
        ("Συντάκτης: Ίντα Χολμ", ("Ίντα Χολμ",)),
        ("מאת אידה הולם", ("אידה הולם",)),
        ("كتبت: إيدا هولم", ("إيدا هولم",)),
        ("بقلم: إيدا هولم", ("إيدا هولم",)),
        ("نویسنده: آیدا هولم", ("آیدا هولم",)),
        ("लेखक: इडा होल्म", ("इडा होल्म",)),
        ("ผู้เขียน: ไอดา โฮล์ม", ("ไอดา โฮล์ม",)),
        ("โดย ไอดา โฮล์ม", ("ไอดา โฮล์ม",)),
        ("取材・文：井田 帆", ("井田 帆",)),
        ("来源：渡口晚报 作者：林小舟 责任编辑：周岸", ("林小舟",)),
        ("渡口晚报记者 林小舟 周岸", ("林小舟", "周岸")),
        ("本报记者林小舟发自青芦", ("林小舟",)),
        ("渡口晚报记者 林小舟 青芦县报道", ("林小舟",)),
        ("[새물결일보 도하늘 기자] 섬마을 나루에 배가 다시 들어왔다.", ("도하늘",)),
        ("김나루 특파원", ("김나루",)),
        ("기자명 도하늘", ("도하늘",)),
        ("도하늘 sky@saemulgyeol.example", ("도하늘",)),
        ("2024年3月9日 星期六 記者林小舟／青蘆報導", ("林小舟",)),
        ("2024.03.09 SAT 執筆：井田 帆", ("井田 帆",)),
        ("كتب - أحمد الساحلي", ("أحمد الساحلي",)),
        ("كتب: أحمد الساحلي السبت، 09 مارس 2024 04:44 م", ("أحمد الساحلي",)),
        ("Von Ida Holm | Stand: 09.03.2024, 16:44 Uhr", ("Ida Holm",)),
        ("Ein Kommentar von Ida Holm", ("Ida Holm",)),
        ("Analysis by Ida Holm", ("Ida Holm",)),
    ],
)  # fmt: skip
def test_a_byline_under_the_headline_names_its_authors(line: str, names: tuple[str, ...]) -> None:
    assert _authors(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "By a reader",
        "Von der Insel zum Festland",
        "Di fronte al porto",
        "Por favor espere",
        "她告诉记者，渡船会回来。",
        "记者在青芦码头看到，渡船已经靠岸。",
        "记者昨天获悉，渡船会回来。",
        "Read in 5 minutes",
        "Author: 5 min read",
        "By Industry",
    ],
)
def test_lines_that_only_begin_like_a_byline_name_nobody(line: str) -> None:
    assert _authors(line) == ()


@pytest.mark.parametrize("label", ["By", "Written by:", "Von", "作者：", "Autor:"])
def test_the_name_may_stand_in_the_line_below_the_label(label: str) -> None:
    assert _authors(label, "Ida Holm", "3 March 2024") == ("Ida Holm",)


def test_the_paper_that_names_itself_far_above_the_headline_is_no_author() -> None:
    assert _authors(before=("BY ORMUND PRESS", *FILLER)) == ()


def test_an_editor_is_named_where_no_writer_is() -> None:
    assert _authors("责任编辑：周岸") == ("周岸",)
    assert _authors("责任编辑：周岸", after=("渡口晚报记者 林小舟",)) == ("林小舟",)


def test_a_byline_at_the_end_of_the_text_counts_unless_other_stories_have_theirs_there() -> None:
    assert _authors(after=("By Ida Holm",)) == ("Ida Holm",)
    others = ("By Ida Holm", "By Nils Berg", "By Åse Dahl")
    assert _authors(after=others) == ()


ARTICLE = (("og:type", "article"),)


@pytest.mark.parametrize(
    ("lines", "after"),
    [
        (("Ida Holm", "4 min read"), ("Ida Holm is a reporter who lives on the outer skerries.",)),
        (("Ida Holm", "3 March 2024"), ("Ida Holm",)),
        (("Ida HolmMarch 3, 20242 Shares",), ()),
    ],
)
def test_a_name_without_a_label_is_read_where_the_page_tells_that_it_is_one(
    lines: tuple[str, ...], after: tuple[str, ...]
) -> None:
    assert _authors(*lines, after=after, meta=ARTICLE) == ("Ida Holm",)


@pytest.mark.parametrize(
    ("lines", "before", "after"),
    [
        (("Harbour News", "3 March 2024"), ("Harbour News",), ("Harbour News",)),
        (("Climate Change", "4 min read"), (), ("Climate Change is a threat to every pier.",)),
        (("Last Updated March 3, 2024",), (), ()),
        (("HARBOUR NOTES", "3 March 2024"), (), ("HARBOUR NOTES",)),
    ],
    ids=["section", "subject", "update", "capitals"],
)
def test_sections_and_labels_beside_a_date_are_no_authors(
    lines: tuple[str, ...], before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    assert _authors(*lines, before=before, after=after, meta=ARTICLE) == ()


def test_a_person_in_a_byline_is_preferred_to_the_organisation_that_is_declared() -> None:
    declared = (
        '{"@type":"NewsArticle","author":{"@type":"NewsMediaOrganization","name":"Ormund Press"}}'
    )
    assert _authors("By Ida Holm", json_ld=(declared,)) == ("Ida Holm",)
    assert _authors(json_ld=(declared,)) == ("Ormund Press",)


def test_a_declared_author_whose_name_was_left_out_is_none() -> None:
    declared = '{"@type":"NewsArticle","author":{"@type":"Person","name":", Ormund Press"}}'
    assert _authors("By Ida Holm", json_ld=(declared,)) == ("Ida Holm",)


def test_a_byline_under_the_headline_is_the_articles_whatever_it_stands_in() -> None:
    node = Candidate(text="Ida Holm", key="span author", order=1, foreign=True)
    assert _authors("Ida Holm · 3 March 2024", bylines=(node,)) == ("Ida Holm",)
    assert _authors("4 min read", bylines=(node,)) == ()


def test_the_site_is_the_author_where_its_byline_says_so() -> None:
    site = (("og:site_name", "Ormund Press"),)
    assert _authors("By Ormund Press", meta=site) == ("Ormund Press",)
