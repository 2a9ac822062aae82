"""Modules of readable size with one topic, names that stand once, a start that loads nothing heavy."""

import ast
import io
import subprocess
import sys
import tokenize
from collections import Counter
from pathlib import Path

import pytest

from tests.patience import PATIENCE

TESTS = Path(__file__).resolve().parent
PACKAGE = TESTS.parent / "scraper"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_MODULE = 300  # lines of code
LONGEST_TEST = 300  # lines
HEAVY = (
    "numpy", "httpx", "trafilatura", "rich", "selectolax", "warcio", "catboost", "rapidfuzz",
    "feedparser", "protego", "ada_url", "pyarrow", "jinja2", "starlette", "uvicorn", "mcp", "pydantic",
    "lxml", "prometheus_client", "procrastinate", "psycopg",
)  # fmt: skip
NO_CODE = (
    tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER,
)  # fmt: skip
WITH_DOCSTRING = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def relative(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def lines_of_code(text: str) -> int:
    """Count lines without blank ones, comments and docstrings."""
    code: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in NO_CODE:
            code.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, WITH_DOCSTRING) and ast.get_docstring(node) is not None:
            code.difference_update(range(node.body[0].lineno, node.body[0].end_lineno + 1))
    return len(code)


def test_there_are_modules_to_check() -> None:
    """A misplaced package would otherwise pass every test below."""
    assert PACKAGE / "__init__.py" in MODULES


def test_code_is_counted_without_docstrings_comments_and_blank_lines() -> None:
    text = '"""A\nmodule."""\n\n# Why.\nX = (\n    1,\n)\n\n\ndef f():\n    """Do."""\n    return """\n\n"""\n'
    assert lines_of_code(text) == 7


def test_no_module_is_longer_than_a_few_screens() -> None:
    lengths = {relative(path): lines_of_code(path.read_text("utf-8")) for path in MODULES}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_no_test_file_is_longer_than_a_few_screens() -> None:
    lengths = {p.name: len(p.read_text("utf-8").splitlines()) for p in TESTS.rglob("*.py")}
    assert {name: length for name, length in lengths.items() if length > LONGEST_TEST} == {}


def test_each_class_name_stands_once() -> None:
    """A name that two classes have says of neither what it is."""
    names = Counter(
        node.name
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    assert [name for name, count in names.items() if count > 1] == []


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
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=True)
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
