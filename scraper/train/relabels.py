"""Pages that were labelled again, by reading: which blocks are their text, as short hashes of what they say.

Collections of pages have labels of many conventions, and wrong ones. A page that was read again,
block by block and in the convention of `scraper help extraction`, is kept in `relabels.jsonl` beside
this module: its data set, its id, and hashes of its blocks under their labels. Together with the
collection they give the same labels in every training; no text of a page is copied.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from scraper.errors import InputError
from scraper.evaluate.block_labels import BLOCK_LABELS, BlockLabel, BlockTexts, label_of_blocks
from scraper.evaluate.labelled_page import LabelledPage
from scraper.extraction.dom.parse import parse
from scraper.extraction.dom.walk import read
from scraper.text import squash

RELABELS = Path(__file__).with_name("relabels.jsonl")

HASH_DIGITS = 6
"""Hexadecimal digits of a hash: of 60 labelled blocks among 500 on a page, one shares its hash with
another block on one page in 560."""

MIN_FOUND = 0.9
"""Share of a page's hashes that are on it; below it the page is another version of the one that was read."""

PageName = tuple[str, str]  # data set and id


@dataclass(frozen=True, slots=True)
class Relabel:
    """The hashes of a page's blocks under each label, in document order; the rest is boilerplate."""

    hashes: Mapping[BlockLabel, tuple[str, ...]]

    def found_in(self, texts: Sequence[str]) -> BlockTexts | None:
        """Return the labelled texts among the blocks of a page; None if too few of them are there.

        Without hashes, as of a page that has no text of its own, every version of the page will do.
        """
        by_hash = {hash_of(text): text for text in texts}
        said = {
            label: tuple(by_hash[each] for each in hashes if each in by_hash)
            for label, hashes in self.hashes.items()
        }
        asked, found = (sum(map(len, each.values())) for each in (self.hashes, said))
        if found < MIN_FOUND * asked:
            return None
        return BlockTexts(*(said.get(label, ()) for label in BLOCK_LABELS))


NO_RELABELS: Mapping[PageName, Relabel] = MappingProxyType({})


def hash_of(text: str) -> str:
    """Return the hash of a block: of its letters and digits alone, whatever their case."""
    return sha256(squash(text).encode()).hexdigest()[:HASH_DIGITS]


def read_relabels(path: Path = RELABELS) -> dict[PageName, Relabel]:
    """Return the pages of a file by data set and id. Raises InputError, naming the line, for a bad one."""
    found: dict[PageName, Relabel] = {}
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
                labels = {label: _cut(row[label]) for label in BLOCK_LABELS if label in row}
                found[row["dataset"], row["id"]] = Relabel(labels)
            except (ValueError, KeyError, TypeError) as bad:
                raise InputError(f"{path}:{number}", f"no relabelled page: {bad!r}") from bad
    return found


def _cut(hashes: str) -> tuple[str, ...]:
    return tuple(hashes[at : at + HASH_DIGITS] for at in range(0, len(hashes), HASH_DIGITS))


def relabels_of(pages: Iterable[LabelledPage]) -> Iterator[str]:
    """Yield a line of such a file for each page that is labelled block by block.

    Named are the blocks of the page itself: a label may be the text of a whole table, whose cells
    are blocks.
    """
    for page in pages:
        if page.labels.blocks:
            row = {"dataset": page.dataset, "id": page.id}
            yield json.dumps(row | _hashes(page, page.labels.blocks), separators=(",", ":"))


def _hashes(page: LabelledPage, said: BlockTexts) -> dict[str, str]:
    """Return the hashes of the blocks under each label, run together."""
    texts = read(parse(page.text).body).b_text
    labels = label_of_blocks(texts, said)
    by_label = {
        label: "".join(hash_of(text) for text, at in zip(texts, labels, strict=True) if at == label)
        for label in BLOCK_LABELS
    }
    return {label: hashes for label, hashes in by_label.items() if hashes}
