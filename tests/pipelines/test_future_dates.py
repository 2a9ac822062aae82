"""What a page says of the future is not its date, where the day on which it was fetched is known."""

from datetime import date

from scraper.models.document import Document
from scraper.pipelines.clean_task import CleanSettings
from scraper.pipelines.page_article import article_of

PAGE = (
    "<title>The fair of Ormund</title><h1>The fair of Ormund</h1><p>Date: 5 March 2031</p>"
    + "<p>The fair will be held on the quay again, and whoever sells rope may come and sell it there.</p>"
    * 5
)


def _date(day: date | None) -> str | None:
    page = Document("fair", PAGE.encode(), "html", day=day)
    return article_of(page, CleanSettings()).date


def test_a_day_after_the_page_was_fetched_is_not_its_date() -> None:
    assert _date(date(2024, 3, 3)) is None


def test_a_day_before_the_page_was_fetched_is() -> None:
    assert _date(date(2031, 3, 6)) == "2031-03-05"
    assert _date(None) == "2031-03-05"
