"""Two captures of one page: the same article, though not the same lines were taken for its text."""

import pytest

from scraper.models.version import PageReading, is_same_reading, line_keys

STORY = ["The ferry left on time.", "Nobody had counted on the fog.", "It came back at noon."]
TEASER = "Harbour museum opens on Sunday"


def reading(kept, page, title="The ferry"):
    fields = {"title": title, "text": "\n\n".join(kept)}
    return PageReading.of(fields, tuple(line_keys(page)))


def test_teaser_that_was_taken_for_text_once_makes_no_difference():
    page = [*STORY, TEASER, "Another teaser"]
    with_teaser, without = reading([*STORY, TEASER], page), reading(STORY, page[::-1])
    assert is_same_reading(without, with_teaser)
    assert is_same_reading(with_teaser, without)


@pytest.mark.parametrize(
    ("kept", "page"),
    [
        ([*STORY, "A correction."], [*STORY, "A correction.", TEASER]),
        (STORY[:2], [*STORY[:2], TEASER]),
        ([STORY[0], "Nobody had counted on fog.", STORY[2]], [STORY[0], "Nobody had counted on fog.", STORY[2], TEASER]),
        ([STORY[1], STORY[0], STORY[2]], [*STORY, TEASER]),
        ([*STORY, STORY[0]], [*STORY, STORY[0], TEASER]),
    ],
    ids=["added", "cut", "edited", "moved", "twice"],
)  # fmt: skip
def test_article_that_changed_is_another(kept, page):
    assert not is_same_reading(reading(STORY, [*STORY, TEASER]), reading(kept, page))


def test_title_counts_as_it_is():
    page = [*STORY, "The ferry", "The late ferry"]
    assert not is_same_reading(reading(STORY, page), reading(STORY, page, "The late ferry"))


def test_markers_of_lists_and_cells_of_rows_are_told_as_the_page_has_them():
    text = "1. Bread\n2. Salt\n  - Sea salt\n\nYear | People\n2024 | 12"
    page = ["Bread", "Salt", "Sea salt", "Year", "People", "2024", "12"]
    assert list(line_keys([text])) == list(line_keys(page))
