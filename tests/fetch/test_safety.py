"""Private addresses, credentials and certificates."""

import shutil
import ssl
import subprocess

import pytest

from scraper.errors import ConfigError

BODY = b"<html><p>" + b"The ferry leaves at nine and again at noon. " * 50 + b"</html>"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "2130706433", "0x7f.1", "localhost", "[::ffff:127.0.0.1]", "0"]
)
def test_the_local_machine_is_refused_unless_asked_for(server, fetch, host):
    server.body("/", BODY)
    failure = fetch(server.url("/", host), allow_private=False)
    assert (failure.kind, "--allow-private" in failure.message) == ("refused", True)
    assert server.connections == 0


def test_credentials_are_sent_and_not_kept(server, fetch):
    server.body("/", BODY)
    page = fetch(server.url("/", "user:s3cret@127.0.0.1"))
    assert server.requests[0].headers["authorization"].startswith("Basic ")
    assert "s3cret" not in repr(page)


def test_credentials_in_failures_are_taken_out(fetch):
    assert "s3cret" not in repr(fetch("http://user:s3cret@127.0.0.1:1/"))


def test_credentials_do_not_follow_to_another_origin(server, serve, fetch):
    other = serve()
    other.body("/", BODY)
    server.body("/", b"", f"Location: {other.url('/')}", status="302 Found")
    assert fetch(server.url("/", "user:pw@127.0.0.1")).status == 200
    assert "authorization" not in other.requests[0].headers


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A self-made certificate for 127.0.0.1: (certificate, key)."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl command to make a certificate with")
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext",
         "subjectAltName=IP:127.0.0.1", "-keyout", "key.pem", "-out", "cert.pem"],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    return folder / "cert.pem", folder / "key.pem"


@pytest.fixture
def tls_server(serve, certificate):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate)
    return serve(tls=context)


def test_a_trusted_certificate_is_accepted(tls_server, fetch, certificate):
    tls_server.body("/", BODY)
    assert fetch(tls_server.url("/"), ca_file=str(certificate[0])).body == BODY


def test_an_unknown_certificate_is_a_failure(tls_server, fetch):
    failure = fetch(tls_server.url("/"))
    assert (failure.kind, "certificate" in failure.message) == ("tls", True)


def test_a_certificate_for_another_name_is_a_failure(tls_server, fetch, certificate):
    failure = fetch(tls_server.url("/", "localhost"), ca_file=str(certificate[0]))
    assert failure.kind == "tls"


def test_a_stalled_handshake_is_a_timeout(server, fetch):
    """The server waits for a request while we wait for its certificate."""
    failure = fetch(server.url("/").replace("http:", "https:"), connect_timeout=0.3)
    assert failure.kind == "timeout"


def test_an_unreadable_ca_file_is_a_config_error(fetch, tmp_path):
    with pytest.raises(ConfigError, match=r"ca_file.*missing\.pem"):
        fetch("https://127.0.0.1:1/", ca_file=str(tmp_path / "missing.pem"))
