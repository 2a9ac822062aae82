"""The words of lines, compiled and in Python: the same words, weights and shares, to the last bit."""

import pickle
import random

import numpy as np
import pytest

from scraper.extraction.classifier.lexicon import Lexicon
from scraper.extraction.classifier.model import shipped
from scraper.extraction.features.words import PageWords
from scraper.extraction.native import IS_NATIVE

pytestmark = pytest.mark.skipif(not IS_NATIVE, reason="nothing was compiled here")

PIECES = (
    "Σ", "ΑΣ", "İ", "ß", "日", "本", "フェ", "-", "'", "’", "\u200b", "\u0307", "\U00010400", "\U0001f600", " ", "\xa0",
    "the ", "Mayor ", "photo", "reuters", ".", " — ", "ー", "_", "٣", "ǅ", "€", "\x1f", "\u2e80", "\ud800",
)  # fmt: skip
PAGES = 60


def pages() -> list[list[str]]:
    chance = random.Random(7)
    return [
        list(
            dict.fromkeys(
                "".join(chance.choices(PIECES, k=chance.choice((1, 4, 30, 700))))
                for _ in range(chance.randint(1, 40))
            )
        )
        for _ in range(PAGES)
    ]


@pytest.mark.parametrize("lines", pages())
def test_words_of_lines_are_alike(lines: list[str]) -> None:
    chance = np.random.default_rng(len(lines))
    pure, native = PageWords(lines, native=False), PageWords(lines, native=True)
    assert [native[i] for i in range(len(lines))] == [pure[i] for i in range(len(lines))]
    assert np.array_equal(native.sizes, pure.sizes)
    lexicon = shipped().lexicon
    assert np.array_equal(native.weights(lexicon), pure.weights(lexicon))
    words = [word for line in range(len(lines)) for word in pure[line]] or ["a"]
    head = [" ".join(words[::3])[:600], lines[0][:600], "by the Mayor"]
    rows = np.full((2, len(head), len(lines)), -1, dtype=np.float32)
    assert native.in_head(head, rows[0]) == pure.in_head(head, rows[1])
    assert np.array_equal(*rows)
    blocks = chance.integers(0, len(lines), 50)
    kept = chance.random(50) < 0.5
    assert np.array_equal(native.shared(blocks, kept), pure.shared(blocks, kept))
    texts = ["", " ".join(words[::5]), " ".join(words[:9])]
    sides = blocks, chance.integers(-1, 3, 50), chance.integers(0, 4, 50)
    assert np.array_equal(native.said(*sides, texts), pure.said(*sides, texts))


def test_words_are_weighed_by_the_lexicon_that_is_given() -> None:
    words = PageWords(["photo reuters"], native=True)
    assert words.weights(Lexicon(lines={">reuters": -2.0}))[3].tolist() == [-2.0]
    assert words.weights(Lexicon(lines={"^photo": 0.5, "": 3.0}))[2].tolist() == [0.5]


def test_a_line_or_text_that_is_not_there_is_refused() -> None:
    words = PageWords(["one", "two"], native=True)
    one = np.ones(1, dtype=np.int64)
    with pytest.raises(IndexError):
        words.shared(2 * one, one > 0)
    with pytest.raises(IndexError):
        words.said(one, one, 5 * one, ["one"])
    with pytest.raises(IndexError):
        words[2]


def test_words_outlive_a_pickle() -> None:
    words = PageWords(["one two"], native=True)
    assert pickle.loads(pickle.dumps(words))[0] == ["one", "two"]
