"""A checkout and a site on this machine, for the commands that README.md and the manual show."""

import importlib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.loopback import QuietHandler, serving

ROOT = Path(__file__).resolve().parents[2]
STORY = ROOT / "fixtures/jn-2026/top-articles-inside-body/page.html"
HOME = b'<h2><a href="/politics/2026-01-30-weather">They agree to share weather data</a></h2>'
EXAMPLE_SITE = "https://example.org"

# `review` runs until a signal ends it: start it, wait for its address, end it.
SERVE = """served() {
  rm -f served.txt; "$@" --no-browser --port 0 > served.txt &
  until grep -qs token= served.txt; do sleep 0.1; done
  kill "$!"; wait "$!"
}
answered() {
  rm -f answered.txt; "$@" --port 0 > answered.txt &
  until grep -qs http answered.txt; do sleep 0.1; done
  kill "$!"; wait "$!"
}
"""
PATIENCE = 600  # seconds for all commands of a page; the longest takes 10 on two quiet cores


class Site(QuietHandler):
    """Answers every path with a story, but for the home page, which leads to one."""

    def do_GET(self) -> None:
        body = HOME if self.path == "/" else STORY.read_bytes()
        self.reply(200, body)


@pytest.fixture
def site() -> Iterator[str]:
    """Yield the address of a real server on this machine."""
    with serving(Site) as port:
        yield f"http://127.0.0.1:{port}"


def executable(path: Path, text: str) -> None:
    path.write_text(text)
    path.chmod(0o755)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a directory that looks like a checkout, with `scraper` on the PATH, to be written to."""
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    programs = tmp_path / "bin"
    programs.mkdir()
    executable(programs / "scraper", f'#!/bin/sh\nexec "{sys.executable}" -m scraper "$@"\n')
    # Instead of the timers of this machine.
    executable(programs / "systemctl", "#!/bin/sh\n")
    executable(programs / "crontab", "#!/bin/sh\necho no crontab >&2\nexit 1\n")
    return tmp_path


Run = Callable[[str], subprocess.CompletedProcess[str]]


@pytest.fixture
def run(checkout: Path) -> Run:
    """Return a function that runs commands as a reader would; each of them has to succeed."""

    def run(script: str) -> subprocess.CompletedProcess[str]:
        path = f"{checkout / 'bin'}{os.pathsep}{os.environ['PATH']}"
        known = {key: value for key, value in os.environ.items() if not key.startswith("SCRAPER_")}
        known |= {"PATH": path, "PYTHONPATH": str(ROOT)}
        return subprocess.run(
            ["bash", "-euxo", "pipefail", "-c", SERVE + script],
            cwd=checkout, env=known | {"XDG_CONFIG_HOME": str(checkout / "settings")},
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE, check=False,
        )  # fmt: skip

    return run


@pytest.fixture
def at(site: str) -> Callable[[str], str]:
    """Return a function that moves an example to the site on this machine, at a private address."""

    def at(script: str) -> str:
        moved = script.replace(EXAMPLE_SITE, site)
        moved = moved.replace(EXAMPLE_SITE.removeprefix("https://"), "127.0.0.1")
        moved = re.sub(
            r"scraper (fetch|discover|init) ", r"scraper \1 --allow-private --delay 0 ", moved
        )
        private = "[fetch]\nallow_private = true\ndelay = 0\n\n[[site]]\n"
        moved = moved.replace("[[site]]\n", private)
        moved = moved.replace("scraper review", "served scraper review")
        moved = moved.replace("scraper serve", "answered scraper serve")
        moved = moved.replace("FetchSettings()", "FetchSettings(allow_private=True)")
        moved = moved.replace('/story")\n', '/story", scraper.FetchSettings(allow_private=True))\n')
        return moved.replace("FetchSettings(contact", "FetchSettings(allow_private=True, contact")

    return at


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return the module beside this file that reads README.md and the manual."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    return importlib.import_module("manual_pages")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that takes `page` for README.md and each page of the manual."""
    if "page" in metafunc.fixturenames:
        pages = [ROOT / "README.md", *sorted((ROOT / "scraper/manual").glob("*.md"))]
        metafunc.parametrize("page", pages, ids=lambda page: page.stem)
