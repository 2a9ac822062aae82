"""How sure the model has to be of links and headings before a rule lets them stay."""

import pytest

from tests.extraction.test_rules import PARAGRAPH, reasons

STORY = '<a href="/2026/a-storm-closes-the-coast-road">A storm closes the coast road</a>'
SAYS_MORE = f"<ul><li>{STORY}, as the harbour master told it</li></ul>"


@pytest.mark.parametrize(
    ("line", "score", "reason"),
    [
        pytest.param(f"<h3>{STORY}</h3>", 0.9, "body", id="heading"),
        pytest.param(f"<h3>{STORY}</h3>", 0.8, "story_link", id="doubtful-heading"),
        pytest.param(f"<p>{STORY}</p>", 0.9, "story_link", id="line"),
        pytest.param(SAYS_MORE, 0.85, "body", id="item-that-says-more"),
        pytest.param(SAYS_MORE, 0.75, "story_link", id="doubtful-item-that-says-more"),
        pytest.param(f"<ul><li>{STORY}</li></ul>", 0.9, "story_link", id="item"),
    ],
)
def test_a_heading_and_an_item_that_says_more_than_its_link_stay_sooner(
    line: str, score: float, reason: str
) -> None:
    assert reasons(f"{PARAGRAPH}{line}{PARAGRAPH}", score)[1] == reason


@pytest.mark.parametrize(("score", "reason"), [(0.98, "body"), (0.9, "bare_heading")])
def test_a_sure_heading_stays_with_nothing_below_it(score: float, reason: str) -> None:
    assert reasons(f"{PARAGRAPH}<h3>Seen from the quay</h3>", score)[1] == reason
