"""Who may ask: the token in three places, host names of others, pages of others in a browser."""

import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from scraper.serve.gate import is_local
from tests.patience import PATIENCE


@pytest.fixture(scope="module")
def token_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("token") / "token.txt"
    path.write_text("s3cret\n")
    return path


@pytest.fixture
def guarded(serve, token_file):
    return serve("--token-file", str(token_file), "--allow-private", "--delay", "0")


def test_a_token_is_shown_in_a_header_or_in_the_address(guarded, story, site):
    assert guarded.post("/extract", story).status == 401
    assert guarded.post("/extract", story, Authorization="Bearer wrong").status == 401
    assert guarded.post("/extract", story, Authorization="Bearer s3cret").status == 200
    assert guarded.post("/extract", story, X_Api_Key="s3cret").status == 200
    assert guarded.get(f"/token/s3cret/parser?url={site}/story").status == 200
    assert guarded.get(f"/token/s3cret/read/{site}/story").status == 200
    assert guarded.get(f"/token/wrong/parser?url={site}/story").status == 401
    assert guarded.get("/metrics").status == 401
    assert guarded.get("/health").status == 200


def test_with_a_token_every_host_name_is_answered(guarded, story):
    answer = guarded.post("/extract", story, Host="scraper:8766", X_Api_Key="s3cret")
    assert answer.status == 200


def test_without_a_token_a_host_name_of_others_is_refused(service, story):
    port = urlsplit(service.address).port
    assert service.post("/extract", story, Host=f"localhost:{port}").status == 200
    assert service.post("/extract", story, Host=f"rebound.example:{port}").status == 403


def test_without_a_token_another_sites_page_is_refused(service, story):
    assert service.post("/extract", story, Sec_Fetch_Site="cross-site").status == 403
    assert service.post("/extract", story, Sec_Fetch_Site="none").status == 200


@pytest.mark.parametrize(
    ("host", "local"),
    [("localhost", True), ("LOCALHOST:80", True), ("127.0.0.1:8766", True), ("[::1]:80", True),
     ("192.168.1.7", True), ("example.org", False), ("127.0.0.1.example.org:80", False), ("", False)],
)  # fmt: skip
def test_a_host_is_local_or_not(host, local):
    assert is_local(host) is local


def serve_and_fail(*options):
    command = [sys.executable, "-m", "scraper", "serve", "--port", "0", *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)


def test_others_are_let_in_only_with_a_token_or_on_request(tmp_path):
    done = serve_and_fail("--host", "0.0.0.0")
    assert done.returncode == 4
    assert "--token-file" in done.stderr
    empty = tmp_path / "empty.txt"
    empty.write_text("\n")
    for path, says in ((empty, "holds no token"), (tmp_path / "missing", "can't be read")):
        done = serve_and_fail("--token-file", str(path))
        assert (done.returncode, says in done.stderr) == (4, True)


def test_a_port_in_use_is_named(service):
    port = str(urlsplit(service.address).port)
    done = serve_and_fail("--port", port)
    assert done.returncode == 4
    assert f"port {port}: is in use" in done.stderr
