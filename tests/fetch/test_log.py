"""What the fetcher does beside answering is logged; a program that does not ask hears nothing."""

import logging
import socket
import subprocess
import sys

import pytest

from scraper.fetch.dispatch import RETRIED
from scraper.models.page import Page
from tests.patience import PATIENCE


@pytest.fixture
def said(caplog):
    """The messages of the fetcher from now on."""
    caplog.set_level(logging.DEBUG, "scraper.fetch")
    return lambda: [record.getMessage() for record in caplog.records]


def failing(server, path, status, *, times=1):
    async def handler(exchange):
        broken = server.seen.count(path) <= times
        await exchange.answer(b"<p>a", status if broken else "200 OK")

    return server.route(path, handler)


def test_a_retry_says_why_and_when(server, fetch_many, quick_retries, said):
    url = failing(server, "/", "502 Bad Gateway")
    fetch_many([url], robots=False)
    assert f"{url}: status 502; asked again in 0.0 s" in said()


def test_the_record_of_a_retry_names_its_host(server, fetch_many, quick_retries, said, caplog):
    fetch_many([failing(server, "/", "502 Bad Gateway")], robots=False)
    hosts = [getattr(record, RETRIED, "") for record in caplog.records]
    assert [host for host in hosts if host] == [f"127.0.0.1:{server.port}"]


def test_a_server_that_refuses_is_named_with_the_word_of_the_system(fetch_many):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        (failure,) = fetch_many([f"http://127.0.0.1:{free.getsockname()[1]}/"], attempts=1)
    assert failure.message.startswith("cannot connect; try again later (Connection refused)")


def test_a_slowed_host_is_named(server, fetch_many, quick_retries, said):
    fetch_many([failing(server, "/", "503 Busy")], robots=False, retry_time=0.5)
    assert any(line.startswith(f"127.0.0.1:{server.port}: one request in ") for line in said())


def test_a_robots_txt_that_fails_is_named(server, fetch_many, said):
    server.body("/robots.txt", b"", status="500 Oh")
    fetch_many([server.body("/", b"<p>a")], attempts=1)
    assert any("no robots.txt, so no pages for now" in line for line in said())


def test_each_request_is_there_for_who_looks_closely(server, fetch_many, said):
    url = server.body("/", b"<p>a")
    fetch_many([url.replace("://", "://user:s3cret@")], robots=False)
    (line,) = said()
    assert line.startswith(f"{url}: status 200, 4 bytes")


def test_no_secret_is_logged(server, fetch_many, quick_retries, said):
    url = failing(server, "/", "502 Bad").replace("://", "://user:s3cret@")
    assert isinstance(fetch_many([url], robots=False)[0], Page)
    assert said()
    assert not any("s3cret" in line for line in said())


def test_without_being_asked_nothing_is_printed():
    code = "import logging, scraper; logging.getLogger('scraper.fetch').error('broken')"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert (done.stdout, done.stderr) == ("", "")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("fetch",), set()),
        (("-v", "fetch"), {"asked again"}),
        (("fetch", "-v"), {"asked again"}),
        (("fetch", "-vv"), {"asked again", "status 200"}),
        (("-v", "fetch", "-v"), {"asked again"}),
    ],
)
def test_the_command_shows_it_on_standard_error(server, tmp_path, words, expected):
    url = failing(server, "/", "502 Bad")
    line = [sys.executable, "-m", "scraper", *words, url, "--no-store", "--allow-private"]
    done = subprocess.run(
        [*line, "--delay", "0", "--ignore-robots"], cwd=tmp_path, capture_output=True, text=True,
        timeout=PATIENCE, check=False,
    )  # fmt: skip
    found = {text for text in ("asked again", "status 200") if text in done.stderr}
    assert found == expected
    assert done.stderr.count("asked again") <= 1
