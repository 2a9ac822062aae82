"""Which word a block that the classifier dropped gets, and how far a label reaches."""

import scraper

TEXT = "".join(
    f"<p>The council of Dunmere met for the {n}th time this year and spoke of the harbour, the school and the bridge.</p>"
    for n in range(4, 12)
)


def reason_of(below: str, text: str) -> str:
    """The reason of the block with a text below an article."""
    page = f"<title>Harbour</title><main><article><h1>Harbour</h1>{TEXT}</article></main>{below}"
    return next(b.reason for b in scraper.extract(page).blocks if b.text == text and not b.kept)


def test_a_label_tells_of_what_stands_in_its_box():
    box = "<div><p>Advertisement</p><p>New boats</p></div>"
    assert reason_of(f"<div>{box}</div>", "New boats") == "advert"


def test_a_label_tells_nothing_of_another_box():
    """Its word would be a guess."""
    slot = "<div><div><div><p>Advertisement</p></div></div></div>"
    assert reason_of(f"<div>{slot}<div><p>News</p></div></div>", "News") == "boilerplate"


def test_what_follows_the_label_of_a_thread_is_comments():
    label = "<div><div><div><div><h3>Comments</h3></div></div></div>"
    posts = "<div><p>Well said.</p></div></div>"
    assert reason_of(label + posts, "Well said.") == "comments"


def test_a_component_of_a_page_builder_is_no_consent():
    teaser = "<div class='cmp-{}'><p>Find your place in the teams.</p></div>"
    text = "Find your place in the teams."
    assert reason_of(teaser.format("text"), text) == "boilerplate"
    assert reason_of(teaser.format("banner"), text) == "consent"
