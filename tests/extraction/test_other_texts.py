"""Other texts of the site on the page of an article: what follows it, what opens above it."""

import pytest

import scraper
from tests.extraction.judged import judged

TITLE = "Ropeway over the gorge is tested with sand"
STORY = "".join(
    f"<p>On the {day} day the engineers sent a gondola full of sand across the gorge, and weighed the rope again.</p>"
    for day in ("first", "second", "third", "fourth", "fifth")
)
FOLLOWING = (
    "<p>The choir of the upper valley sang for two hours on Sunday evening, although the organ was out of tune.</p>"
    * 2
)
RULES = (
    "<p>Whoever writes here accepts that the editors remove what insults other readers or has nothing to do with the text.</p>"
    * 3
)


def shown(below: str) -> str:
    page = f"<title>{TITLE}</title><main><article><h1>{TITLE}</h1>{STORY}</article>{below}</main>"
    return scraper.extract(page).text


@pytest.mark.parametrize(
    "below",
    [
        f"<div class=next-up><h2>Choir sings in the upper valley</h2>{FOLLOWING}</div>",
        f"<div><div><h3>Choir sings in the upper valley</h3>{FOLLOWING}</div><div><h3>Organ waits for its tuner</h3></div></div>",
        f"<section><article><h2>Choir sings in the upper valley</h2>{FOLLOWING}</article></section>",
    ],
)
def test_a_story_below_the_element_of_the_article_goes(below: str) -> None:
    """It has a heading of its own, and an element apart."""
    assert "sand across the gorge" in shown(below)
    assert "choir" not in shown(below).lower()


def test_what_goes_on_below_the_element_of_the_article_stays() -> None:
    """A text without a heading may be its second half."""
    assert "choir" in shown(f"<div>{FOLLOWING}</div>")


def test_a_section_inside_the_element_of_the_article_stays() -> None:
    """Its heading is one of the article's own."""
    section = f"<section><h2>What the villages sang that evening</h2>{FOLLOWING}</section>"
    page = f"<title>{TITLE}</title><article><h1>{TITLE}</h1>{STORY}{section}</article>"
    assert "choir" in scraper.extract(page).text


def test_numbered_chapters_of_a_manual_stay() -> None:
    """Each has a headline of the first level and an element of its own."""
    chapters = "".join(
        f"<div class=chapter><div><h1>{number}. What the villages sang in those years</h1></div>{FOLLOWING}</div>"
        for number in (2, 3)
    )
    page = f"<title>{TITLE}</title><body><div><h1>{TITLE}</h1>{STORY}</div>{chapters}</body>"
    text = scraper.extract(page).text
    assert "2. What the villages" in text
    assert "3. What the villages" in text


@pytest.mark.parametrize(
    "opening",
    [
        "<div class='c-popup rules'>",
        "<div role=dialog>",
        "<div role=alertdialog>",
        "<dialog>",
        "<div class='modal modal-wide'>",
    ],
)
def test_rules_in_a_dialog_go(opening: str) -> None:
    """A dialog opens above the page, whatever it says."""
    closing = "</dialog>" if opening == "<dialog>" else "</div>"
    assert "insults" not in shown(f"{opening}<h3>Rules</h3>{RULES}{closing}")


@pytest.mark.parametrize(("kind", "is_left_out"), [("website", True), ("product", False)])
def test_a_dialog_goes_from_a_page_that_has_no_article(kind: str, is_left_out: bool) -> None:
    """The page of a product has its sizes there."""
    page = (
        f"<title>Choir of the valley</title><meta property='og:type' content='{kind}'><main><h1>Choir of the valley</h1>"
        f"<div>{STORY}</div></main>"
        + "<div role=dialog><p>Sizes of gowns run from six to sixteen.</p></div>"
        * 3
    )
    kept = judged(page, None).kept.tolist()
    texts = judged(page, None).view.reading.b_text
    shown_sizes = [text for text, yes in zip(texts, kept, strict=True) if yes and "gowns" in text]
    assert bool(shown_sizes) is not is_left_out


SAID = (
    "Where is the ferry? asked Ann, who came to the quay.",
    "Gone, said the man, and mended his net.",
)


@pytest.mark.parametrize("opening", ["<p class=dialog>", "<div class=dialog>"])
def test_what_people_say_to_each_other_is_no_dialog(opening: str) -> None:
    said = "".join(f"{opening}{line}</{opening[1:].partition(' ')[0]}>" for line in SAID)
    around = f"<p>{SAID[0]} {SAID[1]} The bell of the quay rang, and the two of them looked up.</p>"
    page = f"<title>{TITLE}</title><main><h1>{TITLE}</h1>{around}{said}<p>So they waited for it.</p></main>"
    assert "dialog" not in judged(page, None).rules


def test_a_text_that_is_all_dialogs_stays() -> None:
    said = "".join(f"<div class=dialog><div>{line}</div></div>" for line in SAID * 4)
    page = f"<title>{TITLE}</title><main><h1>{TITLE}</h1>{said}</main>"
    verdicts = judged(page, None)
    assert "dialog" not in verdicts.rules


def test_an_article_in_a_dialog_stays() -> None:
    """Some sites open their stories above the front page."""
    page = f"<title>{TITLE}</title><main><div class=modal><h1>{TITLE}</h1>{STORY}</div></main>"
    assert "sand across the gorge" in scraper.extract(page).text


def teasers(deck: str, link: str = "<a href='/stories/{i}'>On</a>") -> str:
    boxes = (
        f"<div class=box><h3>Choir sings in valley number {i}</h3><p>{deck}</p>{link.format(i=i)}</div>"
        for i in range(4)
    )
    return f"<div>{''.join(boxes)}</div>"


def page_without_an_article_element(below: str) -> str:
    head = f'<title>{TITLE}</title><meta property="og:type" content="article">'
    return scraper.extract(f"{head}<main><h1>{TITLE}</h1><div>{STORY}</div>{below}</main>").text


DECK = "The choir of the valley sang for two hours on Sunday evening, although the organ was out of tune and the doors stood open."


def test_a_series_of_teasers_below_the_text_goes_however_long_their_decks_are() -> None:
    text = page_without_an_article_element(teasers(DECK))
    assert "sand across the gorge" in text
    assert "choir" not in text.lower()


@pytest.mark.parametrize(
    "below",
    [
        teasers(DECK, link=""),
        teasers(DECK, link="<a href='#note-{i}'>Note</a>"),
        teasers(DECK) + STORY.replace("sand", "water").replace("rope", "cable"),
    ],
)
def test_parts_of_the_text_that_are_alike_stay(below: str) -> None:
    """They lead to no other page, or the text goes on below them."""
    assert "organ was out of tune" in page_without_an_article_element(below)
