"""Rows of single pages -> the figures of a group of pages."""

import statistics
from collections.abc import Iterable, Sequence

from scraper.evaluate import score
from scraper.evaluate.measure import ScoreRow

Figures = dict[str, float]
"""Figure -> value. Shares and F1 are 0 to 1, `ms` and `p99_ms` milliseconds, the rest counts.

A figure is absent where no page of the group is labelled for it:

    pages, errors, ms, p99_ms            always
    word_f1, word_p, word_r, shingle_f1, shingle_p, shingle_r, exact
                                         pages with the true text
    loses, adds                          share of them that lose over a fifth of the text, and
                                         of those where over a fifth of what came out is foreign
    leak, leak_pages, leak_of            those of them that hold foreign headlines
    snip_found, snip_wrong, snip_f1      texts that must, and must not, come out
    title, date, authors, status         share of labelled pages that are right
"""

LOWER_IS_BETTER = frozenset({"leak", "snip_wrong", "errors", "loses", "adds"})
FIFTH = 0.2  # of a text: a page that loses or adds more is one a reader would complain about


def summarise(rows: Sequence[ScoreRow]) -> Figures:
    """Return the figures of one extractor over a group of at least one page."""
    times = sorted(1e3 * row.seconds for row in rows)
    figures: Figures = {
        "pages": len(rows),
        "errors": sum(bool(row.error) for row in rows),
        "ms": statistics.fmean(times),
        "p99_ms": times[int(len(times) * 0.99)],
    }
    figures |= _text_figures([row for row in rows if row.words is not None])
    figures |= _leak_figures([row for row in rows if row.foreign])
    figures |= _snippet_figures(rows)
    for name in ("title", "date", "authors", "status"):
        figures |= _share(name, (row.right[name] for row in rows if name in row.right))
    return figures


def _share(name: str, values: Iterable[bool]) -> Figures:
    known = list(values)
    return {name: statistics.fmean(known)} if known else {}


def _text_figures(rows: Sequence[ScoreRow]) -> Figures:
    if not rows:
        return {}
    prfs = [row.words for row in rows if row.words is not None]
    shingles = score.shingle_prf([row.shingles for row in rows if row.shingles is not None])
    return {
        "word_f1": statistics.fmean(prf.f1 for prf in prfs),
        "word_p": statistics.fmean(prf.precision for prf in prfs),
        "word_r": statistics.fmean(prf.recall for prf in prfs),
        "shingle_f1": shingles.f1,
        "shingle_p": shingles.precision,
        "shingle_r": shingles.recall,
        "exact": statistics.fmean(row.exact for row in rows),
        "loses": statistics.fmean(prf.recall < 1 - FIFTH for prf in prfs),
        "adds": statistics.fmean(prf.precision < 1 - FIFTH for prf in prfs),
    }


def _leak_figures(rows: Sequence[ScoreRow]) -> Figures:
    if not rows:
        return {}
    leaking = sum(bool(row.leaks) for row in rows)
    return {"leak": leaking / len(rows), "leak_pages": leaking, "leak_of": len(rows)}


def _snippet_figures(rows: Sequence[ScoreRow]) -> Figures:
    """Return found and wrongly kept, over snippets, not pages: a page with more snippets weighs more."""
    found = [hit for row in rows for hit in row.found]
    wrong = [hit for row in rows for hit in row.wrong]
    figures = _share("snip_found", found) | _share("snip_wrong", wrong)
    if found:
        figures["snip_f1"] = snippet_f1(found, wrong)
    return figures


def snippet_f1(found: Sequence[bool], wrong: Sequence[bool]) -> float:
    """Return F1 where a wanted snippet found is a hit and an unwanted one found is a false hit."""
    return 2 * sum(found) / (sum(found) + sum(wrong) + len(found))


def page_score(row: ScoreRow) -> float:
    """Return how good one page came out, to rank pages: word F1, else snippet F1."""
    if row.words is not None:
        return row.words.f1
    if row.found:
        return snippet_f1(row.found, row.wrong)
    return 1.0 - (statistics.fmean(row.wrong) if row.wrong else 0.0)
