"""What pyproject.toml declares is what the package imports."""

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Import name -> distribution, where an extra that is not installed calls it otherwise.
OPTIONAL_NAMES = {
    "newspaper": "newspaper4k",
    "readability": "readability-lxml",
    "sklearn": "scikit-learn",
}


@cache
def project() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return found


def names(requirements: list[str]) -> set[str]:
    """Names of distributions as indexes compare them."""
    return {normal(re.split(r"[\[<>=!~; ]", line)[0]) for line in requirements}


# Declared for another library that forgets to bring it along.
MENDS = {"lxml-html-clean", "sniffio"}  # trafilatura, httpcore


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported(below: str) -> dict[str, Path]:
    """Top-level modules that are neither ours nor the standard library's, and who imports them."""
    found: dict[str, Path] = {}
    for path in sorted((ROOT / "scraper").rglob("*.py")):
        if not path.is_relative_to(ROOT / below):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules = [node.module]
            found.update((module.split(".")[0], path.relative_to(ROOT)) for module in modules)
    return {name: path for name, path in found.items() if name not in sys.stdlib_module_names}


installed = cache(packages_distributions)


def distributions(module: str) -> set[str]:
    known = installed().get(module, [OPTIONAL_NAMES.get(module, module)])
    return {normal(name) for name in known}


EXTRAS_OF = {
    "train": ["train"],
    "evaluate": ["compare"],
    "cli": ["train"],  # it asks for them, to say what is missing
    "fetch": ["js"],
    "outputs": ["parquet"],
    "bulk": ["parquet", "remote", "ray"],
    "runs": ["metrics"],
    "review": ["review"],
    "listening": ["review"],
    "serve": ["serve"],
    "mcp": ["mcp"],
    "fleet": ["fleet"],
    "views": ["review"],
    "pytest_plugin.py": ["dev"],  # pytest itself, where it is used
}
PARTS = sorted(p.name for p in (ROOT / "scraper").iterdir() if (p / "__init__.py").exists())


@pytest.mark.parametrize("part", [*PARTS, "pytest_plugin.py"])
def test_imports_are_declared(part: str) -> None:
    """Not left to another library that happens to bring them along."""
    declared = names(project()["dependencies"])
    extras = EXTRAS_OF.get(part, [])
    declared |= {name for e in extras for name in names(project()["optional-dependencies"][e])}
    modules = imported(f"scraper/{part}")
    modules.pop("scraper", None)
    assert {m: str(p) for m, p in modules.items() if distributions(m).isdisjoint(declared)} == {}


def test_dependencies_are_imported() -> None:
    """One that nothing imports any more is only a risk."""
    needed = {name for module in imported("scraper") for name in distributions(module)}
    assert names(project()["dependencies"]) - needed == MENDS


def test_pytest_runs_a_users_cases_in_the_checkout_without_the_plugins_of_our_tests(
    tmp_path: Path,
) -> None:
    """`pytest cases` reads the settings of the checkout, where only pytest may be installed."""
    plain = [sys.executable, "-m", "pytest", "-p", "no:xdist", "-c", str(ROOT / "pyproject.toml")]
    done = subprocess.run([*plain, "--collect-only", "-q", tmp_path], capture_output=True, text=True, check=False)  # fmt: skip
    assert (done.returncode, done.stderr) == (pytest.ExitCode.NO_TESTS_COLLECTED, "")
