"""Pages that were labelled again by reading, kept as hashes of their blocks."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from scraper.errors import InputError
from scraper.evaluate import LabelledPage, TrueFields
from scraper.evaluate.block_labels import BlockTexts
from scraper.train.relabels import RELABELS, read_relabels, relabels_of

pytest.importorskip("rapidfuzz")

from scraper.train.examples import read_examples, weights

LEAD = "The mill at Orrin grinds again, after eleven years in which nobody turned its wheel."
TEXT = "A baker from the coast bought it for one coin, and had the stones cut by hand in May."
OFFER = "Read our weekly letter about mills and other engines, and never miss a wheel again."
PAGE = f"<title>Mill</title><body><nav><a href=/>Home</a></nav><h1>Mill</h1><p>{LEAD}<p>{TEXT}<p>{OFFER}</body>"


def page(markup: str = PAGE, blocks: BlockTexts | None = None) -> LabelledPage:
    truth = TrueFields(text=f"{LEAD}\n{TEXT}\n{OFFER}", blocks=blocks)
    return LabelledPage("mill", "set", "article", "en", "html", markup, truth)


@pytest.fixture
def relabels(tmp_path: Path) -> Path:
    said = BlockTexts(main=(LEAD, TEXT), title=("Mill",))
    file = tmp_path / "relabels.jsonl"
    file.write_text("".join(f"{line}\n" for line in relabels_of([page(blocks=said)])))
    return file


def test_new_label_replaces_that_of_the_collection(relabels: Path) -> None:
    (before,) = read_examples([page()])
    (after,) = read_examples([page()], read_relabels(relabels))
    assert before.labels.body.tolist() == [0, 0, 1, 1, 1]
    assert after.labels.body.tolist() == [0, 0, 1, 1, 0]
    assert after.said == BlockTexts(main=(LEAD, TEXT), title=("Mill",))
    assert weights(after)[2] > weights(before)[2]


def test_page_keeps_the_label_of_its_collection_for_measuring(relabels: Path) -> None:
    (example,) = read_examples([page()], read_relabels(relabels))
    assert example.page.labels == page().labels


def test_another_version_of_the_page_keeps_its_label(relabels: Path) -> None:
    rewritten = PAGE.replace("eleven years", "a decade")
    (example,) = read_examples([page(rewritten)], read_relabels(relabels))
    assert example.said is None


def test_another_version_of_a_page_labelled_block_by_block_keeps_these_labels(
    relabels: Path,
) -> None:
    own = BlockTexts(main=(TEXT,))
    rewritten = page(PAGE.replace("eleven years", "a decade"), own)
    (example,) = read_examples([rewritten], read_relabels(relabels))
    assert (example.said, example.by_reading) == (own, True)
    assert example.labels.body.tolist() == [0, 0, 0, 1, 0]


def test_file_holds_no_text_of_a_page(relabels: Path) -> None:
    (row,) = map(json.loads, relabels.read_text().splitlines())
    assert row.keys() == {"dataset", "id", "main", "title"}
    assert all(c in "0123456789abcdef" for c in row["main"] + row["title"])


def test_line_that_is_no_label_is_named(tmp_path: Path) -> None:
    file = tmp_path / "relabels.jsonl"
    file.write_text('{"dataset": "set", "id": "a", "main": ""}\n{"id": "b"}\n')
    with pytest.raises(InputError, match=r"relabels.jsonl:2: .*dataset"):
        read_relabels(file)


def test_the_shipped_file_can_be_read() -> None:
    found = read_relabels(RELABELS)
    assert len(found) == len(RELABELS.read_text("utf-8").splitlines())
    assert any(each.hashes.get("main") for each in found.values())


def test_lines_are_printed_and_not_written_to_a_directory(tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "scraper", "train", str(tmp_path), "--as-relabels", "-o", out]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, out.exists()) == (2, "", False)
    assert "--as-relabels" in done.stderr
    assert "--out" in done.stderr
