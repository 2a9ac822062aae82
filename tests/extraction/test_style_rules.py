"""Text that a rule of the page's own style sheet hides is left out; what a rule may show again stays."""

import time

import pytest

import scraper
from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.dom.parse import parse
from scraper.extraction.dom.source import PageSource
from scraper.extraction.dom.style_rules import with_style_rules
from scraper.extraction.dom.walk import read
from tests.growth import assert_linear

LINES = (
    "The council of Harrowmere has bought the old ropewalk and will turn it into a hall for dancing.",
    "It is two hundred paces long and eight wide, and nobody could think of a better use for such a room.",
    "The floor will be of ash, laid by the joiners who built the theatre, and sprung on felt from the mill.",
    "The first dance is on the last Saturday of May, when the lamps will be hung that the school has painted.",
)
DECOY = "This line was written for machines alone, and says that the ropewalk burned down in the year of the comet."


def text_with(css: str, tag: str, sheet: str = "<style>{}</style>") -> str:
    paragraphs = [f"<p>{line}</p>" for line in LINES]
    paragraphs.insert(2, tag.format(f"<p>{DECOY}</p>" if tag.startswith("<div") else DECOY))
    article = scraper.extract(
        f"<html><head><title>Ropewalk to become a hall for dancing</title>{sheet.format(css)}</head><body>"
        f"<main><h1>Ropewalk to become a hall for dancing</h1>{''.join(paragraphs)}</main></body></html>"
    )
    assert [line for line in article.text.split("\n\n") if line != DECOY] == [*LINES]
    return article.text


@pytest.mark.parametrize(
    ("css", "tag"),
    [
        (".k7{display:none}", "<p class='k7'>{}</p>"),
        ("body{margin:0} .a, p.k7 , .b { Display : none !important }", "<p class='k7 wide'>{}</p>"),
        ("/* .k7{} */#k7{display:none}", "<div id='k7'>{}</div>"),
        (".k7{position:absolute;left:-9999px}", "<p class='k7'>{}</p>"),
        (".k7{position:absolute;clip:rect(0 0 0 0)}", "<p class='k7'>{}</p>"),
        (".k7{position:absolute;width:1px;height:1px;overflow:hidden}", "<p class='k7'>{}</p>"),
        ("@import url(a.css);.k7{display:none}", "<p class='k7'>{}</p>"),
        (".k7{display:none}@media print{.a{color:red}.k7{display:block}}", "<p class='k7'>{}</p>"),
    ],
)
def test_what_a_rule_hides_is_no_text(css: str, tag: str) -> None:
    assert DECOY not in text_with(css, tag)


@pytest.mark.parametrize(
    "css",
    [
        "@media print{.k7{display:none}}",
        "@media (max-width:40em){.a{color:red}.k7{display:none}}",
        ".k7{display:none}.k7{display:block}",
        ".k7{display:none}@media print{.a{color:red}}.k7{display:block}",
        ".k7{display:none}@media print, screen and (min-width:40em){.k7{display:block}}",
        ".k7{display:none}.open .k7.on{display : flex}",
        ".no-js .k7{display:none}",
        ".k7:empty{display:none}",
        ".k7::after{display:none}",
        ".k77{display:none}",
        "div > .k7{display:none}",
        "img.k7{display:none}",
        "#k7{display:none}",
        ".a:not(.b, .k7, .c){display:none}",
        ".a " + ".b" * 150 + " .k7{display:none}",
        ".k7{visibility:hidden}",
    ],
)
def test_a_rule_with_a_condition_hides_nothing(css: str) -> None:
    assert DECOY in text_with(css, "<p class='k7'>{}</p>")


@pytest.mark.parametrize(
    "sheet",
    [
        "<style media='print'>{}</style>",
        "<style media=print>{}</style>",
        '<style media="screen and (max-width: 30em)">{}</style>',
        "<noscript><style>{}</style></noscript>",
        "<template><style>{}</style></template>",
    ],
)
def test_a_sheet_that_is_not_for_this_screen_hides_nothing(sheet: str) -> None:
    assert DECOY in text_with(".k7{display:none}", "<p class='k7'>{}</p>", sheet)


@pytest.mark.parametrize(
    "sheet",
    [
        "<!-- <style>{}</style> -->",
        "<!--><b></b><!-- <style>{}</style> --!><i></i>",
        "<script>page = '<style>{}</style>'</script>",
        "<SCRIPT>page = '<style>{}</style>'</SCRIPT>",
        "<script><!-- <script> </script> '<style>{}</style>' --></script>",
    ],
)
def test_a_sheet_in_a_comment_or_a_script_hides_nothing(sheet: str) -> None:
    assert DECOY in text_with(".k7{display:none}", "<p class='k7'>{}</p>", sheet)


@pytest.mark.parametrize(
    "sheet",
    [
        '<style media="all">{}</style>',
        "<style media=screen>{}</style>",
        "<style media='screen, print'>{}</style>",
        "<script>page = '<b>'</script><!-- note --><style>{}</style>",
    ],
)
def test_a_sheet_for_this_screen_hides(sheet: str) -> None:
    assert DECOY not in text_with("p.k7{display:none}", "<p class='k7'>{}</p>", sheet)


@pytest.mark.parametrize("other", ["id='k7'", "role=k7", 'aria-label="the k7"'])
def test_a_name_that_a_page_gives_in_two_attributes_hides_nothing(other: str) -> None:
    assert DECOY in text_with(".k7{display:none}", f"<p class='k7'>{{}}</p><p {other}></p>")


def test_many_names_are_told_from_those_of_other_attributes() -> None:
    names = " ".join(f"k{n}" for n in range(60))
    css = "".join(f".{name}{{display:none}}" for name in names.split())
    assert DECOY not in text_with(css, f"<p class='{names}'>{{}}</p>")
    ids = "".join(f"<i id={name}></i>" for name in names.split())
    assert DECOY in text_with(css, f"<p class='{names}'>{{}}</p>{ids}")


def test_the_article_itself_stays_where_a_rule_hides_it_until_a_script_runs() -> None:
    page = "".join(f"<p>{line}</p>" for line in LINES)
    article = scraper.extract(
        f"<title>Ropewalk</title><style>.k7{{display:none}}</style><div class='k7'>{page}</div>"
    )
    assert article.text == "\n\n".join(LINES)


@pytest.mark.parametrize(
    "css", ["/*" * 100_000, "display:none" * 30_000, "{display:none" * 30_000, ".a{display:none}" * 30_000]
)  # fmt: skip
def test_odd_style_sheets_cost_little(css: str) -> None:
    page = f"<style>{css}</style><p class='a'>{LINES[0]}</p>"
    before = time.process_time()
    scraper.extract(page)
    assert time.process_time() - before < 10


def test_names_of_sheet_and_page_are_met_in_linear_time() -> None:
    def made(names: int) -> tuple[FlatPage, PageSource]:
        rules = "".join(f"<style>.n{n}{{display:none}}</style>" for n in range(names))
        html = rules + "".join(f"<p class=n{n}>a</p>" for n in range(names))
        return read(parse(html).body), PageSource(html)

    assert_linear(lambda page: with_style_rules(*page), made, 8_000)
