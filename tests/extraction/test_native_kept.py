"""What is asked of the kept blocks of a page, by compiled code and in Python: equal to the last bit."""

import pytest

from scraper.extraction.native import IS_NATIVE
from scraper.extraction.verdicts.decide import expected_words
from scraper.extraction.verdicts.main_text import paragraph_words, start_of_text
from scraper.extraction.verdicts.series import boxes
from scraper.extraction.verdicts.threshold import f1_of
from tests.extraction.test_wanted import judged_pages

pytestmark = pytest.mark.skipif(not IS_NATIVE, reason="nothing was compiled here")


def test_a_text_starts_at_the_same_paragraphs() -> None:
    found = set[bool]()
    for view, kept, _ in judged_pages():
        start = start_of_text(view, kept, native=False)
        assert start_of_text(view, kept, native=True) == start
        found.add(start is None)
    assert found == {True, False}


def test_paragraphs_have_the_same_words() -> None:
    some = 0.0
    for view, kept, _ in judged_pages():
        n = len(kept)
        for ends in ((0, n), (n // 3, n // 2), (n // 2, n // 3), (1, n + 4)):
            words = paragraph_words(view, kept, *ends, native=False)
            assert paragraph_words(view, kept, *ends, native=True) == words
            some += words
    assert some


def test_the_same_boxes_may_hold_a_series() -> None:
    found = 0
    for view, kept, _ in judged_pages():
        for after in (0, len(kept) // 2):
            pure = boxes(view, kept, after, native=False)
            assert sorted(boxes(view, kept, after, native=True)) == sorted(pure)
            found += len(pure)
    assert found


def test_as_much_is_expected_of_a_choice() -> None:
    for view, kept, score in judged_pages():
        f1 = f1_of(kept, score, view.words, native=False)
        words = expected_words(kept, score, view.words, native=False)
        assert f1_of(kept, score, view.words, native=True) == f1
        assert expected_words(kept, score, view.words, native=True) == words
