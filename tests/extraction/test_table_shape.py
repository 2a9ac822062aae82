"""Tables of data keep their shape: every cell in its column, empty ones and spans among them."""

import pytest

import scraper
from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.dom.parse import parse
from scraper.extraction.dom.tables import data_tables
from scraper.extraction.dom.walk import read
from scraper.models.article import Include
from scraper.render import render
from tests.growth import assert_linear

BEFORE = "<p>The weavers of Sandvig counted their looms at the end of each quarter, and wrote down what they found in a green book.</p>"
AFTER = "<p>Nobody knows why the third quarter is missing from the book, which was kept in the sexton's cupboard until the fire.</p>"


def grid(rows: str) -> list[list[str]]:
    body = parse(f"<table>{rows}</table>").body
    assert body is not None
    page = read(body)
    return [list(line) for line in _texts(page)]


def _texts(page: FlatPage) -> list[list[str]]:
    return [
        [" ".join(page.b_text[i] for i in cell) for cell in cells]
        for table in data_tables(page)
        for cells in table.rows.values()
    ]


def article(table: str) -> scraper.Article:
    title = "The looms of Sandvig"
    return scraper.extract(
        f"<title>{title}</title><article><h1>{title}</h1>{BEFORE}{table}{AFTER}</article>"
    )


def test_empty_cells_stay_cells() -> None:
    """A cell without text, or with a picture only, keeps the columns after it in place."""
    rows = "<tr><th><th>Looms<th>Hands<tr><th>Spring<td>14<td>30<tr><th>Summer<td><td>31<tr><th>Winter<td><img src=x><td>"
    assert grid(rows) == [
        ["", "Looms", "Hands"],
        ["Spring", "14", "30"],
        ["Summer", "", "31"],
        ["Winter", "", ""],
    ]


def test_a_cell_that_reaches_down_is_said_in_each_row() -> None:
    """A rowspan fills its column, beside others and with a column span of its own."""
    rows = "<tr><td rowspan=3>North<td>wool<td>1<tr><td rowspan=2>flax<td>2<tr><td>3<tr><td>South<td>silk<td>4"
    assert grid(rows) == [
        ["North", "wool", "1"],
        ["North", "flax", "2"],
        ["North", "flax", "3"],
        ["South", "silk", "4"],
    ]


def test_a_cell_that_reaches_right_leaves_blanks() -> None:
    """A colspan keeps the columns after it in place."""
    rows = (
        "<tr><td>a<td>b<td>c<tr><td colspan=2>d<td>e<tr><td colspan=3>f<tr><td>g<td colspan=900>h"
    )
    assert grid(rows) == [["a", "b", "c"], ["d", "", "e"], ["f", "", ""], ["g", "h", ""]]


def test_two_blocks_of_a_cell_are_one_cell() -> None:
    """A line break in a cell starts no column."""
    assert grid("<tr><td>a<br>b<td>c<tr><td>d<td>e") == [["a b", "c"], ["d", "e"]]


@pytest.mark.parametrize(
    "rows",
    [
        f"<tr><td>{BEFORE * 3}<td>menu<tr><td>x<td>y",
        "<tr><td>only<tr><td>one<tr><td>column",
        "<tr><td><p>a<p>b<p>c<td>d<tr><td><p>e<p>f<p>g<td>h",
        "<tr><td>one<td>row",
        "<tr><td><table><tr><td>a<tr><td>b</table><td>c<tr><td>d<td>e",
    ],
)
def test_a_table_that_arranges_the_page_holds_no_data(rows: str) -> None:
    """Columns of prose, single columns and tables around tables are layout."""
    assert grid(rows) == []


def test_the_innermost_table_is_read() -> None:
    """A table of data inside a layout table keeps its shape."""
    inner = "<table><tr><td>a<td><tr><td><td>b</table>"
    assert grid(f"<tr><td>menu<td>{inner}") == [["a", ""], ["", "b"]]


@pytest.mark.parametrize("first", ["{0}", '<a href="/looms/the-{0}-quarter-of-the-year">the {0} quarter of the year</a>'])  # fmt: skip
def test_every_format_shows_every_cell(first: str) -> None:
    """Row headers and linked cells stay in kept rows, in text, Markdown, HTML and JSON."""
    names = ("first", "second", "fourth")
    rows = "".join(
        f'<tr><th scope="row">{first.format(name)}</th><td>{at}</td><td></td></tr>'
        for at, name in enumerate(names)
    )
    found = article(f"<table><tr><th>Quarter</th><th>Looms</th><th>Note</th></tr>{rows}</table>")
    said = ["Quarter", *(first.format(name).split(">")[-1 if "<" not in first else 1].partition("<")[0] for name in names)]  # fmt: skip
    assert [line.partition(" | ")[0] for line in found.text.split("\n") if " | " in line] == said
    assert found.markdown().count("|") == 4 * 5
    shown = render(found, "html")
    assert (shown.count("<th>"), shown.count("<td>")) == (3, 3 * 3)
    cells = [block["cells"] for block in found.to_dict(blocks=True)["blocks"] if block["kept"] and block["cells"]]  # fmt: skip
    assert [row[0] for row in cells] == said and {len(row) for row in cells} == {3}


def test_spans_do_not_multiply_a_page() -> None:
    """Cells that claim thousands of rows and columns cost no more than what they hold."""
    long = "loom " * 50
    rows = f"<tr><td rowspan=9000 colspan=9000>{long}<td>x" + "<tr><td>y<td>z" * 3000
    assert sum(len(cell) for row in grid(rows) for cell in row) < 2 * len(rows)


def test_many_tables_take_linear_time() -> None:
    """Tables in tables, and many empty ones, are passed once."""

    def page(count: int) -> FlatPage:
        body = parse(
            "<table><tr><td>a<td>" * 150 + "<table><tr><td><tr><td>b<td>c</table>" * count
        ).body
        assert body is not None
        return read(body)

    assert_linear(data_tables, page, 4000)


ROW = "<tr><td>{}</td><td>stone and lime</td></tr>"
HEAD = "<tr><th>Bridge</th><th>Made of</th></tr>"
STORY = "<p>The surveyor walked along the river for nine days and wrote down each bridge that he came to, and of what it was made.</p>"


def shown(body: str) -> scraper.Article:
    page = f"<title>Bridges of the river</title><article><h1>Bridges of the river</h1>{STORY * 2}{body}{STORY}</article>"
    return scraper.extract(page)


def test_a_table_with_headers_may_hold_lists_and_long_texts() -> None:
    """Its header says that it is one; no row falls out of it."""
    items = "<ul>" + "<li>repaired with oak after a flood</li>" * 4 + "</ul>"
    found = shown(
        f"<table>{HEAD}{ROW.format('Mill bridge')}{ROW.format(items)}{ROW.format('ford ' * 80)}</table>"
    )
    assert [len(b.cells) for b in found.blocks if b.kind == "table_row"] == [2, 2, 2, 2]


def test_a_layout_with_lists_is_no_table() -> None:
    """Without a header, cells that hold pieces of a page are columns of it."""
    items = "<ul>" + "<li>repaired with oak after a flood</li>" * 4 + "</ul>"
    found = shown(f"<table>{ROW.format(items)}{ROW.format(items)}</table>")
    assert not [b for b in found.blocks if b.kind == "table_row"]


def test_neighbouring_tables_stay_apart() -> None:
    """In every format, the second one has its own header."""
    table = f"<table>{HEAD}{ROW.format('Mill bridge')}{ROW.format('Weir bridge')}</table>"
    found = shown(table + table)
    assert found.markdown().count("| --- | --- |") == 2
    assert found.html().count("<tr><th>Bridge</th><th>Made of</th></tr>") == 2
    assert "stone and lime\n\nBridge | Made of" in found.text


@pytest.mark.parametrize(
    ("opening", "numbers"),
    [
        ("<ol>", ("1. ", "2. ")),
        ("<ol><li value=7>Ring it.</li>", ("8. ", "9. ")),
        ("<ol start=4>", ("4. ", "5. ")),
        ("<ul>", ("- ", "- ")),
    ],
)
def test_a_list_goes_on_after_code_in_an_item(opening: str, numbers: tuple[str, str]) -> None:
    """Its items keep the numbers that a browser shows."""
    items = (
        "<li>Measure the arch.<pre>arch(3)\nwrite(4)</pre></li><li>Walk on to the next one.</li>"
    )
    found = shown(f"<p>This is how:</p>{opening}{items}</{opening[1:3]}>")
    for text in (found.text, found.markdown()):
        assert f"{numbers[0]}Measure" in text
        assert f"{numbers[1]}Walk on" in text
    assert ('<ol start="5">' in found.html()) == (numbers[1] == "5. ")


def test_cells_keep_links_and_styles() -> None:
    """In Markdown and HTML, as paragraphs do; nothing in a cell ends it early."""
    link = '<a href="https://map.example/mill">the <b>mill</b> bridge</a>'
    rows = f"<tr><td>{link}</td><td><code>a|b</code></td></tr>{ROW.format('Weir bridge')}"
    include = Include(links=True)
    found = shown(f"<table>{HEAD}{rows}</table>")
    to = "(https://map.example/mill)"
    assert rf"| [the]{to} [**mill**]{to} [bridge]{to} | `a\|b` |" in found.markdown(include)
    assert r"| the **mill** bridge | `a\|b` |" in found.markdown()
    assert "<strong>mill</strong></a>" in found.html(include)
    assert "the mill bridge | a|b" in found.text
