"""Tables of data are kept or dropped as a whole."""

import numpy as np

import scraper
from scraper.extraction.classifier.model import shipped
from scraper.extraction.dom.head import Head
from scraper.extraction.dom.parse import parse
from scraper.extraction.dom.tables import data_tables
from scraper.extraction.dom.walk import read
from scraper.extraction.features.head import page_facts
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.page import view_page
from scraper.extraction.verdicts.decide import decide
from scraper.extraction.verdicts.tables import judged_as_a_whole

LINE = "the ferry leaves the pier each morning at seven and comes back at nine "


def view_of(html: str) -> PageFeatures:
    body = parse(html).body
    assert body is not None
    reading = read(body)
    return view_page(reading, page_facts(Head(), None), shipped().lexicon)


def decided(html: str, score: list[float]) -> list[bool]:
    return decide(view_of(html), np.array(score, dtype=np.float32), "balanced").kept.tolist()


def judged_scores(html: str, score: list[float]) -> list[float]:
    view = view_of(html)
    judged, _ = judged_as_a_whole(
        view, np.array(score, dtype=np.float32), data_tables(view.reading)
    )
    return [round(each, 3) for each in judged.tolist()]


def test_a_doubtful_cell_goes_with_its_table() -> None:
    table = "<table><tr><th>Pier</th><td>Hale</td></tr><tr><th>Fare</th><td>four</td></tr></table>"
    assert judged_scores(table, [0.9, 0.9, 0.2, 0.8]) == [0.7] * 4


def test_links_in_a_table_that_is_kept_lead_to_no_other_story() -> None:
    link = '<a href="/2026/the-timetable-of-the-ferry">the timetable of the ferry</a>'
    table = (
        f"<table><tr><th>Pier</th><td>{link}</td></tr><tr><th>Fare</th><td>four</td></tr></table>"
    )
    assert decided(table, [0.9] * 4) == [True] * 4
    assert decided(table, [0.6] * 4) == [True] * 4
    assert decided(f"<p>{link}</p>", [0.9]) == [False]


def test_text_around_a_table_is_judged_alone() -> None:
    table = "<table><tr><th>Pier</th><td>Hale</td></tr><tr><th>Fare</th><td>four</td></tr></table>"
    found = judged_scores(f"<p>Before</p>{table}<p>After</p>", [0.1, 0.9, 0.9, 0.9, 0.9, 0.2])
    assert found == [0.1, 0.9, 0.9, 0.9, 0.9, 0.2]


def test_a_page_laid_out_as_a_table_is_judged_block_by_block() -> None:
    page = f"<table><tr><td>Home</td><td>{LINE * 6}</td></tr><tr><td>Imprint</td><td>Map</td></tr></table>"
    assert judged_scores(page, [0.1, 0.9, 0.2, 0.3]) == [0.1, 0.9, 0.2, 0.3]


def test_a_table_inside_a_layout_is_a_table() -> None:
    inner = "<table><tr><td>Pier</td><td>Hale</td></tr><tr><td>Fare</td><td>four</td></tr></table>"
    page = f"<table><tr><td>Home</td><td>{inner}</td></tr></table>"
    assert judged_scores(page, [0.1, 1.0, 1.0, 0.0, 0.0]) == [0.1, 0.5, 0.5, 0.5, 0.5]


def test_a_table_without_text_at_the_end_of_a_page_is_left_aside():
    page = "<h1>Harbour</h1><p>The council met and voted on the pier.</p><table><tr><td></td></tr></table>"
    assert "voted on the pier" in scraper.extract(page).text


def test_a_row_of_which_a_cell_holds_paragraphs_is_a_column_of_the_page() -> None:
    page = (
        "<title>Bells</title><h1>Bells</h1><table><tr><td><a href='/1'>Home</a></td><td>"
        "<p>The first bell was made of iron, which the smith of the town had brought from the hills behind the church.</p>"
        "<p>It lasted eleven years.</p></td></tr></table>"
    )
    assert "|" not in scraper.extract(page).text


ROWS = "<tr><th>Pier</th><th>Fare</th></tr><tr><td>{0}Hale{1}</td><td>four</td></tr><tr><td>{0}Marl{1}</td><td>six</td></tr>"


def test_a_table_amid_the_text_is_text() -> None:
    """An author wrote it, however little its names and numbers look like prose."""
    table = f"<p>{LINE}</p><table>{ROWS.format('', '')}</table><p>{LINE}</p>"
    assert decided(table, [0.9, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.9]) == [True] * 8


def test_a_table_below_the_text_is_none_for_that() -> None:
    table = f"<p>{LINE}</p><table>{ROWS.format('', '')}</table><p>{LINE}</p>"
    below = [0.9, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.1]
    assert judged_scores(table, below) == below


def test_a_table_of_links_amid_the_text_is_none_for_that() -> None:
    rows = (
        "<tr><td><a href='/s1'>The ferry is late</a></td><td><a href='/s2'>A gull on the ramp</a></td></tr>"
        * 3
    )
    amid = [0.9, *[0.2] * 6, 0.9]
    assert judged_scores(f"<p>{LINE}</p><table>{rows}</table><p>{LINE}</p>", amid) == amid
