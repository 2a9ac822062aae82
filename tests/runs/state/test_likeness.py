"""Sketches: texts that are one story are told from those that are not, in any script."""

import json
import random
import re
from pathlib import Path

import pytest

from scraper.runs.state.likeness import (
    ALIKE,
    BANDS,
    HASHES,
    MOST_SHINGLES,
    SIZE,
    bands,
    likeness,
    sketch,
)

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
WORDS = [f"word{number}" for number in range(5000)]
HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 2500)]
KANA = [chr(code) for code in range(0x3042, 0x3094)]


def story(seed: int, words: int = 400) -> list[str]:
    return random.Random(seed).choices(WORDS, k=words)


def expected(one: set, other: set) -> float:
    return len(one & other) / len(one | other)


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.7, 0.9, 1.0])
def test_likeness_is_the_share_in_common(kept):
    errors = []
    for seed in range(20):
        words = story(seed)
        size = int(len(words) * kept)
        other = words[:size] + story(seed + 100, 400 - size)
        shingles = [set(zip(w, w[1:], w[2:], strict=False)) for w in (words, other)]
        found = likeness(sketch(" ".join(words)), sketch(" ".join(other)))
        errors.append(found - expected(*shingles))
    assert max(map(abs, errors)) < 0.16  # three standard errors
    assert abs(sum(errors) / len(errors)) < 0.04


@pytest.mark.parametrize("letters", [HAN, HAN + KANA * 10], ids=["zh", "ja"])
def test_scripts_without_spaces(letters):
    rng = random.Random(4)
    text = "".join(rng.choices(letters, k=600))
    cut = text[:480] + "".join(rng.choices(letters, k=60))
    other = "".join(rng.choices(letters, k=600))
    assert likeness(sketch(text), sketch(cut)) > 0.6
    assert likeness(sketch(text), sketch(other)) < 0.1


def agency_copy(text: str, rng: random.Random) -> str:
    """Cut by a fifth, one word in fifty another, with a first line of its own."""
    text = text[: int(len(text) * 0.8)]
    words = [rng.choice(WORDS) if rng.random() < 0.02 else word for word in re.split(" ", text)]
    return "A line that this paper has put above it.\n\n" + " ".join(words)


def expectations() -> list[str]:
    texts = []
    for file in sorted(FIXTURES.glob("*/*/article.json")):
        record = json.loads(file.read_text("utf-8"))
        text = "\n\n".join(record.get("paragraphs", ()))
        if len(text) > 400:
            texts.append(text)
    return texts


def test_agency_copy_of_every_fixture_is_found_and_nothing_else():
    rng = random.Random(7)
    texts = expectations()
    assert len(texts) > 20
    made = [sketch(text) for text in texts]
    copies = [sketch(agency_copy(text, rng)) for text in texts]
    missed = [n for n, pair in enumerate(zip(made, copies, strict=True)) if likeness(*pair) < ALIKE]
    assert missed == []
    unbanded = [
        n for n, pair in enumerate(zip(made, copies, strict=True))
        if not set(bands(pair[0])) & set(bands(pair[1]))
    ]  # fmt: skip
    assert len(unbanded) <= len(texts) // 20
    false = [
        (a, b) for a in range(len(texts)) for b in range(a)
        if texts[a][:40] != texts[b][:40] and likeness(made[a], made[b]) >= ALIKE
    ]  # fmt: skip
    assert false == []


def test_sketch_is_of_one_size_whatever_the_text():
    assert len(sketch(" ".join(story(1)))) == HASHES * SIZE
    long = " ".join(random.Random(1).choices(WORDS, k=MOST_SHINGLES * 20))
    assert len(sketch(long)) == HASHES * SIZE
    assert len(bands(sketch(long))) == BANDS


@pytest.mark.parametrize("text", ["", "Too short.", "one two " * 14, "\x00\ud800", "漢字" * 14])
def test_text_that_is_too_short_is_like_none(text):
    assert sketch(text) == b""
    assert likeness(sketch(text), sketch(text)) == 0.0
    assert bands(sketch(text)) == []


def test_case_spaces_and_marks_do_not_count():
    words = story(3)
    assert sketch(" ".join(words)) == sketch(",\n\n".join(words).upper() + "!")


def test_sketch_is_the_same_in_every_process():
    """It is kept: `hash()` of a text would be another each time."""
    assert sketch(" ".join(f"w{n}" for n in range(40)))[:4].hex() == "1abe5907"
