"""An output's format follows its name, and what is shown of a page follows what was asked for."""

import json
import re
from pathlib import Path

import pytest

from scraper.cli import run

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "fixtures/jn-2026/top-articles-inside-body/page.html"
TITLE = "Ishimori, Vantongeren Agree to Share Weather Satellite Data in Pacific"


def cleaned(target: Path, *options: str) -> str:
    assert run(["clean", str(PAGE), "-o", str(target), *options]) == 0
    return target.read_text()


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.csv", "input,title,"), ("a.JSON", "{"), ("a.jsonl", '{"input"'), ("a.ndjson", '{"input"'),
        ("a.md", "# Ishimori"), ("a.markdown", "# Ishimori"), ("a.html", "<!DOCTYPE"), ("a.htm", "<!DOCTYPE"),
        ("a.xml", "<?xml"), ("a.txt", TITLE), ("a", TITLE), ("a.unknown", TITLE),
    ],
)  # fmt: skip
def test_the_format_follows_the_name(tmp_path, name, start):
    assert cleaned(tmp_path / name).startswith(start)


def test_an_option_is_stronger_than_the_name(tmp_path):
    assert cleaned(tmp_path / "a.csv", "--json").startswith("{")


@pytest.mark.parametrize("name", ["a.parquet", "a.sqlite", "a.xlsx", "a.tsv"])
def test_a_name_of_a_format_that_is_not_written_here_is_refused(tmp_path, capsys, name):
    assert run(["clean", str(PAGE), "-o", str(tmp_path / name)]) == 2
    assert "--csv" in capsys.readouterr().err
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize(
    ("name", "meant"),
    [("a.jsnl", ".jsonl"), ("a.cvs", ".csv"), ("a.HTLM", ".html"), ("a.xlm", ".xml"), ("a.mdx", ".md")],
)  # fmt: skip
def test_a_name_that_seems_to_be_mistyped_is_refused_with_the_nearest_one(
    tmp_path, capsys, name, meant
):
    target = tmp_path / name
    assert run(["clean", str(PAGE), "-o", str(target)]) == 2
    assert f"did you mean {meant}?" in capsys.readouterr().err
    assert not target.exists()
    assert cleaned(target, "--text").startswith(TITLE)


@pytest.mark.parametrize("name", ["a.log", "a.test", "a.rst", "a.2026"])
def test_a_suffix_like_that_of_no_format_is_text(tmp_path, name):
    assert cleaned(tmp_path / name).startswith(TITLE)


def test_a_directory_may_have_any_name(tmp_path):
    (tmp_path / "a.cvs").mkdir()
    assert run(["clean", str(PAGE), "-o", str(tmp_path / "a.cvs")]) == 0
    assert (tmp_path / "a.cvs/page.txt").read_text().startswith(TITLE)


@pytest.mark.parametrize("option", ["--text", "--markdown", "--html"])
def test_the_title_can_be_left_out(capsys, option):
    run(["clean", str(PAGE), option, "--no-title"])
    shown = capsys.readouterr().out.partition("<body>")[2 if option == "--html" else 0]
    assert TITLE not in shown
    assert "agreed Friday to share data" in shown


def explained(capsys, *options: str) -> list[str]:
    assert run(["explain", str(PAGE), *options]) == 0
    return capsys.readouterr().out.splitlines()


def test_explain_shows_whole_lines_where_there_is_no_terminal(capsys):
    page = json.loads(explained(capsys, "--json")[0])
    longest = max(page["blocks"], key=lambda block: len(block["text"]))
    assert any(line.endswith(longest["text"]) for line in explained(capsys))


def test_explain_shows_what_was_dropped_for_a_reason(capsys):
    page = json.loads(explained(capsys, "--json", "--dropped", "--reason", "ranking")[0])
    assert {(block["kept"], block["reason"]) for block in page["blocks"]} == {(False, "ranking")}
    lines = explained(capsys, "--dropped", "--reason", "ranking")
    assert sum(bool(re.match(r"- +\d+ ranking ", line)) for line in lines) == len(page["blocks"])
    assert not any(line.startswith("+") for line in lines)
    assert any(line.startswith("+") for line in explained(capsys, "--kept"))


def test_a_reason_that_the_page_does_not_have_is_named_with_those_it_has(capsys):
    assert run(["explain", str(PAGE), "--reason", "rankng"]) == 0
    error = capsys.readouterr().err
    assert "no block with the reason rankng" in error
    assert "ranking" in error
