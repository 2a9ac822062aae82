"""In which order URLs are taken and results are given: all in one line, or those of each line for themselves."""

from itertools import count

from scraper.models.failure import Failure
from scraper.pipelines.order import LEAST_ROOM, UrlsInLines, in_lines
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


def drained(urls: UrlsInLines, stalled: set[int]) -> list[int]:
    """The places that are taken while all requests end at once but those for the stalled URLs."""
    places = []
    for position in count():
        found = urls.take(position)
        if found is None:
            return places
        places.append(found[0])
        if found[0] not in stalled:
            urls.finish(found[0], position)
    raise AssertionError


def test_a_line_that_stalls_keeps_no_other_waiting():
    names = ["slow", "a", "b"] * 500
    places = drained(UrlsInLines(map(str, range(1500)), names, 512), stalled={0})
    assert [place for place in places if names[place] != "slow"] == [
        n for n in range(1500) if n % 3
    ]


def test_of_a_line_that_stalls_no_more_is_taken_than_its_share():
    names = ["slow", "a", "b"] * 500
    places = drained(UrlsInLines(map(str, range(1500)), names, 512), stalled={0})
    assert sum(names[place] == "slow" for place in places) == 512 // 3


def test_a_line_goes_on_where_it_stopped_once_its_oldest_url_has_ended():
    urls = UrlsInLines("abcdefghij", ["slow"] * 10, LEAST_ROOM)
    first = [urls.take(position) for position in range(LEAST_ROOM)]
    assert urls.take(LEAST_ROOM) is None
    urls.finish(0, 0)
    assert (first[0], urls.take(LEAST_ROOM)) == ((0, "a"), (LEAST_ROOM, "abcdefghij"[LEAST_ROOM]))


def test_of_urls_without_lines_no_more_are_read_than_may_be_taken():
    read = iter(map(str, range(100)))
    urls = UrlsInLines(read, None, 10)
    drained(urls, stalled={0})
    assert next(read) == "10"


def test_urls_are_taken_in_their_order_where_all_lines_have_room():
    urls = UrlsInLines(map(str, range(6)), ["a", "b"] * 3, 512)
    assert drained(urls, stalled=set()) == [0, 1, 2, 3, 4, 5]


def test_other_parts_of_an_article_count_as_requests_of_its_line():
    urls = UrlsInLines(map(str, range(10)), ["a"] * 10, LEAST_ROOM)
    for position in range(LEAST_ROOM - 1):
        urls.take(position)
    urls.begin(0, LEAST_ROOM - 1)
    assert urls.take(LEAST_ROOM) is None
