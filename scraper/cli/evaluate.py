"""`scraper evaluate DIR`: options in, tables or JSON out, floor breaches as exit code 5."""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import click

from scraper.cli.options import favor_option
from scraper.cli.terminal import complain, visible, write
from scraper.errors import ConfigError, ExitCode
from scraper.evaluate.cases import DatasetSelection, datasets, pages_of, read
from scraper.evaluate.figures import Figures
from scraper.evaluate.floor import breaches, load_floor, raise_floor, save_floor
from scraper.evaluate.measure import Extractor, measure
from scraper.evaluate.peers import load
from scraper.evaluate.report import (
    ScoreTally,
    TextTable,
    as_json,
    calibration_table,
    figures_table,
    plain_table,
    rules_table,
    worst_lines,
)
from scraper.evaluate.rule_worth import judged_pages, rule_worths
from scraper.models.article import Favor

WORST_OF_DIFF = 10  # pages whose difference is shown, unless --worst says how many
HELP = """Score the extraction on the labelled pages or fixtures in DIR.

`scraper help evaluation` describes the files in DIR.

\b
word F1    agreement of the words, whatever their order; mean over pages
shingle F1 the same for runs of four words
exact      share of pages whose text is right, word for word
loses      share of pages that lose over a fifth of the text
adds       share of pages where over a fifth of the result is foreign
leak       share of pages where a foreign headline came out with the article
found      share of the texts that must come out and do
wrong      share of the texts that must not come out and do
title, date, authors, status   share of labelled pages where it is right
ms, p99 ms time for a page, in this process: mean and 99th percentile
time x     time for a page as a multiple of ours

\b
Examples:
  scraper evaluate fixtures --worst 5 --diff
  scraper evaluate pages --dataset news:article --compare trafilatura,resiliparse
  scraper evaluate pages --floor floor.json
  scraper evaluate pages --dataset hand --rules

The exit status is 5 if a figure is below the floor, and 1 if the extraction broke on a page.
"""


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What to print of a run."""

    worst: int
    diff: bool
    as_json: bool


@dataclass(frozen=True, slots=True)
class FloorOptions:
    """What to hold the figures against, and what to write."""

    check: Path | None
    write: Path | None
    allow_lower: bool


@dataclass(frozen=True, slots=True)
class EvaluationRun:
    """What to run over which pages."""

    root: Path
    chosen: tuple[str, ...]  # "name" or "name:page_type"; () for every data set
    limit: int
    page_seconds: float


def _names(_ctx: click.Context, _param: click.Parameter, value: str | None) -> tuple[str, ...]:
    return tuple(filter(None, (name.strip() for name in (value or "").split(","))))


@click.command("evaluate", help=HELP)
@click.argument("root", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--dataset",
    callback=_names,
    help="Only these data sets, such as n4k,wcxb:article.  [default: all]",
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Only the first N pages of each.  [default: all]",
)
@favor_option
@click.option(
    "--compare",
    callback=_names,
    help="Other extractors to run: trafilatura, resiliparse, readability, newspaper, parse, "
    "trafilatura_fast, trafilatura_precision, trafilatura_meta.",
)
@click.option(
    "--worst", type=click.IntRange(min=0), default=0, metavar="N", help="List the N worst pages."
)
@click.option(
    "--diff", is_flag=True, help="Also print the lost (-) and leaked (+) paragraphs of these pages."
)
@click.option(
    "--rules",
    is_flag=True,
    help="Print what each rule is worth instead; needs pages that are labelled by block.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--floor",
    type=click.Path(path_type=Path),
    help="Compare with the figures in this file; the exit status is 5 if one is lower.",
)
@click.option(
    "--write-floor",
    type=click.Path(path_type=Path),
    help="Write the figures to this file where they are higher.",
)
@click.option("--allow-lower", is_flag=True, help="Let --write-floor lower a figure.")
@click.option(
    "--page-seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=30.0,
    show_default=True,
    help="An extractor that takes longer fails on the page.",
)
def evaluate(  # noqa: PLR0913  # one parameter for each option, as click has it
    *,
    root: Path,
    dataset: tuple[str, ...],
    limit: int,
    favor: Favor,
    compare: tuple[str, ...],
    worst: int,
    diff: bool,
    rules: bool,
    as_json: bool,
    floor: Path | None,
    write_floor: Path | None,
    allow_lower: bool,
    page_seconds: float,
) -> ExitCode:
    """Score extraction on labelled pages: see HELP."""
    if allow_lower and not write_floor:
        raise click.UsageError("--allow-lower needs --write-floor")
    if limit and (floor or write_floor):
        raise click.UsageError("a floor is for whole data sets: use it without --limit")
    run = EvaluationRun(root, dataset, limit, page_seconds)
    if rules:
        return _evaluate_rules(run, favor, as_json=as_json)
    shown = ReportOptions(worst or (WORST_OF_DIFF if diff else 0), diff, as_json)
    return _evaluate(run, compare, favor, shown, FloorOptions(floor, write_floor, allow_lower))


def _evaluate(
    run: EvaluationRun,
    compare: tuple[str, ...],
    favor: Favor,
    shown: ReportOptions,
    floor: FloorOptions,
) -> ExitCode:
    """Score the extractors, print the report, and hold ours against the floor."""
    least = load_floor(floor.check) if floor.check else {}
    tally = _measure(run, load(list(compare), favor), shown.worst)
    reached = {name: group["scraper"] for name, group in tally.figures().items()}
    below = [str(breach) for breach in breaches(least, reached, whole_run=not run.chosen)]
    refused = (
        _write_floor(floor.write, reached, allow_lower=floor.allow_lower) if floor.write else []
    )
    if shown.as_json:
        _print_json(tally, shown, below)
    else:
        _print_tables(tally, shown)
    for page, error in tally.errors():
        complain(f"{page}: {error}")
    for line in below:
        complain(f"below the floor: {line}")
    for line in refused:
        complain(f"floor kept, --allow-lower would lower it: {line}")
    if below or refused:
        return ExitCode.REGRESSION
    return ExitCode.SOME_FAILED if tally.errors() else ExitCode.OK


def _evaluate_rules(run: EvaluationRun, favor: Favor, *, as_json: bool) -> ExitCode:
    """Print what each rule is worth. Raises ConfigError where no page is labelled block by block."""
    pages = pages_of(run.root, run.chosen, run.limit)
    count, worths = rule_worths(judged_pages(pages, favor), favor)
    if not count:
        raise ConfigError(
            str(run.root), "no page is labelled block by block: rules need main, caption, ... lists"
        )
    if as_json:
        report = {"pages": count, "rules": [asdict(worth) for worth in worths]}
        write(json.dumps(report, indent=1) + "\n")
    else:
        _draw([rules_table(count, worths)])
    return ExitCode.OK


def _measure(run: EvaluationRun, extractors: Mapping[str, Extractor], worst: int) -> ScoreTally:
    """Return the scores of the extractors on the chosen data sets, and their worst pages."""
    tally = ScoreTally(keep_worst=worst)
    for name in run.chosen or datasets(run.root):
        selection = DatasetSelection.parse(name, run.limit)
        for page in measure(read(run.root, selection), extractors, run.page_seconds):
            tally.add(selection.label, page)
    return tally


def _write_floor(path: Path, reached: Mapping[str, Figures], *, allow_lower: bool) -> list[str]:
    """Write the raised floor; return what it refused to lower."""
    old = load_floor(path) if path.exists() else {}
    new, lowered = raise_floor(old, reached, allow_lower=allow_lower)
    save_floor(path, new)
    return [] if allow_lower else [str(breach) for breach in lowered]


def _print_json(tally: ScoreTally, shown: ReportOptions, below: list[str]) -> None:
    report = as_json(tally, diff=shown.diff, below_floor=below)
    write(json.dumps(report, indent=1, ensure_ascii=False) + "\n")


def _print_tables(tally: ScoreTally, shown: ReportOptions) -> None:
    by_set = tally.figures()
    tables = [figures_table("By data set", by_set)]
    for by in ("page type", "language"):
        groups = tally.figures(by=by)
        if len(groups) > len(by_set):
            tables.append(figures_table(f"By {by}", groups))
    calibration = tally.calibration()
    if calibration:
        tables.append(calibration_table(calibration))
    _draw(tables)
    if shown.worst:
        write("\n".join(["Worst pages first", *worst_lines(tally.worst, diff=shown.diff)]) + "\n")


def _draw(tables: list[TextTable]) -> None:
    if not sys.stdout.isatty():
        write("\n\n".join(map(plain_table, tables)) + "\n\n")
        return
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415  # on a terminal only
    from rich.console import Console  # noqa: PLC0415  # as above
    from rich.measure import Measurement  # noqa: PLC0415  # as above
    from rich.table import Table as RichTable  # noqa: PLC0415  # as above
    from rich.text import Text  # noqa: PLC0415  # names of pages are text, not markup

    console = Console()
    for table in tables:
        drawn = RichTable(title=Text(table.title), title_justify="left", box=SIMPLE_HEAD)
        for number, heading in enumerate(table.headings):
            side: Literal["left", "right"] = "left" if number < table.labels else "right"
            drawn.add_column(heading, justify=side, no_wrap=True)
        for row in table.rows:
            drawn.add_row(*(Text(visible(cell)) for cell in row))
        # A figure cut short to fit a narrow terminal would be no figure: let lines wrap instead.
        needed = Measurement.get(console, console.options.update(max_width=10_000), drawn).maximum
        Console(width=max(console.width, needed)).print(drawn)
