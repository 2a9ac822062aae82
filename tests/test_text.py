"""Words are counted in every script; texts are compared by their letters."""

import pytest

from scraper.text import count_words, counted, squash
from tests.growth import assert_linear

JAPANESE = (
    "古い橋がふたたび開通しました。朝には最初の歩行者が渡り、夜には町の人々がお祝いをしました。"
)
CHINESE = "老桥重新开放了。早上第一批行人走过大桥，晚上城里的人们在河边庆祝。"
THAI = "สะพานเก่าเปิดให้ใช้อีกครั้ง ตอนเช้ามีคนเดินข้ามเป็นกลุ่มแรก"


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("", 0, 0),
        (" \n ", 0, 0),
        ("The ferry leaves at nine – and again at noon.", 10, 10),
        ("Le garçon a mangé une pêche", 6, 6),
        ("오래된 다리가 다시 열렸습니다.", 4, 4),  # Korean has spaces
        (JAPANESE, 20, 32),
        (CHINESE, 14, 22),
        (THAI, 9, 14),
        ("橋", 1, 1),
        ("iPhone 15を発売、Appleが発表", 6, 10),
        ("The word 橋 means bridge.", 5, 5),
    ],
)
def test_words_of(text, least, most):
    """In scripts with spaces exactly; in others about as many as a reader would count."""
    assert least <= count_words(text) <= most


def test_a_text_of_any_script_is_counted_in_linear_time():
    for shape in ("橋", "橋 ", "a橋", "ส", "。", "橋。"):
        assert_linear(count_words, lambda count, shape=shape: shape * count, 300_000)


@pytest.mark.parametrize(
    ("text", "squashed"),
    [
        ("The Post – a “First”!", "thepostafirst"),
        ("Straße_2\n", "straße2"),
        ("日本 語", "日本語"),
        ("…", ""),
    ],
)
def test_white_space_punctuation_and_capitals_do_not_count(text, squashed):
    assert squash(text) == squashed


@pytest.mark.parametrize(
    ("count", "noun", "said"),
    [(1, "page", "1 page"), (0, "page", "0 pages"), (2, "inline test", "2 inline tests"),
     (3, "story", "3 stories"), (1, "story", "1 story")],
)  # fmt: skip
def test_a_number_agrees_with_its_noun(count, noun, said):
    assert counted(count, noun) == said
