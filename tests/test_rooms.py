"""Small rooms, and a start that loads nothing heavy."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "scraper"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 400  # lines
HEAVY = (
    "numpy", "httpx", "trafilatura", "rich", "selectolax", "warcio", "catboost", "rapidfuzz",
    "feedparser", "protego", "ada_url", "pyarrow",
    "jinja2", "starlette", "uvicorn",
)  # fmt: skip


def relative(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def test_there_are_modules_to_check() -> None:
    """A misplaced package would otherwise pass every test below."""
    assert PACKAGE / "__init__.py" in MODULES


def test_no_module_is_longer_than_a_few_screens() -> None:
    lengths = {relative(path): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_no_module_is_an_attic() -> None:
    """What has no topic lands in a `utils.py`, and is never found there again."""
    attics = {"utils.py", "util.py", "helpers.py", "misc.py"}
    assert [relative(path) for path in MODULES if path.name in attics] == []


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_module_says_what_it_owns(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


def loaded_by(*arguments: str) -> set[str]:
    """The modules a fresh interpreter has loaded when it ends."""
    command = [sys.executable, "-X", "importtime", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    lines = (line for line in done.stderr.splitlines() if line.startswith("import time:"))
    return {line.rpartition("|")[2].strip() for line in lines}


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("-c", "import scraper"), id="import"),
        pytest.param(("-m", "scraper", "--help"), id="help"),
        pytest.param(("-m", "scraper", "--version"), id="version"),
    ],
)
def test_start_loads_nothing_heavy(arguments: tuple[str, ...]) -> None:
    loaded = loaded_by(*arguments)
    assert "scraper" in loaded
    assert {name for name in loaded if name.split(".")[0] in HEAVY} == set()


def test_a_loaded_library_would_be_seen() -> None:
    assert "selectolax" in loaded_by("-c", "import selectolax.lexbor")
