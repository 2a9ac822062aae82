"""Articles in several pages are joined, against a real server: in order, no part twice, what is missing said."""

import json
import subprocess
import sys
from collections.abc import Callable

import pytest

from scraper.extraction.dom.head import Head
from scraper.extraction.next_page import next_page, numbered
from scraper.pipelines.parts import MAX_PARTS
from scraper.store import Store
from tests.patience import PATIENCE

TITLE = "Down the Ostrel in a bathtub"
Fetch = Callable[..., list[dict[str, object]]]


def lines(part: int) -> list[str]:
    return [
        f"On day {part} the tub passed the weir of the {part} mills, and the miller's wife threw down a loaf and a rope.",
        f"By noon it had shipped {part + 3} buckets of water, which the crew of one gave back to the river with a ladle.",
        f"The night was spent under bridge number {part}, where a heron watched and the map dried on a warm stone.",
    ]


def page(part: int, following: str = "") -> bytes:
    pager = "<nav class=pages><a href='/story'>1</a>"
    pager += f"<a href='{following}'>Next page</a></nav>" if following else "</nav>"
    text = "".join(f"<p>{line}</p>" for line in lines(part))
    return (
        f"<html lang=en><head><title>{TITLE}</title><meta property=og:type content=article></head><body>"
        f"<article><h1>{TITLE}</h1>{text}</article>{pager}<footer>© River Post</footer></body></html>"
    ).encode()


def joined_text(count: int) -> str:
    return "\n\n".join(line for part in range(1, count + 1) for line in lines(part))


@pytest.fixture
def fetch(tmp_path) -> Fetch:
    def run(*arguments: str) -> list[dict[str, object]]:
        command = [sys.executable, "-m", "scraper", "fetch", "--allow-private", "--delay", "0", "--attempts", "1",
                   "--ignore-robots", "--store", "store", "--jsonl", *arguments]  # fmt: skip
        done = subprocess.run(
            command,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )
        assert "Traceback" not in done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    return run


def serve_story(server, count: int, *, last: str = "") -> str:
    for part in range(2, count + 1):
        server.body(f"/story/{part}", page(part, f"/story/{part + 1}" if part < count else last))
    return server.body("/story", page(1, "/story/2" if count > 1 else last))


def test_parts_are_joined_in_order_and_each_is_stored(server, fetch, tmp_path) -> None:
    url = serve_story(server, 3)
    (article,) = fetch("--join-pages", url)
    assert article["text"] == joined_text(3)
    assert (article["is_partial"], article["next_page"]) == (False, None)
    assert article["sources"]["text"] == "3 pages"
    with Store.reader(tmp_path / "store") as store:
        for part, path in ((1, "/story"), (2, "/story/2"), (3, "/story/3")):
            assert lines(part)[0].encode() in store.get(server.url(path)).body


def test_without_being_asked_the_next_page_is_named(server, fetch) -> None:
    url = serve_story(server, 2)
    (article,) = fetch(url)
    assert article["text"] == joined_text(1)
    assert article["next_page"] == server.url("/story/2")
    assert article["is_partial"]
    assert "/story/2" not in server.seen


def test_results_of_other_pages_keep_their_place(server, fetch) -> None:
    first = serve_story(server, 3)
    second = server.body("/other", page(9))
    articles = fetch("--join-pages", second, first, second)
    assert [article["input"] for article in articles] == [second, first, second]
    assert articles[1]["text"] == joined_text(3)


def test_a_part_that_fails_leaves_what_is_there_and_the_reason(server, fetch) -> None:
    serve_story(server, 2, last="/story/3")
    server.body("/story/3", b"gone", status="500 Internal Server Error")
    (article,) = fetch("--join-pages", server.url("/story"))
    assert article["text"] == joined_text(2)
    assert article["is_partial"]
    assert "part 3" in article["sources"]["is_partial"]
    assert "500" in article["sources"]["is_partial"]
    assert article["next_page"] == server.url("/story/3")


def test_a_part_that_is_no_article_is_missing_with_its_reason(server, fetch) -> None:
    serve_story(server, 2, last="/story/3")
    server.body("/story/3", b"<title>Not found</title><p>Page not found</p>")
    (article,) = fetch("--join-pages", server.url("/story"))
    assert article["text"] == joined_text(2)
    assert "part 3" in article["sources"]["is_partial"]


def test_the_last_page_given_again_is_not_joined_twice(server, fetch) -> None:
    serve_story(server, 2, last="/story/3")
    server.body("/story/3", page(2, "/story/4"))
    (article,) = fetch("--join-pages", server.url("/story"))
    assert article["text"] == joined_text(2)
    assert not article["is_partial"]


def test_no_more_than_twenty_parts_are_joined(server, fetch) -> None:
    serve_story(server, MAX_PARTS + 2)
    (article,) = fetch("--join-pages", server.url("/story"))
    assert article["text"] == joined_text(MAX_PARTS)
    assert "more than 20 parts" in article["sources"]["is_partial"]
    assert f"/story/{MAX_PARTS + 1}" not in server.seen


@pytest.mark.parametrize(
    ("url", "link", "found"),
    [
        ("https://a.example/story", "/story/2", True),
        ("https://a.example/story/", "/story/page/2/", True),
        ("https://a.example/story.html", "story-2.html", True),
        ("https://a.example/story?id=7", "?id=7&page=2", True),
        ("https://a.example/story/2", "/story/3' rel=next", True),
        ("https://a.example/story/2", "/story/3", False),
        ("https://a.example/story-2.html", "/story.html'>1</a><a href='/story-3.html", True),
        ("https://a.example/story-7.html", "/story-8.html", False),
        ("https://a.example/story-7.html", "/story-8.html' rel='next", True),
        ("https://a.example/story", "https://b.example/story/2", False),
        ("https://a.example/story", "/another-story/2", False),
        ("https://a.example/story", "/another-story' rel='next", False),
        ("https://a.example/story", "/story/comment-page-2", False),
        ("https://a.example/", "/page/2", False),
        ("https://a.example/story", "/story/\u0662", True),
        ("https://a.example/story", "/story/\t2", True),
        ("https://a.example/story", "/story/&#50;", True),
        ("https://a.example/story", "/story/02/#text", True),
        ("https://a.example/story", "/story/2-days-left", False),
        ("https://a.example/story?id=7", "/story?page=2&amp;id=7", True),
        ("https://a.example/2/story", "story/2", True),
        ("https://a.example/story/2", "//' rel='next", False),
        ("////2", "/story/3", False),
    ],
)  # fmt: skip
def test_the_next_page_is_the_same_address_with_the_next_number(
    url: str, link: str, found: bool
) -> None:
    assert bool(next_page(f"<p>Text.</p><a href='{link}'>2</a>".encode(), Head(), url)) == found


def test_long_and_foreign_tags_are_links_as_others_are() -> None:
    url = "https://a.example/weiter/straße"
    link = f"<a title='{'日' * 900}' href='/weiter/straße/2' class='{'x' * 20_000}'>"
    assert next_page(link.encode(), Head(), url) == f"{url}/2"


def test_lists_go_on_at_other_pages_and_articles_do_not_there() -> None:
    html = b"<a href='?page=2'>2</a>"
    assert not next_page(html, Head(), "https://a.example/news", is_article=False)


def test_numbers_that_are_no_pages_are_not_read() -> None:
    assert numbered("https://a.example/2024/05/story-1234567.html") == []
