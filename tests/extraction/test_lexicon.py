"""How lines are cut into the words that are weighed."""

import numpy as np
import pytest

from scraper.extraction.classifier.lexicon import Lexicon, cut, line_words


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("the ferry leaves", ["the", "ferry", "leaves"]),
        ("渡船出发", ["渡船", "船出", "出发"]),
        ("3月 船", ["3月", "船"]),
        ("フェリー ferry", ["フェ", "ェリ", "リー", "ferry"]),
        ("여객선 출발", ["여객선", "출발"]),
        ("", []),
    ],
)
def test_what_is_written_without_spaces_is_cut_into_pairs(line: str, words: list[str]) -> None:
    assert cut(line) == words


def test_first_and_last_words_are_weighed_as_such_too() -> None:
    assert line_words("Photo: Reuters") == ["^photo", "photo", "reuters", ">reuters"]


def test_the_last_character_counts_where_no_spaces_are_written() -> None:
    assert line_words("资料图")[-2:] == [">料图", ">图"]


def test_a_line_has_the_weight_of_its_last_word() -> None:
    lexicon = Lexicon(lines={">摄": -1.5, ">reuters": -2.0, "reuters": 0.5})
    weights = lexicon.line_weights([cut("张三摄"), ["photo", "reuters"], []])
    assert weights[3].tolist() == [-1.5, -2.0, 0.0]
    assert weights[0, 1] == np.float32((0.5 - 2.0) / np.sqrt(2))
