"""`GET /parser` and `GET /read`: a URL in, its article out, as feed readers ask for it."""

import json
from urllib.parse import quote

import pytest


def test_the_parser_answers_with_the_fields_of_mercury(service, site):
    answer = service.get(f"/parser?url={quote(f'{site}/story', safe='')}")
    assert answer.status == 200
    record = json.loads(answer.body)
    assert record["title"] == "Council rebuilds the pier"
    assert record["author"] == "Edda Falk"
    assert record["url"] == f"{site}/story"
    assert record["domain"] == "127.0.0.1"
    assert record["direction"] == "ltr"
    assert record["content"].startswith("<p>The harbour master")
    assert f'<a href="{site}/next"' in record["content"]
    assert "<nav" not in record["content"]
    assert set(record) == {
        "title", "author", "date_published", "dek", "lead_image_url", "content", "next_page_url",
        "url", "domain", "excerpt", "word_count", "direction", "total_pages", "rendered_pages",
    }  # fmt: skip


def test_a_url_that_a_feed_reader_appends_as_it_is_comes_whole(service, site, asked):
    """The plug-ins of FreshRSS and tt-rss do not encode it."""
    answer = service.get(f"/parser?url={site}/story?a=1&b=2&url=3")
    assert json.loads(answer.body)["url"] == f"{site}/story?a=1&b=2&url=3"
    assert asked[-1] == "/story?a=1&b=2&url=3"


def test_an_encoded_url_ends_where_the_next_option_begins(service, site):
    answer = service.get(
        f"/parser?contentType=html&url={quote(f'{site}/story?a=1&b=2', safe='')}&x=1"
    )
    assert json.loads(answer.body)["url"] == f"{site}/story?a=1&b=2"


@pytest.mark.parametrize("encoded", [False, True])
def test_read_gives_markdown(service, site, encoded):
    url = f"{site}/story?a=1&b=2"
    answer = service.get(f"/read/{quote(url, safe='') if encoded else url}")
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/markdown; charset=utf-8"
    assert answer.text.startswith("# Council rebuilds the pier\n")


def test_a_slash_that_a_proxy_dropped_is_put_back(service, site):
    assert service.get(f"/read/{site}/story".replace("://", ":/")).status == 200


def test_robots_txt_is_kept_to_and_asked_for_once(service, site, asked):
    service.get(f"/read/{site}/story")
    before = len(asked)
    answer = service.get(f"/parser?url={site}/private")
    assert (answer.status, json.loads(answer.body)["kind"]) == (403, "robots")
    service.get(f"/read/{site}/story")
    assert asked[before:] == ["/story"]


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/missing", 502, "http_status"),
        ("/wall", 422, "block_page"),
        ("/huge", 502, "truncated"),
    ],
)
def test_a_page_without_an_article_is_an_error_of_its_kind(service, site, path, status, kind):
    """A reader that takes any JSON finds no content in it, and keeps what the feed said."""
    answer = service.get(f"/parser?url={site}{path}")
    record = json.loads(answer.body)
    assert (answer.status, record["kind"]) == (status, kind)
    assert "content" not in record


@pytest.mark.parametrize(
    ("path", "status"),
    [("/parser", 400), ("/parser?url=", 400), ("/parser?url=ftp://e.org/", 403),
     ("/read/", 400), ("/read/example.org", 400), ("/read/file:///etc/passwd", 400)],
)  # fmt: skip
def test_what_is_no_url_is_a_wrong_request(service, path, status):
    assert service.get(path).status == status


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/",
        "http://localhost/",
    ],
)
def test_addresses_of_the_machine_and_its_network_are_refused(serve_public, url):
    answer = serve_public.get(f"/parser?url={url}")
    assert (answer.status, json.loads(answer.body)["kind"]) == (403, "refused")


def test_a_host_that_is_not_there_is_a_bad_gateway(service):
    answer = service.get("/read/http://127.0.0.1:9/x")
    assert (answer.status, json.loads(answer.body)["kind"]) == (502, "connect")
