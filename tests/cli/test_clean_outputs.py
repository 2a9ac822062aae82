"""What `clean` may write: never over a file that it reads, and nothing twice."""

import gzip
import os
from pathlib import Path

import pytest


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*")) if path.is_file()
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["--html", "-o", "."], ["a.html", "b/c.html"]),
        (["--markdown", "-o", "."], ["note.md", "a.html"]),
        (["-o", "."], ["note.txt"]),
        (["--markdown", "-o", "../in"], ["note.md"]),
        (["--markdown", "-o", "link"], ["note.md"]),
    ],
)
def test_an_input_is_never_overwritten(invoke, pages, tmp_path, arguments, names):
    """Whatever leads there: the same directory, another spelling of it, a link to it."""
    folder = tmp_path / "in"
    for name in names:
        pages.put(folder / name, pages.page() if name.endswith("html") else "\n\n".join(pages.PARAGRAPHS))  # fmt: skip
    (folder / "link").symlink_to(folder)
    before = tree(folder)
    *options, output = arguments
    outcome = invoke("clean", folder, *options, folder / output, "--force")
    assert outcome.status == 1
    assert "is read in this call as well" in outcome.err
    assert {name: content for name, content in tree(folder).items() if name in before} == before


def test_an_input_that_comes_later_is_not_overwritten_either(invoke, pages, tmp_path):
    """The output of a.html would be a.md, which is read after it."""
    pages.put(tmp_path / "a.html")
    note = pages.put(tmp_path / "a.md", "# A note\n\n" + "\n\n".join(pages.PARAGRAPHS))
    before = note.read_bytes()
    outcome = invoke("clean", tmp_path, "--markdown", "-o", tmp_path, "--force")
    assert (outcome.status, note.read_bytes()) == (1, before)


@pytest.mark.parametrize("name", ["note.txt", "hard.txt", "soft.txt"])
def test_a_single_output_is_not_its_input(invoke, pages, tmp_path, name):
    """By its name, by another name of the file, by a link."""
    note = pages.put(tmp_path / "note.txt", "\n\n".join(pages.PARAGRAPHS))
    os.link(note, tmp_path / "hard.txt")
    (tmp_path / "soft.txt").symlink_to(note)
    before = note.read_bytes()
    outcome = invoke("clean", note, "-o", tmp_path / name, "--force")
    assert outcome.status == 1
    assert f"{tmp_path / name}: is read in this call as well" in outcome.err
    assert note.read_bytes() == before


def test_standard_input_that_is_a_file_is_not_overwritten(pages, tmp_path):
    note = pages.put(tmp_path / "note.txt", "\n\n".join(pages.PARAGRAPHS))
    before = note.read_bytes()
    with note.open("rb") as stream:
        done = pages.subprocess.run(
            pages.command("clean", "-o", note, "--force"), stdin=stream, capture_output=True, check=False
        )  # fmt: skip
    assert (done.returncode, note.read_bytes()) == (1, before)


def test_what_exists_is_skipped_where_that_is_asked_for(invoke, pages, tmp_path):
    """Without work, in one line, with status 0; new inputs are cleaned."""
    for number in range(9):
        pages.put(tmp_path / f"in/{number}.html")
    clean = ("clean", tmp_path / "in", "-o", tmp_path / "out")
    assert invoke(*clean).status == 0
    before = tree(tmp_path / "out")
    again = invoke(*clean, "--skip-existing")
    assert (again.status, again.err) == (0, "scraper: 0 cleaned, 9 exist\n")
    pages.put(tmp_path / "in/new.html")
    assert invoke(*clean, "--skip-existing").err == "scraper: 1 cleaned, 9 exist\n"
    assert tree(tmp_path / "out").items() >= before.items()


def test_a_second_run_does_not_work_on_what_exists(invoke, pages, tmp_path):
    """The inputs would break now: none is looked at, a few are named, all are counted."""
    for number in range(9):
        pages.put(tmp_path / f"in/{number}.html")
    clean = ("clean", tmp_path / "in", "-o", tmp_path / "out")
    invoke(*clean)
    for number in range(9):
        pages.put(tmp_path / f"in/{number}.html", b"%PDF-1.7")
    outcome = invoke(*clean)
    assert outcome.status == 1
    assert "PDF" not in outcome.err
    assert outcome.err.count("exists already") == 3
    assert "0 cleaned, 9 exist already (--skip-existing leaves them" in outcome.err


def test_a_single_file_that_exists_is_skipped(invoke, pages, tmp_path):
    kept = pages.put(tmp_path / "x.txt", "precious")
    page = pages.put(tmp_path / "a.html")
    outcome = invoke("clean", page, "-o", kept, "--skip-existing")
    assert (outcome.status, outcome.err) == (0, f"scraper: {kept} exists\n")
    assert kept.read_text() == "precious"


def test_names_stay_the_same_in_a_second_run(invoke, pages, tmp_path):
    """Two inputs of one stem: the second keeps its number where the first exists."""
    pages.put(tmp_path / "in/a.html")
    pages.put(tmp_path / "in/a.html.gz", gzip.compress(pages.page("Other").encode()))
    clean = ("clean", tmp_path / "in", "-o", tmp_path / "out")
    invoke(*clean)
    (tmp_path / "out/a-2.txt").unlink()
    assert invoke(*clean, "--skip-existing").status == 0
    assert (tmp_path / "out/a-2.txt").read_text().startswith("Other")


def test_force_and_skip_existing_are_opposites(invoke, tmp_path):
    assert invoke("clean", tmp_path, "--force", "--skip-existing").status == 2


def test_what_is_left_out_is_counted_in_the_summary(invoke, pages, tmp_path):
    for name in (".secret.html", "a.html", "a_files/frame.html", "a_files/x.css", "bad.html"):
        pages.put(tmp_path / name, b"%PDF-1.7" if name == "bad.html" else None)
    summary = invoke("clean", tmp_path).err.splitlines()[-1]
    assert summary == (
        "scraper: 1 cleaned, 1 failed, 1 hidden, 1 frame of a saved page, 1 skipped by its suffix"
    )
