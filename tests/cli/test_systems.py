"""Systems that the command runs on, and what it says on others."""

import subprocess
import sys

import pytest

from scraper.cli.systems import refusal


@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_it_runs_here(platform):
    assert refusal(platform) == ""


@pytest.mark.parametrize("platform", ["win32", "cygwin", "emscripten"])
def test_another_system_is_refused_with_a_sentence(platform):
    program = f"import sys; from scraper.cli import run; sys.platform = {platform!r}; sys.exit(run(['clean', 'a.html']))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert f"this system ({platform}) is not supported" in done.stderr
    assert "Linux and macOS" in done.stderr


def test_an_address_in_place_of_a_file_is_told_apart(invoke):
    outcome = invoke("clean", "https://example.org/story")
    assert outcome.status == 2
    assert "`scraper fetch URL` fetches and cleans it" in outcome.err
