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


def around(post: str) -> str:
    """Return what boards write around the text of a post."""
    return (
        f"<div class='post-row'><dl class='post-card'><dt>ringer</dt><dd>Posts: 121</dd><dd>Joined: 3 Mar 2014</dd></dl>"
        f"<div class='postbody'><h3>Re: Ropes for bells</h3><p class='author'>by ringer on 1 May 2026</p>"
        f"<div class='content'>{post}</div><div class='signature'>Ringing at St. Mary's since 1988, ask me about bells.</div></div>"
        "<div class='votes'>17</div></div>"
    )


def board(*posts: str, after: str = "") -> str:
    rows = "".join(map(around, posts))
    return f"<title>Ropes for bells</title><h1>Ropes for bells</h1><a href='/reply'>Post reply</a>{rows}{after}"


def test_what_a_board_writes_around_its_posts_is_no_text() -> None:
    after = "<div><h4>Who is online</h4><p>Users browsing this forum: 3 guests</p></div>"
    posts = [f"<p>{text}</p>" for text in POSTS]
    article = scraper.extract(board(*posts, after=after), url=THREAD)
    assert article.text.split("\n\n") == list(POSTS)


def test_an_answer_whose_element_has_another_name_stays_between_posts() -> None:
    answer = (
        "Ours has hung free since the winter, and it swings as it likes when the wind is from the west. "
        * 3
    )
    posts = board(*(f"<p>{text}</p>" for text in POSTS))
    odd = f"<div class='solution'><p>{answer}</p><p>{answer}</p><p>{answer}</p></div>"
    assert "swings as it likes" in scraper.extract(posts + odd, url=THREAD).text


def test_a_post_written_into_a_blockquote_is_no_quote() -> None:
    posts = board(*(f"<blockquote class='postcontent'>{text}</blockquote>" for text in POSTS))
    assert scraper.extract(posts, url=THREAD).text.split("\n\n") == list(POSTS)


def test_comments_on_answers_are_no_text_where_there_are_answers() -> None:
    comments = (
        "<ul class='comments'><li><span class='comment-copy'>This rotted within two years in our tower, "
        "so I would not do that again.</span></li></ul>"
    )
    posts = board(*(f"<p>{text}</p>" for text in POSTS)).replace(
        "<div class='votes'", f"{comments}<div class='votes'"
    )
    assert "rotted within two years" not in scraper.extract(posts, url=THREAD).text


def test_answers_named_like_comments_are_posts_where_the_first_post_has_a_copy() -> None:
    """Some boards nest the answers below the first post, and repeat that in an element which is not shown."""
    first, *answers = (
        f"<article class='message-body'><div class='bbWrapper'>{text}</div></article>"
        for text in POSTS
    )
    nested = "".join(f"<div class='message-card comment'>{answer}</div>" for answer in answers)
    page = f"<title>Ropes for bells</title><h1>Ropes for bells</h1><div hidden>{first}</div>{first}{nested}"
    assert scraper.extract(page, url=THREAD).text.split("\n\n") == list(POSTS)


def issue(*comments: str) -> str:
    """Return an issue as code hosts show it: each comment in a table of one cell."""
    rows = "".join(
        f"<div class='timeline-item'><h3 class='header'><a href='/u'>ringer</a> commented on May {i}</h3>"
        f"<table><tr><td class='comment-body'>{comment}</td></tr></table></div>"
        for i, comment in enumerate(comments, 1)
    )
    return f"<title>Bell falls silent · Issue #7</title><h1>Bell falls silent</h1>{rows}<p>ringer added the bug label</p>"


def test_the_comments_of_an_issue_are_its_posts_and_no_rows_of_a_table() -> None:
    table = "<table><tr><th>Bell</th><th>Rings</th></tr><tr><td>big</td><td>no</td></tr></table>"
    page = issue(
        "<p>It stops after a minute.</p>",
        f"<p>Set the wait:</p><pre>wait = 3\nring()</pre>{table}",
        "<p>That did it.</p>",
    )
    markdown = scraper.extract(page, url="https://git.example/tower/bells/issues/7").markdown()
    assert "Set the wait:\n\n```\nwait = 3\nring()\n```\n\n| Bell | Rings |" in markdown
    assert "That did it." in markdown
    assert "label" not in markdown and "commented" not in markdown


def test_comments_on_an_article_of_a_site_that_calls_it_a_discussion_are_no_posts() -> None:
    told = "Ours has hung free since the winter, and it swings as it likes when the wind is from the west. "
    article = "".join(
        f"<p>In the year {year} nothing was changed. {told}{told}</p>" for year in range(1990, 1998)
    )
    comments = "".join(
        f"<div class='comment'><div class='comment-body'><p>{text}</p></div></div>"
        for text in POSTS
    )
    page = f"<title>Ropes</title>{FORUM}<article><h1>Ropes</h1>{article}</article><div id='comments'>{comments}</div>"
    text = scraper.extract(page).text
    assert "In the year 1997" in text
    assert "Hemp." not in text.split("\n\n")


@pytest.mark.parametrize(
    "name",
    [
        "comment even byuser comment-author-ringer bypostauthor",
        "reply author-reply",
        "post op-author",
        "post lastpost",
        "user-profile-post",
    ],
)
def test_a_whole_post_may_be_named_after_its_author(name: str) -> None:
    first = name.split(maxsplit=1)[0]
    posts = "".join(
        f"<li class='{name if i in (1, 3) else first}'><div class='meta'>ringer{i} said</div>"
        f"<div class='reply-content'><p>{text}</p></div></li>"
        for i, text in enumerate(POSTS)
    )
    page = f"<title>Ropes for bells</title><h1>Ropes for bells</h1><ol>{posts}</ol>"
    assert scraper.extract(page, url=THREAD).text.split("\n\n") == list(POSTS)


@pytest.mark.parametrize(
    ("name", "inner"),
    [
        ("author", "text"),
        ("sig12", "post-content"),
        ("last-posts", "post-content"),
        ("edit", "postcontent lastedited"),
    ],
)
def test_a_card_or_signature_is_no_post_whatever_the_names_in_it(name: str, inner: str) -> None:
    card = f"<div class='{name}'><div class='{inner}'>Ringing at St. Mary's since 1988.</div></div>"
    posts = "".join(f"<div class='reply-content'><p>{text}</p></div>{card}" for text in POSTS)
    page = f"<title>Ropes for bells</title><h1>Ropes for bells</h1>{posts}"
    assert scraper.extract(page, url=THREAD).text.split("\n\n") == list(POSTS)
