"""`clean_text` gives back the article, byte for byte, whatever lists were glued to it."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.extraction.plain.text import MAX_LINES, clean_text
from tests.growth import assert_linear


class Sample(NamedTuple):
    """A clean article, and in the same language: labels, foreign headlines, an insert, a notice."""

    language: str
    title: str
    body: list[str]
    related: str
    ranking: str
    headlines: list[str]
    insert: str
    notice: str


SAMPLES = [
    Sample(**sample)
    for sample in json.loads(
        Path(__file__).with_name("plain_samples.json").read_text(encoding="utf-8")
    )
]
EN = SAMPLES[0]


def bullets(mark: str) -> Callable[[Sequence[str]], list[str]]:
    return lambda headlines: [f"{mark} {headline}" for headline in headlines]


def numbered(headlines: Sequence[str]) -> list[str]:
    return [f"{place}. {headline}" for place, headline in enumerate(headlines, 1)]


def alone(mark: str) -> Callable[[Sequence[str]], list[str]]:
    return lambda headlines: [line for headline in headlines for line in (mark, headline)]


SHAPES: dict[str, Callable[[Sequence[str]], list[str]]] = {
    "bullet alone on its line": alone("-"),
    "dot alone on its line": alone("•"),
    "dashes": bullets("-"),
    "dots": bullets("•"),
    "numbers": numbered,
    "bare": list,
}

samples = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.language)
shapes = pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
gaps = pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["lines", "paragraphs"])


def article(sample: Sample) -> list[str]:
    return [sample.title, *sample.body]


@samples
@gaps
def test_a_clean_text_comes_back_byte_for_byte(sample: Sample, gap: str) -> None:
    text = gap.join(article(sample))
    assert clean_text(text).text == text


@samples
@shapes
@gaps
def test_labelled_tail_lists_go(
    sample: Sample, shape: Callable[[Sequence[str]], list[str]], gap: str
) -> None:
    tail = [sample.related, *shape(sample.headlines), sample.ranking, *shape(sample.headlines)]
    assert clean_text(gap.join([*article(sample), *tail])).text == gap.join(article(sample))


@samples
@shapes
def test_a_labelled_list_between_paragraphs_goes(
    sample: Sample, shape: Callable[[Sequence[str]], list[str]]
) -> None:
    lines = article(sample)
    glued = [*lines[:3], sample.related, *shape(sample.headlines), *lines[3:]]
    if lines[3] == "Why it took so long":  # a bare list and a bare subhead need a gap to part them
        glued.insert(glued.index(lines[3]), "")
    got = clean_text("\n".join(glued)).text
    assert [line for line in got.split("\n") if line] == lines


@samples
@gaps
def test_an_insert_and_a_notice_between_paragraphs_go(sample: Sample, gap: str) -> None:
    lines = article(sample)
    glued = [*lines[:2], sample.insert, lines[2], sample.notice, *lines[3:]]
    assert clean_text(gap.join(glued)).text == gap.join(lines)


@samples
def test_the_first_line_is_the_title_and_stays_in_the_text(sample: Sample) -> None:
    got = clean_text("\n\n".join(article(sample)))
    assert got.title == sample.title
    assert got.sources["title"] == "first line"
    assert got.text.startswith(sample.title)


def test_a_text_without_headline_has_no_title() -> None:
    assert clean_text("\n".join(EN.body)).title == ""


def test_a_page_in_the_shape_of_a_japanese_news_site() -> None:
    lists = [
        "Related Tags",
        "Top Articles in Politics",
        *alone("-")(EN.headlines),
        "JN ACCESS RANKING",
        *alone("-")([*EN.headlines, "Treaty Talks Resume in Geneva After a Break, Says U.S."]),
        "",
    ]
    got = clean_text("\n".join([*article(EN), *lists]) + "\n")
    assert got.text == "\n".join(article(EN))
    assert [b.reason for b in got.blocks if not b.kept].count("ranking") == 9
    assert got.blocks[-1].evidence == "under the label 'JN ACCESS RANKING'"


def test_share_bars_author_boxes_and_rights_at_the_end_go() -> None:
    tail = [
        "Share this article", "Facebook", "Twitter", "About the author",
        "Jo Reed writes about the coast.", "Comments (3)", "© The Example. All rights reserved.",
    ]  # fmt: skip
    assert clean_text("\n".join([*article(EN), *tail])).text == "\n".join(article(EN))


def test_teasers_with_summaries_under_a_label_go() -> None:
    teasers = [line for headline in EN.headlines for line in (f"- {headline}", "The story so far.")]
    text = "\n".join([*article(EN), "Most read", *teasers])
    assert clean_text(text).text == "\n".join(article(EN))


def test_a_colon_label_takes_one_headline_and_leaves_the_subhead() -> None:
    lines = [*EN.body[:2], "Related:", EN.headlines[0], *EN.body[2:]]
    assert clean_text("\n".join(lines)).text == "\n".join(EN.body)


def test_advertisement_lines_between_paragraphs_go() -> None:
    lines = [*EN.body[:2], "ADVERTISEMENT", *EN.body[2:]]
    assert clean_text("\n\n".join(lines)).text == "\n\n".join(EN.body)


# What has to stay.


@pytest.mark.parametrize(
    "lines",
    [
        ["We saw four films:", "- The Long Way Home", "- A Bridge Too Wide", "- Salt and Stone"],
        ["Key points", "- The pier is open again", "- Boats run until ten", "- Bikes go free"],
        ["Popular", "The pier is popular with anglers, who come before dawn."],
        ["Topics", "Both sides agreed to talk about fish, salt and money."],
        ["Share", "Every heir got the same share of the boat yard in the end."],
        ["She spoke first.", "— Are we late?", "— No, the boat is late.", "— Good."],
        ["most popular", "among the anglers, who come before dawn."],
        ["1. Boil the water.", "2. Add the salt.", "3. Wait for ten minutes."],
        ["Fees are due in May.", "Housing: Full Time 8,140", "Food: Full Time 3,210", "Fees: 698"],
    ],
    ids=["after a colon", "under a subhead", "popular", "topics", "share", "dialogue",
         "wrapped by hand", "steps", "figures"],
)  # fmt: skip
def test_lines_of_the_body_stay(lines: list[str]) -> None:
    text = "\n".join([EN.title, EN.body[0], *lines, EN.body[-1]])
    assert clean_text(text).text == text


def test_one_signal_is_not_enough_for_a_list_without_a_label() -> None:
    """Short titles at the end, in title case: that alone can be the body's."""
    text = "\n".join([*EN.body, "- The Long Way Home", "- A Bridge Too Wide", "- Salt and Stone"])
    assert clean_text(text).text == text


def test_two_signals_cut_a_list_without_a_label_and_are_named() -> None:
    headlines = [f"- {headline} and Other News" for headline in EN.headlines]
    got = clean_text("\n".join([*EN.body, *headlines]))
    assert got.text == "\n".join(EN.body)
    assert got.blocks[-1].reason == "link_list"
    assert got.blocks[-1].evidence == "3 headlines in title case, and nothing introduces them"


def test_hand_wrapped_text_is_left_alone() -> None:
    text = (
        "The museum shows what was once the\nmost read\npaper of the coast, and a list of the\n"
        "top stories\nit ran before the press was sold for scrap in the year of the flood.\n"
        "Nobody knows who bought it."
    )
    assert clean_text(text).text == text


# The borders of the contract.


def test_only_white_space_at_line_ends_may_change() -> None:
    text = "\n\n  First paragraph here.  \n\n\n\n\tSecond one,\tindented. \n \n"
    assert clean_text(text).text == "  First paragraph here.\n\n\n\n\tSecond one,\tindented."


def test_line_ends_become_newlines_and_nul_characters_go() -> None:
    assert clean_text("One\0 here.\r\nTwo here.\rThree here.\r\n").text == (
        "One here.\nTwo here.\nThree here."
    )


@pytest.mark.parametrize("text", ["", "\n\n", " \t\r\n\0", "\f\v"])
def test_nothing_is_empty_with_a_reason(text: str) -> None:
    got = clean_text(text)
    assert (got.text, got.status, got.status_reason) == ("", "empty", "no text")


def test_every_line_is_in_a_block_with_its_verdict() -> None:
    text = "\n".join([*article(EN), EN.related, *alone("-")(EN.headlines)])
    got = clean_text(text)
    assert [block.index for block in got.blocks] == list(range(len(got.blocks)))
    assert "\n".join(block.text for block in got.blocks if block.kept) == got.text
    assert [b.text for b in got.blocks if not b.kept] == [EN.related, *EN.headlines]
    assert all(block.evidence for block in got.blocks if not block.kept)


@given(st.text(alphabet=st.sampled_from("ab A.:-•1\n\r\0\t相关阅读。#>")))
@settings(max_examples=300, deadline=None)
def test_any_text_is_taken_and_only_whole_lines_go(text: str) -> None:
    got = clean_text(text)
    plain = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    left = iter([line.rstrip() for line in plain.split("\n")])
    assert all(line in left for line in got.text.split("\n") if line)  # in order, as they were
    assert (got.status == "empty") == (not got.text)


def test_time_grows_with_the_text_and_not_faster() -> None:
    """Also where every line is a label."""
    for piece in ("Related Stories\n", "-\n", "Related Stories\n- A Headline of Five Words\n"):
        assert_linear(clean_text, lambda lines, piece=piece: piece * lines, 16_000)


def test_beyond_the_limit_of_lines_nothing_is_examined() -> None:
    text = "\n".join(["Related Stories", "- a"] * (MAX_LINES // 2 + 1))
    got = clean_text(text)
    assert got.text == text
    assert got.blocks[0].evidence.startswith("not examined: 500,002 lines")
