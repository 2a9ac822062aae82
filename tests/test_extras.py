"""Extras: what a message tells to install is what pyproject.toml declares, and no stranger's package."""

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from scraper.extras import EXTRAS, install_command, not_installed
from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parent.parent
FOR_DEVELOPERS = {"dev"}


def declared() -> dict[str, tuple[str, ...]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    return {name: tuple(extras[name]) for name in extras.keys() - FOR_DEVELOPERS}


def test_extras_are_those_of_the_project() -> None:
    assert dict(EXTRAS) == declared()


@pytest.mark.parametrize("extra", EXTRAS)
def test_command_runs_pip_of_this_interpreter_on_the_libraries(extra: str) -> None:
    words = shlex.split(install_command(extra))
    assert words[:4] == [sys.executable, "-m", "pip", "install"]
    assert tuple(words[4:]) == EXTRAS[extra]


def test_command_is_one_that_pip_takes() -> None:
    """Without the network: pip finds what is installed already."""
    command = install_command("review") + " --no-index --quiet"
    done = subprocess.run(
        ["sh", "-c", command], capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == 0, done.stderr


def test_message_names_the_library_without_its_modules() -> None:
    missing = ImportError(name="starlette.applications")
    message = not_installed("review", missing)
    assert message.startswith("starlette is not installed; run: ")
    assert message.endswith(install_command("review"))


def texts() -> list[Path]:
    """Every text file that a checkout holds, as far as people or the package read it."""
    places = ("scraper", "tests", "fixtures", ".ci", ".github")
    kinds = {".py", ".md", ".toml", ".html", ".js", ".css", ".txt", ".json", ""}
    below = [p for place in places for p in (ROOT / place).rglob("*") if p.is_file()]
    tops = [p for p in ROOT.iterdir() if p.is_file()]
    return [p for p in below + tops if p.suffix in kinds]


def test_no_text_asks_to_install_a_package_of_another_project() -> None:
    """`scraper` on PyPI is somebody else's; ours is installed from a checkout."""
    asks = re.compile(rb"(?<![-\w])scraper" rb"\[\w|(?<!un)install '?scraper\b")
    assert [str(p.relative_to(ROOT)) for p in texts() if asks.search(p.read_bytes())] == []
