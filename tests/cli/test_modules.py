"""How the modules of commands are arranged: what two commands share is in neither of them."""

import ast
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from scraper.cli import COMMANDS

HOMES = sorted({place.partition(":")[0] for place, _ in COMMANDS.values()})


def imported(module: str) -> set[str]:
    spec = find_spec(module)
    assert spec is not None and spec.origin is not None
    tree = ast.parse(Path(spec.origin).read_text("utf-8"))
    return {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}


@pytest.mark.parametrize("module", HOMES)
def test_no_command_imports_another(module: str) -> None:
    assert imported(module) & set(HOMES) == set()


@pytest.mark.parametrize(
    ("loaded", "spared"),
    [
        ("scraper.cli.clean", {"numpy", "selectolax", "scraper.views", "rich", "asyncio"}),
        ("scraper.workers.child, scraper.pipelines.clean", {"scraper.views", "sqlite3", "asyncio"}),
    ],
    ids=["the command", "its workers"],
)
def test_clean_starts_without_what_only_others_need(loaded: str, spared: set[str]) -> None:
    code = f"import sys, {loaded}; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert spared & set(found.stdout.split()) == set()
