"""The address that is printed: its token works once, and no other user of the machine sees it."""

import os
import stat
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.patience import PATIENCE, wait_until


def test_a_token_works_once_and_the_next_one_is_printed(tools, serve, tmp_path):
    tools.fill(tmp_path / "store", [tools.Story()])
    server = serve().sign_in()
    with server.visited() as other:
        again = other.get(f"/?token={server.token}")
        assert again.status_code == 403
        assert "set-cookie" not in again.headers
        assert "set-cookie" in other.enter().headers


def test_a_browser_with_a_session_may_open_the_address_again(tools, serve, tmp_path):
    tools.fill(tmp_path / "store", [tools.Story()])
    server = serve().sign_in()
    assert server.get(f"/?token={server.token}").status_code == 200


def test_a_look_at_the_head_does_not_use_the_token(tools, serve, tmp_path):
    tools.fill(tmp_path / "store", [tools.Story()])
    server = serve()
    answer = server.client.head(f"{server.address}/?token={server.token}")
    assert "set-cookie" not in answer.headers
    server.sign_in()


def test_the_browser_is_given_a_file_of_its_user_alone(tools, tmp_path):
    """Any user can read the arguments of a process, so the token is not among them."""
    tools.fill(tmp_path / "store", [tools.Story()])
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {tmp_path}/part && mv {tmp_path}/part {tmp_path}/opened\n')  # fmt: skip
    browser.chmod(0o700)
    command = [word for word in tools.command("--port", 0) if word != "--no-browser"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        env=os.environ | {"BROWSER": f"{browser} %s"},
    ) as process:  # fmt: skip
        try:
            address = process.stdout.readline().strip()
            wait_until((tmp_path / "opened").exists)
            opened = urlsplit((tmp_path / "opened").read_text())
            page = Path(unquote(opened.path))
            assert (opened.scheme, opened.query) == ("file", "")
            assert f'content="0; url={address}"' in page.read_text()
            assert stat.S_IMODE(page.parent.stat().st_mode) == 0o700
            process.terminate()
            assert process.wait(PATIENCE) == 0
        finally:
            process.kill()
    assert not page.parent.exists()
