"""Footnotes: their signs stand apart from the words, and Markdown ties them to the notes."""

import pytest

import scraper
from scraper.models.article import Include

FIRST = "The keeper of the sluice owned nine sets{} of keys, of which seven still fitted a lock in the lower town."
SECOND = "Only the brass ones{} were ever lent, because the iron ones rusted in the pocket of whoever carried them."
ON = "When the sluice was rebuilt, all of them were thrown into the basin, where boys have dived for them ever since."
NOTES = (
    "Nine at the count of 1911, seven at that of 1921.",
    "Letter of the keeper to his niece, 3 May 1912.",
)


def page(signs: tuple[str, str], notes: str) -> scraper.Article:
    return scraper.extract(
        f"<title>Keys of the sluice</title><article><h1>Keys of the sluice</h1><p>{FIRST.format(signs[0])}</p>"
        f"<p>{SECOND.format(signs[1])}</p><p>{ON}</p>{notes}</article>"
    )


FORMS = {
    "list": (
        "<sup><a href='#fn{0}' id='r{0}'>{0}</a></sup>",
        "<ol class=footnotes>{}</ol>", "<li id='fn{0}'>{1} <a href='#r{0}'>↩</a></li>",
    ),
    "link around": (
        "<a href='#note-{0}' id='back-{0}'><sup>{0}</sup></a>",
        "<section>{}</section>", "<p id='note-{0}'><a href='#back-{0}'>{0}</a>. {1}</p>",
    ),
    "word processor": (
        "<a name='_ftnref{0}' href='#_ftn{0}'>[{0}]</a>",
        "<div>{}</div>", "<p><a name='_ftn{0}' href='#_ftnref{0}'>[{0}]</a> {1}</p>",
    ),
    "brackets outside": (
        "[<a href='#f{0}n'>{0}</a>]",
        "<div>{}</div>", "<p>[<a name='f{0}n'>{0}</a>] {1}</p>",
    ),
    "encyclopaedia": (
        "<sup id='cite_ref-{0}' class=reference><a href='#cite_note-{0}'>[{0}]</a></sup>",
        "<ol class=references>{}</ol>",
        "<li id='cite_note-{0}'><span><b><a href='#cite_ref-{0}'>^</a></b></span> <span>{1}</span></li>",
    ),
}  # fmt: skip


def article(form: str) -> scraper.Article:
    sign, around, note = FORMS[form]
    notes = "".join(note.format(number, text) for number, text in enumerate(NOTES, 1))
    return page((sign.format(1), sign.format(2)), around.format(notes))


@pytest.mark.parametrize("form", FORMS)
def test_a_sign_stands_apart_from_its_word(form: str) -> None:
    text = article(form).text
    assert FIRST.format("[1]") in text
    assert SECOND.format("[2]") in text
    assert all(note in text for note in NOTES)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("links", [False, True])
def test_markdown_ties_signs_and_notes(form: str, links: bool) -> None:
    markdown = article(form).markdown(Include(links=links))
    assert FIRST.format("[^1]") in markdown
    assert SECOND.format("[^2]") in markdown
    assert [line for line in markdown.split("\n") if line.startswith("[^")] == [
        f"[^{number}]: {note}" for number, note in enumerate(NOTES, 1)
    ]


def test_html_raises_the_signs() -> None:
    assert "nine sets<sup>[1]</sup> of keys" in article("list").html()


def test_the_link_back_is_no_text() -> None:
    assert "↩" not in article("list").text


@pytest.mark.parametrize(
    "link",
    [
        "<a href='#rooms'> 2</a>",
        "<a href='https://sluice.example/#fn1'>1</a>",
        "<a href='#nowhere'>1</a>",
        "<sup>2</sup>",
    ],
)
def test_what_leads_to_no_note_is_no_sign(link: str) -> None:
    found = page((link, ""), f"<h2 id=rooms>Rooms</h2><p>{ON.replace('boys', 'girls')}</p>")
    assert "[^" not in found.markdown()
    assert "sets[" not in found.text


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("[{0}-{1}]", "[1-2]"), ("[{0},{1}]", "[1,2]"), ("({0}, {1})", "(1, 2)"), ("{0} {1}", "[1] [2]"),
    ],
)  # fmt: skip
def test_signs_that_share_brackets_get_none_of_their_own(written: str, shown: str) -> None:
    links = (f"<a href='#ref{number}'>{number}</a>" for number in (1, 2))
    notes = "".join(f"<li id='ref{number}'>{text}</li>" for number, text in enumerate(NOTES, 1))
    signs = (" " + written.format(*links), "")
    assert FIRST.format(" " + shown) in page(signs, f"<ol>{notes}</ol>").text


def test_letters_that_lead_back_to_several_signs_are_no_part_of_a_note() -> None:
    sign = "<sup class=reference><a href='#cite_note-1'>[1]</a></sup>"
    back = "^ <a href='#r1_a'><sup>a</sup></a> <a href='#r1_b'><sup>b</sup></a>"
    found = page(
        (sign, sign), f"<ol><li id='cite_note-1'>{back} van Ark, 1911, a list of keys.</li></ol>"
    )
    assert found.text.endswith("\n\nvan Ark, 1911, a list of keys.") or found.text.endswith(
        "1. van Ark, 1911, a list of keys."
    )
