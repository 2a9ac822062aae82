"""Who is refused: other names of this machine, other origins, changes without the token."""

import pytest

from scraper.review.app import VIEWS
from scraper.review.security import (
    MOST_BODY,
    Refusal,
    ServerSecrets,
    cookie_name,
    read_form,
    refusal,
)

PORT = 8765
OURS = f"127.0.0.1:{PORT}"
COOKIE = cookie_name(PORT)
SECRETS = ServerSecrets("the-session", b"the key")
FORM = {
    "host": OURS,
    "origin": f"http://{OURS}",
    "cookie": f"{COOKIE}={SECRETS.session}",
    "content-type": "application/x-www-form-urlencoded",
    "content-length": "10",
}


def status(method: str = "POST", **changed: str | None) -> int:
    headers = {k: v for k, v in (FORM | changed).items() if v is not None}
    refused = refusal(method, headers, PORT, SECRETS)
    return refused.status if refused else 200


def test_a_form_of_ours_passes():
    assert status() == 200
    assert status(host=f"localhost:{PORT}", origin=f"http://localhost:{PORT}") == 200


@pytest.mark.parametrize(
    "host",
    ["", "127.0.0.1", "evil.example", f"evil.example:{PORT}", "127.0.0.1:80", f"127.0.0.1.evil.example:{PORT}",
     f"0.0.0.0:{PORT}", f"[::1]:{PORT}", f"localhost.:{PORT}", f"evil.example@{OURS}", f"{OURS}, evil.example"],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_another_host_is_refused(method, host):
    """A name that an attacker lets point here is in the Host header, whatever it points to."""
    assert status(method, host=host) == 421


@pytest.mark.parametrize(
    "origin",
    [None, "", "null", "http://evil.example", f"https://{OURS}", "http://127.0.0.1", f"http://localhost:{PORT}",
     f"http://{OURS}/", f"http://{OURS}.evil.example"],
)  # fmt: skip
def test_a_change_from_another_origin_is_refused(origin):
    assert status(origin=origin) == 403


@pytest.mark.parametrize(
    "cookie",
    [
        None,
        "",
        f"{COOKIE}=",
        f"{COOKIE}=x",
        f"other={SECRETS.session}",
        f"{cookie_name(PORT + 1)}={SECRETS.session}",
        f"{COOKIE}={SECRETS.form_token()}",
        ";;=",
        "é=ü",
    ],
)
def test_a_change_without_the_session_is_refused(cookie):
    assert status(cookie=cookie) == 403


@pytest.mark.parametrize(
    "media", ["text/plain", "application/json", "multipart/form-data; boundary=x", ""]
)
def test_only_forms_are_taken(media):
    assert status(**{"content-type": media}) == 415


@pytest.mark.parametrize(
    ("length", "expected"), [(str(MOST_BODY + 1), 413), ("-1", 400), ("1e9", 400), ("9" * 40, 400)]
)
def test_the_length_of_a_form_is_bounded(length, expected):
    assert status(**{"content-length": length}) == expected


@pytest.mark.parametrize(
    "method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"]
)
def test_other_methods_are_refused(method):
    assert status(method) == 405


@pytest.mark.parametrize(
    ("mode", "where", "expected"),
    [("navigate", "document", 200), ("navigate", "iframe", 403), ("no-cors", "image", 403),
     ("no-cors", "script", 403), ("cors", "empty", 403)],
)  # fmt: skip
def test_parts_of_other_sites_pages_get_nothing(mode, where, expected):
    told = {"sec-fetch-site": "cross-site", "sec-fetch-mode": mode, "sec-fetch-dest": where}
    assert status("GET", **told) == expected


@pytest.mark.parametrize(
    "body",
    [b"", b"form_token=", b"form_token=x", b"a=1", b"&" * 2000, b"a=1&" * 1500, b"\xff=\xff"],
)
def test_a_form_without_its_token_is_refused(body):
    assert isinstance(read_form(body, SECRETS), Refusal)


def test_a_form_with_its_token_is_read():
    body = f"text=%E6%B0%97&form_token={SECRETS.form_token()}".encode()
    assert read_form(body, SECRETS) == {"text": "気"}


def test_no_view_changes_anything_by_get():
    """The views that change something are told by their names and are POST, all of them."""
    changing = {view.__name__ for method, _, view in VIEWS if method == "POST"}
    assert changing == {
        "add_fixture", "check", "accept", "mark", "try_rules", "save_rules", "start_replay",
        "try_rule_for_block", "save_rule_and_fixture",
    }  # fmt: skip
    assert {method for method, _, _ in VIEWS} == {"GET", "POST"}
