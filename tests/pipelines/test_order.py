"""In which order results are given: all in one line, or those of each line for themselves."""

from scraper.models.failure import Failure
from scraper.pipelines.order import in_lines
from scraper.pipelines.scrape_plan import Scraped


def given(came: list[int], lines: list[str] | None = None) -> list[int]:
    """The order in which results are given that came so."""
    results = (
        Scraped(f"https://a.example/{index}", "", Failure("", "timeout", ""), index=index)
        for index in came
    )
    return [scraped.index for scraped in in_lines(results, lines)]


def test_without_lines_all_wait_for_the_first():
    assert given([2, 1, 0, 3]) == [0, 1, 2, 3]


def test_results_of_one_line_wait_for_none_of_another():
    assert given([1, 3, 5, 2, 4, 0], ["a", "b"] * 3) == [1, 3, 5, 0, 2, 4]


def test_results_of_one_line_are_in_their_order():
    assert given([4, 2, 0, 5, 3, 1], ["a", "b"] * 3) == [0, 2, 4, 1, 3, 5]


def test_what_waits_for_a_result_that_never_comes_is_given_last():
    assert given([3, 2, 5], ["a", "b", "a", "b", "c", "c"]) == [2, 3, 5]


def test_a_line_of_one_is_given_at_once():
    assert given([2, 0], ["a", "a", "b"]) == [2, 0]
