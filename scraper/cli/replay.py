"""`scraper replay`: extract stored pages again and compare with what was extracted before."""

from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import click

from scraper._version import __version__
from scraper.cli.hosts import HOST
from scraper.cli.options import favor_option, limit_options, sites_in, sites_option, store_option
from scraper.cli.printing import moment_of, open_reader, open_writer
from scraper.cli.progress import progress
from scraper.cli.terminal import complain, one_line, visible
from scraper.errors import ConfigError, ExitCode
from scraper.evaluate.compare import PageDifference, ReplayTally, sites_table
from scraper.evaluate.replaylog import ReplayLog, open_log
from scraper.evaluate.report import plain_table
from scraper.models.article import Favor
from scraper.models.times import utc_now
from scraper.pipelines.clean_task import CleanSettings
from scraper.pipelines.page_article import place_of
from scraper.pipelines.replay import (
    CaptureChoice,
    Comparison,
    ReplayPlan,
    ReplayTask,
    chosen,
    replayed,
)
from scraper.store import Extractions
from scraper.workers import Limits

WORST = 10  # captures that changed most, which are shown


@click.command()
@click.option("--since", default="", metavar="TIME",
              help="Only captures from TIME on: 2026-01-31, or 24h, 7d ago.")  # fmt: skip
@click.option(
    "--site", default="", type=HOST, metavar="HOST", help="Only HOST and the hosts below it."
)
@click.option("--sample", type=click.IntRange(min=0), default=0, metavar="N",
              help="Only N captures, the same ones every time.  [default: all]")  # fmt: skip
@click.option("--against", default="", metavar="VERSION|DIR",
              help="Compare with what VERSION extracted, or with another store.  [default: what was kept last]")  # fmt: skip
@click.option("--max-changed", type=click.FloatRange(0, 1), default=0.0, show_default=True,
              metavar="SHARE", help="End with exit status 5 if more of the pages differ.")  # fmt: skip
@click.option("--worst", type=click.IntRange(min=0), default=WORST, show_default=True,
              help="List the N pages that differ most.")  # fmt: skip
@click.option(
    "--diff", is_flag=True, help="Also print the lost (-) and gained (+) paragraphs of these pages."
)
@click.option("--save", is_flag=True, help="Keep the result; the next replay compares with it.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write a JSON line for each page. An interrupted replay continues with the same FILE.")  # fmt: skip
@favor_option
@sites_option
@store_option
@limit_options
def replay(  # noqa: PLR0913  # one parameter for each option, as click has it
    *,
    store: Path,
    sites: Path | None,
    favor: Favor,
    jobs: int | None,
    timeout: float,
    memory: int,
    **options: Any,
) -> ExitCode:
    """Extract stored pages again, with the present version, rules and knowledge, and compare.

    A page is the same, gained (it had no text before), lost (it has none now), changed, new
    (nothing was kept to compare with) or failed. Sites that differ most come first.

    \b
    scraper replay --site example.org --diff
    scraper replay --sample 1000 --against 0.1.0 --max-changed 0.02
    """
    place = place_of(sites_in(sites, store))
    against = _against(options["against"], store)
    plan = ReplayPlan(
        choice=CaptureChoice(moment_of(options["since"], utc_now()), options["site"], options["sample"]),
        task=ReplayTask(None, store, against, CleanSettings(favor=favor, sites=place, recorded=options["save"])),
        limits=Limits(cpu=timeout, memory=memory << 20),
        jobs=jobs,
    )  # fmt: skip
    about = {key: options[key] for key in ("since", "site", "sample", "against")}
    about |= {"store": str(store), "favor": favor, "sites": place.state, "version": __version__}
    tally = ReplayTally(options["worst"])
    with ExitStack() as stack:
        log = stack.enter_context(closing(open_log(options["report"], about)))
        for page in log.done():
            tally.add(page)
        _replay(plan, log, tally, stack)
    _print(tally, diff=options["diff"])
    return _verdict(tally, options["max_changed"], saved=options["save"])


def _against(named: str, store: Path) -> Comparison:
    """Return the extractions to compare with. Raises ConfigError or NotStored if they are missing."""
    directory = Path(named) if named and Path(named).is_dir() else store
    version = "" if directory is not store else named
    with ExitStack() as stack:
        kept = Extractions.reader(directory)
        if kept is None and named:
            raise ConfigError(str(directory), "holds no kept extractions to compare with")
        if kept is not None:
            stack.enter_context(kept)
            if version:
                kept.require(version)
    return Comparison(directory, version)


def _replay(plan: ReplayPlan, log: ReplayLog, tally: ReplayTally, stack: ExitStack) -> None:
    """Run all tasks; count, log and keep the results."""
    root = plan.task.root
    kept = None
    if plan.task.settings.recorded:
        opened = stack.enter_context(open_writer(root, create=False))
        kept = stack.enter_context(Extractions.writer(root))
    else:
        opened = stack.enter_context(open_reader(root))
    line = stack.enter_context(progress("replaying", wanted=True))
    entries = (entry for entry in chosen(opened, plan.choice) if not log.knows(entry.id))
    for done in stack.enter_context(closing(replayed(entries, plan))):
        tally.add(done.page)
        if kept is not None and done.record is not None:
            kept.keep(done.page.id, done.record.stamp, done.record.fields)
        log.add(done.page)  # last: a page that the file names is done
        if done.page.message:
            line.say(f"{done.page.url}: {done.page.message}")
        line.advance(tally.pages, tally.count("failed"))


def _print(tally: ReplayTally, *, diff: bool) -> None:
    click.echo(visible(plain_table(sites_table(tally))))
    if tally.fields:
        counts = sorted(tally.fields.items(), key=lambda item: -item[1])
        click.echo("Fields that differ: " + ", ".join(f"{name} {n}" for name, n in counts))
    for page in tally.worst:
        click.echo(one_line(_head(page)))
        if diff:
            for mark, texts in (("-", page.found.lost), ("+", page.found.gained)):
                for text in texts:
                    click.echo(f"    {mark} {one_line(text)}")


def _head(page: PageDifference) -> str:
    fields = ", ".join(page.found.fields)
    return f"{page.found.outcome}: {page.id[:12]}  {page.url}  ({fields})"


def _verdict(tally: ReplayTally, allowed: float, *, saved: bool) -> ExitCode:
    if not tally.pages:
        complain("no stored page to replay")
        return ExitCode.NOTHING_EXTRACTED
    if tally.count("new") == tally.pages:
        then = "the present result is kept now" if saved else "--save keeps the present result"
        complain(f"nothing was kept to compare with; {then}")
    if tally.share() > allowed:
        complain(f"{tally.share():.1%} of the compared pages differ; {allowed:.1%} are allowed")
        return ExitCode.REGRESSION
    return ExitCode.SOME_FAILED if tally.count("failed") else ExitCode.OK
