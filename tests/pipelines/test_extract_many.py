"""Many pages in limited processes: in order, lazily, and one page costs itself only."""

from collections.abc import Iterator
from itertools import count, islice

import scraper


def page(number: int) -> str:
    return (
        f"<title>Page {number}</title><article>{'<p>Words that make up a text, in order.</p>' * 5}"
    )


def titles(results: Iterator[scraper.Article | scraper.Failure]) -> list[str]:
    return [r.title if isinstance(r, scraper.Article) else r.kind for r in results]


def test_articles_come_in_the_order_of_the_pages() -> None:
    results = scraper.extract_many(map(page, range(40)), jobs=2)
    assert titles(results) == [f"Page {number}" for number in range(40)]


def test_pages_are_text_bytes_views_and_pairs_with_a_url() -> None:
    html = page(1)
    given = [html, html.encode(), bytearray(html.encode()), memoryview(html.encode())]
    assert titles(scraper.extract_many(given, jobs=1)) == ["Page 1"] * 4
    (article,) = scraper.extract_many([(html, "https://example.org/a")], jobs=1)
    assert article.url == "https://example.org/a"


def test_an_endless_source_is_read_as_work_goes_on() -> None:
    taken: list[int] = []

    def endless() -> Iterator[str]:
        for number in count():
            taken.append(number)
            yield page(number)

    results = scraper.extract_many(endless(), jobs=1)
    assert titles(islice(results, 3)) == ["Page 0", "Page 1", "Page 2"]
    results.close()
    assert len(taken) < 1000


def test_a_page_over_its_limits_fails_alone() -> None:
    """The huge page takes several times the limit, and the others, with the start of the process, a
    quarter of it."""
    given = [page(0), (b"<p>a <b>b</b>" * 600_000, "https://example.org/huge"), page(2)]
    results = list(scraper.extract_many(given, jobs=1, timeout=1))
    assert titles(iter(results)) == ["Page 0", "timeout", "Page 2"]
    assert results[1].subject == "https://example.org/huge"


def test_progress_is_told_after_each_page() -> None:
    seen: list[tuple[int, str]] = []
    given = [page(number) for number in range(3)]
    results = scraper.extract_many(given, progress=lambda n, last: seen.append((n, last.title)))
    assert len(list(results)) == 3
    assert seen == [(1, "Page 0"), (2, "Page 1"), (3, "Page 2")]


def test_verdicts_cross_from_the_processes() -> None:
    (there,) = scraper.extract_many([page(1)], jobs=1)
    here = scraper.extract(page(1))
    assert there == here
    assert [b.evidence for b in there.blocks] == [b.evidence for b in here.blocks]
