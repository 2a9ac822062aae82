"""How sure the model has to be of links and headings before a rule lets them stay."""

import numpy as np
import pytest

from scraper.extraction.verdicts.decide import decide
from tests.extraction.judged import HERE, PARAGRAPH, judged, reason_amid, reasons, view_of

STORY = '<a href="/2026/a-storm-closes-the-coast-road">A storm closes the coast road</a>'
SAYS_MORE = f"<ul><li>{STORY}, as the harbour master told it</li></ul>"


@pytest.mark.parametrize(
    ("line", "score", "reason"),
    [
        pytest.param(f"<h3>{STORY}</h3>", 0.9, "body", id="heading"),
        pytest.param(f"<h3>{STORY}</h3>", 0.8, "story_link", id="doubtful-heading"),
        pytest.param(f"<p>{STORY}</p>", 0.9, "story_link", id="line"),
        pytest.param(SAYS_MORE, 0.85, "body", id="item-that-says-more"),
        pytest.param(SAYS_MORE, 0.75, "story_link", id="doubtful-item-that-says-more"),
        pytest.param(f"<ul><li>{STORY}</li></ul>", 0.9, "story_link", id="item"),
    ],
)
def test_a_heading_and_an_item_that_says_more_than_its_link_stay_sooner(
    line: str, score: float, reason: str
) -> None:
    assert reason_amid(line, score) == reason


OWN_ITEM = f"<li>{STORY}</li>"
PLAIN_ITEM = "<li>The pilot kept a log of tar and rope.</li>"


@pytest.mark.parametrize(
    ("items", "reason"),
    [
        pytest.param(OWN_ITEM + PLAIN_ITEM * 2, "body", id="among-others"),
        pytest.param(OWN_ITEM * 3, "story_link", id="among-links"),
        pytest.param(OWN_ITEM * 4 + PLAIN_ITEM, "story_link", id="mostly-links"),
        pytest.param(
            f"<li>{STORY}<p>Told in four parts.</p></li>{PLAIN_ITEM}", "story_link", id="card"
        ),
    ],
)
def test_an_item_that_is_a_link_stays_in_a_list_that_says_as_much_without_links(
    items: str, reason: str
) -> None:
    assert reasons(f"{PARAGRAPH}<ul>{items}</ul>{PARAGRAPH * 12}", 0.8)[1] == reason


SHOP = "<meta property='og:type' content='product'>"
ARTICLE = "<meta property='og:type' content='article'>"


def kept_of(head: str, html: str, score: float) -> list[str]:
    """The texts that stay on a page of which the head says what it is."""
    found = judged(f"<head>{head}</head>{html}", HERE, score)
    texts = found.view.reading.b_text
    return [text for text, stays in zip(texts, found.kept, strict=True) if stays]


@pytest.mark.parametrize(("score", "stays"), [(0.98, True), (0.9, False)])
def test_a_sure_heading_of_an_article_stays_with_nothing_below_it(
    score: float, stays: bool
) -> None:
    kept = kept_of(ARTICLE, f"{PARAGRAPH}<h3>Seen from the quay</h3>", score)
    assert ("Seen from the quay" in kept) is stays


@pytest.mark.parametrize(("head", "stays"), [(ARTICLE, False), ("", True), (SHOP, True)])
def test_an_entry_may_be_a_heading_alone_on_a_page_that_is_no_article(
    head: str, stays: bool
) -> None:
    kept = kept_of(head, f"{PARAGRAPH}<h3>Ferry tickets for a day</h3>", 0.85)
    assert ("Ferry tickets for a day" in kept) is stays


@pytest.mark.parametrize(("head", "stays"), [(ARTICLE, False), (SHOP, True)])
def test_a_label_in_a_shop_heads_what_the_product_is(head: str, stays: bool) -> None:
    details = "<h3>Top picks</h3><ul><li>Flax rope</li><li>Brass bell</li></ul>"
    assert ("Flax rope" in kept_of(head, f"{PARAGRAPH}{details}{PARAGRAPH}", 0.8)) is stays


@pytest.mark.parametrize(("head", "stays"), [(ARTICLE, False), (SHOP, True)])
def test_a_line_in_a_box_stays_sooner_in_a_shop(head: str, stays: bool) -> None:
    box = "<div class='related-links'><p>A rope of flax for the bell</p></div>"
    assert ("A rope of flax for the bell" in kept_of(head, PARAGRAPH * 3 + box, 0.65)) is stays


def stories(number: int) -> str:
    """A list of stories that each have a text; the page's title is that of the first."""
    titles = [
        f"Ferry {name} sails"
        for name in ["Ada", "Bea", "Cleo", "Dora", "Edda", "Flora", "Greta", "Hilda"]
    ]
    return f"<title>{titles[0]} to the island</title><ul>" + "".join(
        f"<li class=story><h4><a href='/n/{i}'>{title} to the island</a></h4>{PARAGRAPH * 4}</li>"
        for i, title in enumerate(titles[:number])
    )


@pytest.mark.parametrize(("number", "lists"), [(3, False), (8, True)])
def test_many_stories_of_one_make_are_a_list_and_few_are_beside_the_article(
    number: int, lists: bool
) -> None:
    reasons_found = set(reasons(stories(number), 0.9, title="Ferry Ada sails to the island"))
    assert ("other_article" in reasons_found) is not lists


@pytest.mark.parametrize(("around", "reason"), [(0.9, "body"), (0.6, "named_box")])
def test_a_doubtful_heading_between_sure_lines_heads_text_whatever_its_box_is_called(
    around: float, reason: str
) -> None:
    box = "<div class='related-links'><h3>What it cost</h3></div>"
    view = view_of(f"{PARAGRAPH}{box}{PARAGRAPH * 3}", HERE)
    score = np.array([around, 0.6, around, 0.9, 0.9], dtype=np.float32)
    assert decide(view, score, "balanced").reason(1) == reason
