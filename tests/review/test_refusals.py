"""Who is refused by a real server: other names of this machine, other origins, changes without the
session, paths."""

import contextlib
import re
import socket

import pytest

from scraper.review.app import VIEWS
from tests.patience import PATIENCE

TRAVERSALS = [
    "..", "../..", "../../../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e%2f%2e%2e%2fetc", "....//....//etc",
    "..\\..\\windows", "..%5c..%5cwindows", "%252e%252e%252f", "/etc/passwd", "//etc/passwd", "%2fetc%2fpasswd",
    "C:%5cwindows", "file:%2f%2f%2fetc%2fpasswd", ".", "%00", "a%00b", "..;/", "%c0%ae%c0%ae%c0%af", "~root",
    "index.sqlite", "article.json", "%0d%0aSet-Cookie:x=1", "a" * 5000, "0" * 32 + "/..", "*", "%ff%fe", "-",
]  # fmt: skip

WRONG_NAMES = [
    "../x/y", "x/../../y", "/etc/cron.d", "a/b/c", "a", "a/..", "./a", "a/\x00", "-\n/b", "a\\b/c:d", "x" * 300 + "/y",
]  # fmt: skip


def ids_of(server) -> list[str]:
    found = re.findall(r'<a href="/pages/([0-9a-f]{32})"', server.get("/").text)
    return list(dict.fromkeys(found))


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def running(tools, home):
    """One server for all tests: what is refused changes nothing."""
    tools.fill(home / "store", [tools.Story("A story", "with words")])
    with tools.serving(home) as server:
        yield server


@pytest.fixture
def server(running):
    with running.visited() as server:
        yield server


def raw(server, request: str) -> bytes:
    """The whole answer; what came of it where the server hangs up on what it does not read."""
    answer = b""
    with (
        socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as link,
        contextlib.suppress(ConnectionError),
    ):
        link.sendall(request.encode("latin-1"))
        while part := link.recv(65536):
            answer += part
    return answer


def test_nothing_listens_on_other_addresses(server):
    own = socket.gethostbyname(socket.gethostname())
    if own.startswith("127.0.0.1"):
        own = "127.0.0.2"
    with pytest.raises(OSError, match="refused"):
        socket.create_connection((own, server.port), timeout=PATIENCE)


def test_wrong_hosts_get_421_and_nothing_of_the_store(server):
    for host in ("evil.example", f"evil.example:{server.port}"):
        answer = server.get("/", Host=host)
        assert answer.status_code == 421
        assert "A story" not in answer.text
    doubled = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
    assert raw(server, doubled).split()[1] == b"400"


def test_every_change_without_the_token_is_refused(server):
    """Also with a form token of nothing, and from the right origin."""
    for method, path, _ in VIEWS:
        if method == "POST":
            where = re.sub(r"\{\w+\}", "0" * 32, path)
            answer = server.client.post(
                server.address + where, data={"form_token": ""}, headers={"Origin": server.address}
            )
            assert answer.status_code == 403, path


def test_the_token_gives_a_session_that_scripts_and_other_sites_do_not_have(server):
    answer = server.enter()
    cookie = answer.headers["set-cookie"]
    assert answer.status_code == 200
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    assert server.newest_token() not in cookie
    assert server.post("/replay", site="", sample="1").status_code == 303


def test_two_servers_do_not_end_each_others_sessions(server, serve, tools, tmp_path):
    """Browsers send cookies to all ports of a host; one browser is signed in to both."""
    tools.fill(tmp_path / "another", [tools.Story()])
    other = serve("--store", "another")
    other.client = server.client
    server.sign_in()
    other.sign_in()
    for one in (server, other):
        assert one.post("/replay", site="", sample="1").status_code == 303


def test_a_wrong_token_gives_none(server):
    for token in ["", "x", "%00", "x" * 5000]:
        answer = server.get(f"/?token={token}")
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers


def test_a_signed_in_browser_is_still_refused_for_other_origins(server):
    server.sign_in()
    form = re.search(r'name="form_token" value="([^"]+)"', server.get("/replay").text)[1]
    data = {"form_token": form, "sample": "1"}
    for origin in ("null", "http://evil.example", f"http://localhost:{server.port}"):
        answer = server.client.post(
            server.address + "/replay", data=data, headers={"Origin": origin}
        )
        assert answer.status_code == 403
    assert server.client.post(server.address + "/replay", data=data).status_code == 403


def test_a_body_longer_than_it_says_or_endless_is_cut_off(server):
    server.sign_in()

    def endless():
        for _ in range(100):
            yield b"a=" + b"x" * 65536 + b"&"

    headers = {"Origin": server.address, "Content-Type": "application/x-www-form-urlencoded"}
    answer = server.client.post(server.address + "/replay", content=endless(), headers=headers)
    assert answer.status_code == 413
    assert server.get("/").status_code == 200


def test_an_endless_head_is_refused(server):
    request = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nX: {'x' * 200_000}\r\n\r\n"
    assert b"HTTP/1.1 200" not in raw(server, request)
    assert server.get("/").status_code == 200


def test_every_answer_has_its_headers(server):
    for path in [
        "/",
        "/quarantine",
        "/fixtures",
        "/rules",
        "/replay",
        "/nothing",
        "/assets/views.css",
    ]:
        headers = server.get(path).headers
        policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == "'self'"
        assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "server" not in headers


def test_names_in_addresses_are_no_paths(server, home):
    """Whatever is put where an id belongs: there is no such thing."""
    (home / "fixtures/a/b").mkdir(parents=True)
    (home / "fixtures/a/b/article.json").write_text("{}")
    server.sign_in()
    for name in TRAVERSALS:
        for path in (
            "/pages/{}",
            "/pages/{}/blocks",
            "/pages/{}/versions",
            "/fixtures/{}",
            "/assets/{}",
            "/rules/{}",
        ):
            where = path.format(name)
            answer = raw(
                server,
                f"GET {where} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nConnection: close\r\n\r\n",
            )
            assert b"root:" not in answer
            known = (b"404", b"307", b"400", *((b"200",) if path == "/rules/{}" else ()))
            assert answer.split()[1] in known, (where, answer[:200])


def test_a_fixture_can_not_be_made_elsewhere(server, home):
    server.sign_in()
    (key,) = ids_of(server)
    before = {path for path in home.rglob("*") if "review" not in path.name}
    for name in WRONG_NAMES:
        answer = server.post(f"/pages/{key}/fixture", name=name)
        assert answer.status_code == 422, name
    assert {path for path in home.rglob("*") if "review" not in path.name} == before


def test_a_stored_page_needs_its_signature(server):
    """The addresses of stored pages are the main server's to give; its names alone open nothing."""
    (key,) = ids_of(server)
    shown = server.get(f"/pages/{key}/blocks").text
    still = re.search(r'src="(http://127[^"#]+)', shown)[1]
    answer = server.client.get(still)
    assert answer.status_code == 200
    assert "with words" in answer.text
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none';")
    assert "set-cookie" not in answer.headers
    other = still.rpartition("/")[0].rpartition("/")[0]
    for wrong in (
        f"{other}/{'0' * 32}/{key}",
        f"{other}/x/{key}",
        f"{still[:-1]}x",
        f"{other}/",
        f"{other}/{key}",
    ):
        assert server.client.get(wrong).status_code == 404
    assert server.client.get(still, headers={"Host": "evil.example"}).status_code == 421
    assert server.client.post(still).status_code == 403
