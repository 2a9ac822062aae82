"""How the modules of commands are arranged: what two commands share is in neither of them."""

import ast
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
