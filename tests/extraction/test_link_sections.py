"""An encyclopaedia's article ends with links: they are part of it, the boxes below them are not."""

import pytest

import scraper
from tests.growth import assert_costs

TEXT = (
    "<p>The Ormund ferry is a boat that crosses the sound by night. It was built in 1968 and has been refitted twice since.</p>"
    "<h2>History</h2><p>The first boat was lost in the storm of 1921, and the islanders rowed for seven years until the council paid "
    "for another, which burned coal and could be heard from the chapel.</p>"
)
NAVBOX = (
    "<div class=navbox><p>Ferries of the sound</p><ul><li><a href='/wiki/a'>Crake ferry</a></li>"
    "<li><a href='/wiki/b'>Wend ferry</a></li></ul></div>"
)


def article(title: str) -> list[str]:
    links = "<ul><li><a href='https://ferry.example'>Site of the ferry</a></li><li><a href='https://log.example'>Its log</a></li></ul>"
    html = f"<title>Ormund ferry</title><h1>Ormund ferry</h1><div class=mw-parser-output>{TEXT}<h2>{title}</h2>{links}{NAVBOX}</div>"
    return scraper.extract(html).text.split("\n")


@pytest.mark.parametrize("title", ["External links", "External links[edit]", "Weblinks", "Ссылки", "外部リンク"])  # fmt: skip
def test_links_at_the_end_of_an_encyclopaedias_article_stay(title: str) -> None:
    lines = article(title)
    assert "- Site of the ferry" in lines
    assert "- Its log" in lines
    assert "- Crake ferry" not in lines


DEPTH = 400
DIV = "<div class='column of the links that lead elsewhere'>"
LINKS = "<p><a href='/wiki/a'>Crake ferry</a></p>" * 4_000


def test_a_section_costs_no_more_for_the_depth_of_its_links() -> None:
    def extract(title: str) -> None:
        links = f"{DIV * DEPTH}{LINKS}{'</div>' * DEPTH}"
        scraper.extract(f"<div class=mw-parser-output>{TEXT}<h2>{title}</h2>{links}</div>")

    assert_costs(4, lambda: extract("Ferries"), lambda: extract("External links"))
