"""The drill of the manual: a site changes its layout, and five commands later all is well."""

import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from scraper.errors import ExitCode
from scraper.store import Store
from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parent.parent
HOST = "example.org"
RULE = f'["{HOST}"]\ndrop = ["div.txt > ul"]\n'
COMMAND = re.compile(r"^\$ scraper (.*?)(?:  # (?:(\d)(?=:))?.*)?$", re.MULTILINE)


def drill() -> list[tuple[list[str], int]]:
    """Return the commands of the manual and the exit status each ends with."""
    text = (
        (ROOT / "scraper/manual/alarms.md")
        .read_text("utf-8")
        .split("## When a site changes its layout")[1]
    )
    block = text.split("```console\n")[1].split("```")[0]
    return [(shlex.split(words), int(status or 0)) for words, status in COMMAND.findall(block)]


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def farm(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "tests/cli"))
    import farm  # type: ignore[import-not-found]  # noqa: PLC0415

    module: ModuleType = farm
    return module


@pytest.fixture
def scraper(farm: ModuleType, tmp_path: Path) -> Run:
    """The command beside a store: six pages of the old layout, six of the new, one rule."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "scraper", *arguments],
            cwd=tmp_path, env={"SCRAPER_STORE": "news", "PATH": ""},
            capture_output=True, text=True, timeout=PATIENCE, check=False,
        )  # fmt: skip

    with Store.open(tmp_path / "news") as store:
        for number in range(12):
            page = farm.farm_page(HOST, number, "linked-lines" if number < 6 else "decks")
            stored = page.stored()
            if number == 7:
                stored = replace(stored, url=f"https://{HOST}/story")
            store.put(stored)
    (tmp_path / "news/sites").mkdir()
    (tmp_path / "news/sites/rules.toml").write_text(RULE)
    assert run("replay", "--save").returncode == ExitCode.OK
    return run


def test_drill_is_five_commands() -> None:
    assert len(drill()) == 5


def test_each_command_of_the_drill_ends_as_the_manual_says(scraper: Run) -> None:
    for arguments, status in drill():
        done = scraper(*arguments)
        assert done.returncode == status, f"{arguments}: {done.stdout}{done.stderr}"


def test_fixture_of_the_drill_is_red_before_the_remedy(scraper: Run) -> None:
    commands = [arguments for arguments, _ in drill()]
    scraper(*commands[1])
    assert scraper(*commands[-1]).returncode == ExitCode.REGRESSION


def test_replay_of_the_drill_shows_foreign_lines_gone_and_nothing_else(
    scraper: Run, farm: ModuleType
) -> None:
    for arguments, _ in drill()[:4]:
        done = scraper(*arguments)
    gone = {line.strip()[2:] for line in done.stdout.splitlines() if line.startswith("    - ")}
    foreign = {text for n in range(12) for text in farm.farm_page(HOST, n, "decks").foreign}
    assert gone
    assert gone <= foreign
    assert "    + " not in done.stdout
