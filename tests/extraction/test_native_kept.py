"""What is asked of the kept blocks of a page, by compiled code and in Python: equal to the last bit."""

from dataclasses import replace

import pytest

from scraper.extraction.features.bounds import below, within
from scraper.extraction.features.words import PageWords
from scraper.extraction.native import IS_NATIVE
from scraper.extraction.verdicts.alike import candidates
from scraper.extraction.verdicts.decide import expected_words, words_of
from scraper.extraction.verdicts.main_text import paragraph_words, start_of_text
from scraper.extraction.verdicts.placeholder import is_filler
from scraper.extraction.verdicts.places import Places
from scraper.extraction.verdicts.series import boxes
from scraper.extraction.verdicts.threshold import f1_of
from tests.extraction.judged import view_of
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


def test_the_same_blocks_begin_items_of_lists() -> None:
    found = 0
    for view, kept, _ in judged_pages():
        places, blocks = Places(view.reading, view.tags), kept.nonzero()[0].tolist()
        pure = places.begin_items(blocks, native=False)
        assert places.begin_items(blocks, native=True) == pure
        found += len(pure)
    assert found


def test_the_same_numbers_are_within_bounds() -> None:
    found = 0
    for view, kept, score in judged_pages():
        for numbers, bounds in ((score, (0.61, below(0.96))), (view.words, (3.0, 40.0))):
            for among in (None, kept):
                pure = within(numbers, bounds, among, native=False)
                assert within(numbers, bounds, among, native=True) == pure
                found += len(pure)
    assert found


def test_the_same_doubtful_lines_may_be_lifted() -> None:
    found = 0
    for view, _, score in judged_pages():
        for is_thread in (True, False):
            page = replace(view, facts=replace(view.facts, is_thread=is_thread))
            pure = candidates(page, score, native=False)
            assert candidates(page, score, native=True) == pure
            found += len(pure)
    assert found


def test_kept_blocks_have_the_same_words() -> None:
    for view, kept, _ in judged_pages():
        words = words_of(view.words, kept, native=False)
        assert words_of(view.words, kept, native=True) == words


def test_as_much_is_expected_of_a_choice() -> None:
    for view, kept, score in judged_pages():
        f1 = f1_of(kept, score, view.words, native=False)
        words = expected_words(kept, score, view.words, native=False)
        assert f1_of(kept, score, view.words, native=True) == f1
        assert expected_words(kept, score, view.words, native=True) == words


@pytest.mark.parametrize(
    "text",
    [
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
        "Lorem ipsum dolor sit amet on the old quay at the harbour.",
        "Xxx xxxxx xx xxxx xxx xxxxxx.",
        "Lorem ipsum dolor sit amet",
        "The ferry xerox sit amet dolor lorem",
    ],
)
def test_the_same_paragraphs_are_placeholders(text: str) -> None:
    view = view_of(f"<p>{text}</p>", None)
    words = PageWords(view.lines.words.lines, native=False)
    in_python = replace(view, lines=view.lines._replace(words=words))
    assert is_filler(view, 0, native=True) is is_filler(in_python, 0, native=False)
