"""What is measured, as pure functions of text: the definition of every figure.

    word F1    harmonic mean of precision and recall over the bags of lower-cased words of
               the output and of the truth (in CJK words each character counts as a word);
               a data set's figure is the mean over its pages
    shingle F1 the same question asked of runs of four words, so order counts; precision and
               recall are averaged over pages first and joined after
    exact      share of pages whose sequence of words is the truth's
    snippets   share of the texts that must come out that do, and of those that must not
    leak       share of the pages with foreign headlines on which at least one comes out. A
               foreign headline is the text of a link (5 words or 12 CJK characters and more,
               at most 300 characters) that stands on the page and nowhere in the truth

Only letters and digits are compared: punctuation and white space never decide a figure.
"""

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from scraper.text import squash

SHINGLE_WORDS = 4  # in a row, that are compared
HEADLINE_WORDS = 5  # of a link, from which it may be a headline
HEADLINE_CJK = 12  # characters that make one of such a link in scripts without spaces
HEADLINE_LONGEST = 300  # characters; longer links are paragraphs or whole teasers
HEADLINE_SHORTEST = 12  # letters and digits; below, a headline is found by chance

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORD = re.compile(r"\w+")
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")


class Prf(NamedTuple):
    """Precision, recall and their harmonic mean, each 0 to 1."""

    precision: float
    recall: float
    f1: float


class ShingleShares(NamedTuple):
    """Common, extra and missing shingles of one page as shares of all three together."""

    common: float
    extra: float
    missing: float


def words(text: str) -> list[str]:
    """Return lower-cased words; a word that holds CJK counts character by character."""
    found: list[str] = []
    for word in _WORD.findall(text.lower()):
        if _CJK.search(word):
            found.extend(word)
        else:
            found.append(word)
    return found


def _harmonic(precision: float, recall: float) -> float:
    both = precision + recall
    return 2 * precision * recall / both if both else 0.0


def word_prf(output: str, truth: str) -> Prf:
    """Return the agreement of two bags of words. Two empty texts agree fully."""
    got, wanted = words(output), words(truth)
    if not got and not wanted:
        return Prf(1.0, 1.0, 1.0)
    if not got or not wanted:
        return Prf(0.0, 0.0, 0.0)
    common = (Counter(got) & Counter(wanted)).total()
    precision, recall = common / len(got), common / len(wanted)
    return Prf(precision, recall, _harmonic(precision, recall))


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    """Count runs of words as written; a shorter text is one run."""
    all_words = _WORD.findall(text)
    if not all_words:
        return Counter()
    last = max(len(all_words) - SHINGLE_WORDS, 0)
    return Counter(tuple(all_words[i : i + SHINGLE_WORDS]) for i in range(last + 1))


def shingle_shares(output: str, truth: str) -> ShingleShares:
    """Return how one page's runs of four words compare."""
    got, wanted = _shingles(output), _shingles(truth)
    common = (got & wanted).total()
    extra, missing = got.total() - common, wanted.total() - common
    total = common + extra + missing
    if not total:
        return ShingleShares(0.0, 0.0, 0.0)
    return ShingleShares(common / total, extra / total, missing / total)


def shingle_prf(pages: Sequence[ShingleShares]) -> Prf:
    """Average over pages: precision where something came out, recall where something is."""
    precisions = [p.common / (p.common + p.extra) for p in pages if p.common + p.extra > 0]
    recalls = [p.common / (p.common + p.missing) for p in pages if p.common + p.missing > 0]
    precision = statistics.fmean(precisions) if precisions else 0.0
    recall = statistics.fmean(recalls) if recalls else 0.0
    return Prf(precision, recall, _harmonic(precision, recall))


def is_exact(output: str, truth: str) -> bool:
    """Say whether both texts are the same sequence of words, letter case aside."""
    return [w.lower() for w in _WORD.findall(output)] == [w.lower() for w in _WORD.findall(truth)]


def link_texts(html: str) -> list[str]:
    """Return the text of each link of a page, white space folded."""
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415  # score works without it

    links = LexborHTMLParser(html).css("a")
    return [" ".join(link.text(separator=" ").split()) for link in links]


def foreign_headlines(links: Iterable[str], truth: str) -> frozenset[str]:
    """Return squashed link texts long enough for a headline that the truth does not hold."""
    true = squash(truth)
    return frozenset(
        key
        for key in map(squash, filter(_headline_sized, links))
        if len(key) >= HEADLINE_SHORTEST and key not in true
    )


def _headline_sized(text: str) -> bool:
    if len(text) > HEADLINE_LONGEST:
        return False
    return len(text.split()) >= HEADLINE_WORDS or len(_CJK.findall(text)) >= HEADLINE_CJK


def leaked(foreign: Iterable[str], output: str) -> tuple[str, ...]:
    """Return the foreign headlines that stand in the output, sorted."""
    squashed = squash(output)
    return tuple(sorted(key for key in foreign if key in squashed))


def contains(text: str, snippet: str) -> bool:
    """Say whether a snippet stands in a text, white space folded, letter case kept."""
    return " ".join(snippet.split()) in " ".join(text.split())


def day_of(value: str | None) -> str | None:
    """Return the day of a date as YYYY-MM-DD; None if it can't be read."""
    match = _DAY.search(value or "")
    if not match:
        return None
    year, month, day = map(int, match.groups())
    return f"{year:04d}-{month:02d}-{day:02d}"


def same_names(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """Say whether two lists hold the same names, in any order."""
    return {squash(name) for name in ours} == {squash(name) for name in theirs}
