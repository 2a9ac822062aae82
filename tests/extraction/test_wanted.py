"""What rules say that a block must be for them to find any: never turns a page away on which they find one."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.native import IS_NATIVE
from scraper.extraction.verdicts.rules import RULES
from scraper.extraction.verdicts.wanted import RulesNamed, RulesWanted
from tests.extraction.judged import view_of

ROOT = Path(__file__).parents[2]
WANTED = [rule.wanted for rule in RULES]
SIGNS = [rule.signs for rule in RULES]
CHOICES = 6  # of kept blocks, on each page
SEED = 4_211

Judged = tuple[PageFeatures, npt.NDArray[np.bool_], npt.NDArray[np.float32]]


def judged_pages() -> Iterator[Judged]:
    """Views of the fixtures' pages, with blocks kept and as likely as chance says: runs of them, as in a text."""
    chance = np.random.default_rng(SEED)
    for file in sorted((ROOT / "fixtures").rglob("*.html")):
        view = view_of(file.read_text("utf-8", "replace"), "https://quay.example/a")
        n = len(view.reading.b_text)
        for _ in range(CHOICES if n else 0):
            start, share = chance.integers(n), chance.random()
            kept = (np.arange(n) >= start) & (chance.random(n) < share)
            yield view, kept, chance.choice([0.3, 0.61, 0.86, 0.96, 0.999], n).astype(np.float32)


def test_a_rule_finds_nothing_where_it_is_not_asked() -> None:
    wanted, signs, turned_away = RulesWanted(WANTED), RulesNamed(SIGNS), 0
    for view, kept, score in judged_pages():
        asked, named = wanted.asked(view, kept, score), signs.named(view, kept)
        for place, rule in enumerate(RULES):
            if not asked & named & 1 << place:
                turned_away += 1
                assert [i for i in rule.find(view, kept, score) if kept[i]] == [], rule.name
    assert turned_away


@pytest.mark.skipif(not IS_NATIVE, reason="nothing was compiled here")
def test_both_forms_ask_the_same_rules() -> None:
    compiled, pure = RulesWanted(WANTED), RulesWanted(WANTED, native=False)
    seen = set[int]()
    for view, kept, score in judged_pages():
        asked = pure.asked(view, kept, score)
        assert compiled.asked(view, kept, score) == asked
        seen.add(asked)
    assert len(seen) > len(RULES)


@pytest.mark.skipif(not IS_NATIVE, reason="nothing was compiled here")
def test_both_forms_find_the_same_signs() -> None:
    compiled, pure = RulesNamed(SIGNS), RulesNamed(SIGNS, native=False)
    seen = set[int]()
    for view, kept, _ in judged_pages():
        named = pure.named(view, kept)
        assert compiled.named(view, kept) == named
        seen.add(named)
    assert len(seen) > len(list(filter(None, SIGNS)))
