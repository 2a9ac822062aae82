"""The posts of a thread are its text, however short, where a forum names their elements."""

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
