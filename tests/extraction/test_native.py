"""The compiled form gives what the Python form gives, to the last bit."""

import random
import subprocess
import sys

import numpy as np
import pytest

from scraper import text
from scraper.extraction import letters
from scraper.extraction.classifier.forest import AT_ONCE, Forest
from scraper.extraction.classifier.model import shipped
from scraper.extraction.features.lines import measure, native_measure
from scraper.extraction.features.names import (
    families_of,
    native_read_names,
    pure_families_of,
    pure_read_names,
)
from scraper.extraction.native import IS_NATIVE, MODULES
from scraper.extraction.vocabulary import lookup
from scraper.extraction.vocabulary.appeals import APPEALS, MAX_CHARS, native_asks, pure_asks
from scraper.extraction.vocabulary.phrases import expand

if IS_NATIVE:
    from scraper.extraction.native.utf8 import encoded

pytestmark = pytest.mark.skipif(not IS_NATIVE, reason="nothing was compiled here")

SIZES = (1, 2, 7, 135, AT_ONCE - 1, AT_ONCE, AT_ONCE + 1, AT_ONCE + 2, 3 * AT_ONCE + 1)


@pytest.mark.parametrize("name", MODULES)
def test_a_module_alone_counts_its_references(name: str) -> None:
    """A comprehension outside of a function costs a reference to None that nobody holds (Cython 3.3): an interpreter
    that ends with too few of them aborts."""
    run = [sys.executable, "-c", f"import scraper.extraction.native.{name}"]
    assert subprocess.run(run, check=False).returncode == 0


@pytest.mark.parametrize("blocks", SIZES)
@pytest.mark.parametrize("name", ["first", "second"])
def test_trees_add_up_alike(name: str, blocks: int) -> None:
    forest: Forest = getattr(shipped(), name)
    rng = np.random.default_rng(blocks)
    rows = int(forest.features.max()) + 1
    matrix = (rng.normal(size=(rows, blocks)) * 20).astype(np.float32)
    assert np.array_equal(forest.native_raw(matrix), forest.raw(matrix))


@pytest.mark.parametrize("depth", [1, 5, 6, 8])
def test_trees_of_any_depth_add_up_alike(depth: int) -> None:
    rng = np.random.default_rng(depth)
    forest = Forest(
        rng.integers(0, 9, (40, depth), dtype=np.int32),
        rng.normal(size=(40, depth)).astype(np.float32),
        rng.normal(size=(40, 1 << depth)).astype(np.float32),
        0.5,
    )
    matrix = rng.normal(size=(9, 2 * AT_ONCE + 21)).astype(np.float32)
    assert np.array_equal(forest.native_raw(matrix), forest.raw(matrix))


NAME_PIECES = (
    "related", "article", "Article", "ABc", "Ab", "A", "h1", "-", "_", " ", "é", "日", "ſ", "9", "most", "Read", "text",
)  # fmt: skip


def test_names_are_read_alike() -> None:
    chance = random.Random(5)
    weights = shipped().lexicon.classes
    for words in (3, 20, 300):
        names = [
            "".join(chance.choices(NAME_PIECES, k=chance.randint(0, words))) for _ in range(200)
        ]
        names += names[:20]
        bits, sums = pure_read_names(names, weights)
        native_bits, native_sums = native_read_names(names, weights)
        assert np.array_equal(bits, native_bits)
        assert np.array_equal(sums, native_sums)
        assert [*map(families_of, names)] == [*map(pure_families_of, names)]


def test_names_are_weighed_by_the_weights_that_are_given() -> None:
    bits, sums = native_read_names(["story text"], {"text": 2.5})
    assert (bits.tolist(), sums.tolist()) == (
        pure_read_names(["story text"], {})[0].tolist(),
        [2.5],
    )
    assert native_read_names(["story text"], {"story": 1.0})[1].tolist() == [1.0]


def phrases() -> list[str]:
    """Every phrase of the vocabulary, with something in its gaps."""
    sentences = [
        s for table in (lookup.SENTENCES, lookup.BY_WORD) for group in table.values() for s in group
    ]
    slotted = [
        s
        for table in (lookup.LABELS.openings, lookup.LABELS.closings)
        for group in table.values()
        for s in group
    ]
    return [
        *lookup.LABELS.whole, *lookup.MARKERS.whole,
        *(f"{s.before}a topic{s.after}" for s in slotted),
        *(phrase for group in lookup.BARE.values() for phrase, _ in group),
        *(" a gap ".join(s.pieces) for s in (*sentences, *lookup.UNSPACED)),
    ]  # fmt: skip


ODD = (
    "  ", " ", "\xa0", "ß", "İ", "i\u0307", "’", "\u200b", "12", "(3)", "1", "٣", " - ", ": ", "►", "»", "\U0001f600", "...",
    ".", "。", "—", "日", "•", "\t", "A", "\u1c88", "Σ", "\U00010400", "#", "!",
    "\u2028", "\x1c",
)  # fmt: skip
AFTER = ("", "", ": and more", " - and more", ". And more words", " 12", " (12)", "...", "\u2028 ", " goes on")  # fmt: skip
LINES = 20_000


def odd_lines(known: list[str]) -> list[str]:
    """Phrases, most of them disfigured or with more text around them."""
    chance = random.Random(11)
    out = []
    for _ in range(LINES):
        line = chance.choice(known)
        for _ in range(chance.choice((0, 0, 1, 2, 4))):
            at = chance.randrange(len(line) + 1)
            line = line[:at] + chance.choice(ODD) + line[at:]
        line = chance.choice((line, line.upper(), line.capitalize()))
        out.append(line + chance.choice(AFTER))
    return [line for line in dict.fromkeys(out) if line.strip()]


def test_lines_are_measured_alike() -> None:
    """What compiled guards turn away holds no phrase, in any language and script."""
    lines = odd_lines(phrases())
    pure, native = measure(lines), native_measure(lines)
    different = [
        line for i, line in enumerate(lines) if not np.array_equal(pure[:, i], native[:, i])
    ]
    assert different == []
    assert np.count_nonzero(pure[:3].any(axis=0)) > LINES / 4


def test_appeals_are_known_alike() -> None:
    """The start of each of the first sentences is compared, in any language and script."""
    appeals = [
        phrase.replace("*", " a gap ") for group in APPEALS.values() for phrase in expand(group)
    ]
    before = (
        "",
        "",
        "Well! ",
        "Once. Twice: ",
        "One. Two. Three. ",
        "1. 2. 3. 4. ",
        "日本。",
        "No.Gap ",
    )
    chance = random.Random(12)
    lines = [chance.choice(before) + line for line in odd_lines(appeals)]
    short = [line for line in lines if len(line) <= MAX_CHARS]
    assert [line for line in short if pure_asks(line) is not native_asks(line)] == []
    assert sum(map(pure_asks, short)) > LINES / 8


def test_a_forest_never_reads_beside_the_matrix() -> None:
    forest = shipped().first
    matrix = np.zeros((int(forest.features.max()), 3), dtype=np.float32)
    with pytest.raises(ValueError, match="lacks"):
        forest.native_raw(matrix)


def test_letters_are_squashed_alike() -> None:
    """What is left of a line are its letters and digits, whatever its script and odd signs."""
    lines = odd_lines(phrases())
    assert [line for line in lines if letters.squash(line) != text.squash(line)] == []


def test_promotions_are_told_alike() -> None:
    """A single line is told what it promotes by the same phrases, and each concept has a name."""
    lines = odd_lines(phrases())
    different = [
        line for line in lines if lookup.promo_concept(line) != lookup.pure_promo_concept(line)
    ]
    assert different == []


def test_markers_are_told_alike() -> None:
    """A single line is told which marker it starts with by the same phrases."""
    lines = odd_lines(phrases())
    marked = [line for line in lines if lookup.pure_prefix_concept(line)]
    assert [
        line for line in lines if lookup.prefix_concept(line) != lookup.pure_prefix_concept(line)
    ] == []
    assert len(marked) > LINES / 100


@pytest.mark.parametrize("widest", [0x7F, 0xFF, 0x7FF, 0xD7FF, 0xFFFF, 0x10FFFF])
def test_a_page_becomes_utf8_as_python_writes_it(widest: int) -> None:
    chance = random.Random(widest)
    for _ in range(300):
        rare = chance.choice((0.02, 0.5))
        text = "".join(
            chr(chance.randint(0, widest)) if chance.random() < rare else "a"
            for _ in range(chance.randint(0, 90))
        )
        has_halves = any("\ud800" <= character <= "\udfff" for character in text)
        assert encoded(text) == (None if has_halves else text.encode())


def test_a_long_page_becomes_utf8_as_python_writes_it() -> None:
    for character in "é日\U0001f600":
        text = character * 70_000 + "a"
        assert encoded(text) == text.encode()
