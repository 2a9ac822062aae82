"""Redirects: followed within bounds, recorded, and named where they lead nowhere."""

import pytest

BODY = b"<html><p>" + b"The ferry leaves at nine and again at noon. " * 50 + b"</html>"


def redirect(server, path, target, status="302 Found"):
    return server.body(path, b"<a>moved</a>", f"Location: {target}", status=status)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_and_recorded(server, fetch, status):
    first = redirect(server, "/1", "2?x", f"{status} Moved")
    second = redirect(server, "/2?x", server.url("/3#part"))
    server.body("/3", BODY)
    page = fetch(first)
    assert (page.url, page.redirects, page.final_url) == (first, (first, second), server.url("/3"))


@pytest.mark.parametrize("target", ["/1", "/2"])
def test_a_circle_is_found_at_once(server, fetch, target):
    redirect(server, "/2", target)
    failure = fetch(redirect(server, "/1", "/2"))
    assert (failure.kind, len(server.seen)) == ("redirects", 2)


def test_a_long_chain_ends(server, fetch):
    for number in range(30):
        redirect(server, f"/{number}", f"/{number + 1}")
    failure = fetch(server.url("/0"), max_redirects=5)
    assert (failure.kind, len(server.seen)) == ("redirects", 6)


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("file:///etc/passwd", "refused"),
        ("javascript:alert(1)", "refused"),
        ("gopher://127.0.0.1/", "refused"),
        ("http://127.0.0.1:99999/", "bad_url"),
        ("http://[::1", "bad_url"),
        ("http://", "bad_url"),
        ("//", "bad_url"),
        ("http://no-such-host.invalid/x", "dns"),
    ],
)
def test_a_bad_location_names_both_ends(server, fetch, target, kind):
    url = redirect(server, "/", target)
    failure = fetch(url)
    assert (failure.kind, failure.subject) == (kind, url)
    assert "redirect" in failure.message


def test_a_redirect_without_location_is_a_page(server, fetch):
    assert fetch(server.body("/", BODY, status="302 Found")).status == 302


def test_a_location_in_raw_utf_8_is_followed(server, fetch):
    server.body("/caf%C3%A9", BODY)
    url = server.raw(
        "/", "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: /café\r\n\r\n".encode()
    )
    assert fetch(url).body == BODY
