"""What a model that judges each line by itself would lose: the standfirst under the headline, and footnotes."""

import pytest

from tests.extraction.judged import PARAGRAPH, reasons

TITLE = "Council votes to rebuild the landing"
HEADLINE = f"<h1>{TITLE}</h1>"
DOUBTFUL = 0.2
MENU = '<nav><a href="/harbour">Harbour</a></nav>'


def reason_under_the_headline(line: str, score: float = DOUBTFUL) -> str:
    return reasons(f"{HEADLINE}{line}{PARAGRAPH}{MENU}", score, title=TITLE)[1]


@pytest.mark.parametrize(
    "line",
    [
        '<p class="article__subtitle">Work may begin next spring</p>',
        '<p class="sub-headline">Work may begin next spring</p>',
        '<div class="SubTitulo">Las obras empiezan en marzo</div>',
        '<p class="dek">Ferries &amp; fishermen will share it</p>',
        '<p class="vorspann">Baubeginn soll im Frühjahr sein</p>',
    ],
)
def test_a_line_named_a_standfirst_stays(line: str) -> None:
    assert reason_under_the_headline(line) == "body"


@pytest.mark.parametrize(
    "line",
    [
        '<p class="subtitle">12.03.2025 – Redaktion Hafen</p>',
        '<p class="subtitle">By Anna Berg</p>',
        '<p class="image-subtitle">The old landing in winter</p>',
        '<p class="subtitle"><a href="/harbour">All about the harbour</a></p>',
        '<p class="subtitle">Read also: the storm of last week</p>',
    ],
)
def test_dates_bylines_captions_and_links_under_the_headline_are_none(line: str) -> None:
    assert reason_under_the_headline(line) != "body"


def test_what_the_model_is_sure_of_stays_dropped() -> None:
    """A site's motto is named so as well."""
    motto = '<p class="subtitle">News from the water since 1911</p>'
    assert reason_under_the_headline(motto, 0.001) != "body"


def test_only_the_line_directly_under_the_headline_is_a_standfirst() -> None:
    line = '<p class="subtitle">Work may begin next spring</p>'
    assert reasons(f"{HEADLINE}<p>Tuesday</p>{line}{MENU}", DOUBTFUL, title=TITLE)[2] != "body"


@pytest.mark.parametrize(
    "note",
    [
        "[3] The council's minutes of March say otherwise.",
        "^ Berg, Anna: Landings of the north, 1998.",
        "The harbour's own figures, as of May. ↩",
    ],
)
def test_footnotes_stay(note: str) -> None:
    assert reasons(f"{MENU}{PARAGRAPH}<p>{note}</p>", DOUBTFUL)[-1] == "body"


@pytest.mark.parametrize("line", ["[edit]", "Back to top ↑", "[12]"])
def test_marks_without_a_note_are_none(line: str) -> None:
    assert reasons(f"{MENU}{PARAGRAPH}<p>{line}</p>", DOUBTFUL)[-1] != "body"
