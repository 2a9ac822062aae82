"""Captions without a name of their own: what stands beside a picture and is worded like one."""

import pytest

import scraper
from tests.extraction.judged import PARAGRAPH, reason_amid, reasons

PICTURE = '<p><img src="a.jpg"></p>'


@pytest.mark.parametrize(
    "line",
    [
        "The landing on Monday © Harbour Press",
        "3/12 photos (c) Quay",
        "Figure 23: Ferries by year of building",
        "Abbildung: Die Fähren nach Baujahr",
        "Der Anleger am Montag. Foto: Hafenamt",
        "Le quai lundi matin (Photo : Port de Sète)",
        "渡口周一重新开放 李明 摄",
        "月曜の桟橋（写真：港湾局）",
        "▲新渡口的候船厅。",
    ],
)
def test_a_line_beside_a_picture_that_is_worded_like_a_caption_goes(line: str) -> None:
    assert reason_amid(f"{PICTURE}<p>{line}</p>") == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "Ferries at the new landing. Photo: Jane Roe/Harbour Press",
        "Die Fähren am neuen Anleger (Symbolbild: J. Roe/HafenStock)",
        "The ferries. Credit: JR, HP, QT. Click to play.",
    ],
)
def test_a_credit_may_have_parts_and_stand_before_a_last_sentence(line: str) -> None:
    assert reason_amid(f"{PICTURE}<p>{line}</p>") == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "All photos by Jane Roe",
        "Photos and text courtesy of the harbour",
        "Image used under license from Shutterstock",
        "Featured image via Unsplash",
        "Alle Fotos: Hafenamt",
        "– alle Bilder von Jane Roe –",
        "Toutes les photos : Port de Sète",
        "Todas las fotos: Puerto de Vigo",
        "Все фото: Иван Петров",
        "Foto di Jane Roe su Unsplash",
        "Bild von Hafenfreund auf Pixabay",
        "The landing from Jane Roe on Vimeo.",
        "Das Bildmaterial wurde vom Hafenamt zur Verfügung gestellt.",
    ],
)
def test_a_line_that_says_where_pictures_come_from_goes_anywhere(line: str) -> None:
    assert reason_amid(f"<p>{line}</p>", 0.99) == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "Images made by the pilot in the year of the flood.",
        "Alle Fotos zeigen die Fähre am Morgen.",
        "Todas las fotos muestran el muelle.",
        "The photo on the wall came from a drawer in the mill.",
        "Pictures by Rembrandt hung there.",
        "Images made by machines fooled Ann.",
        "Photo credits matter.",
        "Alle Bilder von Caspar hängen in der Mühle.",
        "Bildrechte sind kompliziert.",
        "Toutes les images de Nantes mentent.",
        "Todas las fotos de Ana son tristes.",
        "Tutte le foto di Anna sono tristi.",
    ],
)
def test_a_sentence_on_pictures_is_no_such_line(line: str) -> None:
    assert reason_amid(f"<p>{line}</p>", 0.9) == "body"


@pytest.mark.parametrize(
    "line",
    [
        "All photos by the author.",
        "Image used under license from Shutterstock.",
        "Alle Bilder von mir.",
        "The ferry at rest from Ida Holm on Vimeo.",
    ],
)
def test_a_line_that_names_sources_may_end_in_a_full_stop(line: str) -> None:
    assert reason_amid(f"<p>{line}</p>", 0.9) == "caption"


def test_a_word_for_pictures_is_a_caption_beside_one_as_well() -> None:
    assert reason_amid(f"{PICTURE}<p>(Symbolbild)</p>") == "caption"


@pytest.mark.parametrize("tag", ["h5", "h6"])
def test_small_headings_beside_a_picture_may_be_captions(tag: str) -> None:
    line = f"<{tag}>The ferries. Photo: Harbour Press</{tag}>{PARAGRAPH}"
    assert reasons(f"{PARAGRAPH}{PICTURE}{line}")[1] == "caption"


@pytest.mark.parametrize("line", ["The plan | © Quay Times", "(Symbolbild)", "via GIPHY", "Bild:"])
def test_copyright_signs_and_words_for_pictures_need_no_picture_beside_them(line: str) -> None:
    assert reason_amid(f"<p>{line}</p>") == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "Beitragsbild: Hafenamt",
        "Photo: courtesy of the harbour.",
        "Fig. 4: the landing as it was in the month of May.",
        "SUBMITTED PHOTO Two ferries meet off the landing",
        "Pictured: the new landing",
        "Foto di repertorio: il molo",
        "渡口周一重新开放。港务局供图",
    ],
)
def test_lines_marked_as_captions_go(line: str) -> None:
    assert reason_amid(f"<p>{line}</p>") == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "The sign © stands for the right of the one who drew the map.",
        "Das Zeichen © steht vor dem Jahr der ersten Ausgabe.",
        "Знак © ставится перед годом первого издания.",
        "符号©写在初版年份之前。",
        "© was the sign that she painted on every cup of the inn.",
        "Photo: the word is Greek, and means light.",
        "Foto: das Wort ist griechisch und heißt Licht.",
        "Photo : le mot vient du grec et veut dire lumière.",
        "Pictured in the old stories as a giant, the ferryman was small.",
        "Pictured at the door of the mill, she seemed older than the ferry.",
    ],
)
def test_a_sentence_that_begins_as_captions_do_or_tells_of_the_copyright_sign_is_none(
    line: str,
) -> None:
    assert "caption" not in reasons(f"{PARAGRAPH}<p>{line}</p>{PARAGRAPH}")


@pytest.mark.parametrize(
    "line",
    [
        "The ferries at noon. © picture alliance / dpa.",
        "© 2019 the harbour, of the town and its port.",
    ],
)
def test_a_credit_with_a_copyright_sign_may_end_in_a_full_stop(line: str) -> None:
    assert reason_amid(f"<p>{line}</p>") == "caption"


def test_a_word_for_pictures_is_no_caption_in_a_table() -> None:
    table = (
        "<table><tr><th>Image</th><td>The quay</td></tr><tr><th>Year</th><td>1890</td></tr></table>"
    )
    assert "caption" not in reasons(f"{PARAGRAPH}{table}{PARAGRAPH}")


def test_a_paragraph_that_surely_is_text_may_end_in_a_credit_beside_a_picture() -> None:
    line = "<p>The landing was rebuilt in 1890 by the harbour. Photo: Harbour Press</p>"
    assert reasons(f"{PARAGRAPH}{PICTURE}{line}", 0.999)[1] == "body"


def test_a_credit_goes_from_above_the_picture_as_well() -> None:
    assert reason_amid(f"<p>© Harbour Press</p>{PICTURE}") == "caption"


def test_a_paragraph_that_ends_in_a_credit_stays_away_from_pictures() -> None:
    line = "<p>The landing was rebuilt in 1890. Photo: the harbour's own</p>"
    assert reason_amid(line) == "body"


def test_a_long_paragraph_beside_a_picture_stays_whatever_sign_it_has() -> None:
    line = "<p>" + "The landing © was rebuilt in those years by the harbour. " * 10 + "</p>"
    assert reasons(f"{PARAGRAPH}{PICTURE}{line}")[1] == "body"


def test_captions_show_when_they_are_asked_for() -> None:
    """They carry the reason under which captions are shown."""
    found = reasons(f"{PARAGRAPH}{PICTURE}<p>Photo: Harbour Press</p>{PARAGRAPH}")
    assert found == ["body", "caption", "body"]


def test_links_below_a_label_in_a_gallery_are_no_captions() -> None:
    page = (
        "<title>The fair on the ice</title><article class=gallery><h1>The fair on the ice</h1><p>The fair returned to the frozen"
        " river this week, with stalls from bank to bank and a baker on skates.</p><figure><img src=/1.jpg><figcaption>A baker"
        " carries rolls.</figcaption></figure><p>It is expected to last until Thursday, as the ice is a hand thick.</p>"
        "<div><p>Topics</p><ul><li><a href=/w>Weather</a><li><a href=/r>River Lull</a></ul></div></article>"
    )
    found = scraper.extract(page, include=scraper.Include(captions=True))
    assert "A baker carries rolls." in found.text
    assert [b.reason for b in found.blocks if b.text in ("Weather", "River Lull")] == ["tags"] * 2
