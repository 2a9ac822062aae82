"""Which blocks of a page are its article, and how much each of these labels weighs.

A page labelled block by block says it itself; what its readers dispute weighs nothing. Of other
pages only the whole text is known: the words of all blocks and of the truth are aligned by their
longest common subsequence, and a block is body when most of its words are matched in runs.
Alignment rather than look-up, because short blocks ("Share", "Yes.") occur in many places and only
one of them is the article's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import LCSseq

from scraper.evaluate.block_labels import BlockTexts, label_of_blocks

CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
WORD = re.compile(r"\w+")

MIN_RUN = 3  # words; shorter matched runs inside a longer block are chance
BODY_SHARE = 0.6  # share of matched words from which a block counts as body
DISPUTED = (0.25, 0.75)  # between these shares a block's label weighs half
WORDLESS_WEIGHT = 0.2  # of a block without a word, such as a rule of dashes
COPY_WORDS = 5  # a block this long that says what a body block says is its second copy


@dataclass(frozen=True, slots=True)
class BlockLabels:
    """One entry per block: is it body, how much the label weighs, how many words it has."""

    body: npt.NDArray[np.float32]
    weight: npt.NDArray[np.float32]
    words: npt.NDArray[np.int32]
    found: float  # share of the truth's words that the page holds in body blocks


def words(text: str) -> list[str]:
    """Return the lower-case words of a text; every CJK character is a word."""
    out: list[str] = []
    for word in WORD.findall(text.lower()):
        out.extend(word) if CJK.search(word) else out.append(word)
    return out


def read_labels(texts: Sequence[str], said: BlockTexts) -> BlockLabels:
    """Return the labels that a reader gave the blocks of a page.

    Disputed blocks, second copies of body blocks and blocks without a word, which no label can name, are
    no evidence either way.
    """
    per_block = [words(text) for text in texts]
    sizes = np.array([len(block) for block in per_block], dtype=np.int32)
    found = label_of_blocks(texts, said)
    body = np.array([label == "main" for label in found], dtype=np.float32)
    weight = np.array([label != "unsure" for label in found], dtype=np.float32)
    weight[sizes == 0] = 0.0
    truth = "\n".join(said.main)
    _forgive_copies(per_block, body, weight, truth)
    true_words = len(words(truth))
    share = float(sizes[body > 0].sum()) / true_words if true_words else 1.0
    return BlockLabels(body, weight, sizes, min(share, 1.0))


def label_blocks(texts: Sequence[str], truth: str) -> BlockLabels:
    """Return the labels that an alignment of the blocks with the page's true text gives."""
    per_block = [words(t) for t in texts]
    ids: dict[str, int] = {}
    page = [ids.setdefault(w, len(ids)) for block in per_block for w in block]
    true = [ids.setdefault(w, len(ids)) for w in words(truth)]
    owner = np.repeat(np.arange(len(texts)), [len(b) for b in per_block])
    matched = _runs(page, true, owner)
    sizes = np.array([len(b) for b in per_block], dtype=np.int32)
    hits = np.bincount(owner[matched], minlength=len(texts)) if len(owner) else np.zeros(len(texts))
    share = hits / np.maximum(sizes, 1)
    body = (share >= BODY_SHARE).astype(np.float32)
    weight = np.where((share > DISPUTED[0]) & (share < DISPUTED[1]), 0.5, 1.0).astype(np.float32)
    weight[sizes == 0] = WORDLESS_WEIGHT
    _forgive_copies(per_block, body, weight, truth)
    found = float(hits[body > 0].sum()) / max(len(true), 1)
    return BlockLabels(body, weight, sizes, found)


def _runs(page: list[int], true: list[int], owner: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Return which words of the page are matched, in runs that are not chance."""
    matched = np.zeros(len(page), dtype=bool)
    counts = np.bincount(owner) if len(owner) else np.zeros(0)
    for op in LCSseq.opcodes(page, true):
        if op.tag != "equal":
            continue
        start = op.src_start
        while start < op.src_end:  # a run counts block by block
            block = owner[start]
            stop = start
            while stop < op.src_end and owner[stop] == block:
                stop += 1
            if stop - start >= min(MIN_RUN, counts[block]):
                matched[start:stop] = True
            start = stop
    return matched


def _forgive_copies(
    per_block: list[list[str]],
    body: npt.NDArray[np.float32],
    weight: npt.NDArray[np.float32],
    truth: str,
) -> None:
    """Take the weight of second copies of body blocks (a mobile beside a desktop version)."""
    squashed = " " + " ".join(words(truth)) + " "
    for i, block in enumerate(per_block):
        if not body[i] and len(block) >= COPY_WORDS and f" {' '.join(block)} " in squashed:
            weight[i] = 0.0
