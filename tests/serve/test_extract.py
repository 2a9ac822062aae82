"""`POST /extract`: a page in, its article out, and what is wrong where it is none."""

import json

import pytest
from jsonschema import Draft202012Validator

import scraper
from scraper.render.schema import schema_of


def test_html_gives_the_article_as_json(service, story):
    answer = service.post("/extract?url=https://example.org/a", story)
    assert answer.status == 200
    record = json.loads(answer.body)
    assert record == scraper.extract(story, url="https://example.org/a").to_dict()
    Draft202012Validator(schema_of("article")).validate(record)


def test_json_is_taken_with_the_same_options(service, story):
    body = {
        "html": story.decode(),
        "url": "https://example.org/a",
        "format": "markdown",
        "links": True,
    }
    answer = service.post("/extract", json.dumps(body).encode(), "application/json")
    assert answer.headers["content-type"].startswith("text/markdown")
    assert "[See the plans](https://example.org/next)" in answer.text


@pytest.mark.parametrize(
    ("name", "start"),
    [("markdown", "# Council"), ("text", "Council"), ("html", "<!DOCTYPE"), ("parser", "{")],
)
def test_each_format_is_answered(service, story, name, start):
    assert service.post(f"/extract?format={name}", story).text.startswith(start)


def test_the_charset_of_the_request_counts(service):
    page = "<title>Café</title><article>" + "<p>Un texte assez long, écrit à Nîmes.</p>" * 5
    answer = service.post("/extract", page.encode("cp1252"), "text/html; charset=windows-1252")
    assert json.loads(answer.body)["title"] == "Café"


def test_plain_text_is_a_text(service):
    answer = service.post("/extract", b"A title\n\nSome words of a text.", "text/plain")
    assert json.loads(answer.body)["text"].endswith("Some words of a text.")


def test_what_is_no_content_has_its_status(service):
    answer = service.post("/extract", b"\x89PNG\r\n\x1a\n" + bytes(50))
    assert (answer.status, json.loads(answer.body)["status"]) == (200, "not_html")


@pytest.mark.parametrize(
    ("path", "body", "media", "says"),
    [
        ("/extract?format=pdf", b"<p>x", "text/html", "format is one of"),
        ("/extract?favor=all", b"<p>x", "text/html", "favor is one of"),
        ("/extract?color=red", b"<p>x", "text/html", "'color' is not known"),
        ("/extract?links=maybe", b"<p>x", "text/html", "links is true or false"),
        ("/extract", b"{", "application/json", "not JSON"),
        ("/extract", b"[" * 200_000, "application/json", "not JSON"),
        ("/extract", b"[]", "application/json", "not an object"),
        ("/extract", b"{}", "application/json", 'needs "html"'),
        ("/extract", b'{"html": "<p>x", "url": 7}', "application/json", "url is a string"),
    ],
)
def test_a_wrong_request_is_told_what_is_wrong(service, path, body, media, says):
    answer = service.post(path, body, media)
    record = json.loads(answer.body)
    assert (answer.status, record["error"], record["kind"]) == (400, True, "bad_request")
    assert says in record["message"]


def test_a_page_over_the_limit_is_refused(service):
    answer = service.post("/extract", b"x" * 2_000_001)
    assert (answer.status, json.loads(answer.body)["kind"]) == (413, "too_large")


def test_a_page_that_takes_too_long_fails_alone(serve, story):
    service = serve("--timeout", "1")
    answer = service.post("/extract", b"<p>a <b>b</b>" * 300_000)
    assert (answer.status, json.loads(answer.body)["kind"]) == (504, "timeout")
    assert service.post("/extract", story).status == 200


def test_an_unknown_path_names_those_there_are(service):
    answer = service.get("/extrakt")
    assert answer.status == 404
    assert "POST /extract" in answer.text
    assert service.get("/extract").status == 405
