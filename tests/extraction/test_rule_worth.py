"""Each rule earns its place: the shipped table of what rules are worth on sites not trained on.

`scraper train` writes the table into card.json beside the model; a rule stays only while leaving
it out costs more F1, exact pages or leaks than it gives.
"""

import json
from importlib.resources import files

import pytest

from scraper.extraction.verdicts.decide import RULE_NAMES

NOISE = (
    1e-4  # of the three figures together: less than one page in a thousand by a tenth of its text
)
CARD = json.loads((files("scraper.extraction") / "model/card.json").read_text("utf-8"))
WORTH = {row["rule"]: row for row in CARD["rules_on_unseen_sites"]}


def test_every_rule_was_measured() -> None:
    assert set(RULE_NAMES) <= set(WORTH)


@pytest.mark.parametrize("rule", sorted(WORTH.keys() & set(RULE_NAMES)))
def test_rule_costs_no_more_than_it_gives(rule: str) -> None:
    row = WORTH[rule]
    assert row["f1_gain"] + row["exact_gain"] + row["leak_gain"] > -NOISE


def test_rules_were_measured_on_pages_labelled_block_by_block() -> None:
    assert CARD["on_unseen_sites"]["data_sets"]["hand"]["pages"] >= 1000
