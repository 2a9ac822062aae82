"""From which probability on blocks are kept, and what the evidence says of it."""

from itertools import chain, combinations

import numpy as np
import pytest

import scraper
from scraper.extraction.classifier.model import shipped
from scraper.extraction.dom.head import Head
from scraper.extraction.dom.parse import parse
from scraper.extraction.dom.walk import read
from scraper.extraction.features.head import page_facts
from scraper.extraction.page import view_page
from scraper.extraction.verdicts.decide import Verdicts, decide
from scraper.extraction.verdicts.threshold import DOUBTFUL, LOWEST, THRESHOLDS, expected_f1
from scraper.models.article import Favor

HERE = "https://harbour.example/shops"
LINE = "<li>Rope, anchors and buoys at <a href='/shop-{}'>the shop of quay {}</a> on Mondays</li>"


def judged(scores: list[float], favor: Favor = "balanced", address: str = HERE) -> Verdicts:
    """Return the verdicts on a page of as many lines, each as likely as said."""
    lines = "".join(LINE.format(i, i) for i in range(len(scores)))
    reading = read(parse(f"<body class=shops><ul>{lines}</ul></body>").body)
    view = view_page(reading, page_facts(Head(title="Shops"), address), shipped().lexicon)
    return decide(view, np.array(scores, dtype=np.float32), favor)


def test_expected_f1_is_the_best_of_all_choices() -> None:
    rng = np.random.default_rng(5)
    for _ in range(30):
        p, words = rng.random(7).astype(np.float32), rng.integers(1, 40, 7).astype(np.float32)
        choices = chain.from_iterable(combinations(range(7), size) for size in range(1, 8))
        true = float((p * words).sum())
        best = max(
            2 * float((p * words)[[*c]].sum()) / (float(words[[*c]].sum()) + true) for c in choices
        )
        assert expected_f1(p, words) == pytest.approx(best, abs=1e-6)


def test_a_clear_page_is_kept_from_half() -> None:
    verdicts = judged([0.99] * 12 + [0.45] + [0.01] * 12)
    assert (verdicts.least, int(verdicts.kept.sum())) == (THRESHOLDS["balanced"], 12)


def test_a_page_full_of_doubt_is_kept_from_half_of_the_f1_it_can_reach() -> None:
    scores = [0.9] * 10 + [0.44] * 6 + [0.01] * 4
    verdicts = judged(scores)
    expected = expected_f1(np.array(scores, dtype=np.float32), verdicts.view.words)
    assert expected < DOUBTFUL
    assert verdicts.least == pytest.approx(expected / 2)
    assert int(verdicts.kept.sum()) == 16


def test_a_threshold_never_sinks_below_the_lowest() -> None:
    assert judged([0.45] * 3 + [0.02] * 300).least == LOWEST


@pytest.mark.parametrize("favor", ["precision", "recall"])
def test_who_asks_for_precision_or_recall_gets_their_threshold(favor: Favor) -> None:
    assert judged([0.8] * 10 + [0.44] * 10, favor).least == THRESHOLDS[favor]


def test_the_order_of_blocks_does_not_move_the_threshold() -> None:
    scores = [0.9, 0.6, 0.4, 0.3] * 6
    assert judged(scores).least == pytest.approx(judged(scores[::-1]).least)


def test_evidence_names_a_threshold_that_is_not_half() -> None:
    verdicts = judged([0.8] * 10 + [0.44] * 10)
    assert (
        f"44% likely body text (this page's blocks are kept from {verdicts.least:.0%})"
        in verdicts.evidence(15)
    )


def test_a_thread_is_kept_from_half() -> None:
    verdicts = judged(
        [0.6] * 10 + [0.4] * 10, address="https://forum.harbour.example/threads/shops.12/"
    )
    assert verdicts.least == THRESHOLDS["balanced"]


def test_another_favor_than_the_three_is_refused() -> None:
    with pytest.raises(ValueError, match="'high', not one of precision, balanced, recall"):
        scraper.extract("<p>Rope</p>", favor="high")  # type: ignore[arg-type]
