"""Ids that a generator makes of headings do not say what kind of part they are of."""

import pytest

import scraper
from scraper.extraction.dom.parse import parse
from scraper.extraction.dom.walk import read

TEXT = (
    "Every line of the book of bells that begins with two dashes is left out when the tower is rung, "
    "and may say whatever the ringer wants to remember."
)
CHAPTERS = ("Rounds", "Comments", "Sharing a bell", "Related", "Popup")


def names(html: str) -> list[str]:
    body = parse(html).body
    assert body is not None
    return [key for key in read(body).e_key if key]


def slug(heading: str) -> str:
    return heading.lower().replace(" ", "-")


@pytest.mark.parametrize(
    "chapter",
    [
        "<h2 id='{id}'>{heading}</h2><p>{text}</p>",
        "<section id='{id}'><h2>{heading}</h2><p>{text}</p></section>",
        "<div class='section' id='{id}-1'><h2>{heading}<a href='#{id}'>¶</a></h2><p>{text}</p></div>",
    ],
)
def test_chapters_of_a_manual_are_text_whatever_they_are_called(chapter: str) -> None:
    parts = (chapter.format(id=slug(heading), heading=heading, text=TEXT) for heading in CHAPTERS)
    page = (
        f"<title>The book of bells</title><main><h1>The book of bells</h1>{''.join(parts)}</main>"
    )
    assert names(page) == names(page.replace("id=", "data-id="))
    assert scraper.extract(page).text.split("\n\n")[::2] == list(CHAPTERS)


@pytest.mark.parametrize("box", ["<section id='{id}'>", "<section class='widget {id}'>"])
def test_boxes_of_a_page_keep_the_names_that_say_what_they_are(box: str) -> None:
    boxes = ("Share", "Newsletter", "Related", "Comments")
    parts = "".join(
        f"{box.format(id=slug(word))}<h3>{word}</h3><p>{TEXT}</p></section>" for word in boxes
    )
    assert [key.removeprefix("widget ") for key in names(parts)] == [slug(word) for word in boxes]


def test_an_id_that_one_element_alone_has_says_what_it_holds() -> None:
    chapters = "".join(
        f"<h2 id='{slug(word)}'>{word}</h2><p>{TEXT}</p>" for word in ("Rounds", "Calls", "Popup")
    )
    page = f"{chapters}<div id='comments'><h3>Comments</h3><p>Well said.</p></div>"
    assert names(page) == ["comments"]


def test_two_such_ids_are_the_authors_own() -> None:
    page = "<section id='comments'><h2>Comments</h2></section><section id='related'><h2>Related</h2></section>"
    assert names(page) == ["comments", "related"]


def test_what_opens_above_the_page_is_called_consent_only_where_it_is_named_so() -> None:
    box = "<div class='popup' {id}><p>Press J for the next bell and K for the one before it.</p></div>"
    text = "".join(f"<p>{word}. {TEXT}</p>" for word in CHAPTERS)

    def reason(box: str) -> str:
        page = f"<title>The book of bells</title><article><h1>The book of bells</h1>{text}</article>{box}"
        return next(b.reason for b in scraper.extract(page).blocks if "Press J" in b.text)

    assert reason(box.format(id="")) == "dialog"
    assert reason(box.format(id="id='cookie-box'")) == "consent"


def test_a_sign_behind_another_link_is_no_text() -> None:
    """As the term of a function has both, a link to its source and one to itself."""
    source = '<a href="lib.html#ring"><span class="viewcode-link">[source]</span></a>'
    body = parse(f'<dl><dt>ring(bell){source}<a href="#ring">¶</a></dt><dd>{TEXT}</dd></dl>').body
    assert body is not None
    assert read(body).b_text[0] == "ring(bell)"
