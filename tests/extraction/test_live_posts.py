"""The times of a live blog's posts stay with them; those beside teasers of other pages do not."""

import pytest

import scraper

POSTS = (
    (
        "14h32",
        "The mayor has arrived at the lock and speaks with the workers, who have waited for her since the morning.",
    ),
    (
        "13h58",
        "The fire brigade has closed the road by the kiln, since water comes out of the wall and runs over it.",
    ),
    (
        "13h20",
        "Some two hundred people have gathered at the towpath, many of them with boots and with shovels.",
    ),
    (
        "12h45",
        "The council meets a quarter of an hour late, as the key to the hall was nowhere to be found.",
    ),
)


def page(title: str, posts: str) -> str:
    return f"<title>{title}</title><main><h1>{title}</h1>{posts}</main>"


def post(time: str, text: str) -> str:
    return f"<section><header><time>{time}</time></header><p>{text}</p><ul><li><a href='#'>Share</a></li></ul></section>"


def test_posts_of_a_live_blog_keep_their_times_in_order() -> None:
    text = scraper.extract(
        page("Flood at the lock, live", "".join(post(*each) for each in POSTS))
    ).text
    assert text == "\n\n".join(part for each in POSTS for part in each)


def test_posts_that_differ_in_nothing_but_their_words_are_all_text() -> None:
    """One that surely is a post tells of the others, whose buttons pull them down."""
    posts = "".join(
        f"<div class=k1><div class=k2>{time}</div><div class=k3><b>At the lock, {time}</b></div><div class=k4>{text}</div>"
        f"<div class=k5><a href='https://social.example/post?{time}'>Compartir</a></div></div>"
        for time, text in POSTS
    )
    found = scraper.extract(page("Flood at the lock, live", f"<p>{POSTS[0][1]}</p>{posts}"))
    assert [text for _, text in POSTS if text not in found.text] == []
    assert [time for time, _ in POSTS if f"At the lock, {time}" not in found.text] == []


def test_times_of_teasers_beside_an_article_are_no_text() -> None:
    story = "".join(f"<p>{text}</p>" for _, text in POSTS)
    ticker = "".join(
        f"<li><time>{time}</time><a href='/{i}'>Another story with a headline, number {i}</a></li>"
        for i, (time, _) in enumerate(POSTS)
    )
    text = scraper.extract(
        page("Flood at the lock, live", f"<article>{story}</article><ul class=ticker>{ticker}</ul>")
    ).text
    assert not any(time in text for time, _ in POSTS)


HEADLINES = ("The mayor comes", "The road is closed", "People with shovels", "The key is lost")
LIVE = '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Flood at the lock"}</script>'


@pytest.mark.parametrize(
    "headline", ["<div>{}</div>", "<div class=entry-title>{}</div>", "<p><b>{}</b></p>"]
)
@pytest.mark.parametrize("title", ["Flood at the lock, live", "Flood at the lock"])
def test_posts_of_a_live_blog_keep_their_headlines(title: str, headline: str) -> None:
    posts = "".join(
        f"<div><div>{time}</div>{headline.format(name)}<p>{text}</p><button>Share</button></div>"
        for name, (time, text) in zip(HEADLINES, POSTS, strict=True)
    )
    found = scraper.extract(LIVE + page(title, posts)).text.split("\n\n")
    assert [line for line in found if line in HEADLINES] == [*HEADLINES]
    assert "Share" not in found
