"""Imports point down: a package may import packages on lower floors.

Read with `ast`, so imports inside functions and under TYPE_CHECKING count as well.
"""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "scraper"

PUBLIC = "scraper"  # the package itself: its public names
FLOORS = (
    {
        "errors",
        "_version",
        "arguments",
        "extras",
        "text",
        "urls",
        "models",
        "encoding",
    },  # ground: values and pure functions
    {"files", "workers", "listening", "inputs", "discovery", "render", "alarms"},
    {"article", "store", "schedule", "outputs"},
    {"extraction", "fetch", "config", "views"},
    {"sites", "evaluate"},
    {"fixtures", "train"},
    {"pipelines"},
    {"runs", "bulk", PUBLIC},
    {"review", "serve", "mcp", "fleet"},
    {"cli", "pytest_plugin"},
    {"__main__"},
)
FLOOR_OF = {name: number for number, floor in enumerate(FLOORS) for name in floor}


MODULES = {
    ".".join(p.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): p
    for p in PACKAGE.rglob("*.py")
}


def imports_of(name: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(MODULES[name].read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in MODULES else node.module


def package_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else PUBLIC


def test_every_package_has_a_floor() -> None:
    assert {package_of(name) for name in MODULES} == set(FLOOR_OF)


@pytest.mark.parametrize("name", sorted(MODULES))
def test_imports_point_down(name: str) -> None:
    own = package_of(name)
    taken = {package_of(i) for i in imports_of(name) if i in MODULES} - {own}
    assert {other for other in taken if FLOOR_OF[other] >= FLOOR_OF[own]} == set()


def test_no_module_is_in_a_circle() -> None:
    graph = {n: {i for i in imports_of(n) if i in MODULES and i != n} for n in MODULES}
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as cycle:
        pytest.fail(" <- ".join(cycle.args[1]))
