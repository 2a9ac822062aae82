"""Pages that are no articles are told by what they say of themselves."""

import json

import pytest

import scraper

TEXT = "".join(
    f"<p>The {name} is shown here with a few sentences of its own, so that the page has a text.</p>"
    for name in ("first", "second", "third", "fourth")
)

STORIES = "".join(
    f"<p><a href='/news/{name}-story-of-the-day'>The {name} story of the day from the harbour</a></p>"
    for name in ("first", "second", "third", "fourth", "fifth")
)


def page(head: str) -> str:
    return f"<html><head><title>Things to see</title>{head}</head><body><main>{TEXT}</main></body></html>"


def json_ld(kind: str) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": kind})}</script>'


PRICE = "<meta itemprop=priceCurrency content=EUR>"


@pytest.mark.parametrize(
    ("head", "status"),
    [
        pytest.param(json_ld("DiscussionForumPosting"), "forum", id="forum-type"),
        pytest.param("<meta name=generator content='Discourse 3.2'>", "forum", id="forum-software"),
        pytest.param(json_ld("CollectionPage"), "listing", id="listing"),
        pytest.param(
            json_ld("CollectionPage") + json_ld("Product"), "listing", id="list-of-products"
        ),
        pytest.param("<meta property=og:type content=product>", "product", id="product"),
        pytest.param(PRICE, "product", id="price"),
        pytest.param(PRICE * 2, "article", id="prices"),
        pytest.param(json_ld("NewsArticle") + PRICE, "article", id="article-with-a-price"),
        pytest.param("<meta name=generator content='MkDocs-1.6'>", "documentation", id="docs"),
        pytest.param(json_ld("LocalBusiness"), "service", id="service"),
        pytest.param("", "article", id="nothing-said"),
        pytest.param(
            json_ld("NewsArticle") + json_ld("Product"), "article", id="article-of-a-product"
        ),
    ],
)
def test_a_page_is_what_it_says_it_is(head: str, status: str) -> None:
    article = scraper.extract(page(head))
    assert article.status == status
    assert "first is shown here" in article.text


SHELLS = {
    "a template of an app": '<title>React App</title><script defer src="/js/main.js"></script></head>'
    "<body><noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>",
    "a mount point alone": '<title>App</title></head><body><app-root></app-root><script src="a.js"></script>',
    "a word of waiting": '<title>Gazette</title></head><body><div id="root"><p>Loading...</p></div><script src="a.js"></script>',
    "the same in Japanese": '<title>Gazette</title></head><body><p>読み込み中…</p><script src="a.js"></script>',
    "a word about scripts": '<title>Gazette</title></head><body><p>You need to enable JavaScript to run this app.</p>'
    '<script src="a.js"></script>',
}  # fmt: skip


@pytest.mark.parametrize("page", SHELLS.values(), ids=SHELLS)
def test_small_page_that_scripts_fill_is_a_shell(page: str) -> None:
    article = scraper.extract(f"<html><head>{page}</body></html>")
    assert (article.status, article.text) == ("js_shell", "")


def test_short_text_beside_a_script_is_no_shell() -> None:
    text = "The harbour of Marlow opened again on Tuesday after two years of repairs to its northern wall."
    article = scraper.extract(f'<body><p>{text}</p><script src="count.js"></script></body>')
    assert (article.status, article.text) == ("article", text)


@pytest.mark.parametrize(
    ("url", "head", "status"),
    [
        ("https://ferry.example/", "", "listing"),
        ("https://ferry.example/de/index.html", "", "listing"),
        ("https://ferry.example/news", "", "article"),
        ("https://ferry.example/?p=12", "", "article"),
        (
            "https://ferry.example/",
            "<link rel=canonical href='https://ferry.example/news/1'>",
            "article",
        ),
        ("https://ferry.example/", json_ld("NewsArticle"), "article"),
    ],
)
def test_the_front_page_of_a_site_is_no_article_unless_it_says_so(
    url: str, head: str, status: str
) -> None:
    assert (
        scraper.extract(page(head).replace("<main>", f"<main>{STORIES}"), url=url).status == status
    )


def test_a_front_page_that_leads_to_no_stories_may_be_an_article() -> None:
    """Some sites are one text, and its address is theirs."""
    assert scraper.extract(page(""), url="https://ferry.example/").status == "article"


@pytest.mark.parametrize(
    "url",
    [
        "https://forum.bells.example/ropes-of-hemp",
        "https://www.boards.bells.example/showing/12",
        "https://bells.example/forums/ropes/12",
        "https://bells.example/threads/ropes-of-hemp.12/",
        "https://bells.example/t/ropes-of-hemp/12",
        "https://bells.example/topic/12-ropes",
        "https://bells.example/phpBB3/viewtopic.php?t=12",
        "https://bells.example/thread-12-1-1.html",
        "https://bells.example/thread-12-page-2.html",
        "https://bells.example/ropes/topic-12.htm?page=2#p7",
        "https://git.bells.example/tower/bells/issues/12#comment-3",
        "https://git.bells.example/tower/bells/-/merge_requests/12",
        "https://codeforge.example/tower/bells/issues/2024",
        "https://news.bells.example/item?id=12",
        "https://ropes.example/s/b3llrp/ropes_of_hemp",
        "https://lemmy.bells.example/post/1207",
        "https://www.ringersforum.example/beginners/1207-ropes-of-hemp.html",
        "https://bells.example/groups/ringers/ropes-of-hemp-t1207.html",
        "https://travel.example/ShowTopic-g12-i7-k1207-Ropes.html",
    ],
)
def test_the_address_of_a_thread_says_that_it_is_one(url: str) -> None:
    article = scraper.extract(page(""), url=url)
    assert (article.status, article.status_reason) == ("forum", "its address is of a forum")
    assert scraper.extract(page(json_ld("NewsArticle")), url=url).status == "article"


@pytest.mark.parametrize(
    "url",
    [
        "https://bells.example/topic/ropes/",
        "https://bells.example/forumlar",
        "https://www.forumdaily.example/news/12",
        "https://bells.example/n/12?from=/forum/x",
        "https://bells.example/t/12",
        "https://gazette.example/en/archive/issues/2024/the-long-read",
        "https://gazette.example/the-paper/v46/issues/3/bells",
        "https://gazette.example/archive/the-paper/issues/2024",
        "https://gazette.example/item?id=12",
        "https://bells.example/2024/topic-1-intro",
        "https://bells.example/thread-3-ways-to-wax-a-rope.html",
        "https://www.weforum.example/stories/2024-ropes-of-hemp",
        "https://blog.bells.example/post/1207",
        "https://bells.example/news/ropes-of-hemp-t1207.html",
        "https://bells.example/s/sports/ropes_of_hemp",
    ],
)
def test_other_addresses_say_nothing_of_threads(url: str) -> None:
    assert scraper.extract(page(""), url=url).status == "article"


TEASERS = "".join(
    f"<article><h3><a href='/harbour/{i}'>What was found below quay number {i} of the old harbour</a></h3>"
    f"<p>Divers looked below quay {i} for a week, and the museum will show what they brought up in spring.</p></article>"
    for i in range(12)
)


def test_a_page_of_links_to_other_pages_is_a_listing_wherever_it_stands() -> None:
    url = "https://gazette.example/harbour/finds"
    page = f"<title>Finds</title><main><h1>Finds</h1>{TEASERS}</main>"
    found = scraper.extract(page, url=url)
    assert (found.status, found.status_reason) == (
        "listing", "links to other pages stand all through its text",
    )  # fmt: skip
    assert "What was found below quay number 7" in found.text


def test_a_text_above_links_to_other_pages_is_an_article() -> None:
    url = "https://gazette.example/harbour/finds"
    text = "".join(TEXT.replace("shown here", f"shown in room {room}") for room in range(6))
    page = f"<title>Finds</title><main><h1>Finds of the year</h1>{text}</main><ul>{TEASERS}</ul>"
    assert scraper.extract(page, url=url).status == "article"
