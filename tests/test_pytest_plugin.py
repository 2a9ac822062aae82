"""The pytest plugin in another project: real runs of pytest on fixtures of its own."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.patience import PATIENCE

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
STORY = FIXTURES / "jn-2026/top-articles-inside-body"
WALL = FIXTURES / "walls/consent-wall"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with two cases in its tree."""
    shutil.copytree(STORY, tmp_path / "fixtures/site/story")
    shutil.copytree(WALL, tmp_path / "fixtures/site/wall")
    return tmp_path


def run(project: Path, *arguments: str) -> tuple[int, str]:
    """pytest as somebody else runs it, without this project's settings."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments],
        cwd=project, capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def change(case: Path, **fields: object) -> None:
    expected = json.loads((case / "article.json").read_text("utf-8"))
    (case / "article.json").write_text(json.dumps(expected | fields), "utf-8")


def test_each_case_gives_one_test_for_each_field(project: Path) -> None:
    _, out = run(project, "--collect-only", "-q")
    assert "fixtures/site/story/article.json::paragraphs" in out
    assert "fixtures/site/story/article.json::absent" in out
    assert "fixtures/site/wall/article.json::status" in out


def test_cases_that_come_out_as_expected_pass(project: Path) -> None:
    status, out = run(project)
    assert status == 0, out


def test_what_was_lost_and_what_leaked_is_said_by_paragraph(project: Path) -> None:
    """And nothing else: no traceback, and the other fields pass."""
    case = project / "fixtures/site/story"
    paragraphs = json.loads((case / "article.json").read_text("utf-8"))["paragraphs"]
    change(case, paragraphs=[*paragraphs[1:], "A line that is not on the page at all."])
    status, out = run(project)
    assert status == 1
    assert f"leaked: {paragraphs[0]!r}" in out
    assert "lost: 'A line that is not on the page at all.'" in out
    assert "Traceback" not in out
    assert re.search(r"1 failed, \d+ passed", out)


def test_result_is_the_same_in_several_processes(project: Path) -> None:
    change(project / "fixtures/site/story", title="Another title")
    counts = [
        re.findall(r"\d+ (?:failed|passed)", run(project, *options)[1].splitlines()[-1])
        for options in ((), ("-n", "2"))
    ]
    assert counts[0] == counts[1]
    assert counts[0][0] == "1 failed"


def test_broken_case_is_an_error_that_names_the_file(project: Path) -> None:
    (project / "fixtures/site/story/article.json").write_text("{")
    status, out = run(project)
    assert status == 2
    assert "story/article.json: is not JSON" in out


def test_rules_of_the_project_are_used(project: Path) -> None:
    """The setting `scraper_sites` names their directory."""
    url = json.loads((STORY / "meta.json").read_text("utf-8"))["url"]
    host = url.split("/")[2]
    (project / "sites").mkdir()
    (project / "sites/own.toml").write_text(
        f'["{host}"]\nfields = {{ title = ".no-such", description = "h1" }}\n'
    )
    heading = json.loads((STORY / "article.json").read_text("utf-8"))["title"]
    change(project / "fixtures/site/story", description=heading)
    assert run(project)[0] == 1
    (project / "pytest.ini").write_text("[pytest]\nscraper_sites = sites\n")
    status, out = run(project)
    assert status == 0, out


def test_project_without_cases_loads_nothing_of_the_extraction(tmp_path: Path) -> None:
    """Nor does an article.json of another kind bother anyone."""
    (tmp_path / "article.json").write_text("not ours")
    (tmp_path / "test_one.py").write_text(
        "import sys\n\ndef test_one():\n"
        "    assert [m for m in sys.modules if m.startswith(('scraper.extraction', 'numpy'))] == []\n"
    )
    status, out = run(tmp_path)
    assert status == 0, out
    assert "1 passed" in out
