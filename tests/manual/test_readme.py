"""README.md and the manual tell the truth: their examples show what comes out."""

import ast
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import scraper
from scraper.config import load
from scraper.outputs import OUTPUTS
from scraper.render import to_text
from scraper.sites.rules_file import read_rules
from scraper.sites.trial import inline_faults
from scraper.store import Store

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
MANUAL = ROOT / "scraper" / "manual"
STORY = ROOT / "fixtures/jn-2026/top-articles-inside-body/page.html"
LONGEST = 200  # lines of README.md


def test_readme_is_short() -> None:
    assert len(README.read_text("utf-8").splitlines()) <= LONGEST


def test_readme_leads_to_every_page_of_the_manual() -> None:
    linked = set(re.findall(r"\]\(scraper/manual/([\w-]+)\.md\)", README.read_text("utf-8")))
    assert linked == {path.stem for path in MANUAL.glob("*.md")}


def test_links_of_the_page_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https://)([^)#]+)\)", page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_first_set_up_ends_with_the_article(shown: ModuleType, run: Callable) -> None:
    """Its last command, run here by this interpreter: a venv is made by .ci/run."""
    first, *_ = (block for block in shown.fences(README, "sh") if block.startswith(shown.SET_UP))
    done = run(first.split(" && ")[-1].replace(".venv/bin/", ""))
    assert done.returncode == 0, done.stderr
    assert "spoke with young forecasters." in done.stdout
    assert "Top Articles" not in done.stdout


def test_ci_runs_exactly_the_test_command(shown: ModuleType) -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    _, tests = (b.strip() for b in shown.fences(README, "sh") if b.startswith(shown.SET_UP))
    assert script.splitlines()[-1] == tests
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def shows(excerpt: str, text: str) -> bool:
    """Return whether an excerpt is the text, but for lines left out at "..."."""
    pieces = re.split(r"^\.\.\.$", excerpt.strip(), flags=re.MULTILINE)
    pattern = ".*".join(re.escape(piece.strip()) for piece in pieces)
    return re.fullmatch(pattern, text.strip(), re.DOTALL) is not None


def test_examples_before_are_the_files(shown: ModuleType) -> None:
    assert shows("...\n" + shown.fences(README, "html")[0], STORY.read_text("utf-8"))


def test_page_after_is_what_comes_out(shown: ModuleType) -> None:
    after = to_text(scraper.extract(STORY.read_bytes()))
    assert shows(shown.fences(README, "text")[0], after)
    foreign = re.findall(r"<(?:h2|p)[^>]*>([^<]+)", shown.fences(README, "html")[0])
    assert [line in after for line in foreign] == [False, True, False, False, False]


def test_record_is_what_comes_out(shown: ModuleType) -> None:
    record = json.loads(shown.fences(README, "json")[0])
    name = record.pop("input")
    article = scraper.extract((ROOT / name).read_bytes()).to_dict()
    assert article["sources"].items() >= record.pop("sources").items()
    for field, value in record.items():
        cut = isinstance(value, str) and value.endswith("...")
        assert article[field][: len(value) - 3] == value[:-3] if cut else article[field] == value


def run_python(block: str) -> dict[str, object]:
    """Return the names that an example leaves behind."""
    names: dict[str, object] = {}
    exec(compile(block, "example", "exec"), names)
    return names


def python_with(shown: ModuleType, call: str) -> str:
    """Return the example of README.md that has a call."""
    (block,) = (each for each in shown.fences(README, "python") if call in each)
    return str(block)


def test_saved_pages_become_a_data_frame(
    shown: ModuleType, monkeypatch: pytest.MonkeyPatch, checkout: Path, run: Callable
) -> None:
    assert run("scraper clean fixtures/jn-2026 -o articles.jsonl").returncode == 0
    monkeypatch.chdir(checkout)
    good = run_python(python_with(shown, "pandas"))["good"]
    assert list(good.columns) == ["title", "date", "authors", "text", "input"]
    assert good["text"].str.len().min() > 200


def test_a_loop_over_urls_prints_an_article_of_each(
    shown: ModuleType, site: str, at: Callable, capsys: pytest.CaptureFixture[str]
) -> None:
    private = "fetch_article(url, scraper.FetchSettings(allow_private=True, delay=0))"
    block = at(python_with(shown, "fetch_article")).replace("fetch_article(url)", private)
    run_python(block)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert all("2026-01-30T15:06:00+09:00" in line for line in lines)


def test_the_alarms_of_the_readme_are_a_configuration(shown: ModuleType, tmp_path: Path) -> None:
    (alarms,) = shown.fences(README, "toml")
    file = tmp_path / "scraper.toml"
    file.write_text(alarms + '[[site]]\nname = "a"\nstart = ["https://example.org/"]\n')
    assert load(file, outputs=tuple(OUTPUTS)).sites[0].name == "a"


def test_python_example_extracts(
    shown: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    article = run_python(python_with(shown, "scraper.extract("))["article"]
    assert isinstance(article, scraper.Article)
    assert article.title.startswith("Ishimori, Vantongeren Agree to Share")
    assert article.date == "2026-01-30T15:06:00+09:00"
    assert "Top Articles in Politics" in capsys.readouterr().out


def test_python_example_fetches_stores_and_extracts(
    shown: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, site: str, at: Callable
) -> None:
    monkeypatch.chdir(tmp_path)
    article = run_python(at(shown.fences(MANUAL / "python.md", "python")[2]))["article"]
    assert isinstance(article, scraper.Article)
    assert article.text.endswith("spoke with young forecasters.")
    with Store.reader("news") as store:
        assert store.get(f"{site}/story").raw == STORY.read_bytes()


def test_python_example_gives_the_article_of_a_url(
    shown: ModuleType, site: str, at: Callable, capsys: pytest.CaptureFixture[str]
) -> None:
    run_python(at(shown.fences(MANUAL / "python.md", "python")[0]))
    assert "spoke with young forecasters." in capsys.readouterr().out


def test_python_example_extracts_many(
    shown: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    (tmp_path / "saved").mkdir()
    (tmp_path / "saved" / "a.html").write_bytes(STORY.read_bytes())
    monkeypatch.chdir(tmp_path)
    run_python(shown.fences(MANUAL / "python.md", "python")[1])
    assert capsys.readouterr().out.startswith("1\nIshimori, Vantongeren Agree to Share")


def test_python_example_discovers(shown: ModuleType, site: str, at: Callable) -> None:
    names = run_python(at(shown.fences(MANUAL / "python.md", "python")[3]))
    assert names["urls"] == [f"{site}/politics/2026-01-30-weather"]


def test_rules_example_is_right(shown: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "example.toml").write_text(shown.fences(MANUAL / "rules.md", "toml")[0])
    (rules,) = read_rules(tmp_path / "example.toml")
    assert rules.tests
    assert inline_faults(rules) == []


def test_files_that_the_page_names_are_there(page: Path) -> None:
    """Of this project: from the top, or below the package."""
    named = set(
        re.findall(r"`((?:[\w.-]+/)+[\w.-]+\.(?:py|md|json|txt|html))`", page.read_text("utf-8"))
    )
    below = (ROOT, ROOT / "scraper")
    users = re.compile(r"^(?:out|sites|store)/|^[A-Z]")  # of the reader
    missing = {n for n in named if not users.match(n) and not any((b / n).exists() for b in below)}
    assert missing == set()


def test_packages_of_the_architecture_are_those_of_the_code() -> None:
    table = (MANUAL / "architecture.md").read_text("utf-8").split("| package |")[1]
    named = set(re.findall(r"`([a-z_]+)(?:/|\.py)`", table.split("\n\n")[0]))
    package = ROOT / "scraper"
    there = {p.name for p in package.iterdir() if (p / "__init__.py").exists()}
    modules = {p.stem for p in package.glob("*.py") if not p.stem.startswith("_")}
    assert named - {"manual"} == (there | modules) - {"article", "pytest_plugin"}


def test_floors_are_drawn_as_they_are_tested() -> None:
    (drawn,) = re.findall(
        r"^    __main__\n(?:    .*\n)+",
        (MANUAL / "architecture.md").read_text("utf-8"),
        re.MULTILINE,
    )
    tree = ast.parse((ROOT / "tests/test_layers.py").read_text("utf-8"))
    (floors,) = (
        node.value for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "FLOORS"
    )  # fmt: skip
    assert isinstance(floors, ast.Tuple)
    tested = [
        {name.value for name in floor.elts if isinstance(name, ast.Constant)} - {"_version"}
        for floor in floors.elts if isinstance(floor, ast.Set)
    ]  # fmt: skip
    assert [set(line.split()) for line in drawn.splitlines()] == tested[::-1]
