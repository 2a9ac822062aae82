"""A finished run -> tables of text and a JSON-ready value. Draws nothing."""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from scraper.evaluate.calibration import Calibration, calibrate
from scraper.evaluate.diff import ParagraphDiff, paragraph_diff
from scraper.evaluate.figures import Figures, page_score, summarise
from scraper.evaluate.labelled_page import TrueFields
from scraper.evaluate.measure import (
    OURS,
    Measured,
    ScoreRow,
    comparable,
)
from scraper.evaluate.rule_worth import RuleWorth

COLUMNS = (  # figure, heading, digits
    ("pages", "pages", 0),
    ("word_f1", "word F1", 3),
    ("shingle_f1", "shingle F1", 3),
    ("exact", "exact", 3),
    ("loses", "loses", 3),
    ("adds", "adds", 3),
    ("leak", "leak", 3),
    ("snip_found", "found", 3),
    ("snip_wrong", "wrong", 3),
    ("title", "title", 3),
    ("date", "date", 3),
    ("authors", "authors", 3),
    ("status", "status", 3),
    ("errors", "errors", 0),
    ("ms", "ms", 1),
    ("p99_ms", "p99 ms", 1),
)


@dataclass(frozen=True, slots=True)
class TextTable:
    """A title, headings and rows of text; `labels` leading columns are words, not numbers."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    labels: int = 2


@dataclass(frozen=True, slots=True)
class WorstPage:
    """A page our extraction did badly on, with what a paragraph diff needs."""

    label: str  # of its data set
    page_type: str
    url: str | None
    row: ScoreRow
    output: str
    labels: TrueFields

    def diff(self) -> ParagraphDiff:
        """Return lost and leaked paragraphs; of a page labelled by snippets, the snippets."""
        labels = self.labels
        if labels.text is not None:
            return paragraph_diff(comparable(self.output, labels), comparable(labels.text, labels))
        return ParagraphDiff(
            lost=tuple(s for s, hit in zip(labels.present, self.row.found, strict=True) if not hit),
            leaked=tuple(s for s, hit in zip(labels.absent, self.row.wrong, strict=True) if hit),
        )


@dataclass(slots=True)
class ScoreTally:
    """Collects a run: the rows of every page, and the texts of the worst pages only."""

    keep_worst: int = 0
    rows: dict[tuple[str, str, str], dict[str, list[ScoreRow]]] = field(default_factory=dict)
    _worst: list[tuple[float, int, WorstPage]] = field(default_factory=list)
    _count: int = 0

    def add(self, label: str, page: Measured) -> None:
        """Count one page in, under the label of its data set."""
        case = page.case
        kind = case.genre or case.page_type
        group = self.rows.setdefault((label, kind, case.language), {})
        for extractor, row in page.rows.items():
            group.setdefault(extractor, []).append(row)
        self._count += 1
        if self.keep_worst:
            row, text = page.rows[OURS], page.texts[OURS]
            bad = WorstPage(label, case.page_type, case.url, row, text, case.labels)
            heapq.heappush(self._worst, (-page_score(row), -self._count, bad))
            if len(self._worst) > self.keep_worst:
                heapq.heappop(self._worst)

    @property
    def worst(self) -> list[WorstPage]:
        """Return the worst pages first; of equally bad pages the earlier one first."""
        return [page for *_, page in sorted(self._worst, key=lambda w: w[:2], reverse=True)]

    def figures(self, *, by: str = "") -> dict[str, dict[str, Figures]]:
        """Return group -> extractor -> figures. `by`: "" (data set), "page type" or "language"."""
        groups: dict[str, dict[str, list[ScoreRow]]] = {}
        for (label, page_type, language), rows in self.rows.items():
            name = {"": label, "page type": f"{label}:{page_type}"}.get(by, f"{label} {language}")
            for extractor, more in rows.items():
                groups.setdefault(name, {}).setdefault(extractor, []).extend(more)
        return {
            name: {extractor: summarise(rows) for extractor, rows in extractors.items()}
            for name, extractors in sorted(groups.items())
        }

    def calibration(self) -> Calibration | None:
        """Compare our confidence with our word F1, over all pages with the true text."""
        rows = (row for group in self.rows.values() for row in group[OURS])
        return calibrate(
            (row.confidence, row.words.f1)
            for row in rows
            if row.confidence is not None and row.words is not None
        )

    def errors(self) -> list[tuple[str, str]]:
        """Return (page, error) for each page that broke our extraction."""
        rows = (row for group in self.rows.values() for row in group[OURS])
        return [(row.case, row.error) for row in rows if row.error]


def figures_table(title: str, groups: Mapping[str, Mapping[str, Figures]]) -> TextTable:
    """Return one row per group and extractor; `time x` is time per page as a multiple of ours."""
    all_figures = [figures for group in groups.values() for figures in group.values()]
    shown = [c for c in COLUMNS if any(c[0] in figures for figures in all_figures)]
    compared = any(len(group) > 1 for group in groups.values())
    rows = []
    for name, extractors in groups.items():
        for extractor, figures in extractors.items():
            cells = [_cell(figures.get(key), digits) for key, _, digits in shown]
            if compared:
                cells.append(f"{figures['ms'] / extractors[OURS]['ms']:.2f}")
            rows.append((name, extractor, *cells))
    headings = ("pages of", "extractor", *(h for _, h, _ in shown))
    return TextTable(title, headings + (("time x",) if compared else ()), tuple(rows))


def _cell(value: float | None, digits: int) -> str:
    return "" if value is None else f"{value:.{digits}f}"


def calibration_table(calibration: Calibration) -> TextTable:
    """Return mean confidence beside mean word F1, per tenth of confidence."""
    rho = calibration.rank_correlation
    shown = "none (one side never varies)" if rho is None else f"{rho:.3f}"
    return TextTable(
        f"Confidence: rank correlation {shown}, mean distance {calibration.error:.3f}",
        ("confidence", "pages", "mean confidence", "mean word F1"),
        tuple(
            (f"{b.low:.1f}-{b.high:.1f}", str(b.pages), f"{b.confidence:.3f}", f"{b.word_f1:.3f}")
            for b in calibration.bins
        ),
        labels=1,
    )


def rules_table(pages: int, rules: Sequence[RuleWorth]) -> TextTable:
    """Return one row per rule: what it cut, and what the figures owe to it, in thousandths."""
    rows = [
        (
            row.rule,
            f"{row.true_words} ({row.true_pages})",
            f"{row.foreign_words} ({row.foreign_pages})",
            *(f"{1000 * gain:+.2f}" for gain in (row.f1_gain, row.exact_gain, row.leak_gain)),
        )
        for row in rules
    ]
    return TextTable(
        f"Rules on {pages} pages labelled block by block; gains in thousandths",
        ("rule", "true words cut (pages)", "foreign words cut (pages)", "F1", "exact", "leak"),
        tuple(rows),
        labels=1,
    )


def plain_table(table: TextTable) -> str:
    """Return aligned columns for pipes and files."""
    lines = [table.headings, *table.rows]
    widths = [max(len(line[i]) for line in lines) for i in range(len(table.headings))]
    drawn = (
        "  ".join(
            cell.ljust(width) if i < table.labels else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )
    return "\n".join([table.title, *drawn])


def worst_lines(pages: Iterable[WorstPage], *, diff: bool) -> list[str]:
    """Return one line per page; with `diff`, its lost (-) and leaked (+) paragraphs below."""
    lines = []
    for page in pages:
        lines.append(_worst_line(page))
        if diff:
            difference = page.diff()
            lines += [f"    - {paragraph}" for paragraph in difference.lost]
            lines += [f"    + {paragraph}" for paragraph in difference.leaked]
    return lines


def _worst_line(page: WorstPage) -> str:
    row = page.row
    parts = [f"{page_score(row):.3f}", page.label, row.case, page.page_type]
    if row.words is not None:
        parts.append(f"p {row.words.precision:.2f} r {row.words.recall:.2f}")
        parts.append(f"headlines leaked {len(row.leaks)}")
    if row.found or row.wrong:
        missed = row.found.count(False)
        parts.append(f"snippets missed {missed} wrongly kept {sum(row.wrong)}")
    if row.confidence is not None:
        parts.append(f"confidence {row.confidence:.2f}")
    return "  ".join([*parts, row.error, page.url or ""]).rstrip()


def as_json(tally: ScoreTally, *, diff: bool, below_floor: Sequence[str]) -> dict[str, Any]:
    """Return everything the tables show and more, ready for JSON."""
    calibration = tally.calibration()
    return {
        "data_sets": tally.figures(),
        "page_types": tally.figures(by="page type"),
        "languages": tally.figures(by="language"),
        "calibration": asdict(calibration) if calibration else None,
        "worst": [_worst_json(page, diff=diff) for page in tally.worst],
        "errors": [{"page": page, "error": error} for page, error in tally.errors()],
        "below_floor": list(below_floor),
    }


def _worst_json(page: WorstPage, *, diff: bool) -> dict[str, Any]:
    row = page.row
    value: dict[str, Any] = {
        "page": row.case,
        "data_set": page.label,
        "page_type": page.page_type,
        "url": page.url,
        "score": page_score(row),
        "words": row.words._asdict() if row.words else None,
        "headlines_leaked": len(row.leaks),
        "confidence": row.confidence,
        "error": row.error,
    }
    if diff:
        value["diff"] = asdict(page.diff())
    return value
