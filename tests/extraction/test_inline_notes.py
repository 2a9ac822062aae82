"""Notes inside a sentence are footnotes of it."""

import time

import pytest

import scraper
from scraper.extraction.dom.inline_notes import with_notes_apart

SAID = "Bells were cast in the churchyard, as the pit that was found there shows"
NOTE = "The pit was found by <em>Ada Marsh</em> when the new path was laid."
LATEXML = """<span class="ltx_note ltx_role_footnote" id="footnote{0}"><sup class="ltx_note_mark">{0}</sup><span
 class="ltx_note_outer"><span class="ltx_note_content"><sup class="ltx_note_mark">{0}</sup><span
 class="ltx_tag ltx_tag_note">{0}</span>{1}</span></span></span>"""
TUFTE = """<label for="sn-{0}" class="margin-toggle sidenote-number"></label><input type="checkbox" id="sn-{0}"
 class="margin-toggle"><span class="sidenote">{1}</span>"""


def article(sentence: str, below: str = "") -> str:
    more = f"<p>{SAID}, and they were hung in the year after.</p>"
    return f"<article><h1>Bells</h1><p>{sentence}</p>{more}{below}</article>"


@pytest.mark.parametrize("make", [LATEXML, TUFTE])
def test_a_note_stands_behind_its_paragraph(make: str) -> None:
    found = scraper.extract(article(f"{SAID}{make.format(1, NOTE)}, for a hundred years."))
    assert found.text.split("\n\n")[:2] == [
        f"{SAID}[1], for a hundred years.",
        "The pit was found by Ada Marsh when the new path was laid.",
    ]
    assert f"{SAID}[^1], for a hundred years." in found.markdown()
    assert "[^1]: The pit was found by *Ada Marsh*" in found.markdown()


def test_several_notes_of_a_paragraph_keep_their_order() -> None:
    notes = [LATEXML.format(n, f"Note {n} tells of the pit and of its finder.") for n in (1, 2)]
    found = scraper.extract(article(f"{SAID}{notes[0]}, for a hundred{notes[1]} years."))
    assert found.markdown().index("[^1]: Note 1") < found.markdown().index("[^2]: Note 2")


def test_the_parts_of_a_reference_are_parted() -> None:
    parts = "".join(
        f'<span class="ltx_bibblock">{part}</span>' for part in ("A. Marsh.", "On pits.")
    )
    item = f'<ul class="ltx_biblist"><li class="ltx_bibitem">{parts}</li></ul>'
    assert "A. Marsh. On pits." in scraper.extract(article(SAID, item)).text


def test_a_bullet_that_is_written_out_is_no_text() -> None:
    bullet = '<span class="ltx_tag ltx_tag_item">•</span>'
    items = "".join(
        f"<li>{bullet} <div><p>{word} was cast of bronze.</p></div></li>" for word in ("One", "Two")
    )
    found = scraper.extract(article(SAID, f"<ul>{items}</ul>"))
    assert "- One was cast of bronze.\n- Two was cast of bronze." in found.markdown()


def test_a_note_outside_of_a_paragraph_stays_where_it_is() -> None:
    markup = '<div>Bells<span class="sidenote">of bronze</span></div>'
    assert with_notes_apart(markup) == markup


@pytest.mark.parametrize(
    "made",
    [
        '<p><span class="sidenote">',
        "<p ",
        '<span class="ltx_note ltx_role_footnote',
        "<label sidenote-number>",
    ],
)
def test_odd_markup_takes_no_long_time(made: str) -> None:
    began = time.process_time()
    with_notes_apart(made * 20_000 + "sidenote")
    assert time.process_time() - began < 5
