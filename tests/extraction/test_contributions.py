"""What is said to have decided is what decided."""

import tracemalloc

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

import scraper
from scraper.extraction.classifier.contributions import TOPICS, credit
from scraper.extraction.classifier.forest import Forest
from scraper.extraction.features import context
from scraper.extraction.features import matrix as features
from scraper.extraction.verdicts.page_blocks import PageBlocks


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 30), st.integers(1, 7))
def test_credits_add_up_to_the_models_answer(seed: int, trees: int, blocks: int) -> None:
    rng = np.random.default_rng(seed)
    forest = Forest(
        rng.integers(0, 6, (trees, 4)).astype(np.int32),
        rng.normal(size=(trees, 4)).astype(np.float32),
        rng.normal(size=(trees, 16)).astype(np.float32),
        -0.5,
    )
    matrix = rng.normal(size=(6, blocks)).astype(np.float32)
    start = forest.leaves.mean(axis=1).sum() + forest.bias
    odds = credit(forest, matrix).sum(axis=0) + start
    np.testing.assert_allclose(
        1 / (1 + np.exp(-odds)), forest.probability(matrix), rtol=1e-3, atol=1e-4
    )


def one_move_at_a_time(forest: Forest, column: np.ndarray) -> np.ndarray:
    """The definition: what each answer moves is credited to its feature, in the order of the questions."""
    out = np.zeros_like(column)
    trees, depth = forest.features.shape
    for level in range(depth):
        means = forest.leaves.reshape(trees, -1, 1 << level).mean(axis=1)
        after = forest.leaves.reshape(trees, -1, 2 << level).mean(axis=1)
        for tree in range(trees):
            asked = zip(forest.features[tree], forest.borders[tree], strict=True)
            leaf = sum(int(column[f] > b) << at for at, (f, b) in enumerate(asked) if at <= level)
            moved = after[tree, leaf] - means[tree, leaf % (1 << level)]
            out[forest.features[tree, level]] += moved
    return out


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 12), st.integers(2, 5))
def test_credits_are_the_moves_added_up_in_order(seed: int, trees: int, blocks: int) -> None:
    rng = np.random.default_rng(seed)
    forest = Forest(
        rng.integers(0, 5, (trees, 3)).astype(np.int32),
        rng.normal(size=(trees, 3)).astype(np.float32),
        rng.normal(size=(trees, 8)).astype(np.float32),
        0.0,
    )
    matrix = rng.normal(size=(5, blocks)).astype(np.float32)
    expected = np.stack([one_move_at_a_time(forest, column) for column in matrix.T], axis=1)
    np.testing.assert_array_equal(credit(forest, matrix), expected)


def test_a_feature_nobody_asks_about_gets_no_credit() -> None:
    forest = Forest(
        np.zeros((1, 1), dtype=np.int32), np.zeros((1, 1), dtype=np.float32),
        np.array([[-1.0, 3.0]], dtype=np.float32), 0.0,
    )  # fmt: skip
    credits_of = credit(forest, np.array([[1.0, -1.0], [9.0, 9.0]], dtype=np.float32))
    assert credits_of.tolist() == [[2.0, -2.0], [0.0, 0.0]]


def test_the_features_of_a_page_go_when_all_is_worked_out() -> None:
    """On a page of 250,000 lines they take more memory than all its blocks."""
    article = scraper.extract("<p>One of many lines on a long page.</p>" * 2_000)
    assert isinstance(article.blocks, PageBlocks)
    around = article.blocks.verdicts.around
    size = 4 * 2_000 * len([*features.names(), *context.NAMES])
    tracemalloc.start()
    try:
        around.credits.rank_all()
        left, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most > size > 4 * left


def test_every_topic_has_features_that_speak_of_it() -> None:
    """A feature renamed without its topic would silently fall out of every explanation."""
    names = [*features.names(), *context.NAMES]
    for _, prefixes in TOPICS:
        for prefix in prefixes:
            assert any(name.startswith(prefix) for name in names), prefix


def test_a_dropped_list_is_explained_by_its_label() -> None:
    paragraphs = "".join(
        f"<p>The council said on day {day} that the work on the old quay would go on, and that the boats would call again.</p>"
        for day in range(6)
    )
    links = "".join(
        f'<li><a href="/n/{i}-storm-closes-coast-road">Storm Closes Coast Road for Day {i}</a></li>'
        for i in range(8)
    )
    page = f"<h1>Old quay</h1><article>{paragraphs}</article><div><h3>Most read</h3><ul>{links}</ul></div>"
    found = [b for b in scraper.extract(page).blocks if b.text.startswith("Storm")]
    assert len(found) == 8 and not any(block.kept for block in found)
    for block in found:
        assert 'under the label "Most read"' in block.evidence
