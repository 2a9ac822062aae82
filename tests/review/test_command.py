"""The command: it starts, says where it is, and ends when it is told to."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import httpx
import pytest

from tests.patience import PATIENCE, wait_until

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_with_0(tools, serve, tmp_path, number):
    tools.fill(tmp_path / "store", [tools.Story()])
    server = serve()
    assert server.get("/").status_code == 200
    assert server.end(number) == 0
    told = server.messages.read_text()
    assert (
        told
        == "The store store can be seen at this address, from this machine only; Ctrl-C ends it.\n"
    )


@LINUX
def test_it_ends_in_the_middle_of_a_page_and_leaves_no_process(tools, serve, processes, tmp_path):
    """A page that would take its 20 s is not waited for."""
    row = b"<tr><td><b>word</b> <i>word</i> word word</td></tr>\n"
    huge = b"<html><body><table>" + row * 700_000 + b"</table></body></html>"
    (key,) = tools.fill(tmp_path / "store", [tools.Story(html=huge)])
    server = serve().sign_in()
    statuses = []
    asking = threading.Thread(target=lambda: statuses.append(_status(server, key)))
    asking.start()
    started = wait_until(
        lambda: [each.pid for each in processes() if each.parent == server.process.pid]
    )
    assert server.end() == 0
    asking.join()
    assert statuses[0] not in (200, 504)  # neither done nor ended by its own limit
    wait_until(lambda: not any(Path(f"/proc/{one}").exists() for one in started))


def _status(server, key: str) -> int:
    try:
        return server.get(f"/pages/{key}/blocks").status_code
    except httpx.HTTPError:  # the server has ended
        return 0


def test_a_port_in_use_is_told_in_one_line(tools, tmp_path):
    tools.fill(tmp_path / "store", [tools.Story()])
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(
            tools.command("--port", port),
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    assert done.returncode == 4
    assert (
        done.stderr
        == f"scraper: port {port}: is in use; give another with --port, or 0 for any that is free\n"
    )
    assert done.stdout == ""


def test_the_store_of_the_configuration_is_taken(tools, serve, tmp_path):
    (tmp_path / "scraper.toml").write_text(
        'store = "news"\n[[site]]\nname = "a"\nstart = ["https://a.example/"]\n'
    )
    tools.fill(tmp_path / "news", [tools.Story("From the configuration")])
    assert "From the configuration" in serve().get("/").text


def test_the_store_of_the_environment_goes_before(tools, serve, tmp_path):
    (tmp_path / "scraper.toml").write_text(
        'store = "news"\n[[site]]\nname = "a"\nstart = ["https://a.example/"]\n'
    )
    tools.fill(tmp_path / "other", [tools.Story("From the environment")])
    assert "From the environment" in serve(SCRAPER_STORE="other").get("/").text


def test_without_a_store_it_says_so_and_ends(tools, tmp_path):
    done = subprocess.run(
        tools.command(), cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("scraper: store: no store here")


def test_no_host_can_be_given(tools, tmp_path):
    done = subprocess.run(
        tools.command("--host", "0.0.0.0"),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 2


def test_two_servers_show_one_store(tools, serve, tmp_path):
    tools.fill(tmp_path / "store", [tools.Story("Shared")])
    (tmp_path / "second").mkdir()
    one = serve()
    with tools.serving(tmp_path / "second", "--store", tmp_path / "store") as two:
        for server in (one, two):
            server.until("/", lambda text: "Shared" in text)


def test_it_says_what_to_install(tools, tmp_path):
    (tmp_path / "starlette").mkdir()
    (tmp_path / "starlette/__init__.py").write_text("raise ImportError('x', name='starlette')")
    done = subprocess.run(
        tools.command(), cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE, check=False,
        env=os.environ | {"PYTHONPATH": f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"},
    )  # fmt: skip
    assert done.returncode == 4
    assert re.fullmatch(
        r"scraper: review: starlette is not installed; run: .* 'uvicorn>=[0-9.]+'\n",
        done.stderr,
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_store_that_can_not_be_written_beside_is_shown(tools, serve, tmp_path):
    tools.fill(tmp_path / "place/store", [tools.Story("Read only")])
    (tmp_path / "place").chmod(0o500)
    try:
        assert "Read only" in serve("--store", "place/store").get("/").text
    finally:
        (tmp_path / "place").chmod(0o700)
