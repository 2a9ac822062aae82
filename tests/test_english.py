"""Plain words: docstrings say what a function does, and phrases that need a second reading are out."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "scraper"
MODULES = sorted(PACKAGE.rglob("*.py"))
TEXTS = [*MODULES, *PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.md"), ROOT / "README.md"]

# First words of a sentence that names a thing or asks a question where a verb is expected.
WORDS = """
a an the this that these those it its one two no any some all each every many most more only
same what whether how where when which who whose why if of in for from with without to as at by
on not text texts line lines block blocks page pages word words number numbers name names part
parts html json markdown url urls host hosts true false none is are was has have does
"""
NO_VERBS = frozenset(WORDS.split())
RIDDLES = re.compile(
    r"\b(anew|(?<!there )(?:is|are) none|is told|are told|was told|told of|whoever|behind it|gone on with|"
    r"first first|for want of|to and fro|without end|is had|was had|room of|is gone)\b"
)


def functions(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield name and docstring of each function; properties are described like attributes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            decorators = {ast.unparse(one).rpartition(".")[2] for one in node.decorator_list}
            if (text := ast.get_docstring(node)) and not decorators & {
                "property",
                "cached_property",
            }:
                yield node.name, text


def is_sentence_of_a_verb(text: str) -> bool:
    """Say whether a docstring begins with a word that can be a verb."""
    first = re.match(r"[A-Za-z]+", text)
    return first is not None and first[0].lower() not in NO_VERBS


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_docstring_says_what_its_function_does(path: Path) -> None:
    found = functions(ast.parse(path.read_text("utf-8")))
    assert [
        f"{name}: {text.splitlines()[0]}" for name, text in found if not is_sentence_of_a_verb(text)
    ] == []


def test_no_text_has_a_riddle() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in TEXTS
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if RIDDLES.search(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("Return the host.", True),
        ("Say whether.", True),
        ("The host.", False),
        ('"" if none.', False),
    ],
)
def test_a_first_word_is_judged(text: str, passes: bool) -> None:
    assert is_sentence_of_a_verb(text) is passes
