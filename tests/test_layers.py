"""Imports point one way, and each third-party library has its owning room.

Read with `ast`, so imports inside functions and under TYPE_CHECKING count as well.

    cli -> pipeline -> rooms -> values
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "scraper"

# What stands at the bottom: values, errors and pure text functions. Everyone may import them.
VALUES = {
    "errors",
    "models",
    "charset",
    "rendering",
    "article",
    "site",
    "quarantine",
    "alarms",
    "moments",
    "webaddress",
    "cadence",
    "due",
    "runs",
    "versions",
    "likeness",
}

# A room knows the values and no other room. Some sit above extraction: one reads what it is told
# of single sites, two judge its results.
ROOMS: dict[str, set[str]] = {
    "fetch": set(),
    "discover": set(),
    "store": {"migration"},
    "extract": set(),
    "inputs": set(),
    "output": set(),
    "workers": set(),
    "writing": set(),
    "migration": {"writing"},
    "beside": set(),
    "config": set(),
    "views": {"output"},
    "state": {"migration", "beside"},
    "drift": set(),
    "metrics": {"writing"},
    "timers": {"writing"},
    "delivery": {"output", "writing", "migration"},
    "sites": {"extract", "writing"},
    "evaluate": {"extract", "sites", "writing"},
    "train": {"extract", "writing"},
}

# Order the steps, decide nothing: each may import every room.
PIPELINES = {
    "pipeline", "cleaning", "discovery", "replaying", "pytest_plugin",
    "running", "looking", "alarming", "tending", "importing", "delivering", "configured", "sitestatus",
    "measuring", "planning", "watching", "surveying", "ruletrial", "casework",
}  # fmt: skip

# Stand beside the command: what they show, they take from pipelines and rooms.
SHELLS = {"review"}

# The values among themselves, from the bottom up; `charset_*` are the parts of charset.
VALUE_IMPORTS: dict[str, set[str]] = {
    "errors": set(),
    "models": set(),
    "charset": {"models", "errors"},
    "rendering": {"models"},
    "quarantine": {"models", "due"},
    "webaddress": set(),
    "cadence": set(),
    "due": {"cadence"},
    "moments": set(),
    "runs": {"alarms", "moments"},
    "alarms": {"moments"},
    "versions": {"moments"},
    "likeness": set(),
    "article": {"models", "rendering"},
    "site": set(),
}

FACADE = ""  # scraper/__init__.py; what others may take from it is checked below

# Edges against the direction, each with its reason.
EXCEPTIONS = {
    (
        "scraper.pipelines.scrape",
        "scraper.pipelines.clean",
    ): "fetching cleans what it stored, by the same task",
    (
        "scraper.pipelines.replay",
        "scraper.pipelines.clean",
    ): "what is extracted again is cleaned the same way",
    (
        "scraper.pipelines.rule_trial",
        "scraper.pipelines.clean",
    ): "how a directory of site files is looked at",
    (
        "scraper.pipelines.rule_trial",
        "scraper.pipelines.replay",
    ): "rules are tried on captures chosen as replay's",
    (
        "scraper.fixtures.origin",
        "scraper.pipelines.clean",
    ): "a stored page becomes an input in one way",
    ("scraper.runs.run", "scraper.pipelines.scrape"): "a run scrapes what it found to be due",
    ("scraper.runs.run", "scraper.pipelines.clean"): "it says what the pages are cleaned to",
    ("scraper.runs.run", "scraper.runs.retention"): "the part that keeps the store small",
    ("scraper.runs.run", "scraper.runs.look"): "the part of a run that finds pages",
    ("scraper.runs.run", "scraper.runs.alarms"): "the part that judges sites by what was found",
    ("scraper.runs.alarms", "scraper.pipelines.scrape"): "it looks at what a visit gave",
    ("scraper.runs.run", "scraper.runs.measure"): "the part that writes metrics",
    ("scraper.runs.measure", "scraper.runs.status"): "what metrics tell is read in one place",
    ("scraper.runs.run", "scraper.runs.deliver"): "the part that writes what was found",
    ("scraper.runs.run", "scraper.runs.network"): "the part that reads the configuration",
    (
        "scraper.runs.run",
        "scraper.pipelines.discover",
    ): "what a site's patterns want is decided there",
    ("scraper.runs.watch", "scraper.runs.plan"): "the part that says when the next run is due",
    (
        "scraper.runs.look",
        "scraper.pipelines.discover",
    ): "each site is looked at as `discover` does",
    (
        "scraper.pipelines.survey",
        "scraper.pipelines.discover",
    ): "a site is looked at as `discover` does",
    ("scraper.pipelines.survey", "scraper.pipelines.clean"): "samples are cleaned as runs do",
    (
        "scraper.pipelines.discover",
        "scraper.pipelines.clean",
    ): "the charset a server names is read in one place",
    (
        "scraper.article",
        "scraper.render",
    ): "Article.markdown(), .html() and .to_dict() call it late",
}

# Library -> the only modules (and what lies below them) that may import it.
OWNERS: dict[str, tuple[str, ...]] = {
    "httpx": ("scraper.fetch",),
    "httpx2": ("scraper.fetch",),
    "httpcore": ("scraper.fetch",),
    "httpcore2": ("scraper.fetch",),
    "h2": ("scraper.fetch",),
    "anyio": ("scraper.fetch",),
    "h11": ("scraper.fetch",),
    "playwright": ("scraper.fetch.browser",),
    "protego": ("scraper.fetch.robots",),
    "tenacity": ("scraper.fetch.retries",),
    "ada_url": ("scraper.urls",),
    "feedparser": ("scraper.discover.feeds",),
    "cronsim": ("scraper.schedule.cadence",),
    "apscheduler": ("scraper.runs.watch", "scraper.cli.watch"),
    "brotli": ("scraper.fetch", "scraper.store", "scraper.inputs"),
    "zstandard": ("scraper.fetch", "scraper.store", "scraper.inputs"),
    "warcio": ("scraper.store", "scraper.inputs"),
    "starlette": ("scraper.review",),
    "uvicorn": ("scraper.review.server",),
    "prometheus_client": ("scraper.runs.metrics",),
    "sqlite3": (
        "scraper.files.sqlite",
        "scraper.store",
        "scraper.store.search.catalogue",
        "scraper.runs.state.database",
        "scraper.runs.state.state",
        "scraper.runs.state.stories",
        "scraper.runs.state.norms",
        "scraper.outputs.database",
    ),
    "selectolax": (
        "scraper.extraction.dom",
        "scraper.discover.markup",
        "scraper.evaluate.score",
        "scraper.evaluate.peers",
    ),
    "trafilatura": ("scraper.extraction.verdicts.second_opinion", "scraper.evaluate.peers"),
    "tomlkit": ("scraper.sites.edit",),
    "htmldate": ("scraper.extraction.metadata",),
    "numpy": ("scraper.extraction", "scraper.train", "scraper.runs.state.likeness"),
    "catboost": ("scraper.train", "scraper.cli.train"),
    "pyarrow": ("scraper.outputs.columns",),
    "rapidfuzz": ("scraper.train", "scraper.cli.train"),
    "sklearn": ("scraper.train", "scraper.cli.train"),
    "scipy": ("scraper.train",),
    "resiliparse": ("scraper.evaluate.peers",),
    "readability": ("scraper.evaluate.peers",),
    "newspaper": ("scraper.evaluate.peers",),
    "pytest": ("scraper.pytest_plugin",),
    "click": ("scraper.cli",),
    "rich": ("scraper.cli",),
    "jinja2": ("scraper.views",),
}


@dataclass(frozen=True)
class Import:
    """One imported module and where it is imported."""

    importer: str
    imported: str
    line: int

    def __str__(self) -> str:
        return f"{self.importer}:{self.line} imports {self.imported}"


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules() -> dict[str, Path]:
    return {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def imports_of(name: str, path: Path) -> Iterator[Import]:
    """Every import of a module, absolute, down to the submodule a name stands for."""
    tree = ast.parse(path.read_text("utf-8"), str(path))
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(name, alias.name, node.lineno)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, base] if base else above)
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                yield Import(name, inner if inner in modules() else base, node.lineno)


@cache
def all_imports() -> tuple[Import, ...]:
    return tuple(found for name, path in modules().items() for found in imports_of(name, path))


def room(module: str) -> str:
    """The part of the package a module belongs to, such as "fetch" or "models"."""
    name = module.split(".")[1] if "." in module else ""
    return "charset" if name.startswith("charset_") else name


def allowed_for(importer: str) -> set[str]:
    """The parts of the package that one part may import, beside itself."""
    if importer == "__main__":
        return {"cli"}
    if importer == "cli":
        return {*SHELLS, *PIPELINES, *ROOMS, *VALUES, FACADE}
    if importer in SHELLS | PIPELINES:
        above = PIPELINES if importer in SHELLS else set()
        return {*above, *ROOMS, *VALUES, FACADE}
    if importer in ROOMS:
        return {*ROOMS[importer], *VALUES, FACADE}
    if importer == FACADE:  # names the public values, lazily
        return {"extract", *VALUES}
    return VALUE_IMPORTS[importer]


def may_import(importer: str, imported: str) -> bool:
    """Whether one part of the package may import another."""
    return importer == imported or imported in allowed_for(importer)


def inside() -> list[Import]:
    """Imports of the package's own modules, but for the listed exceptions."""
    own = (found for found in all_imports() if found.imported.split(".")[0] == "scraper")
    return [found for found in own if (found.importer, found.imported) not in EXCEPTIONS]


def test_every_part_of_the_package_has_its_place_in_the_table() -> None:
    placed = {FACADE, "__main__", "cli", *SHELLS, *PIPELINES, *ROOMS, *VALUES}
    assert {room(name) for name in modules()} <= placed


def test_imports_point_one_way() -> None:
    wrong = [str(i) for i in inside() if not may_import(room(i.importer), room(i.imported))]
    assert not wrong, "\n" + "\n".join(wrong)


def test_rooms_know_nothing_of_the_facade_but_its_version() -> None:
    """The command may use the public names, as its users do."""
    wrong = []
    for name, path in modules().items():
        if room(name) == "cli":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import) and any(a.name == "scraper" for a in node.names):
                wrong.append(f"{name}:{node.lineno} import scraper")
            if isinstance(node, ast.ImportFrom) and node.module == "scraper" and not node.level:
                named = {a.name for a in node.names} - {"__version__"}
                if named:
                    wrong.append(f"{name}:{node.lineno} from scraper import {named}")
    assert not wrong, "\n" + "\n".join(wrong)


def test_no_import_cycle() -> None:
    """Between modules; a package counts as importing what its `__init__` imports."""
    graph: dict[str, set[str]] = {name: set() for name in modules()}
    for found in inside():
        if found.importer != "scraper" and found.imported in graph:
            graph[found.importer].add(found.imported)
    for name, imported in graph.items():
        imported.discard(name)
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as cycle:
        pytest.fail(" <- ".join(cycle.args[1]))


def owned_by(module: str, owners: tuple[str, ...]) -> bool:
    return any(module == owner or module.startswith(f"{owner}.") for owner in owners)


def test_each_library_is_imported_by_its_owner_only() -> None:
    wrong = [
        str(found)
        for found in all_imports()
        if (library := found.imported.split(".")[0]) in OWNERS
        and not owned_by(found.importer, OWNERS[library])
    ]
    assert not wrong, "\n" + "\n".join(wrong)


def test_every_library_has_an_owner() -> None:
    outside = {found.imported.split(".")[0]: found for found in all_imports()}
    known = {"scraper", *sys.stdlib_module_names, *OWNERS}
    unknown = [str(found) for library, found in outside.items() if library not in known]
    assert not unknown, "\n" + "\n".join(unknown)


def test_every_exception_is_still_needed() -> None:
    real = {(found.importer, found.imported) for found in all_imports()}
    assert set(EXCEPTIONS) <= real


@pytest.mark.parametrize(
    ("importer", "imported", "allowed"),
    [
        ("cli", "fetch", True),
        ("cli", "models", True),
        ("review", "replaying", True),
        ("replaying", "review", False),
        ("pipeline", "store", True),
        ("pipeline", "cli", False),
        ("fetch", "store", False),
        ("extract", "cli", False),
        ("evaluate", "extract", True),
        ("extract", "evaluate", False),
        ("evaluate", "train", False),
        ("store", "pipeline", False),
        ("models", "article", False),
        ("article", "models", True),
        ("errors", "extract", False),
    ],
)
def test_table_says_who_may_import_whom(importer: str, imported: str, allowed: bool) -> None:
    """The reader's examples, and proof that the check can fail."""
    assert may_import(importer, imported) is allowed


def test_imports_in_functions_and_type_checking_blocks_are_seen(tmp_path: Path) -> None:
    source = tmp_path / "probe.py"
    source.write_text(
        "if TYPE_CHECKING:\n    import httpx\n"
        "def late():\n    from scraper import models\n    from . import errors\n    import a.b\n"
    )
    found = {i.imported for i in imports_of("scraper.probe", source)}
    assert found == {"httpx", "scraper.models.page", "scraper.errors", "a.b"}
