"""URLs: checked, in the form that is requested, without credentials."""

import pytest

from scraper.errors import FetchError
from scraper.fetch.urls import follow, parse, redact


@pytest.mark.parametrize(
    ("given", "requested"),
    [
        ("https://example.org", "https://example.org/"),
        (" https://EXAMPLE.org:443/a b?q=ü#part \n", "https://example.org/a%20b?q=%C3%BC"),
        ("http://example.org:8080/%7Ea", "http://example.org:8080/%7Ea"),
        ("http:\\\\example.org\\a", "http://example.org/a"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://例え.テスト/", "https://xn--r8jz45g.xn--zckzah/"),
        ("http://１２７.0.0.1/", "http://127.0.0.1/"),
        ("http://[::1]:81/x", "http://[::1]:81/x"),
        ("https://a_b.example/", "https://a_b.example/"),
        ("http://user:pw@example.org/", "http://example.org/"),
    ],
)
def test_a_url_becomes_what_is_requested(given, requested):
    assert parse(given).url == requested


@pytest.mark.parametrize(
    ("given", "kind", "says"),
    [
        ("", "bad_url", "characters"),
        ("example.org/story", "bad_url", "did you mean https://example.org/story?"),
        ("//example.org/story", "bad_url", "did you mean https://example.org/story?"),
        ("localhost:8000/x", "bad_url", "did you mean https://localhost:8000/x?"),
        ("-", "bad_url", "no scheme; a URL begins with https://"),
        ("var a = b.c(d);", "bad_url", "no scheme; a URL begins with https://"),
        ("ftp://example.org/", "refused", "only http and https"),
        ("file:///etc/passwd", "refused", "only http and https"),
        ("javascript:alert(1)", "refused", "only http and https"),
        ("http://", "bad_url", "host"),
        ("http://example.org:99999/", "bad_url", "not a URL"),
        ("http://example.org:0/", "bad_url", "port 0"),
        ("http://exa mple.org/", "bad_url", "host"),
        ("http://[::1", "bad_url", "not a URL"),
        ("http://xn--\u0301.example/", "bad_url", "host name"),
        ("https://example.org/" + "a" * 9000, "bad_url", "characters"),
    ],
)
def test_a_bad_url_says_what_is_wrong(given, kind, says):
    with pytest.raises(FetchError) as caught:
        parse(given)
    assert caught.value.kind == kind
    assert says in str(caught.value)


def test_credentials_are_kept_out_of_every_text():
    address = parse("http://user:s3cret@example.org/")
    assert address.credentials == ("user", "s3cret")
    assert "s3cret" not in repr(address)
    with pytest.raises(FetchError) as caught:
        parse("http://user:s3cret@exa mple.org/")
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "http://user:s3cret@example.org/a",
        "http://user:s3 cret@example.org/a",
        "http://us er:s3@cret@example.org/a",
        "http:user:s3cret@example.org/a",
        "http:\\\\user:s3cret@example.org\\a",
        "http:///user:s3cret@example.org/a",
        "ht\ntp://user:s3cret@exam\tple.org/a",
        "//user:s3cret@example.org/a",
        "user:s3cret@example.org/a",
        "s3cret@example.org/a",
        "ftp://user:s3cret@example.org/a",
        "http://user:s3cret@exa mple.org/a",
        "http://user:s3cret@[::1/a",
    ],
)
def test_no_form_of_credentials_is_shown(url):
    assert "s3" not in redact(url)
    assert "cret" not in redact(url)
    try:
        parse(url)
    except FetchError as error:
        assert "s3" not in str(error)


@pytest.mark.parametrize(
    "url",
    ["https://example.org/@user/a", "https://example.org/?mail=a@example.org", "https://a/#b@c"],
)
def test_an_at_sign_in_a_path_is_no_credential(url):
    assert redact(url) == url


def test_credentials_stay_with_their_origin():
    base = parse("http://user:pw@example.org/a")
    assert follow(base, "/b").credentials == ("user", "pw")
    assert follow(base, "https://example.org/b").credentials is None
    assert follow(base, "http://other.example/").credentials is None
    assert follow(parse("http://example.org/"), "http://u:p@example.org/x").credentials is None
