"""Which blocks of a page are its article: alignment of the blocks with a labelled text.

The words of all blocks and the words of the truth are aligned by their longest common
subsequence; a block is body when most of its words are matched in runs. Alignment rather than
look-up, because short blocks ("Share", "Yes.") occur in many places and only one of them is the
article's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import LCSseq

CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
WORD = re.compile(r"\w+")

MIN_RUN = 3  # words; shorter matched runs inside a longer block are chance
BODY_SHARE = 0.6  # share of matched words from which a block counts as body
DISPUTED = (0.25, 0.75)  # between these shares a block's label weighs half


@dataclass(frozen=True, slots=True)
class BlockLabels:
    """One entry per block: is it body, how much the label weighs, how many words it has."""

    body: npt.NDArray[np.float32]
    weight: npt.NDArray[np.float32]
    words: npt.NDArray[np.int32]
    found: float  # share of the truth's words that the page holds in body blocks


def words(text: str) -> list[str]:
    """Lower-case words; every CJK character is a word."""
    out: list[str] = []
    for word in WORD.findall(text.lower()):
        out.extend(word) if CJK.search(word) else out.append(word)
    return out


def label_blocks(texts: Sequence[str], truth: str) -> BlockLabels:
    """Align the blocks of a page with its true text."""
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
    weight[sizes == 0] = 0.2
    _forgive_copies(per_block, body, weight, truth)
    found = float(hits[body > 0].sum()) / max(len(true), 1)
    return BlockLabels(body, weight, sizes, found)


def _runs(page: list[int], true: list[int], owner: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which words of the page are matched, in runs that are not chance."""
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
    """A second copy of a body block (mobile and desktop version) is no evidence either way."""
    squashed = " " + " ".join(words(truth)) + " "
    for i, block in enumerate(per_block):
        if not body[i] and len(block) >= 5 and f" {' '.join(block)} " in squashed:
            weight[i] = 0.0
