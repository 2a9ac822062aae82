"""The posts of a thread are its text, however short, where a forum names their elements."""

import pytest

import scraper

POSTS = (
    "Which rope do you use for the big bell? Ours frays after every feast, and the shop has closed for good.",
    "Hemp.",
    "Thanks, will try!",
    "Hemp rots. Take flax and wax it in the spring, then it holds for as long as you can pull it.",
    "Good luck with it",
)


def thread(head: str, after: str = "") -> str:
    posts = "".join(
        f"<div class='crawler-post'><span class='author'><a href='/u/{i}'>ringer{i}</a></span> <time>May {i + 1}, 2026</time>"
        f"<div class='post' itemprop='text'><p>{text}</p>{after}</div><span>{i} Likes</span></div>"
        for i, text in enumerate(POSTS)
    )
    nav = "".join(f"<li><a href='/t/{i}'>Another thread on bells {i}</a></li>" for i in range(9))
    return f"<title>Ropes for bells</title>{head}<main><h1>Ropes for bells</h1>{posts}</main><ul>{nav}</ul>"


FORUM = "<meta name=generator content='Discourse 3.3'>"


def test_every_post_of_a_thread_is_text() -> None:
    text = scraper.extract(thread(FORUM)).text.split("\n\n")
    assert [line for line in text if line in POSTS] == list(POSTS)


def test_a_post_that_is_quoted_is_judged_by_the_model() -> None:
    quote = "<blockquote><p>ringer0 said: Which rope?</p></blockquote>"
    with_quotes = scraper.extract(thread(FORUM, after=quote))
    raised = [block for block in with_quotes.blocks if "said" in block.text and block.score == 0.6]
    assert not raised


THREAD = "https://forum.bells.example/ropes"


@pytest.mark.parametrize(
    "name",
    ["postbody", "post_content", "message-body", "Message userContent", "reply-text", "cooked"],
)
def test_posts_are_known_by_the_names_that_forums_give_their_texts(name: str) -> None:
    page = thread("").replace("class='post' itemprop='text'", f"class='{name}'")
    text = scraper.extract(page, url=THREAD).text.split("\n\n")
    assert [line for line in text if line in POSTS] == list(POSTS)


@pytest.mark.parametrize("name", ["signature", "sig123", "post-author", "user-details", "lastedit"])
def test_what_stands_beside_the_text_of_a_post_is_judged_by_the_model(name: str) -> None:
    article = scraper.extract(thread(FORUM, after=f"<div class='{name}'><p>Ring on!</p></div>"))
    assert not [b for b in article.blocks if b.text == "Ring on!" and b.score == 0.6]


def test_comments_on_answers_are_judged_by_the_model() -> None:
    comment = "<ul class=comments><li><span class='comment-text'>Well said.</span></li></ul>"
    article = scraper.extract(thread(FORUM).replace("<span>", comment + "<span>"))
    assert not [b for b in article.blocks if b.text == "Well said." and b.score == 0.6]


def test_posts_of_a_thread_that_says_it_is_an_article_are_no_other_articles() -> None:
    posts = "".join(
        f"<article class='post-box'><div class='post-body'><p>{' '.join([text] * 4)}</p></div></article>"
        for text in (*POSTS[::3], "Ours hangs free since the winter and swings as it likes.")
    )
    page = f"<title>Ropes</title><meta property='og:type' content='article'><h1>Ropes</h1>{posts}"
    on_forum = scraper.extract(page, url=THREAD)
    assert "swings as it likes" in on_forum.text
    assert "other_article" in {b.reason for b in scraper.extract(page).blocks}


def test_lines_that_return_in_every_post_are_judged_by_the_model_and_cells_of_tables_are_not() -> (
    None
):
    rank = "<p>Senior ringer</p>"
    page = thread(FORUM).replace("itemprop='text'>", f"itemprop='text'>{rank}")
    assert not [
        b for b in scraper.extract(page).blocks if b.text == "Senior ringer" and b.score == 0.6
    ]
    rows = "".join(f"<tr><td>{i}</td><td>Rope</td></tr>" for i in range(6))
    table = f"<table><tr><th>No.</th><th>Kind</th></tr>{rows}</table>"
    page = thread(FORUM).replace("Hemp rots.", f"</p>{table}<p>Hemp rots.")
    assert "| 4 | Rope |" in scraper.extract(page).markdown()
