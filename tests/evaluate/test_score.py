"""The definition of each figure, by example."""

import pytest

from scraper.evaluate import score


def test_word_f1_is_the_harmonic_mean_over_bags_of_words() -> None:
    """Three of four words out are true, three of six true words are out."""
    prf = score.word_prf("one two three wrong", "one two three four five six")
    assert prf == pytest.approx((3 / 4, 3 / 6, 0.6))


def test_word_f1_counts_a_repeated_word_as_often_as_it_is_true() -> None:
    assert score.word_prf("a a a", "a b").precision == pytest.approx(1 / 3)


def test_case_and_punctuation_decide_nothing() -> None:
    assert score.word_prf("Hello, World!", "hello world").f1 == 1.0
    assert score.is_exact("Hello,\n\nWorld!", "hello world")


@pytest.mark.parametrize(("output", "truth", "f1"), [("", "", 1.0), ("", "a", 0.0), ("a", "", 0.0)])
def test_empty_texts_agree_with_each_other_only(output: str, truth: str, f1: float) -> None:
    assert score.word_prf(output, truth).f1 == f1


def test_words_in_common_none_is_zero_not_an_error() -> None:
    assert score.word_prf("a b", "c d") == (0.0, 0.0, 0.0)


def test_each_cjk_character_is_a_word() -> None:
    assert score.words("東京タワー 2026 ok") == [*"東京タワー", "2026", "ok"]


def test_order_counts_in_shingles_and_not_in_words() -> None:
    output, truth = "e d c b a", "a b c d e"
    assert score.word_prf(output, truth).f1 == 1.0
    assert score.shingle_shares(output, truth).common == 0.0


def test_shingle_shares_are_parts_of_all_shingles() -> None:
    """Of `a b c d`, `b c d e` and `b c d f` one is common, one extra, one missing."""
    shares = score.shingle_shares("a b c d e", "a b c d f")
    assert shares == pytest.approx((1 / 3, 1 / 3, 1 / 3))


def test_text_shorter_than_a_shingle_is_one_shingle() -> None:
    assert score.shingle_shares("a b", "a b") == (1.0, 0.0, 0.0)


def test_shingle_figures_leave_out_pages_where_nothing_is_asked() -> None:
    """Precision knows no page without output, recall none without truth."""
    pages = [score.ShingleShares(1.0, 0.0, 0.0), score.ShingleShares(0.0, 0.0, 1.0)]
    assert score.shingle_prf(pages) == pytest.approx((1.0, 0.5, 2 / 3))


def test_exact_wants_the_same_words_in_the_same_order() -> None:
    assert not score.is_exact("a b c", "a c b")
    assert not score.is_exact("a b c", "a b")


FIVE_WORDS = "Mayor opens bridge at Tarn"


@pytest.mark.parametrize(
    ("link", "counts"),
    [
        (FIVE_WORDS, True),
        ("Mayor opens bridge today", False),  # four words
        ("a b c d e", False),  # eleven letters at most: found by chance
        ("word " * 61, False),  # 305 characters: a whole teaser
        ("東京都知事選挙の結果が発表", True),  # 13 characters
        ("東京都知事選挙の結果", False),
    ],
)
def test_foreign_headline_is_a_link_of_headline_size(link: str, counts: bool) -> None:
    assert bool(score.foreign_headlines([link], "Another text.")) is counts


def test_link_that_stands_in_the_truth_is_not_foreign() -> None:
    truth = "Yesterday the mayor opens bridge, at Tarn!"
    assert score.foreign_headlines([FIVE_WORDS], truth) == frozenset()


def test_leak_is_a_foreign_headline_in_the_output() -> None:
    foreign = score.foreign_headlines([FIVE_WORDS, "Nothing to see here, move along"], "truth")
    assert score.leaked(foreign, "Text. Mayor Opens Bridge at Tarn") == ("mayoropensbridgeattarn",)


def test_link_text_joins_what_markup_parts() -> None:
    assert score.link_texts("<a>Mayor <b>opens</b>\n<i>bridge</i></a><p>no") == [
        "Mayor opens bridge"
    ]


def test_snippets_fold_white_space_and_keep_case() -> None:
    assert score.contains("One\n two  three", "One two")
    assert not score.contains("one two", "One two")


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026-01-09T08:30:00+09:00", "2026-01-09"),
        ("2026/1/9", "2026-01-09"),
        ("2026.01.09", "2026-01-09"),
        ("9 January 2026", None),
        (None, None),
    ],
)
def test_dates_are_compared_by_day(value: str | None, day: str | None) -> None:
    assert score.day_of(value) == day


def test_authors_are_a_set_of_names() -> None:
    assert score.same_names(["Ada Lovelace", "B. Nye"], ["b nye", "ADA LOVELACE"])
    assert not score.same_names(["Ada Lovelace"], ["Ada Lovelace", "B. Nye"])
