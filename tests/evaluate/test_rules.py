"""What `scraper evaluate --rules` says of the rules that overrule the model."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from scraper.cli.evaluate import evaluate
from scraper.evaluate.block_labels import counted_labels
from scraper.evaluate.cases import pages_of
from scraper.evaluate.rule_worth import WALLS, JudgedPage, judged_pages, rule_worths
from scraper.extraction.verdicts.decide import RULE_NAMES, decide

TEXT = [f"The bridge at Tarn opened on day {n}, and the whole town walked over it twice." for n in range(6)]  # fmt: skip
TITLE = "Bridge at Tarn opens again"
PAGE = (f"<title>{TITLE}</title><body><article><h1>{TITLE}</h1>" + "".join(f"<p>{t}</p>" for t in TEXT)
        + f"<p>{TEXT[0]}</p></article></body>")  # fmt: skip


@pytest.fixture
def by_block(tmp_path: Path) -> Path:
    (tmp_path / "tarn.gz").write_bytes(gzip.compress(PAGE.encode()))
    label = {"id": "tarn", "html": "tarn.gz", "main": TEXT, "title": TITLE}
    (tmp_path / "hand.jsonl").write_text(json.dumps(label), "utf-8")
    return tmp_path


def judged(by_block: Path) -> JudgedPage:
    """The page with everything kept that no rule cuts."""
    (page,) = pages_of(by_block)
    ((view, _),) = ((p.verdicts.view, p) for p in judged_pages([page], "balanced"))
    verdicts = decide(view, np.full(len(view.words), 0.94, dtype=np.float32), "balanced")
    assert page.labels.blocks is not None
    return JudgedPage(verdicts, counted_labels(view.reading.b_text, page.labels.blocks))


def test_foreign_words_that_a_rule_cuts_are_its_gain(by_block: Path) -> None:
    count, worths = rule_worths([judged(by_block)])
    headline = next(worth for worth in worths if worth.rule == "headline")
    assert count == 1
    assert (headline.true_words, headline.foreign_words, headline.foreign_pages) == (0, 5, 1)
    assert headline.f1_gain > 0
    assert headline.gain == headline.f1_gain + headline.exact_gain + headline.leak_gain


def test_true_words_of_a_refused_page_are_the_loss_of_walls(by_block: Path) -> None:
    page = judged(by_block)
    _, worths = rule_worths([JudgedPage(page.verdicts, page.labels, refused=True)])
    walls = next(worth for worth in worths if worth.rule == WALLS)
    assert walls.true_pages == 1
    assert walls.f1_gain < 0


def test_command_prints_a_row_for_each_rule(by_block: Path) -> None:
    result = CliRunner().invoke(evaluate, [str(by_block), "--rules"])
    assert result.exit_code == 0
    first_words = {line.split()[0] for line in result.stdout.splitlines() if line}
    assert {*RULE_NAMES, WALLS} <= first_words


def test_command_prints_the_same_as_json(by_block: Path) -> None:
    result = CliRunner().invoke(evaluate, [str(by_block), "--rules", "--json"])
    report = json.loads(result.stdout)
    assert report["pages"] == 1
    assert [row["rule"] for row in report["rules"]] == [*RULE_NAMES, WALLS]


def test_pages_without_block_labels_are_no_ground_to_judge_rules(labelled: Path) -> None:
    result = CliRunner().invoke(evaluate, [str(labelled), "--rules"])
    assert result.exit_code != 0
    assert "labelled block by block" in str(result.exception)
