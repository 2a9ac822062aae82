"""From labelled pages to a model, by the command. Needs the extra `train`."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scraper.extraction.classifier.model import MODEL_FILES, read_model
from scraper.extraction.dom.head import read_head
from scraper.extraction.dom.parse import parse
from scraper.extraction.dom.walk import read
from scraper.extraction.features.head import page_facts
from scraper.extraction.page import classify
from scraper.extraction.verdicts.decide import RULE_NAMES

pytest.importorskip("catboost")

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
SITES = ("jn-2026", "regional-de", "magazine-en", "portal-pt")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    for site in SITES:
        shutil.copytree(FIXTURES / site, folder / site)
    return folder


def train(corpus: Path, out: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scraper", "train", str(corpus), "-o", str(out), *more]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def trained(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("trained") / "model"
    assert train(corpus, out, "--no-cross-validation").returncode == 0
    return out


def test_trained_model_tells_articles_from_what_stands_around_them(trained):
    page = FIXTURES / "jn-2026/top-articles-inside-body/page.html"
    tree = parse(page.read_text())
    reading, facts = read(tree.body), page_facts(read_head(tree), None)
    verdicts = classify(reading, facts, read_model(trained), "balanced")
    kept = [text for text, is_kept in zip(reading.b_text, verdicts.kept, strict=True) if is_kept]
    dropped = set(reading.b_text) - set(kept)
    assert len(kept) > 5
    assert {"Top Articles in Politics", "JN ACCESS RANKING"} <= dropped


def test_training_again_gives_the_same_files(corpus, trained, tmp_path):
    assert train(corpus, tmp_path, "--no-cross-validation").returncode == 0
    for name in MODEL_FILES:
        assert (tmp_path / name).read_bytes() == (trained / name).read_bytes()


def test_model_names_what_it_was_made_of(trained):
    made_of = json.loads((trained / "lexicon.json").read_text("utf-8"))["provenance"]
    assert made_of["pages"]["fixtures"] > len(SITES)
    assert len(made_of["labels_sha256"]) == 64
    assert made_of["plan"]["folds"] == 3


def test_cross_validation_gives_figures_and_the_worth_of_rules(corpus, tmp_path):
    result = train(corpus, tmp_path)
    card = json.loads((tmp_path / "card.json").read_text("utf-8"))
    assert result.returncode == 0
    assert card == json.loads(result.stdout)
    assert 0 <= card["on_unseen_sites"]["data_sets"]["fixtures"]["word_f1"] <= 1
    assert {row["rule"] for row in card["rules_on_unseen_sites"]} > {*RULE_NAMES}


def test_pages_of_one_site_are_too_few(tmp_path):
    shutil.copytree(FIXTURES / SITES[0], tmp_path / "corpus" / SITES[0])
    result = train(tmp_path / "corpus", tmp_path / "model")
    assert result.returncode == 1
    assert "of several sites" in result.stderr.splitlines()[-1]
    assert not (tmp_path / "model").exists()
